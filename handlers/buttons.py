"""What a press carries: an action with its arguments, and for an answer to a question the turn it belongs to.

A *door* ("score:2.1") may be pressed at any time and leads to the same place. An *answer* ("1f!pick:b") belongs to the
question of one turn; pressed later it is stale. Nothing secret and no right stands in a code: anybody may type one.
"""

import re
from dataclasses import dataclass

MAX_BYTES = 64
DIGITS = "0123456789abcdefghijklmnopqrstuvwxyz"
PATTERN = re.compile(r"(?:(?P<turn>[0-9a-z]+)!)?(?P<action>[a-z_]+)(?::(?P<args>[\x21-\x7e]*))?")


@dataclass(frozen=True, slots=True)
class Press:
    action: str
    args: tuple[str, ...] = ()
    turn: int | None = None


def base36(number: int) -> str:
    if number < 36:
        return DIGITS[number]
    return base36(number // 36) + DIGITS[number % 36]


def encode(action: str, *args: str, turn: int | None = None) -> str:
    """The code of a button; raises ``ValueError`` when it would not fit a channel's 64 bytes."""
    code = ("" if turn is None else base36(turn) + "!") + ":".join([action, *args])
    if len(code.encode()) > MAX_BYTES or not PATTERN.fullmatch(code):
        raise ValueError(code)
    return code


def decode(code: str) -> Press | None:
    """Inverse of ``encode``; ``None`` for anything that is no code."""
    match = PATTERN.fullmatch(code) if len(code) <= MAX_BYTES else None
    if match is None:
        return None
    turn, args = match["turn"], match["args"]
    return Press(match["action"], tuple(args.split(":")) if args else (), None if turn is None else int(turn, 36))
