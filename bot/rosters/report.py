"""What a list would change, line by line, for whoever decides whether it does."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import tzinfo

from bot.rosters.people import PeopleRoster
from bot.rosters.units import UnitsRoster
from handlers.ports import Work
from handlers.texts.common import ROLES, moment
from scoring.people import Person, Unit

LEVELS = {"commune": "xã", "district": "huyện", "province": "tỉnh"}


def units_lines(roster: UnitsRoster) -> Iterator[str]:
    for unit in roster.added:
        yield f"+ {unit.code}\t{unit.name}\t{unit.kind}\t{unit.parent or '–'}\t{unit.group}"
    for before, after in roster.changed:
        yield f"~ {after.code}\t{_differences(_unit_words(before), _unit_words(after))}"


def units_counted(roster: UnitsRoster) -> str:
    return _counted(len(roster.added), len(roster.changed), len(roster.units), "đơn vị")


def people_lines(roster: PeopleRoster) -> Iterator[str]:
    for line in roster.lines:
        one, shown = line.person, _person_words(line.person)
        if line.before is None:
            yield f"+ {one.unit}\t{one.name}\t{shown['vai trò']}\t{shown['phụ trách']}"
        elif line.changed:
            yield f"~ {one.unit}\t{one.name}\t{_differences(_person_words(line.before), shown)}"


def people_counted(roster: PeopleRoster) -> str:
    fresh, changed = sum(line.before is None for line in roster.lines), sum(line.changed for line in roster.lines)
    return _counted(fresh, changed, len(roster.lines), "người")


def last_seen(work: Work, person: Person, zone: tzinfo) -> str:
    """When somebody was in one of his chats last."""
    times = [chat.last_in_at for chat in work.people.chats(person.id)]
    latest = max((at for at in times if at is not None), default=None)
    return f"dùng lần cuối {moment(latest, zone)}" if latest else "đã vào" if times else "chưa vào"


def _unit_words(unit: Unit) -> dict[str, str]:
    level = LEVELS.get(unit.level, unit.level)
    return {"tên": unit.name, "loại": unit.kind, "cấp": level, "trực thuộc": unit.parent or "", "khối": unit.group}


def _person_words(person: Person) -> dict[str, str]:
    return {
        "tên": person.name,
        "vai trò": ROLES[person.role],
        "phụ trách": ", ".join(sorted(person.scope)) or "tất cả",
        "chức vụ": person.position,
    }


def _differences(before: Mapping[str, str], after: Mapping[str, str]) -> str:
    pairs: Iterable[tuple[str, str, str]] = ((name, before[name], after[name]) for name in after)
    return "; ".join(f"{name}: “{old}” → “{new}”" for name, old, new in pairs if old != new)


def _counted(fresh: int, changed: int, all_: int, what: str) -> str:
    return f"{fresh} {what} mới, {changed} thay đổi, {all_ - fresh - changed} giữ nguyên"
