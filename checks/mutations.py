"""Spoiling annexes as time, mail programs and people with bad intentions do."""

import random
import re
import zipfile
from collections.abc import Callable
from io import BytesIO

MAIN = re.compile(r"word/document\.xml|xl/worksheets/sheet\d+\.xml|xl/sharedStrings\.xml|word/numbering\.xml|xl/styles\.xml")
WORDS = (
    "", " ", "x", "0", "-1", "1e999", "NaN", "Infinity", "9" * 400, "1,5,5", "1.1.1.1.1.1", "IX", "XIIIIIV", "01/02/2026",
    "Điểm tối đa", "75% số điểm", "trên 90%: 5 điểm", "từ 90% đến 10%: 1 điểm", "Mỗi lần trừ 0,25 điểm, tối đa 0 điểm",
    "Điểm = ((((a/0", "Điểm = " + "(" * 3000, "a" * 40_000, "- " * 20_000, "%" * 5000, "\u0300" * 3000, "\ufeff\u200b\u202e",
    "Tổng cộng", "Điểm thưởng", "STT", "Không phát sinh: 1 điểm", "=SUM(A1:XFD1048576)", "cứ thêm 0% được 1 điểm", "🙂" * 50,
    "a) b) c) " * 500, "1: " * 3000, "dưới " * 2000, "từ 1% đến " * 1500, "(" * 50 + "x 100)/100" * 50,
)  # fmt: skip
SPAN = '<w:tcPr><w:gridSpan w:val="99999999"/></w:tcPr>'
MERGED = '<mergeCells count="1"><mergeCell ref="A1:XFD1048576"/></mergeCells>'
BOMB = b"<!DOCTYPE a [<!ENTITY b 'bbbbbbbbbb'><!ENTITY c '&b;&b;&b;&b;&b;&b;&b;&b;'>]>"
Spoil = Callable[[bytes, random.Random], bytes]


def spoilt(data: bytes, chance: random.Random) -> bytes:
    """One to three things done to a file."""
    for _ in range(chance.choice((1, 1, 1, 2, 3))):
        data = chance.choice(SPOILS)(data, chance)
    return data


def cut(data: bytes, chance: random.Random) -> bytes:
    return data[: chance.randrange(len(data) + 1)]


def flipped(data: bytes, chance: random.Random) -> bytes:
    raw = bytearray(data)
    for _ in range(chance.choice((1, 3, 30, 300))):
        if raw:
            raw[chance.randrange(len(raw))] = chance.randrange(256)
    return bytes(raw)


