"""Rules over a ratio: R3, R4, R5."""

from decimal import Decimal

from knowledge.reading.table import Table
from scoring.rules import AboveHundred, Band, Banded, Proportional, Rule


def banded(table: Table, maximum: Decimal) -> Rule:
    bands = tuple(_band(band, maximum) for band in table.tables("bands", least=1))
    numerator, denominator, above = _words(table)
    return Banded(bands, numerator, denominator, above)


def proportional(table: Table, _maximum: Decimal) -> Rule:
    numerator, denominator, above = _words(table)
    return Proportional(None, numerator, denominator, above)


def proportional_with_floor(table: Table, _maximum: Decimal) -> Rule:
    floor = table.number("floor")
    numerator, denominator, above = _words(table)
    return Proportional(floor, numerator, denominator, above)


def _words(table: Table) -> tuple[str, str, AboveHundred]:
    above: AboveHundred = "cap" if table.one_of("above_hundred", ("ask", "cap"), "ask") == "cap" else "ask"
    return table.text("numerator", "số đạt"), table.text("denominator", "tổng số"), above


def _band(table: Table, maximum: Decimal) -> Band:
    """Ends are as in "từ 80% đến dưới 100%" unless the file says otherwise; an end left out is open."""
    points = table.points("points")
    band = Band(
        lo=table.number_if_any("lo"),
        lo_incl=table.has("lo") and table.flag("lo_incl", default=True),
        hi=table.number_if_any("hi"),
        hi_incl=table.has("hi") and table.flag("hi_incl", default=False),
        points=maximum if points is None else points,
    )
    table.close()
    return band
