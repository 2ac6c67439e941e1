"""The documents of a leaf, as its cell lists them."""

import re
from collections.abc import Iterator, Sequence
from string import ascii_lowercase

from knowledge.annex.layout.rows import bare
from knowledge.text import fold
from scoring.criteria import EvidenceItem

_IF_ANY = re.compile(r"\s*[(,]?\s*(nếu có|nếu phát sinh)\)?\s*$", re.IGNORECASE)
_LEAD = re.compile(r"^(?:[0-9]{1,2}[.)]|[a-h]\))\s+")
_HEAD = re.compile(r"^(TLKC|Tài liệu kiểm chứng|Minh chứng)\s*:?\s*", re.IGNORECASE)
_NOTHING = frozenset({"", "x", "-", "khong", "khong co", "khong yeu cau"})


def evidence_items(cells: Sequence[str]) -> tuple[EvidenceItem, ...]:
    names = list(dict.fromkeys(name for cell in cells for name in _names(cell)))
    most = len(ascii_lowercase)
    kept = names if len(names) <= most else [*names[: most - 1], "; ".join(names[most - 1 :])]
    return tuple(_item(key, name) for key, name in zip(ascii_lowercase, kept, strict=False))


def _names(cell: str) -> Iterator[str]:
    for line in cell.split("\n"):
        for part in re.split(r";(?![^(]*\))", line):
            name = _HEAD.sub("", _LEAD.sub("", bare(part))).strip(" .;")
            if fold(name) not in _NOTHING:
                yield name


def _item(key: str, name: str) -> EvidenceItem:
    """What is only needed "nếu có" holds nobody up."""
    found = _IF_ANY.search(name)
    return EvidenceItem(key, name[: found.start()], found[1].lower()) if found and found.start() else EvidenceItem(key, name)
