"""The papers of a submission: what the commune says of its year in words, and the scan of the signed paper."""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from scoring.sheet.entry import Evidence
from scoring.states import State

#: The paper is printed from what was sent to the leader; once appraisal has begun it is part of the record.
SCAN_TAKEN_IN = frozenset({State.INTERNAL_REVIEW, State.SUBMITTED})
HELD_BY_COMMUNE = frozenset({State.DRAFT, State.INTERNAL_REVIEW})


@dataclass(frozen=True, slots=True)
class Scan:
    """A scan of the signed paper; only the ``current`` one counts, the others are what it replaced."""

    file: Evidence
    current: bool = True


def pages(scans: Iterable[Scan]) -> tuple[Evidence, ...]:
    """The pages of the signed paper that count now; a page that could not be fetched is none."""
    return tuple(scan.file for scan in scans if scan.current and scan.file.live)


def replaced(scans: Iterable[Scan]) -> tuple[Scan, ...]:
    """A sheet handed back will be printed and signed anew; what was signed before stays in the record."""
    return tuple(replace(scan, current=False) for scan in scans)
