"""A list of people: who they are, where, and what each is in charge of. Phones and papers are never read."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from bot.rosters import words
from bot.rosters.columns import NamedRow, find
from bot.rosters.grid import ListFault, ListRow, read_pages
from bot.rosters.names import UnitNames
from bot.rosters.scope import assignable, read_scope
from handlers.texts.common import ROLES
from knowledge.text import fold, sounded
from scoring.criteria import CriteriaSet
from scoring.people import Person, Role, Unit

#: The columns without which there is no list of people.
NEEDED = ("name", "unit", "role")
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
    """What a list is read against. ``criteria`` is the set whose codes are meant; without one any code will do.

    ``seen`` says when somebody was in his chats last.
    """

    units: Sequence[Unit]
    people: Sequence[Person]
    criteria: CriteriaSet | None = None
    seen: Callable[[Person], str] = lambda _person: ""


@dataclass(frozen=True, slots=True)
class PeopleRoster:
    """What a list would make of the people who are known; to be taken over only without ``faults``."""

    lines: tuple[PersonLine, ...]
    faults: tuple[ListFault, ...]
    notes: tuple[ListFault, ...]
    ignored: tuple[str, ...]
    private: tuple[str, ...]

    @classmethod
    def read(cls, path: Path, world: World) -> "PeopleRoster":
        """Raises ``Unreadable`` where there is no list of people in the file at all."""
        return cls.of(read_pages(path), world)

    @classmethod
    def of(cls, pages: Sequence[Sequence[ListRow]], world: World) -> "PeopleRoster":
        found = find(pages, words.PERSON_COLUMNS, NEEDED)
        names = UnitNames(world.units)
        communes = frozenset(unit.code for unit in world.units if unit.level == "commune")
        faults = [fault for line in found.lines for fault in _faults(line, names, communes, world.criteria)]
        placed = [(line, person) for line in found.lines if (person := _person(line, names, communes, world.criteria))]
        matching = Matching(placed, world)
        faults += matching.faults
        notes = [note for line in found.lines for note in _notes(line)]
        ordered = tuple(sorted(faults, key=lambda fault: (fault.sheet, fault.row)))
        return cls(tuple(matching.lines), ordered, tuple(notes), found.ignored, found.private)

    def absent(self, people: Sequence[Person]) -> list[Person]:
        """Who of the list's own units is known and does not stand in it. They stay: leaving is an act of its own."""
        listed = {line.before.id for line in self.lines if line.before}
        units = {line.person.unit for line in self.lines}
        return [person for person in people if person.unit in units and person.id not in listed]


def _person(line: NamedRow, names: UnitNames, communes: frozenset[str], criteria: CriteriaSet | None) -> Person | None:
    unit = names.find(line["unit"])
    role = _role(line, in_commune=unit in communes)
    if unit is None or role is None or not line["name"]:
        return None
    scope = read_scope(line["fields"], criteria)
    return Person("", line["name"], unit, role, scope, line["position"])


def _role(line: NamedRow, *, in_commune: bool) -> Role | None:
    """The role that is meant there: the chairman of a commune signs its sheet, the one above approves the results."""
    role = words.role_of(line["role"])
    return Role.APPROVER if role is Role.LEADER and not in_commune else role


def _faults(line: NamedRow, names: UnitNames, communes: frozenset[str], criteria: CriteriaSet | None) -> Iterator[ListFault]:
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


def _scope_faults(line: NamedRow, criteria: CriteriaSet | None) -> Iterator[ListFault]:
    cell = line.cell("fields")
    if cell.odd == "date":
        yield line.fault("fields", "Excel đã đổi thành ngày; đặt cột ở dạng Văn bản (Text) rồi gõ lại, ví dụ 1,3,7.5")
        return
    unknown = sorted(code for code in read_scope(cell.text, criteria) if not _known(code, criteria))
    if unknown:
        yield line.fault("fields", f"không có lĩnh vực hay tiêu chí {', '.join(unknown)}; ví dụ đúng: 1,3,7.5")


def _known(code: str, criteria: CriteriaSet | None) -> bool:
    return code in assignable(criteria) if criteria else code.replace(".", "").isdigit()


def _notes(line: NamedRow) -> Iterator[ListFault]:
    if line.cell("fields").odd == "number":
        code = line["fields"]
        yield line.fault(
            "fields", f"Excel lưu là số {code}, được hiểu là mã {code}; nếu là hai lĩnh vực thì đặt cột ở dạng Văn bản"
        )


# -- who of the known is meant ---------------------------------------------------------------------------------------------

Placed = tuple[NamedRow, Person]


