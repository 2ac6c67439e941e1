"""The whole voice of the assistant in one place: ``python -m checks.texts`` tells the stories and writes ``docs/texts.md``.

Every text of the catalogue stands there once, with an example as it was shown and with the roles that saw it, so that
somebody who speaks the language can read all of it aloud. ``--longest 10`` prints the tallest cards besides, and
``--pictures FOLDER`` shows each of them as a phone's browser does.
"""

import argparse
import importlib
import pkgutil
import re
import sys
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from types import FrameType, FunctionType
from typing import Any

import pytest
import sqlalchemy as sa

import handlers.texts
from bot.db.tables import chats, people
from handlers.cards import Card
from handlers.events import ChatKey
from handlers.texts.common import ROLES
from scoring.people import Role
from tests.stories.screen import lines_on_screen
from tests.stories.world import World

PAGE = Path("docs/texts.md")
STRANGER = "người chưa vào"
HEAD = """# Lời của trợ lý

Trang này do `python -m checks.texts` viết ra từ các câu chuyện trong `tests/stories`: mỗi câu của danh mục
`handlers/texts` một ví dụ đúng như đã hiện ra, kèm ai nhìn thấy. Đọc to một lượt trước mỗi lần phát hành; muốn
sửa câu thì sửa ở `handlers/texts`, không sửa ở đây.
"""


@dataclass(slots=True)
class Text:
    """One text of the catalogue. ``seen``: an example as a card showed it; "" where no story has shown it yet."""

    name: str
    seen: str = ""
    roles: set[str] = field(default_factory=set)


class Listener:
    """Listens to the catalogue while stories are told: what it said, and on whose cards that stood."""

    def __init__(self) -> None:
        self.texts: dict[str, Text] = {}
        self.cards: dict[str, Card] = {}
        self._by_code: dict[Any, str] = {}
        self._constants: dict[str, re.Pattern[str]] = {}
        self._said: dict[str, set[str]] = defaultdict(set)
        for name, value in catalogue():
            self.texts[name] = Text(name)
            if isinstance(value, FunctionType):
                self._by_code[value.__code__] = name
            else:
                self._constants[name] = re.compile(r".+?".join(map(re.escape, re.split(r"\{\w*\}", value))), re.DOTALL)

    def hears(self, frame: FrameType, event: str, returned: Any) -> None:
        """A profile hook: what a function of the catalogue returns."""
        if event == "return" and isinstance(returned, str) and returned and frame.f_code in self._by_code:
            self._said[self._by_code[frame.f_code]].add(returned)

    def shows(self, role: str, card: Card) -> None:
        whole = "\n".join([card.text, *(choice.label for choice in card.choices)])
        self.cards.setdefault(whole, card)
        for name, said in self._said.items():
            for shown in [one for one in said if one in whole]:
                self._seen(name, shown, role)
        for name, pattern in self._constants.items():
            found = pattern.search(whole)
            if found:
                self._seen(name, found[0], role)
        self._said.clear()

    def _seen(self, name: str, shown: str, role: str) -> None:
        text = self.texts[name]
        text.roles.add(role)
        text.seen = text.seen or shown


def catalogue() -> Iterator[tuple[str, Any]]:
    """Every text by its name ("score.saved"): functions that make one, and sentences that stand as they are."""
    for module in sorted(one.name for one in pkgutil.iter_modules(handlers.texts.__path__)):
        found = importlib.import_module(f"handlers.texts.{module}")
        for name, value in vars(found).items():
            made = isinstance(value, FunctionType) and value.__module__ == found.__name__ and not name.startswith("_")
            written = isinstance(value, str) and name.isupper() and " " in value
            if made or written:
                yield f"{module}.{name}", value


class Plugin:
    """Puts the listener beside every story."""

    def __init__(self, listener: Listener) -> None:
        self._listener = listener
        self._show = World._show

    def pytest_runtest_setup(self) -> None:
        listener, show = self._listener, self._show

        def showing(world: World, chat: ChatKey, card: Card, instead_of: str | None) -> str:
            listener.shows(_role(world, chat), card)
            return show(world, chat, card, instead_of)

        World._show = showing  # type: ignore[method-assign]
        sys.setprofile(listener.hears)

    def pytest_runtest_teardown(self) -> None:
        sys.setprofile(None)


def _role(world: World, chat: ChatKey) -> str:
    owner = sa.select(people.c.role).join(chats, chats.c.person == people.c.id)
    here = owner.where(chats.c.channel == chat.channel, chats.c.account == chat.account, chats.c.chat == chat.chat)
    # A card is shown while its delivery is still being written down: this only looks.
    with world.engine.connect().execution_options(reading=True) as connection:
        found = connection.scalar(here)
    return ROLES[Role(found)] if found else STRANGER


def page(texts: dict[str, Text]) -> str:
    parts, module = [HEAD], ""
    for name, text in texts.items():
        if not text.seen:
            continue
        if name.split(".")[0] != module:
            module = name.split(".")[0]
            parts.append(f"\n## {module}\n")
        quoted = "\n".join(f"> {line}  " for line in text.seen.split("\n"))
        parts.append(f"\n`{name}` · {', '.join(sorted(text.roles))}\n\n{quoted}\n")
    return "".join(parts)


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m checks.texts", description=__doc__)
    parser.add_argument("--longest", type=int, default=0, metavar="N", help="print the N tallest cards as well")
    parser.add_argument("--pictures", type=Path, metavar="FOLDER", help="keep pictures of these cards")
    given = parser.parse_args()
    listener = Listener()
    # One place is enough: what is said hangs neither on the database nor on the channel.
    chosen = ["-q", "-p", "no:cacheprovider", "tests/stories", "-k", "not postgresql"]
    told = pytest.main(chosen, plugins=[Plugin(listener)])
    if told != pytest.ExitCode.OK:
        sys.exit(int(told))
    PAGE.write_text(page(listener.texts), encoding="utf-8")
    unseen = [text.name for text in listener.texts.values() if not text.seen]
    print(f"{len(listener.texts) - len(unseen)} of {len(listener.texts)} texts shown")
    print(f"no story shows: {', '.join(unseen) or 'none'}")
    longest = sorted(listener.cards.values(), key=lines_on_screen, reverse=True)[: given.longest]
    if given.pictures:
        # What it stands on must not be there before pytest is.
        importlib.import_module("checks.pictures").pictures(longest, given.pictures)
    for card in longest:
        print(f"\n--- {lines_on_screen(card)} lines\n{card.text}\n{[choice.label for choice in card.choices]}")


if __name__ == "__main__":
    main()
