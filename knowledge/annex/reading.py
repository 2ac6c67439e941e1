"""A whole annex: the set that it describes, or every fault with its place, and what a person should look at."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from pathlib import Path

from knowledge.annex import texts as t
from knowledge.annex.building import Built, LeafReport, build, fault_at, spot_of
from knowledge.annex.files import read_grids
from knowledge.annex.files.refusals import FileRefused
from knowledge.annex.layout import Outline, outline_of
from knowledge.annex.layout.header import Column
from knowledge.annex.layout.outline import leaves
from knowledge.checking import check
from knowledge.checking.faults import Fault, Finding, Wrong
from knowledge.reading import dump_set, read_set
from knowledge.text import fold, tidy
from scoring.criteria import CriteriaSet, Criterion
from scoring.written.letters import clean

ENDINGS = (".xlsx", ".docx")
MOST_LEAVES, MOST_LINES, MOST_LETTERS = 600, 4_000, 400_000
_TITLE = re.compile(r"\b(bo tieu chi|bo chi so|bang tieu chi|khung tieu chi|bang cham diem|chi so cai cach|chi so cchc)\b")
_DECISION = re.compile(r"(quyết định|tờ trình|kế hoạch|công văn)\s+số[\s:]*[^,;)]*", re.IGNORECASE)
_PLACES = {"max": Column.MAX, "code": Column.CODE, "rule": Column.METHOD, "evidence": Column.EVIDENCE, "name": Column.NAME}


@dataclass(frozen=True, slots=True)
class AnnexReading:
    """``set`` is ``None`` where there are faults. ``leaves`` tells of each leaf, by its code, how it was read."""

    set: CriteriaSet | None
    faults: tuple[Fault, ...]
    leaves: Mapping[str, LeafReport] = field(default_factory=dict)

    @property
    def uncertain(self) -> list[LeafReport]:
        return [report for report in self.leaves.values() if report.uncertain]


def read_annex(path: Path) -> AnnexReading:
    """Never raises for what is in the file."""
    try:
        outline = outline_of(read_grids(path))
    except FileRefused as refused:
        return AnnexReading(None, (refused.fault,))
    if outline is None:
        return _refused(Wrong.EMPTY_FILE, t.NO_TABLE)
    if _is_too_long(outline):
        return _refused(Wrong.TOO_LARGE, t.TOO_MANY)
    built = build(outline)
    if not any(part.leaves for part in built.fields) and not built.faults:
        return _refused(Wrong.EMPTY_FILE, t.NO_LEAVES)
    return _read(built, _criteria_set(path, outline, built))


def _is_too_long(outline: Outline) -> bool:
    """Reading words takes milliseconds a leaf; no decision has a tenth of this."""
    found = [*leaves(outline.fields), *(extra.node for extra in outline.extras), *outline.astray]
    lines = [line for node in found for line in node.lines]
    return len(found) > MOST_LEAVES or len(lines) > MOST_LINES or sum(len(line.text) for line in lines) > MOST_LETTERS


def _refused(error: Wrong, message: str) -> AnnexReading:
    return AnnexReading(None, (Fault(error, "", 1, 1, message),))


def _read(built: Built, criteria: CriteriaSet) -> AnnexReading:
    found = [*built.faults, *_placed(built, _telling(criteria, list(check(criteria))))]
    if found:
        faults = sorted(_once(found), key=lambda fault: (fault.table, fault.sheet, fault.row, fault.column))
        return AnnexReading(None, tuple(faults), built.reports)
    return _kept(built, criteria)


def _kept(built: Built, criteria: CriteriaSet) -> AnnexReading:
    """Only what can be written and read back is a set; limits of the format are told at the leaf that breaks them."""
    again = read_set(dump_set(criteria))
    spots = {code: report.spot for code, report in built.reports.items()}
    first = built.spots["fields", 0]
    faults = tuple(
        fault_at(fault.error, fault.where, spots.get(fault.where, first), fault.message, Column.NAME) for fault in again.faults
    )
    return AnnexReading(again.set, faults, built.reports)


def _placed(built: Built, findings: Sequence[Finding]) -> Iterator[Fault]:
    for finding in findings:
        spot = spot_of(built.spots, finding.at)
        role = next((_PLACES[step] for step in reversed(finding.at) if step in _PLACES), Column.NAME)
        message = t.NO_MAXIMUM.format(code=finding.where) if finding.error is Wrong.NO_POINTS else finding.message
        if spot:
            yield fault_at(finding.error, finding.where, spot, built.told(finding.where, message), role, Column.NAME)


def _telling(criteria: CriteriaSet, findings: list[Finding]) -> list[Finding]:
    """A field whose criteria are printed wrong is not blamed again, when its leaves do add up."""
    sums = {part.code: sum((leaf.max for leaf in part.leaves), Decimal(0)) for part in criteria.fields}
    printed = {part.code: part.max for part in criteria.fields}
    wrong = {finding.where for finding in findings if finding.error is Wrong.SUM_MISMATCH}
    inner = {part.code for one in criteria.fields for part in one.criteria if isinstance(part, Criterion)} & wrong
    above = {code.partition(".")[0] for code in inner}
    told = {code for code in sums if sums[code] == printed[code] and code in above}
    return [finding for finding in findings if not (finding.error is Wrong.SUM_MISMATCH and finding.where in told)]


def _once(faults: Sequence[Fault]) -> list[Fault]:
    """The words and the set may show the same fault."""
    kept: dict[tuple[object, ...], Fault] = {}
    for fault in faults:
        kept.setdefault((fault.error, fault.where, fault.sheet, fault.table, fault.row), fault)
    return list(kept.values())


def _criteria_set(path: Path, outline: Outline, built: Built) -> CriteriaSet:
    return CriteriaSet(
        id=set_id(path.stem),
        version="1",
        name=_name(outline.titles) or tidy(clean(path.stem)) or t.NAME,
        decision=_decision(outline.titles),
        sample=False,
        fields=built.fields,
        classes=(),
        extras=built.extras,
    )


def set_id(stem: str) -> str:
    """A name of letters without marks, for the command line."""
    return re.sub(r"[^a-z0-9]+", "-", fold(stem)).strip("-")[:64].rstrip("-") or "bo-tieu-chi"


def _name(titles: Sequence[str]) -> str:
    """The title may be broken over two lines."""
    for place, line in enumerate(titles):
        if _TITLE.search(fold(line)):
            following = titles[place + 1] if place + 1 < len(titles) else ""
            goes_on = following.isupper() and line.isupper()
            return tidy(f"{line} {following}" if goes_on else line)[:500]
    return ""


def _decision(titles: Sequence[str]) -> str:
    found = (_DECISION.search(clean(line)) for line in titles)
    return next((tidy(match[0])[:500] for match in found if match), "")
