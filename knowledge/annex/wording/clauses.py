"""The lines of a scoring method taken apart into clauses that each say one thing."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from knowledge.annex.leaf_text import PrintedLine
from knowledge.annex.wording.worth import NUMBER, Worth, cut_worth, worth_beside
from knowledge.text import tidy

_BULLET = re.compile(r"^\s*(?:[-–—+*•●▪◦·○→]+|[a-hđ]\)|\(?[0-9]{1,2}\)|[0-9]{1,2}\.(?=\s))\s*")
_HEADING = re.compile(
    r"^(?:(?:cách|phương pháp|công thức|thang|mức|nguyên tắc)\s+(?:tính|chấm|cho)?\s*điểm(?: như sau| cụ thể)?"
    r"|cách tính|thang điểm"
    r"|cụ thể(?: như sau)?|như sau|điểm đánh giá được tính (?:như sau|theo công thức)|chấm điểm(?: như sau)?)\s*:\s*",
    re.IGNORECASE,
)
_STOP = re.compile(r";\s*|(?<=[^\s])\.\s+(?=\w)")
_SLASH = re.compile(r"\s+/\s+")
_COMMA = re.compile(
    rf"(?<=điểm),\s+(?=[^,]*:\s*{NUMBER})|(?<=[0-9] điểm),\s+(?=(?:từ|dưới|trên|đạt|nếu|còn lại|không|chậm|có|chỉ)\b)"
    r"|,\s+(?=(?:nhưng )?(?:tối đa|không quá|tối thiểu|trừ đến|trừ tối đa|không trừ)\b)"
)
_AT_MOST = re.compile(
    r"(?:(?<=[0-9] điểm)|(?<=[0-9]đ)|(?<=[0-9])),?\s+"
    r"(?=(?:nhưng )?(?:và )?(?:tổng |số |cộng |điểm )*(?:tối đa|không (?:vượt )?quá) .*[0-9])"
)
_ASIDE = re.compile(r"\s*\(([^()]*(?:\([^()]*\)[^()]*)?)\)\s*[.;]?\s*$")
_IS_SUM = re.compile(r"[×*/]|\sx\s|[0-9]\s*(?:điểm|đ)$")
_SAYS_MORE = re.compile(
    r"\b(?:tối đa|không quá|trường hợp|trong năm|nếu|không phát sinh|tối thiểu|không trừ|trừ không quá)\b", re.IGNORECASE
)
_HANGING = re.compile(r"\b(?:ngày|tháng|năm|từ|trước|sau|và|hoặc|của|theo|các|đến|dưới|trên|tại|về|số)$")
_GOES_ON = re.compile(r"^(?![a-z]\))(?!(?:từ|dưới|trên|nếu|trừ|tối|mỗi|cứ|đạt|không|có|trường|còn|các)\b)")


MOST_LINES = 60
MOST_CHARACTERS = 4000
MOST_IN_CLAUSE = 600


@dataclass(frozen=True, slots=True)
class PrintedClause:
    """``text`` as printed; ``label`` is it without ``worth``. ``line`` counts the lines of the leaf from 0."""

    text: str
    label: str
    worth: Worth | None
    line: int
    unread: bool = False

    @property
    def low(self) -> str:
        return self.label.lower()


def clauses_of(lines: Sequence[PrintedLine]) -> list[PrintedClause]:
    """A cell longer than any method, or a column of more lines, is one clause that nobody can read."""
    if len(lines) > MOST_LINES:
        return [PrintedClause(tidy(lines[0].text), tidy(lines[0].text), None, 0, unread=True)]
    return [clause for at, line in _joined(lines) for clause in _clauses(line, at)]


def _joined(lines: Sequence[PrintedLine]) -> Iterator[tuple[int, PrintedLine]]:
    """A sentence broken over two lines is one again."""
    held: tuple[int, PrintedLine] | None = None
    for at, line in enumerate(lines):
        text = tidy(line.text)
        if held and _unfinished(held[1]) and _goes_on(tidy(held[1].text), text):
            held = (held[0], PrintedLine(f"{tidy(held[1].text)} {text}", line.points))
            continue
        if held:
            yield held
        held = (at, PrintedLine(text, tidy(line.points)))
    if held:
        yield held


def _goes_on(before: str, text: str) -> bool:
    if _HANGING.search(before.lower()):
        return text[:1].islower() or text[:1].isdigit()
    return text[:1].islower() and bool(_GOES_ON.match(text))


def _unfinished(line: PrintedLine) -> bool:
    text = tidy(line.text)
    return (
        len(text) < MOST_IN_CLAUSE
        and not line.points
        and not text.endswith((".", ";", ":", ")"))
        and cut_worth(text)[1] is None
    )


def _clauses(line: PrintedLine, at: int) -> Iterator[PrintedClause]:
    if len(line.text) > MOST_CHARACTERS:
        yield PrintedClause(line.text, line.text, None, at, unread=True)
        return
    parts = [part for part in _parts(_bare(tidy(line.text))) if part]
    for place, part in enumerate(parts):
        beside = line.points if place == 0 else ""
        clause = _clause(part, beside, at)
        if clause:
            yield clause
    if not parts and line.points:
        yield PrintedClause(line.points, "", None, at, unread=True)


def _bare(text: str) -> str:
    return _HEADING.sub("", _BULLET.sub("", text)).strip()


def _parts(text: str) -> Iterator[str]:
    for sentence in _outside(_STOP, text):
        for part in _options(sentence.strip()):
            yield from _asides(_bare(part).strip(" ;"))


def _outside(pattern: re.Pattern[str], text: str) -> list[str]:
    """Split, but never inside brackets."""
    parts, start = [], 0
    for found in pattern.finditer(text):
        before, after = text[: found.start()], text[found.end() :]
        if found[0][0] == "." and not (after[0].isupper() or before.endswith("điểm")):
            continue
        if before.count("(") <= before.count(")") and before.count("[") <= before.count("]"):
            parts.append(text[start : found.start()])
            start = found.end()
    return [*parts, text[start:]]


def _options(text: str) -> list[str]:
    """ "Đạt: 1 / Không đạt: 0" holds two options, "Số đạt / Tổng số" a ratio."""
    pieces = _outside(_SLASH, text)
    if len(pieces) > 1 and all(cut_worth(piece)[1] for piece in pieces):
        return pieces
    return [part for piece in _outside(_COMMA, text) for part in _outside(_AT_MOST, piece)]


def _asides(text: str) -> Iterator[str]:
    """What brackets add at the end is a clause when it says more of points."""
    whole = re.fullmatch(r"\((.*)\)[.;]?", text)
    if whole and whole[1].count("(") == whole[1].count(")") and ")" not in whole[1].partition("(")[0]:
        yield from _parts(whole[1])
        return
    found = _ASIDE.search(text)
    before = text[: found.start()].strip() if found else ""
    if (
        found
        and before
        and (_SAYS_MORE.search(found[1]) or all(cut_worth(found[1])))
        and (cut_worth(before)[1] or _IS_SUM.search(before))
    ):
        yield before
        yield from _parts(found[1])
    else:
        yield text


def _clause(text: str, beside: str, at: int) -> PrintedClause | None:
    label, worth = cut_worth(text)
    if len(text) > MOST_IN_CLAUSE:
        return PrintedClause(text, text, None, at, unread=True)
    if not beside:
        return PrintedClause(text, label, worth, at) if text else None
    told = worth_beside(beside)
    return PrintedClause(text, label if worth == told else text, told, at, unread=told is None)
