"""Bands of a ratio: together they hold every percentage from 0 to 100 exactly once."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from decimal import Decimal
from itertools import pairwise

from knowledge import fault_texts as t
from knowledge.checking.remarks import Remark
from knowledge.faults import Wrong
from scoring.rules import Band

NOTHING, WHOLE = Decimal(0), Decimal(100)


def check_bands(bands: Sequence[Band]) -> Iterator[Remark]:
    """Bands may stand in any order; a band with a figure that could not be read silences the comparison."""
    if not bands or any(edge.is_nan() for band in bands for edge in band.edges):
        return
    closed = [(number, _closed(band)) for number, band in enumerate(bands)]
    empty = [number for number, band in closed if _empty(band)]
    for number in empty:
        yield Remark(Wrong.BAD_VALUE, ("bands", number), t.EMPTY_BAND.format(band=bands[number].words))
    if not empty:
        yield from _compare(sorted(closed, key=lambda pair: _start(pair[1])))


def _closed(band: Band) -> Band:
    """Open ends put where percentages end, so that every band can be compared."""
    lo, hi = (NOTHING, True) if band.lo is None else (band.lo, band.lo_incl), (band.hi, band.hi_incl)
    if band.hi is None:
        hi = (max(WHOLE, lo[0]), True)
    return replace(band, lo=lo[0], lo_incl=lo[1], hi=hi[0], hi_incl=hi[1])


def _start(band: Band) -> tuple[Decimal, bool]:
    return (band.lo or NOTHING, not band.lo_incl)


def _end(band: Band) -> tuple[Decimal, bool]:
    return (WHOLE if band.hi is None else band.hi, band.hi_incl)


def _empty(band: Band) -> bool:
    (lo, lo_open), (hi, hi_incl) = _start(band), _end(band)
    return lo > hi or (lo == hi and (lo_open or not hi_incl))


def _compare(bands: Sequence[tuple[int, Band]]) -> Iterator[Remark]:
    first, last = bands[0], bands[-1]
    if _start(first[1]) > (NOTHING, False):
        yield _gap(first[0], Band(NOTHING, True, first[1].lo, not first[1].lo_incl, NOTHING))
    for (_, below), (number, band) in pairwise(bands):
        yield from _neighbours(below, number, band)
    if _end(last[1]) < (WHOLE, True):
        yield _gap(last[0], Band(last[1].hi, not last[1].hi_incl, WHOLE, True, NOTHING))


def _neighbours(below: Band, number: int, band: Band) -> Iterator[Remark]:
    """``below`` ends where ``band`` begins, and exactly one of the two holds that point."""
    (end, end_held), (start, start_open) = _end(below), _start(band)
    if end > start or (end == start and end_held and not start_open):
        overlap = Band(start, band.lo_incl, *min(_end(below), _end(band)), NOTHING)
        yield Remark(Wrong.BAND_OVERLAP, ("bands", number), t.BAND_OVERLAP.format(overlap=overlap.words))
    elif end < start or (not end_held and start_open):
        yield _gap(number, Band(end, not end_held, start, start_open, NOTHING))


def _gap(number: int, gap: Band) -> Remark:
    return Remark(Wrong.BAND_GAP, ("bands", number), t.BAND_GAP.format(gap=gap.words))
