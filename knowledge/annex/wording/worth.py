"""What a line of a scoring method earns: points, a share of the maximum, or the maximum itself."""

import re
from dataclasses import dataclass
from decimal import Decimal

NUMBER = r"[0-9]{1,4}(?:[.,][0-9]{1,4})?"
_SIGNED = rf"(?:(?<=[:=\s(])[-−–])?{NUMBER}"
_LEAD = (
    r"(?:(?:[:=,]|[-–—](?=\s)|\bthì\b|\b(?:số )?điểm (?:đánh giá|đạt được|số|chấm)?\s*(?:là|bằng)\b"
    r"|\b(?:được|đạt|tính|chấm|cho|hưởng|cộng|là|còn|bị|có)\b(?!\s*[:=]))\s*)*"
)
_POINTS = r"(?:điểm|đ)(?!\w)"
_MAXIMUM = r"(?:(?:số )?điểm tối đa|tối đa(?: số)? điểm|đủ điểm|toàn bộ số điểm|100\s*% (?:tổng )?(?:số )?điểm)"
_OF_LEAF = r"(?: tối đa| chuẩn)?(?: của (?:tiêu chí|nội dung|mục)(?: này| thành phần)?)?"
_END = r"\s*[.;,)]*\s*$"

_ENDINGS = (
    ("lost", rf"[:,]?\s*\b(?:bị )?(?:trừ|giảm) (?P<figure>{NUMBER})\s*% (?:tổng )?(?:số )?điểm{_OF_LEAF}{_END}"),
    ("share", rf"{_LEAD}(?P<figure>{NUMBER})\s*%\s*(?:tổng |của )?(?:số )?điểm{_OF_LEAF}{_END}"),
    ("maximum", rf"{_LEAD}(?P<none>){_MAXIMUM}{_OF_LEAF}{_END}"),
    ("maximum", rf"{_LEAD}\bđạt tối đa(?P<none>){_END}"),
    ("share", rf":\s*(?P<figure>{NUMBER})\s*%{_END}"),
    ("half", rf"{_LEAD}\b(?:một nửa|nửa|1/2|½)(?P<none>) (?:tổng )?số điểm{_OF_LEAF}{_END}"),
    ("nothing", rf"{_LEAD}\bkhông (?:được )?(?:tính|chấm|cho|có)?\s*điểm(?P<none>)(?: nào)?{_END}"),
    ("points", rf"{_LEAD}\(?(?P<figure>{_SIGNED})\s*{_POINTS}{_END}"),
    ("points", rf"(?:[:=]|\bthì\b|\blà\b|\bđược\b)\s*{_LEAD}(?P<figure>{_SIGNED}){_END}"),
)
_READERS = tuple((name, re.compile(pattern)) for name, pattern in _ENDINGS)
#: "từ 0 đến 1,5 điểm", "0,5 - 1 điểm", "mỗi … trừ 0,5 điểm": the figure is not what the words before it earn.
_PART_OF_MORE = re.compile(
    r"(?:\b(?:tổng|khỏi|vào|theo|từ|đến|tới|dưới|trên|quá|trừ|giảm|tối thiểu|thêm|bớt)|[-–+x×*/]|[-–]\s*[0-9.,]+)\s*$"
)
_FORMULA = re.compile(r"[×*]|(?<![a-zà-ỹđ])x(?![a-zà-ỹđ])|t[ỷỉ] lệ[^:]*=")
_RANGE = re.compile(rf"{NUMBER}\s*(?:{_POINTS})?\s*(?:[-–—]|đến|tới)\s*$")


_TAIL = 100


@dataclass(frozen=True, slots=True)
class Worth:
    """``percent`` of the maximum where a share is printed, else ``points``."""

    points: Decimal = Decimal(0)
    percent: Decimal | None = None

    @property
    def is_share(self) -> bool:
        return self.percent is not None and self.percent != 100

    def of(self, maximum: Decimal) -> Decimal:
        return self.points if self.percent is None else self.percent * maximum / 100


MAXIMUM = Worth(percent=Decimal(100))


def number(text: str) -> Decimal:
    return Decimal(text.replace(",", ".").replace("−", "-").replace("–", "-"))


def cut_worth(text: str) -> tuple[str, Worth | None]:
    """The words and what they earn; ``None`` where nothing at the end can be read as that."""
    # What is earned stands at the end; looking no further back keeps long cells quick.
    ahead = max(0, len(text) - _TAIL)
    low = text[ahead:].lower()
    for name, pattern in _READERS:
        found = pattern.search(low)
        if found:
            label = text[: ahead + found.start()]
            if _is_part_of_more(low, found):
                return text, None
            return label.strip(" :;,.-–—=("), _worth(name, found)
    return text, None


def _is_part_of_more(low: str, found: re.Match[str]) -> bool:
    """Ranges of points, deductions and formulas end in figures that are not what their words earn."""
    label, figure = low[: found.start()], low[: found.start(found.lastgroup or 0)]
    marked = re.search(r"[:=]", figure[found.start() :])
    return bool(_RANGE.search(figure) or _FORMULA.search(label) or (not marked and _PART_OF_MORE.search(label)))


def _worth(name: str, found: re.Match[str]) -> Worth:
    match name:
        case "maximum":
            return MAXIMUM
        case "half":
            return Worth(percent=Decimal(50))
        case "nothing":
            return Worth()
        case "lost":
            return Worth(percent=100 - number(found["figure"]))
        case "share":
            return Worth(percent=number(found["figure"]))
        case _:
            return Worth(number(found["figure"]))


def worth_beside(text: str) -> Worth | None:
    """What a cell of its own says: "0,5", "Điểm tối đa", "50% số điểm"."""
    plain = text.strip(" .;")
    if re.fullmatch(_SIGNED, plain) or re.fullmatch(rf"[-−–]{NUMBER}", plain):
        return Worth(number(plain))
    if re.fullmatch(rf"{NUMBER}\s*%", plain):
        return Worth(percent=number(plain.rstrip(" %")))
    label, worth = cut_worth(plain)
    return None if label else worth
