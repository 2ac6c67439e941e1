"""The whole voice of the assistant in one place: ``python -m checks.texts`` tells the stories and writes ``docs/texts.md``.

Every text of the catalogue stands there once, with an example of each way it can end as it was shown and with the roles
that saw it, so that somebody who speaks the language can read all of it aloud. ``--longest 10`` prints the tallest cards
besides, and ``--pictures FOLDER`` shows each of them as a phone's browser does.
"""

import argparse
import functools
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
from handlers.cards.card import Card
from handlers.incoming.events import ChatKey
from handlers.texts import refusals
from handlers.texts.common import ROLES
from scoring.errors import Refusal
from scoring.people import Role
from tests.stories.telling.screen import lines_on_screen
from tests.stories.telling.small_chat import Chat
from tests.stories.telling.world import ZONE, World

PAGE = Path("docs/texts.md")
STRANGER = "người chưa vào"
NOBODY_YET = "chưa câu chuyện nào, ví dụ dựng sẵn"
#: Where texts are called from.
ROOMS = ("handlers", "scheduler", "bot", "tests")
#: So many ways of one text to end are shown.
WAYS = 4
HEAD = """# Lời của trợ lý

Trang này do `python -m checks.texts` viết ra từ các câu chuyện trong `tests/stories`: mỗi câu của danh mục
`handlers/texts` một ví dụ đúng như đã hiện ra (câu có nhiều cách kết thì vài ví dụ), kèm ai nhìn thấy. Đọc to một
lượt trước mỗi lần phát hành; muốn sửa câu thì sửa ở `handlers/texts`, không sửa ở đây.
"""


@dataclass(slots=True)
class Text:
    """One text of the catalogue. ``seen``: how cards showed it, by the way it ended; empty where no story has shown it."""

    name: str
    seen: dict[int, str] = field(default_factory=dict)
    roles: set[str] = field(default_factory=set)


class Listener:
    """Listens to the catalogue while stories are told: what it said, and on whose cards that stood."""

    def __init__(self) -> None:
        self.texts: dict[str, Text] = {}
        self.cards: dict[str, Card] = {}
        self._by_code: dict[Any, str] = {}
        self._refusing = refusals.words.__code__
        self._constants: dict[str, Constant] = {}
        self._said: dict[tuple[str, int], set[str]] = defaultdict(set)
        for name, value in catalogue():
            self.texts[name] = Text(name)
            if isinstance(value, FunctionType):
                self._by_code[value.__code__] = name
            elif isinstance(value, str):
                self._constants[name] = Constant(value)

    def knows(self, function: FunctionType) -> bool:
        return function.__code__ in self._by_code or function.__code__ is self._refusing

    def heard(self, function: FunctionType) -> Any:
        """The same function; a profile of every call of the whole product would take too long."""

        @functools.wraps(function)
        def listening(*given: Any, **named: Any) -> Any:
            before = sys.getprofile()
            sys.setprofile(self.hears)
            try:
                return function(*given, **named)
            finally:
                sys.setprofile(before)

        return listening

    def hears(self, frame: FrameType, event: str, returned: Any) -> None:
        """A profile hook: what a function of the catalogue returns."""
        if event != "return" or not isinstance(returned, str) or not returned:
            return
        if frame.f_code is self._refusing:
            self._said[_refused(type(frame.f_locals["error"])), 0].add(returned)
        elif frame.f_code in self._by_code:
            self._said[self._by_code[frame.f_code], frame.f_lineno].add(returned)

    def shows(self, role: str, card: Card) -> None:
        whole = "\n".join([card.text, *(choice.label for choice in card.choices)])
        self.cards.setdefault(whole, card)
        for (name, way), said in self._said.items():
            for shown in [one for one in said if one in whole]:
                self._seen(name, shown, role, way)
                said.discard(shown)
        for name, constant in self._constants.items():
            found = constant.on(card)
            if found:
                self._seen(name, found, role)

    def forgets(self) -> None:
        """A new story begins. Within one, what is said in a turn may stand on the card of somebody else, or on a later one."""
        self._said.clear()

    def makes_up_the_rest(self) -> None:
        """What no story has met: refusals, many of which are tested below the conversations, and sentences as they stand."""
        # It imports the whole product, which pytest wants to begin with itself.
        made = importlib.import_module("tests.house.test_refusals").made
        told = {_refused(error): refusals.words(made(error), ZONE) for error in refusals.WORDS}
        told |= {name: value for name, value in catalogue() if isinstance(value, str)}
        for name in [name for name in told if not self.texts[name].seen]:
            self._seen(name, told[name], NOBODY_YET)

    def _seen(self, name: str, shown: str, role: str, way: int = 0) -> None:
        text = self.texts[name]
        text.roles.add(role)
        if len(text.seen) < WAYS:
            text.seen.setdefault(way, shown)


