"""criteria check | import | list | show; search."""

import json
from collections.abc import Iterator
from dataclasses import replace
from datetime import tzinfo
from pathlib import Path
from typing import Any

import click

from bot.cli.common import DataFault, as_json, echo_json, find_round, iso_time, product, whole_file
from bot.db.rounds.sets import StoredSet
from bot.demo.world import sample_set
from bot.reports.sets.annex_text import annotated, report
from bot.reports.sets.set_json import reading_json, set_json
from knowledge.annex import ENDINGS, AnnexReading, read_annex
from knowledge.reading import Reading, dump_set, read_set, read_set_file
from knowledge.search.index import Index
from scoring.criteria import CriteriaSet
from scoring.written.numbers import show as show_number

FILE = click.Path(exists=True, dir_okay=False, path_type=Path)
OUT = click.Path(dir_okay=False, writable=True, path_type=Path)


@click.group()
def criteria() -> None:
    """Các bộ tiêu chí."""


def _read(file: Path) -> Reading | AnnexReading:
    """A set in YAML, or an annex as an office was sent it."""
    return read_annex(file) if file.suffix.lower() in ENDINGS else read_set_file(file)


def _faults(reading: Reading | AnnexReading) -> None:
    for fault in reading.faults:
        place = f"trang tính {fault.sheet}, " if fault.sheet else f"bảng {fault.table}, " if fault.table else ""
        told = f"{place}dòng {fault.row}, cột {fault.column} [{fault.where}] {fault.error}: {fault.message}"
        click.echo(told, err=True)


@criteria.command()
@click.argument("file", type=FILE)
@click.option("--out", type=OUT, help="Ghi phụ lục thành bộ tiêu chí YAML, kèm báo cáo bên cạnh, để xem lại rồi nhập.")
@as_json
def check(file: Path, out: Path | None, json_: bool) -> None:
    """In mọi lỗi của tệp .yaml, .xlsx, .docx kèm chỗ; có lỗi thì mã thoát 1."""
    reading = _read(file)
    if out and isinstance(reading, AnnexReading) and reading.set is not None:
        _write(out, reading)
    if json_:
        echo_json(reading_json(reading))
    elif reading.set is None:
        _faults(reading)
    elif isinstance(reading, AnnexReading):
        click.echo(report(reading), nl=False)
    else:
        click.echo(f"Đạt: {len(reading.set.leaves)} tiêu chí, {show_number(reading.set.max)} điểm.")
    if reading.set is None:
        raise SystemExit(1)


def _write(out: Path, reading: AnnexReading) -> None:
    with whole_file(out) as draft, whole_file(out.with_suffix(".txt")) as beside:
        draft.write_text(annotated(reading), encoding="utf-8")
        beside.write_text(report(reading, every=True), encoding="utf-8")


@criteria.command("import")
@click.argument("file", type=FILE)
@click.option("--id", "set_id", help="Mã của bộ đọc từ phụ lục, thay cho mã đặt theo tên tệp.")
@click.option("--version", help="Phiên bản, thay cho 1.")
def import_(file: Path, set_id: str | None, version: str | None) -> None:
    """Nhập một bộ tiêu chí; tệp có lỗi thì nêu hết lỗi và không nhập gì."""
    reading = _read(file)
    if reading.set is None:
        _faults(reading)
        raise DataFault(f"không nhập: {len(reading.faults)} lỗi")
    chosen = _named(reading.set, set_id, version) if isinstance(reading, AnnexReading) else reading.set
    with product() as made, made.store.write() as work:
        fresh = work.sets.add(chosen, made.clock())
    if isinstance(reading, AnnexReading):
        click.echo(report(reading), nl=False)
    click.echo(f"{'Đã nhập' if fresh else 'Đã có sẵn'} {chosen.id} phiên bản {chosen.version}.")


def _named(chosen: CriteriaSet, set_id: str | None, version: str | None) -> CriteriaSet:
    """An annex has neither an id nor a version; what the operator gives is checked as in a file."""
    named = replace(chosen, id=set_id or chosen.id, version=version or chosen.version)
    again = read_set(dump_set(named))
    if again.set is None:
        raise DataFault(again.faults[0].message)
    return again.set


@criteria.command("list")
@as_json
def list_(json_: bool) -> None:
    """Các bộ tiêu chí đã nhập."""
    with product() as made, made.store.read() as work:
        rows = work.sets.list()
    if json_:
        echo_json([_row(set_, made.settings.zone) for set_ in rows])
        return
    for set_ in rows:
        click.echo(f"{set_.id}\t{set_.version}\t{set_.name}")


def _row(set_: StoredSet, zone: tzinfo) -> dict[str, str]:
    return {"id": set_.id, "version": set_.version, "name": set_.name, "imported_at": iso_time(set_.imported_at, zone)}


@criteria.command()
@click.argument("set_id", metavar="SET")
@as_json
def show(set_id: str, json_: bool) -> None:
    """Một bộ tiêu chí, theo mã hoặc mã@phiên bản."""
    with product() as made, made.store.read() as work:
        known = [set_ for set_ in work.sets.list() if set_id in (set_.id, f"{set_.id}@{set_.version}")]
        if not known:
            raise DataFault(f"không có bộ tiêu chí {set_id} (cchc criteria list)")
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
@click.option("--file", "file", type=FILE, help="Tệp câu hỏi, mỗi dòng một đối tượng JSON có q.")
@click.option("--round", "code", help="Bộ tiêu chí của đợt nào; cần khi các đợt đang mở dùng bộ khác nhau.")
@as_json
def search(text: tuple[str, ...], file: Path | None, code: str | None, json_: bool) -> None:
    """Tìm tiêu chí như trong trò chuyện."""
    index = Index(_set_in_use(code))
    queries = list(_queries(file)) if file else [" ".join(text)]
    found = [_found(index, query) for query in queries]
    for one in found:
        if json_:
            click.echo(json.dumps(one, ensure_ascii=False))
        else:
            click.echo(
                f"{one['q']}: {one['decision']} " + ", ".join(f"{hit['target']} ({hit['score']})" for hit in one["targets"])
            )


def _queries(file: Path) -> Iterator[str]:
    for number, line in enumerate(file.read_text(encoding="utf-8").splitlines(), 1):
        try:
            if line.strip():
                yield str(json.loads(line)["q"])
        except (ValueError, TypeError, KeyError) as error:
            raise DataFault(
                f'{file}, dòng {number}: không phải đối tượng JSON có q; ví dụ {{"q": "xin lỗi trễ hạn"}}'
            ) from error


def _set_in_use(code: str | None) -> CriteriaSet:
    """The round's set, which all open ones may share; or the bundled sample where there is no round yet."""
    with product() as made, made.store.read() as work:
        alive = work.rounds.alive()
        if not code and not alive:
            return sample_set()
        same = not code and len({(round_.set_id, round_.set_version) for round_ in alive}) == 1
        return work.rounds.criteria(alive[0] if same else find_round(work, code))


def _found(index: Index, query: str) -> dict[str, Any]:
    found = index.search(query)
    hits = [{"target": target.target, "score": round(target.score, 1)} for target in found.targets]
    return {"q": query, "decision": found.decision, "targets": hits}


COMMANDS = (criteria, search)
