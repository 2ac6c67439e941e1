"""A list of people: who they are, where, and what each is in charge of. Phones and papers are never read."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from bot.rosters import words
from bot.rosters.columns import Line, find
from bot.rosters.grid import Fault, read_pages
from bot.rosters.names import UnitNames
from bot.rosters.scope import assignable, read_scope
from scoring.criteria import CriteriaSet
from scoring.people import Person, Role, Unit

ROLE_EXAMPLES = "lãnh đạo, cán bộ đầu mối, công chức, chuyên viên thẩm định, cơ quan thường trực"


@dataclass(frozen=True, slots=True)
class PersonLine:
    """A person as the list has him; ``before`` is who he is now, ``None`` for somebody new."""

    row: int
    person: Person
    before: Person | None

    @property
    def changed(self) -> bool:
        return self.before is not None and self.before != self.person


@dataclass(frozen=True, slots=True)
class World:
    """What a list is read against. ``criteria`` is the set whose codes are meant; without one any code will do."""

    units: Sequence[Unit]
    people: Sequence[Person]
    criteria: CriteriaSet | None = None


@dataclass(frozen=True, slots=True)
class PeopleRoster:
    """What a list would make of the people who are known; to be taken over only without ``faults``."""

    lines: tuple[PersonLine, ...]
    faults: tuple[Fault, ...]
    notes: tuple[Fault, ...]
    ignored: tuple[str, ...]
    private: tuple[str, ...]

    @classmethod
    def read(cls, path: Path, world: World) -> "PeopleRoster":
        """Raises ``Unreadable`` where there is no list of people in the file at all."""
        found = find(read_pages(path), words.PERSON_COLUMNS, ("name", "unit", "role"))
        names = UnitNames(world.units)
        communes = frozenset(unit.code for unit in world.units if unit.level == "commune")
        faults = [fault for line in found.lines for fault in _faults(line, names, communes, world.criteria)]
        placed = [(line, person) for line in found.lines if (person := _person(line, names, communes, world.criteria))]
        faults += _doubles(placed)
        notes = [note for line in found.lines for note in _notes(line)]
        ordered = tuple(sorted(faults, key=lambda one: (one.sheet, one.row)))
        return cls(tuple(_matched(placed, world.people)), ordered, tuple(notes), found.ignored, found.private)

    def absent(self, people: Sequence[Person]) -> list[Person]:
        """Who of the list's own units is known and does not stand in it. They stay: leaving is an act of its own."""
        listed = {line.before.id for line in self.lines if line.before}
        units = {line.person.unit for line in self.lines}
        return [one for one in people if one.unit in units and one.id not in listed]


def _person(line: Line, names: UnitNames, communes: frozenset[str], criteria: CriteriaSet | None) -> Person | None:
    unit = names.find(line["unit"])
    role = _role(line, in_commune=unit in communes)
    if unit is None or role is None or not line["name"]:
        return None
    scope = read_scope(line["fields"], criteria)
    return Person("", line["name"], unit, role, scope, line["position"])


def _role(line: Line, *, in_commune: bool) -> Role | None:
    """The role that is meant there: the chairman of a commune signs its sheet, the one above approves the results."""
    role = words.role_of(line["role"])
    return Role.APPROVER if role is Role.LEADER and not in_commune else role


def _faults(line: Line, names: UnitNames, communes: frozenset[str], criteria: CriteriaSet | None) -> Iterator[Fault]:
    if not line["name"]:
        yield line.fault("name", "thiếu họ tên")
    elif any(letter.isdigit() for letter in line["name"]):
        yield line.fault("name", f"“{line['name']}” không phải họ tên; số điện thoại, số giấy tờ không cần và không được lưu")
    unit = names.find(line["unit"])
    if unit is None:
        yield line.fault("unit", _which_unit(line["unit"], names))
    role = _role(line, in_commune=unit in communes)
    if role is None:
        said = f"không rõ vai trò “{line['role']}”" if line["role"] else "thiếu vai trò"
        yield line.fault("role", f"{said}; ví dụ đúng: {ROLE_EXAMPLES}")
    elif unit is not None and role.of_commune is not (unit in communes):
        whose = "cấp xã" if role.of_commune else "cơ quan thẩm định"
        yield line.fault("role", f"“{line['role']}” là vai trò của {whose}, không hợp với đơn vị {unit}")
    yield from _scope_faults(line, criteria)


def _which_unit(written: str, names: UnitNames) -> str:
    if not written:
        return "thiếu đơn vị; ví dụ đúng: XA01 hoặc Xã An Bình"
    several = names.several(written)
    if several:
        return f"“{written}” có thể là {', '.join(several)}; hãy ghi mã"
    return f"không có đơn vị “{written}” (cchc units import)"


def _scope_faults(line: Line, criteria: CriteriaSet | None) -> Iterator[Fault]:
    cell = line.cell("fields")
    if cell.odd == "date":
        yield line.fault("fields", "Excel đã đổi thành ngày; đặt cột ở dạng Văn bản (Text) rồi gõ lại, ví dụ 1,3,7.5")
        return
    unknown = sorted(code for code in read_scope(cell.text, criteria) if not _known(code, criteria))
    if unknown:
        yield line.fault("fields", f"không có lĩnh vực hay tiêu chí {', '.join(unknown)}; ví dụ đúng: 1,3,7.5")


def _known(code: str, criteria: CriteriaSet | None) -> bool:
    return code in assignable(criteria) if criteria else code.replace(".", "").isdigit()


def _notes(line: Line) -> Iterator[Fault]:
    if line.cell("fields").odd == "number":
        code = line["fields"]
        yield line.fault(
            "fields", f"Excel lưu là số {code}, được hiểu là mã {code}; nếu là hai lĩnh vực thì đặt cột ở dạng Văn bản"
        )


def _doubles(placed: Sequence[tuple[Line, Person]]) -> Iterator[Fault]:
    seen: dict[tuple[str, str, Role], int] = {}
    for line, person in placed:
        key = (person.unit, person.name.lower(), person.role)
        if key in seen:
            yield line.fault("name", f"{person.name} đã có ở dòng {seen[key]} với cùng đơn vị và vai trò")
        seen.setdefault(key, line.row.number)


# -- who of the known is meant ---------------------------------------------------------------------------------------------


def _matched(placed: Sequence[tuple[Line, Person]], people: Sequence[Person]) -> Iterator[PersonLine]:
    """A name in a unit is one person; of two with the same name the role tells them apart."""
    left = list(people)
    exact = {id(person): _take(left, person, same_role=True) for _, person in placed}
    for line, person in placed:
        before = exact[id(person)] or _take(left, person, same_role=False)
        yield PersonLine(line.row.number, _as_known(person, before, line), before)


def _take(left: list[Person], person: Person, *, same_role: bool) -> Person | None:
    named = [one for one in left if one.unit == person.unit and one.name.lower() == person.name.lower()]
    meant = [one for one in named if one.role is person.role] if same_role else named
    if len(meant) != 1:
        return None
    left.remove(meant[0])
    return meant[0]


def _as_known(person: Person, before: Person | None, line: Line) -> Person:
    """The person with his id; a column that the list does not have leaves what it would say as it was."""
    if before is None:
        return person
    scope = person.scope if "fields" in line.places else before.scope
    position = person.position if "position" in line.places else before.position
    return replace(person, id=before.id, scope=scope, position=position)
