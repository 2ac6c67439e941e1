"""units import | list; people import | list."""

from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import TypeVar

import click

from bot.cli.common import DataFault, as_json, echo_json, product
from bot.db.work import SqlWork
from bot.rosters import ListFault, NotAList, PeopleRoster, UnitsRoster
from bot.rosters.people import World
from bot.rosters.report import last_seen, people_counted, people_lines, units_counted, units_lines
from bot.rosters.taking import take_people, take_units
from handlers.texts.common import ROLES
from scoring.criteria import CriteriaSet
from scoring.sheet.entry import Authorship

Roster = TypeVar("Roster")
FILE = click.Path(exists=True, dir_okay=False, path_type=Path)
dry_run = click.option("--dry-run", is_flag=True, help="Chỉ cho xem sẽ đổi gì.")


@click.group()
def units() -> None:
    """Đơn vị: các xã và cơ quan cấp trên."""


@units.command("import")
@click.argument("file", type=FILE)
@dry_run
def import_units(file: Path, dry_run: bool) -> None:
    """Nhập danh sách đơn vị (.xlsx, .csv): nêu mọi lỗi kèm chỗ, hoặc nhập tất cả."""
    with product() as made, made.store.write() as work:
        roster = _read(lambda: UnitsRoster.read(file, work.people.units()))
        _refuse(roster.faults)
        _left_out(roster.ignored, roster.private)
        _echo(units_lines(roster))
        if not dry_run:
            take_units(work, roster, Authorship("operator", made.clock(), "cli"))
    _summary(units_counted(roster), dry_run=dry_run)


@units.command("list")
@as_json
def list_units(json_: bool) -> None:
    """Mọi đơn vị, kèm số người."""
    with product() as made, made.store.read() as work:
        rows = [(unit, len(work.people.of_unit(unit.code))) for unit in work.people.units()]
    if json_:
        names = ("code", "name", "kind", "level", "parent", "group")
        echo_json([{name: getattr(unit, name) for name in names} | {"people": number} for unit, number in rows])
        return
    for unit, number in rows:
        click.echo(f"{unit.code}\t{unit.name}\t{unit.group}\t{number} người")


@click.group()
def people() -> None:
    """Người: ai làm ở đâu, phụ trách gì."""


@people.command("import")
@click.argument("file", type=FILE)
@dry_run
def import_people(file: Path, dry_run: bool) -> None:
    """Nhập danh sách người (.xlsx, .csv): nêu mọi lỗi kèm chỗ, hoặc nhập tất cả."""
    with product() as made, made.store.write() as work:
        known = work.people.everybody()
        zone = made.settings.zone
        world = World(work.people.units(), known, _criteria(work), lambda member: last_seen(work, member, zone))
        roster = _read(lambda: PeopleRoster.read(file, world))
        _refuse(roster.faults)
        _left_out(roster.ignored, roster.private)
        for note in roster.notes:
            click.echo(f"Lưu ý {note}", err=True)
        _echo(people_lines(roster))
        for person in roster.absent(known):
            left = f"không có trong tệp, giữ nguyên (thôi việc: cchc people leave {person.id})"
            click.echo(f"= {person.unit}\t{person.name}\t{left}")
        if not dry_run:
            take_people(work, roster, Authorship("operator", made.clock(), "cli"), zone)
    _summary(people_counted(roster), dry_run=dry_run)


def _criteria(work: SqlWork) -> CriteriaSet | None:
    """The set whose codes are meant: that of the round opened last, or the one imported last."""
    alive = work.rounds.alive()
    if alive:
        return work.rounds.criteria(alive[-1])
    sets = work.sets.list()
    return work.sets.get(sets[-1].id, sets[-1].version) if sets else None


@people.command("list")
@click.option("--unit", help="Chỉ người của đơn vị này.")
@as_json
def list_people(unit: str | None, json_: bool) -> None:
    """Mọi người, kèm các kênh đã vào."""
    with product() as made, made.store.read() as work:
        known = work.people.of_unit(unit) if unit else work.people.everybody()
        rows = [(person, [chat.channel for chat in work.chats.of_person(person.id)]) for person in known]
    if json_:
        names = ("id", "name", "unit", "role", "position")
        echo_json(
            [
                {name: getattr(person, name) for name in names} | {"fields": sorted(person.scope), "channels": joined}
                for person, joined in rows
            ]
        )
        return
    for person, joined in rows:
        click.echo(f"{person.id}\t{person.unit}\t{person.name}\t{ROLES[person.role]}\t{', '.join(joined) or 'chưa vào'}")


# -- what both have in common ------------------------------------------------------------------------------------------------


def _read(read: Callable[[], Roster]) -> Roster:
    try:
        return read()
    except NotAList as error:
        raise DataFault(str(error)) from error


def _refuse(faults: Sequence[ListFault]) -> None:
    for fault in faults:
        click.echo(fault, err=True)
    if faults:
        raise DataFault(f"không nhập: {len(faults)} lỗi")


def _left_out(ignored: Sequence[str], private: Sequence[str]) -> None:
    if private:
        click.echo(f"Không đọc, không lưu: {', '.join(private)}", err=True)
    if ignored:
        click.echo(f"Bỏ qua cột: {', '.join(ignored)}", err=True)


def _echo(lines: Iterable[str]) -> None:
    for line in lines:
        click.echo(line)


def _summary(counted: str, *, dry_run: bool) -> None:
    click.echo(f"{'Nếu nhập' if dry_run else 'Đã nhập'}: {counted}.")


COMMANDS = (units,)
