"""Writing sheets and tables cell by cell, and the short forms of a truth."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import Any

import docx
import openpyxl
from docx.document import Document
from openpyxl.worksheet.worksheet import Worksheet

Row = Sequence[object]
Truth = dict[str, Any]


@dataclass(frozen=True)
class Annex:
    """``write`` makes the file; ``leaves`` and ``extras`` are what a careful person reads in it."""

    name: str
    write: Callable[[Path], None]
    leaves: tuple[Truth, ...]
    extras: tuple[Truth, ...] = ()

    @property
    def truth(self) -> Truth:
        return {"file": self.name, "leaves": list(self.leaves), "bonus_penalty": list(self.extras)}


def book(*sheets: tuple[str, Iterable[Row], Callable[[Worksheet], None] | None]) -> Callable[[Path], None]:
    def write(path: Path) -> None:
        made = openpyxl.Workbook()
        made.remove(made.active)
        for title, rows, adjust in sheets:
            sheet = made.create_sheet(title)
            for row in rows:
                sheet.append(list(row))
            if adjust:
                adjust(sheet)
        made.save(path)

    return write


def paper(*blocks: str | Iterable[Row], adjust: Callable[[Document], None] | None = None) -> Callable[[Path], None]:
    """Lines of text, and tables as lists of rows."""

    def write(path: Path) -> None:
        made = docx.Document()
        for block in blocks:
            if isinstance(block, str):
                made.add_paragraph(block)
            else:
                _table(made, [list(row) for row in block])
        if adjust:
            adjust(made)
        made.save(str(path))

    return write


def _table(made: Document, rows: list[list[object]]) -> None:
    table = made.add_table(len(rows), max(map(len, rows)))
    for place, row in enumerate(rows):
        for column, value in enumerate(row):
            if value not in {None, ""}:
                table.cell(place, column).text = str(value)


def leaf(code: str, name: str, points: float | str, rule: Truth, source: str = "self", evidence: Sequence[str] = ()) -> Truth:
    return {
        "code": code, "name": name, "max": float(points), "source": source, "rule": rule, "evidence": list(evidence),
    }  # fmt: skip


def choice(kind: str, *points: float) -> Truth:
    return {"kind": kind, "options": [{"points": one} for one in points]}


def share(maximum: float, *percents: float) -> Truth:
    options = [{"percent": one, "points": float(Decimal(str(one)) * Decimal(str(maximum)) / 100)} for one in percents]
    return {"kind": "R11", "options": options}


def band(lo: float | None, hi: float | None, points: float, ends: str = "[)") -> Truth:
    """``ends`` as in mathematics: "[)" holds its lower end and not its upper one."""
    return {
        "lo": lo, "lo_incl": None if lo is None else ends[0] == "[",
        "hi": hi, "hi_incl": None if hi is None else ends[1] == "]", "points": points,
    }  # fmt: skip


def bands(*found: Truth) -> Truth:
    return {"kind": "R3", "bands": list(found)}


def rate(maximum: float, floor: float | None = None) -> Truth:
    formula = f"ratio*{maximum:g}/100"
    return {"kind": "R4", "formula": formula} if floor is None else {"kind": "R5", "formula": formula, "floor": floor}


def per_item(points: float, cap: float) -> Truth:
    return {"kind": "R7", "per_item": points, "cap": cap}


def deduction(start: float, per_case: float, floor: float = 0) -> Truth:
    return {"kind": "R8", "start": start, "per_case": per_case, "floor": floor}


def not_arisen(base: Truth, points: float) -> Truth:
    return {"kind": "R9", "base": base, "not_arisen_points": points}


def not_applicable(base: Truth) -> Truth:
    return {"kind": "R10", "base": base, "effect": "exclude_and_rescale"}


def survey(maximum: float) -> Truth:
    return {"kind": "R12", "formula": f"survey_mean_percent*{maximum:g}/100"}


def judged(maximum: float) -> Truth:
    return {"kind": "R18", "range": [0, maximum]}


def extra(name: str, sign: int, points: float, cap: float) -> Truth:
    return {"name": name, "rule": {"kind": "R14", "sign": sign, "per_item": points, "cap": cap}}
