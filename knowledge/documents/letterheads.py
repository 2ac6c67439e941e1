"""What an official document is: read from the head of its text, or from what somebody typed about it.

The head of a Vietnamese administrative document has its issuer on the left, below it "Số: 03/KH-UBND", and to the right
of that the place with "ngày 06 tháng 01 năm 2025". What is not clearly there stays empty: nothing is guessed.
"""

import re
from collections.abc import Sequence
from datetime import date

from knowledge.text import fold, tidy
from scoring.errors import NotADate
from scoring.sheet.entry import Paper
from scoring.written.letters import clean

#: The head ends where the text begins; a number further down belongs to another document that is only cited.
HEAD_LINES = 25
SYMBOL = r"[A-ZĐ][A-ZĐƯ]*(?:[-/.&][A-ZĐƯ]+[0-9]*)*"
NUMBER = rf"[0-9]{{1,5}}[a-zđ]?(?:/[0-9]{{4}})?[/-]{SYMBOL}"
HEAD_NUMBER = re.compile(rf"(?:^|\s)Số\s*:?\s*({NUMBER})(?![\w/])")
DAY = r"([0-9]{1,2})\s*tháng\s*([0-9]{1,2})\s*năm\s*([0-9]{4})"
HEAD_DATE = re.compile(rf",\s*ngày\s*{DAY}", re.IGNORECASE)
#: What stands to the right of the issuer, and on one line with it where a text layer has lost its columns.
MOTTO = re.compile(r"cộng h(?:òa|oà) xã hội.*|đảng cộng sản việt nam.*|độc lập\s*[-–].*", re.IGNORECASE)
RULE = re.compile(r"[―–—_\-*\s.]*")
KINDS = frozenset({"ke hoach", "quyet dinh", "bao cao", "thong bao", "cong van", "bien ban", "to trinh", "nghi quyet"})
#: Bodies whose names are written the same everywhere; of any other the letterhead's capitals do not tell which are names.
BODY = re.compile(r"(?:ủy ban nhân dân|uỷ ban nhân dân|hội đồng nhân dân|ubnd|hđnd)\s+")
#: Words of an agency below such a body: then it is the agency that issues.
AGENCY = re.compile(r"\b(?:phòng|sở|ban|trung tâm|văn phòng|tổ|hội đồng|chi cục)\b")
UNIT = re.compile(r"(?:xã|phường|thị trấn|đặc khu|huyện|quận|thị xã|thành phố|tỉnh)\s+(?=\w)")


def read_head(text: str) -> Paper:
    """Number, date and issuer from the head of a document's text, each "" unless it stands there plainly."""
    lines = [tidy(line) for line in clean(text).splitlines()]
    head = _head([line for line in lines if not RULE.fullmatch(line)][:HEAD_LINES])
    number = next((found[1] for line in head if (found := HEAD_NUMBER.search(line))), "")
    day = next((found for line in head if (found := HEAD_DATE.search(line))), None)
    return Paper(number, _iso(*day.groups()) if day else "", _issuer(head))


def _head(lines: Sequence[str]) -> list[str]:
    """The lines above the document's own title."""
    end = next((place for place, line in enumerate(lines) if fold(line) in KINDS or fold(line).startswith("kinh gui")), None)
    return list(lines[:end])


def _issuer(head: Sequence[str]) -> str:
    """The lines in capitals above the number; none where they do not name a body."""
    left = []
    for line in head:
        if HEAD_NUMBER.search(line) or re.match(r"Số\s*:", line):
            break
        own = MOTTO.sub("", line).strip()
        if own and not own.isupper():
            break
        left.append(own)
    return _cased(" ".join(one for one in left if one).lower())


def _cased(letterhead: str) -> str:
    """ "ỦY BAN NHÂN DÂN XÃ AN KHÊ ĐÔNG" as it is written in a sentence: after the unit's kind come names."""
    *_, body = [None, *BODY.finditer(letterhead)]
    unit = UNIT.match(letterhead, body.end()) if body else None
    if body is None or unit is None or AGENCY.search(letterhead, unit.end()):
        return ""
    written = body[0].upper() if body[0].strip() in ("ubnd", "hđnd") else body[0].capitalize()
    return f"{written}{unit[0]}{' '.join(word.capitalize() for word in letterhead[unit.end() :].split())}"


