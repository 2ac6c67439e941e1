"""A list of units: communes, and the bodies above them."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from bot.rosters import words
from bot.rosters.columns import NamedRow, find
from bot.rosters.grid import ListFault, ListRow, read_pages
from bot.rosters.names import CODE, UnitNames
from knowledge.text import fold
from scoring.people import Unit

#: The columns without which there is no list of units.
NEEDED = ("code", "name")
#: The level that a unit without a stated one has by its kind; since 7/2025 a "thành phố" above communes is a province.
LEVELS = {"huyện": "district", "quận": "district", "thị xã": "district", "phòng": "district"}


@dataclass(frozen=True, slots=True)
class UnitsRoster:
    """What a list would make of the units that are ``known``; to be taken over only without ``faults``."""

    units: tuple[Unit, ...]
    known: Mapping[str, Unit]
    faults: tuple[ListFault, ...]
    ignored: tuple[str, ...]
    private: tuple[str, ...]

    @classmethod
    def read(cls, path: Path, known: Sequence[Unit]) -> "UnitsRoster":
        """Raises ``Unreadable`` where there is no list of units in the file at all."""
        return cls.of(read_pages(path), known)

    @classmethod
    def of(cls, pages: Sequence[Sequence[ListRow]], known: Sequence[Unit]) -> "UnitsRoster":
        found = find(pages, words.UNIT_COLUMNS, NEEDED)
        before = {unit.code: unit for unit in known}
        read = [(line, _unit(line, before)) for line in found.lines]
        everybody = UnitNames([*known, *(unit for _, unit in read)])
        faults = [*_line_faults([line for line, _ in read]), *_parent_faults(read, everybody)]
        units = tuple(_with_parent(unit, line, everybody) for line, unit in read)
        return cls(units, before, tuple(sorted(faults, key=lambda fault: fault.row)), found.ignored, found.private)

    @property
    def added(self) -> tuple[Unit, ...]:
        return tuple(unit for unit in self.units if unit.code not in self.known)

    @property
    def changed(self) -> tuple[tuple[Unit, Unit], ...]:
        """(before, after) of every unit that is not as it was."""
        pairs = ((self.known[unit.code], unit) for unit in self.units if unit.code in self.known)
        return tuple((before, after) for before, after in pairs if before != after)


def _unit(line: NamedRow, known: Mapping[str, Unit]) -> Unit:
    """The unit of a line; what the list does not say stays as it was."""
    code = line["code"].upper()
    before = known.get(code)
    kind = line["kind"].lower() or words.kind_of(line["name"]) or (before.kind if before else "xã")
    fresh = before or Unit(code, "")
    level = words.LEVELS.get(fold(line["level"])) or (fresh.level if before else _level(kind))
    return replace(fresh, name=line["name"], kind=kind, level=level, group=line["group"] or fresh.group)


def _level(kind: str) -> str:
    return "commune" if kind in words.COMMUNE_KINDS else LEVELS.get(kind, "province")


def _with_parent(unit: Unit, line: NamedRow, everybody: UnitNames) -> Unit:
    parent = everybody.find(line["parent"]) if line["parent"] else unit.parent
    return replace(unit, parent=parent)


def _line_faults(lines: Sequence[NamedRow]) -> Iterator[ListFault]:
    seen: dict[str, int] = {}
    for line in lines:
        code = line["code"].upper()
        if not CODE.fullmatch(code):
            yield line.fault("code", f"mã “{code}” không hợp lệ; ví dụ đúng: XA01 (chữ không dấu và số, tối đa 12)")
        elif code in seen:
            yield line.fault("code", f"mã {code} đã có ở dòng {seen[code]}")
        seen.setdefault(code, line.row.number)
        if not line["name"]:
            yield line.fault("name", "thiếu tên đơn vị; ví dụ đúng: Xã An Bình")
        if line["level"] and fold(line["level"]) not in words.LEVELS:
            yield line.fault("level", f"không rõ cấp “{line['level']}”; ghi: xã, huyện hoặc tỉnh")


def _parent_faults(read: Sequence[tuple[NamedRow, Unit]], everybody: UnitNames) -> Iterator[ListFault]:
    for line, unit in read:
        if line["parent"] and everybody.find(line["parent"]) in (None, unit.code):
            yield line.fault("parent", f"không có đơn vị “{line['parent']}” trong tệp hay trong hệ thống")
