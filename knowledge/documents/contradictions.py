"""What speaks against a file being what it is taken for: another commune, another year, another kind of document.

It is told by the file's name and by what its own text says of itself, as far as either says so plainly.
"""

import re
from dataclasses import dataclass
from datetime import date
from pathlib import PurePath

from knowledge.documents.naming import SHORT
from knowledge.text import fold, tidy
from scoring.sheet.entry import Paper

#: Kinds of documents as their names begin, and how they are called in a sentence.
KINDS = {
    "ke hoach": "Kế hoạch", "quyet dinh": "Quyết định", "bao cao": "Báo cáo", "thong bao": "Thông báo",
    "cong van": "Công văn", "bien ban": "Biên bản", "to trinh": "Tờ trình", "nghi quyet": "Nghị quyết",
    "giay moi": "Giấy mời", "hop dong": "Hợp đồng", "hoa don": "Hoá đơn", "danh sach": "Danh sách",
    "danh muc": "Danh mục", "quy che": "Quy chế", "ket luan": "Kết luận", "giay khen": "Giấy khen",
    "bang khen": "Bằng khen", "giay phep": "Giấy phép", "don": "Đơn",
}  # fmt: skip
SYMBOLS = {"KH": "ke hoach", "QĐ": "quyet dinh", "BC": "bao cao", "TB": "thong bao", "BB": "bien ban", "TTR": "to trinh",
           "NQ": "nghi quyet", "GM": "giay moi", "HĐ": "hop dong", "KL": "ket luan", "DS": "danh sach"}  # fmt: skip
#: A decision puts these into force, and is then the document itself.
DECIDED = frozenset({"ke hoach", "quy che", "danh sach", "danh muc"})
#: Lists and registers come as a table of their own or with a report.
TABLES = ("bang", "so theo doi", "thong ke", "danh muc", "danh sach")
GOES_WITH_TABLES = frozenset({"bao cao", "danh sach", "danh muc", "ke hoach", "cong van"})
COMMUNE = re.compile(r"\b(?:xã|phường|thị trấn|đặc khu)\s+((?:[^\W\d_]+\s*)+)", re.IGNORECASE)
YEAR = re.compile(r"(?<!\d)(?:19|20)[0-9]{2}(?!\d)")
#: A camera's running number is no year.
COUNTED = re.compile(r"(?:img|dsc[a-z]?|scan|photo|image|pxl|anh|ảnh) ?[0-9]", re.IGNORECASE)
#: A plan for a year is signed at the end of the one before.
EARLY = 10


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a file should be: the commune and the year that are scored, and the required document's name, if it is known."""

    unit: str
    year: int
    item: str = ""


@dataclass(frozen=True, slots=True)
class Against:
    """What a file says instead, each "" where nothing speaks against it. ``kind`` is called as in a sentence."""

    unit: str = ""
    year: str = ""
    kind: str = ""

    def __bool__(self) -> bool:
        return bool(self.unit or self.year or self.kind)


def against(name: str, read: Paper, wanted: Wanted) -> Against:
    """What a file's name and its own text say against it."""
    called = tidy(re.sub(r"[_.-]", " ", PurePath(name).stem))
    unit = _other_unit(read.issuer, wanted.unit) or _other_unit(_capitals(called), wanted.unit)
    year = _other_year(read.date, wanted.year) or _other_year_named(called, wanted.year)
    return Against(unit, year, _other_kind(called, read.number, wanted.item))


def _other_unit(said: str, own: str) -> str:
    """The commune named, where it is not this one; a body above the communes issues for all of them."""
    here, there = COMMUNE.search(_bare(own)), COMMUNE.search(said)
    if here is None or there is None or fold(there[1]).startswith(fold(here[1])):
        return ""
    return re.sub(r"(?i)\b[uủ][yỷ] ban nhân dân\b", "UBND", tidy(said))


def _bare(unit: str) -> str:
    """ "Xã An Bình (minh hoạ)" without what is beside the name."""
    return re.sub(r"\(.*?\)", "", unit).strip()


def _capitals(called: str) -> str:
    """A commune in a file's name, known by the capitals of its own name; "" where none stands there."""
    found = re.search(r"\b([Xx]ã|XÃ|[Pp]hường|PHƯỜNG|[Tt]hị trấn|THỊ TRẤN)((?: [^\W\d_a-zà-ỹ][^\W\d_]*){2,3})", called)
    return f"{found[1].lower()}{found[2]}" if found else ""


def _other_year(iso: str, year: int) -> str:
    if not iso:
        return ""
    day = date.fromisoformat(iso)
    fits = day.year in (year, year + 1) or (day.year == year - 1 and day.month >= EARLY)
    return "" if fits else str(day.year)


def _other_year_named(called: str, year: int) -> str:
    """The year in a file's name, unless the right one stands there too."""
    years = [] if COUNTED.match(called) else YEAR.findall(called)
    return "" if not years or str(year) in years or str(year + 1) in years else years[0]


def _other_kind(called: str, number: str, item: str) -> str:
    wanted, said = fold(item), _kind(_spelled(called))
    signed = next((SYMBOLS[part] for part in re.split(r"[/-]", number.upper()) if part in SYMBOLS), "")
    return _misfit(said, wanted, fold(called)) or (_misfit(signed, wanted, "") if not said else "")


def _misfit(kind: str, wanted: str, called: str) -> str:
    needed = _kind(wanted)
    if not kind or not wanted or kind == needed or (needed and needed in called):
        return ""
    if kind in ("quyet dinh", "thong bao") and needed in (*DECIDED, "ket luan"):
        return ""
    if needed:
        return KINDS[kind]
    return KINDS[kind] if wanted.startswith(TABLES) and kind not in GOES_WITH_TABLES else ""


def _kind(words: str) -> str:
    return next((kind for kind in KINDS if re.match(rf"{kind}\b", words)), "")


def _spelled(called: str) -> str:
    first, _, rest = fold(called).lstrip("0123456789 ").partition(" ")
    return f"{SHORT.get(first, first)} {rest}"