class Constant:
    """A text that stands in the catalogue as it is, with places for what is put in later."""

    def __init__(self, value: str) -> None:
        parts = [re.escape(part) for part in re.split(r"\{\w*\}", value)]
        self._label = re.compile(r"[^\n]+".join(parts))
        # A sentence is looked for inside of a card's text; a label is a choice, or stands in brackets.
        self._sentence = value.rstrip()[-1] in ".:?;" or "\n" in value or value.startswith(("•", "**"))

    def on(self, card: Card) -> str:
        """As it stands on the card; "" where it does not."""
        labels = [choice.label for choice in card.choices] + re.findall(r"\[([^\]]+)\]", card.text)
        label = next((one for one in labels if self._label.fullmatch(one)), "")
        found = self._label.search(card.text) if self._sentence else self._line(card.text)
        return label or (found[0] if found else "")

    def _line(self, text: str) -> re.Match[str] | None:
        """A whole line, or what stands between the marks of a line."""
        parts = (part for line in text.split("\n") for part in (line, *re.split(r"[:,;.()–·“”] ?| \| ", line)))
        return next((found for part in parts if (found := self._label.fullmatch(part.strip(" *•▸")))), None)


def catalogue() -> Iterator[tuple[str, Any]]:
    """Every text by its name ("score.saved"): functions that make one, sentences that stand as they are, and refusals."""
    listed = pkgutil.walk_packages(handlers.texts.__path__, "handlers.texts.")
    for module, whole in sorted((one.name.rsplit(".", 1)[1], one.name) for one in listed if not one.ispkg):
        found = importlib.import_module(whole)
        for name, value in vars(found).items():
            if name.startswith("_") or value is refusals.words:
                continue
            says = isinstance(value, FunctionType) and value.__module__ == found.__name__ and _says(value)
            if says or (name.isupper() and _is_text(value)):
                yield f"{module}.{name}", value
            elif name.isupper() and isinstance(value, dict):
                yield from ((f"{module}.{name}.{key}", text) for key, text in value.items() if _is_sentence(text))
        if found is refusals:
            yield from ((_refused(error), error) for error in refusals.WORDS)


def _refused(error: type[Refusal]) -> str:
    return f"refusals.{error.__module__.rpartition('.')[2]}.{error.__name__}"


def _says(function: FunctionType) -> bool:
    """Whether it makes a text; the name of a file is none."""
    return function.__annotations__.get("return") is str and not function.__name__.endswith(("_file", "file_name"))


def _is_text(value: Any) -> bool:
    return isinstance(value, str) and (" " in value or value[:1].isupper())


def _is_sentence(value: Any) -> bool:
    """Of a table of words only what is a sentence is a text of its own."""
    return isinstance(value, str) and value.endswith(".")


class Plugin:
    """Puts the listener beside every story."""

    def __init__(self, listener: Listener) -> None:
        self._listener = listener

    def pytest_runtest_setup(self) -> None:
        self._listener.forgets()

    def pytest_collection_finish(self) -> None:
        """Everything has been imported: from now on who calls a text calls it under the listener's ears."""
        listener, show = self._listener, World._show

        def showing(world: World, chat: ChatKey, card: Card, instead_of: str | None) -> str:
            listener.shows(_role(world, chat), card)
            return show(world, chat, card, instead_of)

        says = Chat.says

        def saying(chat: Chat, text: str = "", choice: str = "") -> str:
            answer = says(chat, text, choice)
            listener.shows(ROLES[Role.COORDINATOR], chat.card)
            return answer

        World._show = showing  # type: ignore[method-assign]
        Chat.says = saying  # type: ignore[method-assign]
        heard: dict[Any, Any] = {}
        for module in [one for name, one in sys.modules.items() if name.split(".")[0] in ROOMS]:
            for name, value in list(vars(module).items()):
                if isinstance(value, FunctionType) and listener.knows(value):
                    setattr(module, name, heard.setdefault(value, listener.heard(value)))


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
        parts.append(f"\n`{name}` · {', '.join(sorted(text.roles))}\n")
        parts += [f"\n{_quoted(text.seen[way])}\n" for way in sorted(text.seen)]
    return "".join(parts)


def _quoted(shown: str) -> str:
    return "\n".join(f"> {line}  " for line in shown.split("\n"))


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m checks.texts", description=__doc__)
    parser.add_argument("--longest", type=int, default=0, metavar="N", help="print the N tallest cards as well")
    parser.add_argument("--pictures", type=Path, metavar="FOLDER", help="keep pictures of these cards")
    given = parser.parse_args()
    listener = Listener()
    # One place is enough: what is said hangs neither on the database nor on the channel.
    # The catalogue stands on what pytest would have liked to import itself.
    chosen = ["-q", "-p", "no:cacheprovider", "-W", "ignore::pytest.PytestAssertRewriteWarning"]
    chosen += ["tests/stories", "-k", "not postgresql"]
    told = pytest.main(chosen, plugins=[Plugin(listener)])
    if told != pytest.ExitCode.OK:
        sys.exit(int(told))
    listener.makes_up_the_rest()
    PAGE.write_text(page(listener.texts), encoding="utf-8")
    unseen = [text.name for text in listener.texts.values() if text.roles <= {NOBODY_YET}]
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
