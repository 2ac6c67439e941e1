"""Bands of a ratio: they cover 0 to 100 % without a gap and without an overlap, or the set is refused."""

from decimal import Decimal

from knowledge.reading.nodes import Broken, Map
from scoring.rules import Band

WHOLE = Decimal(100)


def read_bands(part: Map) -> tuple[Band, ...]:
    """``lo`` belongs to its band unless ``lo_incl: false``; ``hi`` does not unless ``hi_incl: true``: "từ … đến dưới …"."""
    bands = tuple(_band(Map.of(node, part.where, part.faults)) for node in part.list("bands"))
    _check_cover(part, bands)
    return bands


def _band(part: Map) -> Band:
    low, high, points = part.optional_number("lo"), part.optional_number("hi"), _points(part)
    band = Band(low, part.flag("lo_incl", default=low is not None), high, part.flag("hi_incl", default=False), points)
    part.close()
    return band


def _points(part: Map) -> Decimal:
    if not part.has("points"):
        part.faults.note("no_points", part.where, part.node, "Khoảng này chưa có điểm (points).")
        raise Broken
    return part.number("points")


def _check_cover(part: Map, bands: tuple[Band, ...]) -> None:
    ordered = sorted(bands, key=lambda band: (band.lo is not None, band.lo or Decimal(0), not band.lo_incl))
    reached, included = Decimal(0), False
    for band in ordered:
        start = band.lo if band.lo is not None else Decimal(0)
        starts_in = band.lo is None or band.lo_incl
        if start > reached or (start == reached and not starts_in and not included):
            _note(part, "band_gap", reached, start, "không thuộc khoảng nào")
        elif start < reached or (start == reached and starts_in and included):
            _note(part, "band_overlap", start, reached, "thuộc hai khoảng")
        reached, included = (WHOLE, True) if band.hi is None else (band.hi, band.hi_incl)
    if reached < WHOLE or not included:
        _note(part, "band_gap", reached, WHOLE, "không thuộc khoảng nào")


def _note(part: Map, error: str, low: Decimal, high: Decimal, why: str) -> None:
    place = f"{low} %" if low == high else f"từ {low} % đến {high} %"
    part.faults.note(error, part.where, part.parts["bands"], f"Tỷ lệ {place} {why}.")
