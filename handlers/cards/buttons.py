"""What a press carries: an action with its arguments, and for an answer to a question the turn it belongs to.

A *door* ("score:2.1") may be pressed at any time and leads to the same place. An *answer* ("1f!pick:b") belongs to the
question of one turn; pressed later it is stale. Nothing secret and no right stands in a code: anybody may type one.

A door into what rounds have each of their own carries the mark of the round that its card was about ("score@3f9c1a:2.1"),
so that it leads there however many rounds are open by then.
"""

import re
from dataclasses import dataclass
from hashlib import sha256

MAX_BYTES = 64
DIGITS = "0123456789abcdefghijklmnopqrstuvwxyz"
PATTERN = re.compile(r"(?:(?P<turn>[0-9a-z]+)!)?(?P<action>[a-z_]+)(?:@(?P<round>[0-9a-f]{6}))?(?::(?P<args>[\x21-\x7e]*))?")


@dataclass(frozen=True, slots=True)
class Press:
    action: str
    args: tuple[str, ...] = ()
    turn: int | None = None
    round: str = ""


def base36(number: int) -> str:
    if number < 36:
        return DIGITS[number]
    return base36(number // 36) + DIGITS[number % 36]


def round_mark(code: str) -> str:
    """A round's code in six letters: whatever an office calls its rounds, a button has room for them."""
    return sha256(code.encode()).hexdigest()[:6]


def encode(action: str, *args: str, turn: int | None = None, round_: str = "") -> str:
    """The code of a button; raises ``ValueError`` when it would not fit a channel's 64 bytes. ``round_``: a round's mark."""
    place = f"{action}@{round_}" if round_ else action
    code = ("" if turn is None else base36(turn) + "!") + ":".join([place, *args])
    if len(code.encode()) > MAX_BYTES or not PATTERN.fullmatch(code):
        raise ValueError(code)
    return code


def decode(code: str) -> Press | None:
    """Inverse of ``encode``; ``None`` for anything that is no code."""
    match = PATTERN.fullmatch(code) if len(code) <= MAX_BYTES else None
    if match is None:
        return None
    turn, args = match["turn"], match["args"]
    number = None if turn is None else int(turn, 36)
    return Press(match["action"], tuple(args.split(":")) if args else (), number, match["round"] or "")
