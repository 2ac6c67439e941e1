"""round create | open | show | extend | results; reminders."""

from pathlib import Path
from typing import Any

import click

from bot.cli.common import Fault, as_json, echo_json, find_round, member, product, read_time
from bot.cli.round_dialog import RoundDialog
from bot.product import Product
from bot.reports.round_json import reminder_json, results_json, round_json
from bot.round_files import read_round
from handlers.dialogs.results import standings
from handlers.rounds import known as known_for_rounds
from handlers.rounds import open_round
from handlers.texts.progress import deadlines_heading
from scheduler import reminders as due_reminders
from scoring.entry import Signature

#: Who the log names when an operator acts on the command line.
OPERATOR = "operator"


def _signed(made: Product) -> Signature:
    return Signature(OPERATOR, made.clock(), "cli")


@click.group("round")
def round_() -> None:
    """Assessment rounds."""


@round_.command()
@click.argument("file", required=False, type=click.Path(exists=True, dir_okay=False, path_type=Path))
def create(file: Path | None) -> None:
    """Create a round from a YAML file (docs/van-hanh.md gives an example), or answer one question after the other."""
    if file is None:
        _create_by_dialog()
    else:
        _create_from(file)


def _create_by_dialog() -> None:
    with product() as made:
        with made.store.read() as work:
            known = known_for_rounds(work)
        # Nobody else is kept waiting while somebody thinks about a date.
        agreed = RoundDialog(known, made.clock(), made.settings.zone).run()
        if agreed is None:
            click.echo("Không tạo đợt.")
            return
        with made.store.write() as work:
            work.timetable.create(agreed, _signed(made))
        click.echo(f"Đã tạo đợt {agreed.code}.")
        if click.confirm("Mở đợt ngay?", default=False):
            _open(made, agreed.code)
        else:
            click.echo(f"Mở đợt: cchc round open {agreed.code}")


def _create_from(file: Path) -> None:
    with product() as made, made.store.write() as work:
        made_round, faults = read_round(file.read_text(encoding="utf-8"), made.settings.zone, work)
        if made_round is None:
            for fault in faults:
                click.echo(fault, err=True)
            raise Fault(f"không tạo đợt: {len(faults)} lỗi")
        work.timetable.create(made_round, _signed(made))
    click.echo(f"Đã tạo đợt {made_round.code}. Mở đợt: cchc round open {made_round.code}")


@round_.command("open")
@click.argument("code")
def open_(code: str) -> None:
    """Open a round: from now on its communes score."""
    with product() as made:
        _open(made, code)


def _open(made: Product, code: str) -> None:
    with made.store.write() as work:
        open_round(work, find_round(work, code), _signed(made), made.settings.zone)
    click.echo(f"Đã mở đợt {code}.")


@round_.command()
@click.argument("code", required=False)
@as_json
def show(code: str | None, json_: bool) -> None:
    """A round, its timetable and the state of every unit's sheet."""
    with product() as made, made.store.read() as work:
        found = find_round(work, code)
        data = round_json(found, dict(work.queue.units(found)))
    if json_:
        echo_json(data)
        return
    click.echo(deadlines_heading(found).replace("**", ""))
    for name, end in data["timetable"].items():
        click.echo(f"  {name}: {end}")
    for unit in data["units"]:
        click.echo(f"  {unit['code']} ({unit['group']}): {unit['state']}")


@round_.command()
@click.option("--until", required=True, help="ISO 8601.")
@click.option("--unit", help="One unit; without it all of them.")
@click.option("--reason", required=True)
@click.option("--round", "code")
def extend(until: str, unit: str | None, reason: str, code: str | None) -> None:
    """Move the end of self-scoring."""
    with product() as made, made.store.write() as work:
        found, to = find_round(work, code), read_time(until, made)
        if not reason.strip():
            raise Fault("cần ghi lý do gia hạn")
        if to <= made.clock():
            raise Fault("hạn mới phải ở sau hiện tại")
        work.timetable.extend(found, to, _signed(made), unit=member(found, unit) if unit else None, reason=reason.strip())
    click.echo(f"Đã gia hạn {unit or 'tất cả đơn vị'} đến {to.isoformat()}.")


@round_.command()
@click.argument("code", required=False)
@as_json
def results(code: str | None, json_: bool) -> None:
    """Unit, group, index, rank and class of every unit whose points are all known."""
    with product() as made, made.store.read() as work:
        found = find_round(work, code)
        lines = results_json(found, standings(work, found), work.rounds.criteria(found).rounding)
    if json_:
        echo_json(lines)
        return
    for line in lines:
        click.echo(f"{line['rank']}\t{line['unit']}\t{line['group']}\t{line['index']} %\t{line['class'] or line['because']}")


@click.command()
@click.option("--at", "at", help="ISO 8601; without it now.")
@click.option("--send", is_flag=True, help="Queue them, once.")
@as_json
def reminders(at: str | None, send: bool, json_: bool) -> None:
    """What would go out then, to whom, and why."""
    with product() as made, made.store.write() as work:
        moment = read_time(at, made) if at else made.clock()
        found = due_reminders.due(work, moment, made.settings.zone)
        queued = due_reminders.queue(work, found) if send else 0
    lines: list[dict[str, Any]] = [reminder_json(one, made.settings.zone) for one in found]
    if json_:
        echo_json(lines)
        return
    for line in lines:
        click.echo(f"{line['unit']} {line['to']}: {line['why']}")
    if send:
        click.echo(f"Đã xếp {queued} tin vào hàng gửi.")


COMMANDS = (round_, reminders)
