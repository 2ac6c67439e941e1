"""What can be wrong with a criteria set, and where."""

from dataclasses import dataclass
from enum import StrEnum

#: The way from the top of a set down to the faulty value: ("fields", 2, "criteria", 0, "max").
Steps = tuple[str | int, ...]


class Wrong(StrEnum):
    """The kinds of faults; integrators rely on the names."""

    EMPTY_FILE = "empty_file"
    PASSWORD_PROTECTED = "password_protected"
    WRONG_CONTAINER = "wrong_container"
    TOO_LARGE = "too_large"
    CORRUPTED = "corrupted"
    REPEATED_BY_REFERENCE = "alias"
    MISSING_KEY = "missing_key"
    UNKNOWN_KEY = "unknown_key"
    DUPLICATE_KEY = "duplicate_key"
    BAD_VALUE = "bad_value"
    UNKNOWN_SOURCE = "unknown_source"
    SOURCE_MISMATCH = "source_mismatch"
    UNKNOWN_RULE = "unknown_rule"
    UNSUPPORTED_RULE = "unsupported_rule"
    BAD_CODE = "bad_code"
    DUPLICATE_CODE = "duplicate_code"
    WRONG_PARENT = "wrong_parent"
    NO_POINTS = "no_points"
    SUM_MISMATCH = "sum_mismatch"
    POINTS_ABOVE_MAX = "points_above_max"
    BAND_GAP = "band_gap"
    BAND_OVERLAP = "band_overlap"
    BAD_FORMULA = "bad_formula"
    BAD_THRESHOLD = "bad_threshold"


@dataclass(frozen=True, slots=True)
class Finding:
    """A fault in the sense of a set, whatever file it came from; ``where`` is the code of the part of the tree."""

    error: Wrong
    at: Steps
    where: str
    message: str


@dataclass(frozen=True, slots=True)
class Fault:
    """A fault with its place in the file (both from 1); the message says what is wrong and what would be right.

    ``sheet`` names the sheet of an Excel file, ``table`` counts the tables of a Word file from 1.
    """

    error: Wrong
    where: str
    row: int
    column: int
    message: str
    sheet: str = ""
    table: int = 0
