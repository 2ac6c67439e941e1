"""Commands as people type them: with or without diacritics, with or without the slash, in Vietnamese or English."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from knowledge.text import fold

#: The names of a command, and the door it opens; the first name is the one that menus show.
COMMANDS: dict[str, tuple[str, ...]] = {
    "start": ("start", "batdau"),
    "criteria": ("tieuchi", "criteria"),
    "score": ("chamdiem", "score"),
    "evidence": ("tailieu", "evidence"),
    "progress": ("tiendo", "progress"),
    "submit": ("nop", "submit"),
    "deadlines": ("han", "deadlines"),
    "appraise": ("thamdinh", "appraise"),
    "papers": ("hoso", "papers"),
    "sets": ("botieuchi", "sets"),
    "results": ("ketqua", "results"),
    "invite": ("moi", "invite"),
    "create_round": ("taodot", "newround"),
    "me": ("toi", "me"),
    "my_data": ("dulieucuatoi", "mydata"),
    "forget_me": ("xoadulieu", "forgetme"),
    "back": ("quaylai", "back"),
    "cancel": ("huy", "cancel"),
    "help": ("trogiup", "help"),
}
SPACED = {
    "tieu chi": "tieuchi",
    "tao dot": "taodot",
    "cham diem": "chamdiem",
    "tai lieu": "tailieu",
    "tien do": "tiendo",
    "tham dinh": "thamdinh",
    "ket qua": "ketqua",
    "ho so": "hoso",
    "quay lai": "quaylai",
    "tro giup": "trogiup",
    "bat dau": "batdau",
}
DOORS = {name: door for door, names in COMMANDS.items() for name in names}
#: These stand for themselves only without further words: "nop bao cao thang" or "han nop" is a question, not a command.
ALONE = frozenset({"submit", "deadlines", "me", "my_data", "forget_me", "back", "cancel", "help", "progress", "results"})


@dataclass(frozen=True, slots=True)
class Command:
    door: str
    words: tuple[str, ...]


def read_command(text: str) -> Command | None:
    """The command in a text, or ``None``. A slash makes sure; without it the rest must look like the command's words."""
    slash = text.strip().startswith("/")
    # Phones make a dot of two spaces: behind a word it is none of it.
    words = [word for word in (one.rstrip(".") for one in text.strip().removeprefix("/").split()) if word]
    if not words:
        return None
    name, rest = _name(words)
    door = DOORS.get(name)
    if door is None or not (slash or _plain(door, rest)):
        return None
    return Command(door, tuple(rest))


def _name(words: list[str]) -> tuple[str, list[str]]:
    first = fold(words[0].split("@", 1)[0])
    if first in DOORS or len(words) == 1:
        return first, words[1:]
    pair = SPACED.get(f"{first} {fold(words[1])}")
    return (pair, words[2:]) if pair else (first, words[1:])


def _plain(door: str, rest: Iterable[str]) -> bool:
    """Without a slash only what cannot be an ordinary sentence: nothing more, or codes."""
    known = list(rest)
    if door in ALONE or not known:
        return not known
    return all(re.fullmatch(r"[0-9][0-9.,-]*|[A-Za-z]{1,4}[0-9]{1,4}", word) for word in known) or door == "start"
