"""Bands of a ratio: together they hold every percentage from 0 to 100 exactly once.

Ends are compared as cuts: ``(80, False)`` cuts just before 80%, so that 80% lies above, ``(80, True)`` just after it.
"""

from collections.abc import Iterator, Sequence
from decimal import Decimal

from knowledge.checking import fault_texts as t
from knowledge.checking.faults import Wrong
from knowledge.checking.remarks import Remark
from scoring.rules import Band

Cut = tuple[Decimal, bool]

BOTTOM: Cut = (Decimal(0), False)
TOP: Cut = (Decimal(100), True)


def check_bands(bands: Sequence[Band]) -> Iterator[Remark]:
    """Bands may stand in any order; an end that could not be read silences the comparison."""
    if not bands or any(edge.is_nan() for band in bands for edge in band.edges):
        return
    empty = [number for number, band in enumerate(bands) if _start(band) >= _end(band)]
    for number in empty:
        yield Remark(Wrong.BAD_VALUE, ("bands", number), t.EMPTY_BAND.format(band=bands[number].words))
    if not empty:
        yield from _compare(sorted(enumerate(bands), key=lambda pair: _start(pair[1])))


def _start(band: Band) -> Cut:
    return BOTTOM if band.lo is None else (band.lo, not band.lo_incl)


def _end(band: Band) -> Cut:
    """An open end reaches at least to 100%, and past a beginning that lies above it."""
    return max(TOP, (_start(band)[0], True)) if band.hi is None else (band.hi, band.hi_incl)


def _compare(bands: Sequence[tuple[int, Band]]) -> Iterator[Remark]:
    reached = BOTTOM
    for number, band in bands:
        start, end = _start(band), _end(band)
        if start > reached:
            yield _remark(Wrong.BAND_GAP, number, t.BAND_GAP.format(range=_words(reached, start)))
        elif start < reached:
            yield _remark(Wrong.BAND_OVERLAP, number, t.BAND_OVERLAP.format(range=_words(start, min(reached, end))))
        reached = max(reached, end)
    if reached < TOP:
        yield _remark(Wrong.BAND_GAP, bands[-1][0], t.BAND_GAP.format(range=_words(reached, TOP)))


def _words(start: Cut, end: Cut) -> str:
    return Band(start[0], not start[1], end[0], end[1], Decimal(0)).words


def _remark(error: Wrong, number: int, message: str) -> Remark:
    return Remark(error, ("bands", number), message)