def _iso(day: str, month: str, year: str) -> str:
    try:
        return date(int(year), int(month), int(day)).isoformat()
    except ValueError:
        return ""


# -- what somebody types about a document ------------------------------------------------------------------------------

TYPED_NUMBER = re.compile(r"\b[0-9]{1,5}[a-zđ]?(?:/[0-9]{4})?/[A-Za-zĐđ][\w-]*(?:[/.&][\w-]+)*|\b[0-9]{1,5}-[A-ZĐ]+/[A-ZĐ]+")
TYPED_DATE = re.compile(
    r"(?<![\w/])([0-9]{1,2})\s*(?:[/.-]|tháng|thang)\s*([0-9]{1,2})\s*(?:[/.-]|năm|nam)\s*((?:19|20)[0-9]{2})(?!\d)",
    re.IGNORECASE,
)
_ONE = r"(?:[0-9]+|[IVX]+)(?:\.[0-9]+)*"
TYPED_PAGES = re.compile(
    rf"\b(?:trang|tr\.|mục|muc|phụ lục|phu luc|điều)\s*{_ONE}(?:\s*(?:[,–-]|và|va|đến|den)\s*{_ONE})*", re.IGNORECASE
)
TYPED_ISSUER = re.compile(r"\b(?:(?:của|cua)\s+([^,;]+)|((?:UBND|HĐND|Ủy ban|Uỷ ban|Đảng ủy)\b[^,;]*))", re.IGNORECASE)


def read_typed(text: str) -> Paper | None:
    """What a sentence says of a document ("số 12/KH-UBND ngày 5/1/2025 của UBND xã, trang 3-5"), or ``None``.

    Raises ``NotADate`` where a day is named that the calendar does not have.
    """
    left = tidy(text)
    number, left = _taken(TYPED_NUMBER, left)
    day = TYPED_DATE.search(left)
    if day:
        left = left.replace(day[0], "")
    pages = [found[0] for found in TYPED_PAGES.finditer(left)]
    issuer = TYPED_ISSUER.search(TYPED_PAGES.sub("", left))
    if not (number or day or pages or (issuer and issuer.start() == 0)):
        return None
    named = tidy(issuer[1] or issuer[2]).rstrip(" .") if issuer else ""
    return Paper(_symbol(number), _typed_date(day), named, ", ".join(pages))


def _taken(pattern: re.Pattern[str], text: str) -> tuple[str, str]:
    found = pattern.search(text)
    return (found[0], text.replace(found[0], "", 1)) if found else ("", text)


def _symbol(number: str) -> str:
    """The running number as typed, its symbol in capitals."""
    digits = re.match(r"[0-9]*[a-zđ]?(?=[/-])", number)
    return number[: digits.end()] + number[digits.end() :].upper() if digits else number.upper()


def _typed_date(day: re.Match[str] | None) -> str:
    if day is None:
        return ""
    iso = _iso(*day.groups())
    if not iso:
        raise NotADate(day[0])
    return iso


#: What may stand around the particulars in a note that says nothing else.
FILLER = frozenset((
    *("so", "ngay", "thang", "nam", "cua", "do", "ban", "hanh", "tai", "o", "trong", "la", "va", "tu", "den", "can", "xem"),
    *("ke", "hoach", "quyet", "dinh", "bao", "cao", "thong", "cong", "van", "bien", "to", "trinh", "nghi"),
    *("kh", "qd", "bc", "tb", "cv", "bb"),
))  # fmt: skip
ASKING = re.compile(r"\?|\b(?:gi|nao|dau|sao|khong|bao nhieu|may)\s*\??$")


def read_note(text: str) -> Paper | None:
    """As ``read_typed``, of a text that says nothing else: a question about a document is no note on one."""
    if ASKING.search(fold(text)):
        return None
    left = tidy(text)
    for pattern in (TYPED_NUMBER, TYPED_DATE, TYPED_PAGES, TYPED_ISSUER):
        left = pattern.sub(" ", left)
    words = re.findall(r"\w+", fold(left))
    return read_typed(text) if all(word in FILLER for word in words) else None