def described(person: Person, seen: str = "") -> str:
    """What tells a person apart from another of the same name."""
    scope = f"lĩnh vực {', '.join(sorted(person.scope))}" if person.scope else ""
    return f"{person.id} ({', '.join(part for part in (ROLES[person.role], scope, person.position, seen) if part)})"


class Matching:
    """Says of each line which of the known people is meant: two people of one name stay two, and nobody is guessed at."""

    def __init__(self, placed: Sequence[Placed], world: World) -> None:
        self._placed = placed
        self._world = world
        self._found: dict[int, Person | None] = {}
        self._taken: set[str] = set()
        self.faults: list[ListFault] = []
        self._by_id()
        for group in self._groups():
            self._by_name(group)

    @property
    def lines(self) -> Iterator[PersonLine]:
        for place, (line, person) in enumerate(self._placed):
            before = self._found.get(place)
            yield PersonLine(line.row.number, _as_known(person, before, line), before)

    def _by_id(self) -> None:
        """What the list itself says in its column of ids."""
        known = {member.id: member for member in self._world.people}
        for place, (line, person) in enumerate(self._placed):
            said = line["id"]
            if fold(said) == words.NEWCOMER:
                self._found[place] = None
            elif said and (said not in known or known[said].unit != person.unit or said in self._taken):
                self._found[place] = None
                self.faults.append(line.fault("id", f"không có người mã “{said}” ở {person.unit}, hoặc mã đã ghi ở dòng trên"))
            elif said:
                self._take(place, known[said])

    def _groups(self) -> list[list[int]]:
        """The places of the lines of one name in one unit."""
        groups: dict[tuple[str, str], list[int]] = {}
        for place, (_, person) in enumerate(self._placed):
            if place not in self._found:
                groups.setdefault((person.unit, sounded(person.name)), []).append(place)
        return list(groups.values())

    def _by_name(self, group: Sequence[int]) -> None:
        _, first = self._placed[group[0]]
        people = (person for person in self._world.people if person.id not in self._taken)
        known = [person for person in people if (person.unit, sounded(person.name)) == (first.unit, sounded(first.name))]
        for place in group:
            self._unchanged(place, known)
        left = [place for place in group if place not in self._found]
        for place in left:
            self._by_role(place, group, known)
        for place in (one for one in left if one not in self._found):
            self._new_or_asked(place, group, [person for person in known if person.id not in self._taken])

    def _unchanged(self, place: int, known: Sequence[Person]) -> None:
        """The line says of somebody what is known of him already."""
        line, person = self._placed[place]
        free = (member for member in known if member.id not in self._taken)
        same = next((member for member in free if _as_known(person, member, line) == member), None)
        if same is not None:
            self._take(place, same)

    def _by_role(self, place: int, group: Sequence[int], known: Sequence[Person]) -> None:
        """Nobody else bears the name, in the list or in the unit; or nobody else in this role."""
        role = self._placed[place][1].role
        lines = [one for one in group if self._placed[one][1].role is role]
        meant = known if len(group) == 1 and len(known) == 1 else [person for person in known if person.role is role]
        if len(lines) == len(meant) == 1 and meant[0].id not in self._taken:
            self._take(place, meant[0])

    def _new_or_asked(self, place: int, group: Sequence[int], free: Sequence[Person]) -> None:
        line, person = self._placed[place]
        twin = next((one for one in group if one < place and self._alike(one, person)), None)
        if free:
            meant = " hoặc ".join(described(member, self._world.seen(member)) for member in free)
            said = f"“{person.name}” có thể là {meant}, hoặc người mới; thêm cột “Mã người”: ghi mã, hoặc “mới”"
            self.faults.append(line.fault("name", said))
        elif twin is not None:
            row = self._placed[twin][0].row.number
            said = (
                f"{person.name} đã có ở dòng {row} với cùng đơn vị và vai trò; nếu là hai người: ghi chức vụ của từng người,"
                " hoặc thêm cột “Mã người” và ghi “mới”"
            )
            self.faults.append(line.fault("name", said))

    def _alike(self, place: int, person: Person) -> bool:
        """Whether nothing in the list tells that two lines are two people."""
        _, other = self._placed[place]
        told_apart = person.position and other.position and sounded(other.position) != sounded(person.position)
        return other.role is person.role and not told_apart

    def _take(self, place: int, person: Person) -> None:
        self._found[place] = person
        self._taken.add(person.id)


def _as_known(person: Person, before: Person | None, line: NamedRow) -> Person:
    """The person with his id; a column that the list does not have leaves what it would say as it was."""
    if before is None:
        return person
    scope = person.scope if "fields" in line.places else before.scope
    position = person.position if "position" in line.places else before.position
    name = before.name if sounded(before.name) == sounded(person.name) else person.name
    return replace(person, id=before.id, name=name, scope=scope, position=position)
