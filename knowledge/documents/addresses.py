"""Addresses of pages in what somebody typed: kept as they are, and never opened from here."""

import re
from dataclasses import dataclass
from urllib.parse import urlsplit

from knowledge.text import fold

#: How a list of addresses is called where a file has its type.
LINK = "text/uri-list"
LONGEST = 2000
#: Ends of a page's name that are taken for one without "https://" before it.
ENDS = "vn|com|net|org|info"
PART = r"[^\W_](?:[\w-]*[^\W_])?"
ADDRESS = re.compile(
    rf"(?<![\w@/.:-])(?:https?://\S+|www\.\S+|(?:{PART}\.)+(?:{ENDS})(?::[0-9]+)?(?:[/?#]\S*|(?![\w@.-]|\.\w)))", re.IGNORECASE
)
#: What runs a program, or points into somebody's own computer.
FORBIDDEN = re.compile(
    r"(?<!\w)(?:(?:javascript|vbscript):\S|data:(?:[\w.+-]+/|,|;)|(?:file|ftp|blob|filesystem|intent):/|view-source:\S)",
    re.IGNORECASE,
)
#: How a required document is called that is an address.
PAGE = re.compile(r"\b(?:duong dan|lien ket|dia chi trang|link)\b")
AFTER = ".,;:!?”»\"'>…"


class NotAnAddress(ValueError):
    """An address that is not taken; ``why`` is "scheme", "password" or "broken"."""

    def __init__(self, why: str) -> None:
        super().__init__(why)
        self.why = why


@dataclass(frozen=True, slots=True)
class Pasted:
    """The addresses in a text, each with its scheme, and the words around them."""

    addresses: tuple[str, ...]
    words: str


def read_addresses(text: str) -> Pasted | None:
    """``None`` where no address stands in it; raises ``NotAnAddress`` of one that must not be kept."""
    if FORBIDDEN.search(text):
        raise NotAnAddress("scheme")
    found = [_ended(address) for address in ADDRESS.findall(text)]
    if not found:
        return None
    left = text
    for one in found:
        left = left.replace(one, " ", 1)
    words = " ".join(left.split()).strip(' -–:,;.()[]<>"“”')
    return Pasted(tuple(dict.fromkeys(map(_whole, found))), words)


def is_page(name: str) -> bool:
    """Whether a required document is a page's address, by its name."""
    return PAGE.search(fold(name)) is not None


def same_page(address: str) -> str:
    """Equal for every way of writing down one address."""
    parts = urlsplit(address)
    port = "" if parts.port in (None, 80, 443) else f":{parts.port}"
    query = f"?{parts.query}" if parts.query else ""
    fragment = f"#{parts.fragment}" if parts.fragment else ""
    return f"{(parts.hostname or '').removeprefix('www.')}{port}{parts.path.rstrip('/')}{query}{fragment}"


def _ended(found: str) -> str:
    """Without what ends the sentence around it."""
    ended = found.rstrip(AFTER)
    while ended.endswith(")") and ended.count("(") < ended.count(")"):
        ended = ended[:-1].rstrip(AFTER)
    return ended


def _whole(found: str) -> str:
    address = found if re.match(r"https?://", found, re.IGNORECASE) else f"https://{found}"
    try:
        parts = urlsplit(address)
        host, port = parts.hostname or "", parts.port
    except ValueError as fault:
        raise NotAnAddress("broken") from fault
    if "@" in parts.netloc:
        raise NotAnAddress("password")
    if len(address) > LONGEST or "." not in host.strip(".") or port == 0:
        raise NotAnAddress("broken")
    return address
