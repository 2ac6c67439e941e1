"""A session of several people: what each of them sends, one input after the other."""

import random
import re
from collections.abc import Sequence
from dataclasses import dataclass

from bot.demo.answers import ANSWERS
from bot.demo.cast import CAST
from bot.demo.paper import illustration
from bot.demo.world import sample_set
from handlers.cards.buttons import decode
from handlers.cards.card import Choice
from scoring.people import Person

#: Each in a chat of his own and with leaves of his own, so that no input depends on how fast somebody else is.
PEOPLE = {"demo-tuphap": "telegram", "demo-taichinh": "web", "demo-vanhoa": "telegram", "demo-vanphong-2": "web"}
#: What a press may not do: end the session, send a file, or write to somebody else.
NOT_PRESSED = frozenset(
    {"forget_me", "download", "report", "dossier", "my_data", "submit", "send", "sign", "return", "not_me", "nudge"}
)
#: What hangs on how fast colleagues are: documents of the whole unit are offered for every leaf of it.
OF_COLLEAGUES = frozenset({"reuse"})
#: The id of a row (``new_id``): no other run has it, so that nobody presses a button that names one.
ROW_ID = re.compile(r"[0-9a-v]{16}")
KINDS = ("score",) * 8 + ("press",) * 7 + ("file",) * 3 + ("progress",) + ("ask",)
WORDS = ("hồ sơ giải quyết đúng hạn", "mot cua", "còn mấy ngày", "kế hoạch tuyên truyền")
#: Some are more than the whole, some are no answer to the question at all.
ODD_ANSWERS = ("60/50", "kps", "9", "kad", "chưa rõ")


@dataclass(frozen=True, slots=True)
class Paper:
    name: str
    content: bytes


@dataclass(frozen=True, slots=True)
class Input:
    """``number``: its place in the session, and what the channel knows it by; ``code``: the invitation of its sender."""

    number: int
    code: str
    text: str = ""
    choice: str = ""
    paper: Paper | None = None

    @property
    def channel(self) -> str:
        return PEOPLE[self.code]


class Actor:
    """One person, who acts by chance on what the last card offers."""

    def __init__(self, code: str, chance: random.Random) -> None:
        member = next(one for one in CAST if one.code == code)
        person = Person("", member.name, member.unit, member.role, frozenset(member.scope))
        self._codes = {leaf.code for leaf in sample_set().declared_leaves()}
        self._leaves = [leaf for leaf in sorted(self._codes) if person.covers(leaf)]
        self._code = code
        self._chance = chance

    def join(self, number: int) -> Input:
        return Input(number, self._code, text=f"/start {self._code}")

    def act(self, number: int, offered: Sequence[Choice]) -> Input:
        kind = self._chance.choice(KINDS)
        pressable = [choice for choice in offered if self._pressable(choice)]
        if kind == "press" and pressable:
            return Input(number, self._code, choice=self._press(pressable).code)
        if kind == "file":
            return Input(number, self._code, text=self._chance.choice([*self._leaves, ""]), paper=_paper(number))
        return Input(number, self._code, text=self._text(kind))

    def _press(self, offered: Sequence[Choice]) -> Choice:
        """Whoever may take something back does so every other time."""
        undo = [choice for choice in offered if (press := decode(choice.code)) and press.action == "undo"]
        return self._chance.choice(undo if undo and self._chance.random() < 0.5 else offered)

    def _pressable(self, choice: Choice) -> bool:
        press = decode(choice.code)
        if press is None or press.action in NOT_PRESSED | OF_COLLEAGUES or any(ROW_ID.fullmatch(arg) for arg in press.args):
            return False
        return all(arg in self._leaves for arg in press.args if arg in self._codes)

    def _text(self, kind: str) -> str:
        if kind == "progress":
            return "/tiendo"
        if kind == "ask":
            return self._chance.choice(WORDS)
        leaf = self._chance.choice(self._leaves)
        return f"{leaf} {self._chance.choice((*ANSWERS[leaf] * 3, *ODD_ANSWERS))}"


def _paper(number: int) -> Paper:
    return Paper(f"tai-lieu-{number}.png", illustration("XA", f"tài liệu số {number}", "kiểm tra"))
