"""Fifty officials of two communes, and what they send."""

import json
import random
import time
from dataclasses import dataclass, field
from datetime import timedelta
from itertools import count
from typing import Any

from bot.demo.answers import ANSWERS
from bot.environment.settings import Settings
from bot.product import Product
from scoring.people import Role

COMMUNES = ("XA01", "XA02")
FIELDS = tuple(sorted({leaf.partition(".")[0] for leaf in ANSWERS}))
FIRST_CHAT = 700_000_001
WORDS = ("hồ sơ giải quyết đúng hạn", "một cửa", "bao nhieu ho so tre han", "kế hoạch tuyên truyền", "chữ ký số", "hạn nộp")
#: Scores typed, buttons pressed, looks at the progress, questions in words: in ten inputs.
MIX = ("score",) * 4 + ("press",) * 3 + ("progress",) + ("ask",) * 2
#: Doors that end the work, and a question that takes everything typed after it for its answer.
NOT_PRESSED = ("submit", "send", "sign", "download", "report", "dossier", "my_data", "explain", "not_me", "forget")
NUMBERS = count(500_000_001)


def invite(settings: Settings, number: int) -> list[str]:
    """Loads the demo world, adds officials to its communes and returns their invite codes."""
    product = Product(settings)
    product.upgrade()
    product.load_demo()
    now = product.clock()
    with product.store.write() as work:
        added = [
            work.staff.add_person(COMMUNES[n % 2], Role.OFFICIAL, now, name=f"Cán bộ {n}", scope=(field_of(n),))
            for n in range(number)
        ]
        codes = [work.staff.invite(person.id, now + timedelta(days=1)) for person in added]
    product.executor.shutdown()
    product.engine.dispose()
    return codes


def field_of(number: int) -> str:
    """In every commune somebody is in charge of each field."""
    return FIELDS[number // len(COMMUNES) % len(FIELDS)]


@dataclass
class Official:
    """One person with one chat; ``codes`` is what can be pressed under the last card."""

    number: int
    chance: random.Random
    presses: bool = True
    codes: tuple[str, ...] = ()
    _made: int = field(default=0)

    @property
    def chat(self) -> int:
        return FIRST_CHAT + self.number

    def next(self) -> dict[str, Any]:
        kind = self.chance.choice(MIX)
        pressed = [code for code in self.codes if not any(name in code for name in NOT_PRESSED)]
        if kind == "press" and self.presses and pressed:
            return self.press(self.chance.choice(pressed))
        leaf = self.chance.choice([one for one in ANSWERS if one.startswith(f"{field_of(self.number)}.")])
        texts = {"score": f"{leaf} {self.chance.choice(ANSWERS[leaf])}", "progress": "/tiendo"}
        return self.says(texts.get(kind, self.chance.choice(WORDS)))

    def says(self, text: str) -> dict[str, Any]:
        return {"update_id": next(NUMBERS), "message": self._message(self._person) | {"text": text}}

    def press(self, code: str) -> dict[str, Any]:
        update = next(NUMBERS)
        press = {"id": str(update), "from": self._person, "message": self._message(None) | {"text": "…"}}
        return {"update_id": update, "callback_query": press | {"chat_instance": "-49", "data": code}}

    @property
    def _person(self) -> dict[str, Any]:
        return {"id": self.chat, "is_bot": False, "first_name": "Lan", "language_code": "vi"}

    def _message(self, sender: dict[str, Any] | None) -> dict[str, Any]:
        self._made += 1
        place = {"id": self.chat, "type": "private", "first_name": "Lan"}
        return {"message_id": self._made, "date": int(time.time()), "chat": place} | ({"from": sender} if sender else {})


def encoded(update: dict[str, Any]) -> bytes:
    return json.dumps(update).encode()
