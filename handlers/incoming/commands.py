"""Commands as people type them: with or without diacritics, with or without the slash, in Vietnamese or English."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from knowledge.text import fold

#: The names of a command, and the door it opens; the first name is the one that menus show.
COMMANDS: dict[str, tuple[str, ...]] = {
    "start": ("start", "batdau"),
    "criteria": ("tieuchi", "criteria"),
    "question": ("chamdiem", "score"),
    "evidence": ("tailieu", "evidence"),
    "progress": ("tiendo", "progress"),
    "submit": ("nop", "submit"),
    "deadlines": ("han", "deadlines"),
    "appraise": ("thamdinh", "appraise"),
    "papers": ("hoso", "papers"),
    "sets": ("botieuchi", "sets"),
    "results": ("ketqua", "results"),
    "reply": ("giaitrinh", "explain"),
    "invite": ("moi", "invite"),
    "create_round": ("taodot", "newround"),
    "rounds": ("dot", "rounds", "cacdot"),
    "change_round": ("doidot", "switch", "chuyendot"),
    "me": ("toi", "me"),
    "my_data": ("dulieucuatoi", "mydata"),
    "forget_me": ("xoadulieu", "forgetme"),
    "back": ("quaylai", "back"),
    "cancel": ("huy", "cancel", "huybo", "dung", "dunglai", "stop"),
    "help": ("trogiup", "help"),
}
#: What people say before a code to have its leaf asked, or shown as it stands; alone these words mean something else.
BEFORE_A_CODE: dict[str, tuple[str, ...]] = {
    "question": (
        *("cham", "tucham", "chamlai", "khai", "khailai", "nhap", "nhaplai"),
        *("sua", "sualai", "suadiem", "chinh", "chinhlai"),
    ),
    "reply": ("giaitrinh", "traloi"),
    "look": ("xem", "xemlai", "coi", "coilai"),
}
ORDERS = {name: door for door, names in BEFORE_A_CODE.items() for name in names}
DOORS = {name: door for door, names in COMMANDS.items() for name in names}
#: These stand for themselves only without further words: "nop bao cao thang" or "han nop" is a question, not a command.
ALONE = frozenset({"submit", "deadlines", "me", "my_data", "forget_me", "back", "cancel", "help", "progress", "results"})

#: "dữ liệu của tôi" is the longest name, written apart.
MOST_WORDS = 4
#: What may stand before a code, word by word and without marks, and what units, codes and figures look like.
LEADING = frozenset({"tc", "tctp", "tieu", "chi", "muc", "ma", "so"})
#: What may be an invitation code: longer than any syllable, so that "bắt đầu chấm" redeems nothing.
INVITE = re.compile(r"[A-Za-z0-9-]{8,}")
UNIT_OR_FIGURE = re.compile(
    r"[a-z]{1,4}[0-9]{1,4}|[0-9][0-9.,-]*[.:;]?|[0-9][0-9.,]*/[0-9][0-9.,]*|[0-9][0-9.,]*%", re.IGNORECASE
)


#: What may stand between such a verb and the code, and behind the code, without saying anything more.
POLITE = frozenset({"giup", "gium", "ho", "cho", "de", "minh", "em", "toi", "di", "nhe", "nha", "a", "voi", "da", "luon"})
CODE = re.compile(r"[1-9]\d?(?:[.,-]\d{1,2}){1,2}[.:;]?")


@dataclass(frozen=True, slots=True)
class Command:
    door: str
    words: tuple[str, ...]


#: A code as it stands on an invitation: letters and digits, parts with hyphens, and never a word alone.
BARE_CODE = re.compile(
    r"(?:(?:ma|mã)(?:\s+(?:moi|mời))?(?:\s+(?:cua|của)\s+\w+)?(?:\s+(?:la|là))?\s*:?\s*)?"
    r"(?P<code>(?=[a-z0-9-]*[0-9-])(?=[a-z0-9-]*[a-z])[a-z0-9]+(?:-[a-z0-9]+)*)",
    re.IGNORECASE,
)
SHORTEST_CODE = 8
#: One that was drawn, which may be of letters alone.
DRAWN_CODE = re.compile(r"[a-km-np-z2-9]{10}", re.IGNORECASE)


def bare_code(text: str) -> str:
    """The invitation code that is all of a message from somebody whom nobody knows yet, or ""."""
    said = text.strip().rstrip(". ")
    if DRAWN_CODE.fullmatch(said):
        return said
    found = BARE_CODE.fullmatch(said)
    return found["code"] if found and len(found["code"]) >= SHORTEST_CODE else ""


def read_command(text: str) -> Command | None:
    """The command in a text, or ``None``. A slash makes sure; without it the rest must look like the command's words."""
    slash = text.strip().startswith("/")
    # Phones make a dot of two spaces: behind a word it is none of it.
    words = [word for word in (word.rstrip(".") for word in text.strip().removeprefix("/").split()) if word]
    if not words:
        return None
    if order := _order(words):
        return order
    name, rest = _name(words)
    door = DOORS.get(name)
    if door is None or not (slash or _plain(door, rest)):
        return None
    return Command(door, tuple(rest))


def _order(words: list[str]) -> Command | None:
    """ "Chấm 3.4", "sửa tiêu chí 1.2": a verb, and nothing behind it but a code."""
    said = [word for word in words if CODE.fullmatch(word) or fold(word) not in POLITE]
    for taken in range(min(MOST_WORDS, len(said) - 1), 0, -1):
        door, rest = ORDERS.get(fold("".join(said[:taken]))), said[taken:]
        if door and CODE.fullmatch(rest[-1]) and all(fold(word) in LEADING for word in rest[:-1]):
            return Command(door, tuple(rest))
    return None


def _name(words: list[str]) -> tuple[str, list[str]]:
    """The longest run of words that names a command: "dữ liệu của tôi", "cham_diem 1.1", "chamdiem1.1"."""
    first, *others = words
    # In a group, and where a menu is tapped, the bot's own name stands behind the command.
    words = [first.split("@", 1)[0], *others]
    for taken in range(min(MOST_WORDS, len(words)), 0, -1):
        name = fold("".join(words[:taken])).replace("_", "").rstrip(".!")
        if name in DOORS:
            return name, words[taken:]
    glued = re.fullmatch(r"([^\W\d]+)(\d.*)", words[0])
    if glued and fold(glued[1]) in DOORS:
        return fold(glued[1]), [glued[2], *words[1:]]
    return "", words[1:]


def _plain(door: str, rest: Iterable[str]) -> bool:
    """Without a slash only what cannot be an ordinary sentence: nothing more, or a unit, a code, or both."""
    known = list(rest)
    if door in ALONE or not known:
        return not known
    if door == "start":
        return len(known) == 1 and INVITE.fullmatch(known[0]) is not None
    *before, last = known
    return UNIT_OR_FIGURE.fullmatch(last) is not None and all(
        UNIT_OR_FIGURE.fullmatch(word) or fold(word) in LEADING for word in before
    )
