"""Fields that stand as a line of text over a table of their own."""

from collections.abc import Iterator, Sequence

from knowledge.annex.layout.figures import cut_points
from knowledge.annex.layout.header import Body
from knowledge.annex.layout.printed import Style, split_code
from knowledge.annex.layout.rows import PrintedEntry, Spot, entries_of, neat
from knowledge.text import fold
from scoring.written.letters import clean


def all_entries(found: Sequence[Body]) -> list[PrintedEntry]:
    """The rows of all tables, each table's behind the heading over it, if headings are fields here."""
    parts = [list(entries_of(body)) for body in found]
    headings = [next(_headings(body), None) for body in found]
    if not _are_fields(parts, headings):
        return [entry for part in parts for entry in part]
    pairs = zip(headings, parts, strict=True)
    return [entry for heading, part in pairs for entry in ((heading, *part) if heading else part)]


def _headings(body: Body) -> Iterator[PrintedEntry]:
    """The last line that begins like a field: "II. THỦ TỤC HÀNH CHÍNH (5 điểm)"."""
    row = body.rows[0].number if body.rows else 1
    for line in reversed(body.above):
        code, rest = split_code(clean(line))
        if code and rest and (code.rank <= Style.ROMAN or fold(line).startswith("linh vuc")):
            name, maximum = cut_points(rest)
            yield PrintedEntry(Spot(body.grid, row, body.columns), code, neat(name), maximum, level=0)


def _are_fields(parts: Sequence[Sequence[PrintedEntry]], headings: Sequence[PrintedEntry | None]) -> bool:
    """A plan has Roman headings too: they are fields where they print points, or every table counts from 1 again."""
    inside = {entry.code.rank for part in parts for entry in part if entry.code}
    if not any(headings) or Style.ROMAN in inside or any(entry.level == 0 for part in parts for entry in part):
        return False
    firsts = [next((entry.code.numbers for entry in part if entry.code), ()) for part in parts]
    again = len(firsts) > 1 and len(set(firsts)) < len(firsts)
    return again or all(heading is not None and heading.maximum is not None for heading in headings)