def filled(data: bytes, chance: random.Random) -> bytes:
    """Noise, old containers, and a page saved under the wrong name."""
    noise = chance.randbytes(chance.choice((1, 100, 10_000))) + data[: chance.choice((0, 200))]
    return (
        chance.choice((b"PK\x03\x04", b"PK\x05\x06", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", b"%PDF-1.7\n", b"<html>", b""))
        + noise
    )


def parts(data: bytes) -> dict[str, bytes]:
    """Nothing for what cannot be unpacked any more."""
    try:
        with zipfile.ZipFile(BytesIO(data)) as package:
            return {name: package.read(name) for name in package.namelist()}
    except Exception:
        return {}


def packed(found: dict[str, bytes]) -> bytes:
    out = BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as package:
        for name, content in found.items():
            package.writestr(name, content)
    return out.getvalue()


def in_part(change: Callable[[str, random.Random], str]) -> Spoil:
    """A change of the text of one part that matters."""

    def spoil(data: bytes, chance: random.Random) -> bytes:
        found = parts(data)
        names = [name for name in found if MAIN.fullmatch(name)]
        if not names:
            return data
        name = chance.choice(names)
        found[name] = change(found[name].decode("utf-8", "replace"), chance).encode("utf-8", "replace")
        return packed(found)

    return spoil


def other_words(text: str, chance: random.Random) -> str:
    """Texts of cells replaced by others, their own among them."""
    pattern = re.compile(r"(<(?:w:)?(?:t|v)(?: [^>]*)?>)([^<]*)(</)")
    own = [match[2] for match in pattern.finditer(text)] or [""]
    rate = chance.choice((0.005, 0.02, 0.1, 0.5))

    def other(match: re.Match[str]) -> str:
        if chance.random() > rate:
            return match[0]
        return match[1] + chance.choice((chance.choice(WORDS), chance.choice(own))) + match[3]

    return pattern.sub(other, text)


def other_rows(text: str, chance: random.Random) -> str:
    """Rows lost, said twice or in another order."""
    rows = re.split(r"(?=<(?:w:tr|row)[ >])", text)
    for _ in range(chance.choice((1, 5, 30))):
        place, other = chance.randrange(len(rows)), chance.randrange(len(rows))
        match chance.randrange(3):
            case 0 if 0 < place < len(rows) - 1:
                del rows[place]
            case 1 if 0 < place < len(rows) - 1:
                rows.insert(place, rows[place])
            case 2 if 0 < place < len(rows) - 1 and 0 < other < len(rows) - 1:
                rows[place], rows[other] = rows[other], rows[place]
    return "".join(rows)


def other_marks(text: str, chance: random.Random) -> str:
    """Tags and attributes damaged: mostly no XML any more."""
    for _ in range(chance.choice((1, 2, 10))):
        place = chance.randrange(len(text) + 1)
        text = (
            text[:place]
            + chance.choice(("<", ">", "&", '"', "</w:tc>", "<row>", "\x00", "]]>", "&#0;", ""))
            + text[place + chance.randrange(3) :]
        )
    return text


def other_values(text: str, chance: random.Random) -> str:
    """Attributes with figures that nobody expects."""
    figures = ("-1", "0", "99999999999", "1048576", "abc", "", "4294967296", "٣", "²")
    rate = chance.choice((0.001, 0.01, 0.1))
    return re.sub(r'="(\w+)"', lambda found: f'="{chance.choice(figures)}"' if chance.random() < rate else found[0], text)


def deep(text: str, chance: random.Random) -> str:
    """Elements in elements, as deep as the file allows."""
    tag = chance.choice(("w:sdt", "w:tbl", "w:tc", "w:r", "row", "c", "is", "w:ins"))
    depth = chance.choice((100, 5_000, 100_000))
    place = chance.choice([found.end() for found in re.finditer(r"<(?:w:tc|w:p|w:body|sheetData|row[^>]*)>", text)] or [0])
    return text[:place] + f"<{tag}>" * depth + f"</{tag}>" * depth + text[place:]


def vast(text: str, chance: random.Random) -> str:
    """Sizes that a file declares and does not hold, and sizes that it does."""
    match chance.randrange(5):
        case 0:
            return text.replace("</sheetData>", "</sheetData>" + MERGED * chance.choice((1, 500)))
        case 1:
            return text.replace("<w:tc>", f"<w:tc>{SPAN}", chance.choice((1, 5)))
        case 2:
            return re.sub(r' r="([A-Z]*)\d+"', lambda found: f' r="{found[1]}{chance.randrange(1, 1_048_577)}"', text)
        case 3:
            return text.replace(
                "</row>", "</row>" * 1 + '<row><c t="n"><v>1</v></c></row>' * chance.choice((1_000, 120_000)), 1
            )
        case _:
            return text.replace("<sheetData>", '<dimension ref="A1:XFD1048576"/><sheetData>')


def hidden(text: str, chance: random.Random) -> str:
    return re.sub("<row ", lambda found: '<row hidden="1" ' if chance.random() < 0.3 else found[0], text)


def bomb(data: bytes, chance: random.Random) -> bytes:
    """Parts that grow a thousandfold when unpacked, entities, and far too many parts."""
    found = parts(data)
    names = [name for name in found if MAIN.fullmatch(name)]
    if not names:
        return data
    name = chance.choice(names)
    match chance.randrange(4):
        case 0:
            found[name] = found[name][:-20] + b" " * 40_000_000
        case 1:
            found[name] = BOMB + b"<a>&c;</a>"
        case 2:
            found |= {f"xl/media/{number}.png": b"" for number in range(4_000)}
        case _:
            found[name] = found[name].replace(b"<w:tr>", b"<w:tr>" + b"<w:tc/>" * 800_000, 1)
    return packed(found)


def lost(data: bytes, chance: random.Random) -> bytes:
    """Without one of its parts, or with its parts under each other's names."""
    found = parts(data)
    if len(found) < 2:
        return data
    one, other = chance.sample(sorted(found), 2)
    found[one], found[other] = found[other], found[one]
    if chance.random() < 0.6:
        del found[one]
    return packed(found)


SPOILS: tuple[Spoil, ...] = (
    *(in_part(other_words),) * 6, *(in_part(other_rows),) * 4, *(in_part(other_values),) * 2, in_part(other_marks),
    in_part(deep), in_part(vast), in_part(hidden), cut, flipped, filled, bomb, lost,
)  # fmt: skip
