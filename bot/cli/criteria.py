"""criteria check | import | list | show; search."""

import json
from pathlib import Path
from typing import Any

import click

from bot.cli.common import Fault, as_json, echo_json, product
from bot.demo.world import sample_set
from bot.reports.set_json import reading_json, set_json
from knowledge.reading import Reading, read_set_file
from knowledge.search import Index
from scoring.criteria import CriteriaSet
from scoring.numbers import show as show_number

FILE = click.Path(exists=True, dir_okay=False, path_type=Path)


@click.group()
def criteria() -> None:
    """Criteria sets."""


def _faults(reading: Reading) -> None:
    for fault in reading.faults:
        click.echo(f"dòng {fault.row}, cột {fault.column} [{fault.where}] {fault.error}: {fault.message}", err=True)


@criteria.command()
@click.argument("file", type=FILE)
@as_json
def check(file: Path, json_: bool) -> None:
    """Print every fault of a file with its place; exit 1 if there is one."""
    reading = read_set_file(file)
    if json_:
        echo_json(reading_json(reading))
    elif reading.set is not None:
        click.echo(f"Đạt: {len(reading.set.leaves)} tiêu chí, {show_number(reading.set.max)} điểm.")
    else:
        _faults(reading)
    if reading.set is None:
        raise SystemExit(1)


@criteria.command("import")
@click.argument("file", type=FILE)
def import_(file: Path) -> None:
    """Import a set; a file with faults lists them all and imports nothing."""
    reading = read_set_file(file)
    if reading.set is None:
        _faults(reading)
        raise Fault(f"không nhập: {len(reading.faults)} lỗi")
    with product() as made, made.store.write() as work:
        fresh = work.sets.add(reading.set, made.clock())
    click.echo(f"{'Đã nhập' if fresh else 'Đã có sẵn'} {reading.set.id} phiên bản {reading.set.version}.")


@criteria.command("list")
@as_json
def list_(json_: bool) -> None:
    """The sets in the database."""
    with product() as made, made.store.read() as work:
        rows = work.sets.list()
    if json_:
        echo_json(
            [
                {"id": one.id, "version": one.version, "name": one.name, "imported_at": one.imported_at.isoformat()}
                for one in rows
            ]
        )
        return
    for one in rows:
        click.echo(f"{one.id}\t{one.version}\t{one.name}")


@criteria.command()
@click.argument("set_id", metavar="SET")
@as_json
def show(set_id: str, json_: bool) -> None:
    """One set, by its id or id@version."""
    with product() as made, made.store.read() as work:
        known = [one for one in work.sets.list() if set_id in (one.id, f"{one.id}@{one.version}")]
        if not known:
            raise Fault(f"không có bộ tiêu chí {set_id} (cchc criteria list)")
        chosen = work.sets.get(known[-1].id, known[-1].version)
    if json_:
        echo_json(set_json(chosen))
    else:
        _print(chosen)


def _print(chosen: CriteriaSet) -> None:
    click.echo(f"{chosen.name} ({chosen.id}@{chosen.version}), {show_number(chosen.max)} điểm")
    for field in chosen.fields:
        click.echo(f"{field.code}. {field.name} ({show_number(field.max)})")
        for leaf in field.leaves:
            click.echo(f"  {leaf.code} {leaf.name} ({show_number(leaf.max)}, {leaf.rule.kind}): {leaf.rule.describe(leaf.max)}")


@click.command()
@click.argument("text", nargs=-1)
@click.option("--file", "file", type=FILE, help="A file of queries, one JSON object with q a line.")
@as_json
def search(text: tuple[str, ...], file: Path | None, json_: bool) -> None:
    """Search criteria as the conversation does."""
    index = Index(_set_in_use())
    queries = [json.loads(line)["q"] for line in file.read_text().splitlines() if line.strip()] if file else [" ".join(text)]
    found = [_found(index, query) for query in queries]
    for one in found:
        if json_:
            click.echo(json.dumps(one, ensure_ascii=False))
        else:
            click.echo(
                f"{one['q']}: {one['decision']} " + ", ".join(f"{hit['target']} ({hit['score']})" for hit in one["targets"])
            )


def _set_in_use() -> CriteriaSet:
    """The open round's set, or the bundled sample where there is no round yet."""
    with product() as made, made.store.read() as work:
        current = work.rounds.current()
        return work.rounds.criteria(current) if current else sample_set()


def _found(index: Index, query: str) -> dict[str, Any]:
    found = index.search(query)
    hits = [{"target": one.target, "score": round(one.score, 1)} for one in found.targets]
    return {"q": query, "decision": found.decision, "targets": hits}


COMMANDS = (criteria, search)
