"""The pure part of the log: every line carries the hash of the one before, so that nothing can be changed unseen."""

import hashlib
import json
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

GENESIS = "0" * 64


@dataclass(frozen=True, slots=True)
class LogLine:
    """One change of business data. ``who`` is an opaque id: names and chats can be erased, the log stays."""

    number: int
    at: str
    who: str
    channel: str
    what: str
    where: str
    before: Any
    after: Any
    previous: str
    hash: str = ""


def seal(line: LogLine) -> str:
    """SHA-256 over the canonical JSON of everything but the hash itself."""
    parts = [line.number, line.at, line.who, line.channel, line.what, line.where, line.before, line.after, line.previous]
    text = json.dumps(parts, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()


def first_broken(lines: Iterable[LogLine]) -> int | None:
    """The number of the first line that is missing, moved or altered; ``None`` when the chain holds."""
    previous, expected = GENESIS, 1
    for line in lines:
        if line.number != expected or line.previous != previous or line.hash != seal(line):
            return expected
        previous, expected = line.hash, expected + 1
    return None
