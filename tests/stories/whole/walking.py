"""Somebody who presses everything: each kind of card is left by every way that it offers, each time from where it stood."""

import random
import sqlite3
from collections.abc import Iterable, Iterator, Mapping
from contextlib import closing
from dataclasses import dataclass, field
from typing import Any

import sqlalchemy as sa

from bot.db.tables import log, sheets
from handlers.cards.buttons import decode
from handlers.cards.card import Card, Choice
from handlers.incoming.commands import COMMANDS
from scoring.chain import LogLine
from scoring.people import Person
from tests.stories.telling.actors import Member
from tests.stories.telling.rendered import faults_of
from tests.stories.telling.world import World
from tests.stories.whole.rights import Law, Marks, changed, marks, place_of

#: What somebody writes who was asked for something, or for nothing.
WORDS = ("a", "45/50", "1", "Đã có văn bản, đang chờ bổ sung.", "1.2 45/50", "huỷ")
PLACES = ("", " 1.2", " 2.1", " XA01", " XA02 1.2", " XA03 2.1", " XA04 2.1", " XA05")


@dataclass(frozen=True, slots=True)
class Way:
    """One way on from a card: a choice pressed or typed, something said, or a photo."""

    choice: Choice | None = None
    text: str = ""

    @property
    def shape(self) -> str:
        """Ways of the same shape differ in what they are about, not in what they do."""
        press = decode(self.choice.code) if self.choice else None
        return f"{press.action}/{len(press.args)}/{press.turn is not None}" if press else self.text or "photo"


@dataclass
class Found:
    """``ways``: how many were gone; ``codes``: of every button seen; ``faults``: what must not be."""

    ways: int = 0
    codes: set[str] = field(default_factory=set)
    faults: list[str] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Reading:
    """The end of the log, the state of each sheet, and every row that nobody may change unseen."""

    last: int
    states: Mapping[str, str]
    marks: Marks


class Snapshot:
    """A SQLite database as it was, to go back to, and what stood in it."""

    def __init__(self, file: str, reading: Reading) -> None:
        self.reading = reading
        self._kept = sqlite3.connect(":memory:")
        with closing(sqlite3.connect(file)) as source:
            source.backup(self._kept)

    def restore(self, file: str) -> None:
        with closing(sqlite3.connect(file)) as target:
            self._kept.backup(target)


class Walker:
    """One person of a world on SQLite, in one chat."""

    def __init__(self, world: World, member: Member, person: Person, secrets: Mapping[str, tuple[str, ...]]) -> None:
        self._world = world
        self._member = member
        self._person = person
        self._secrets = secrets
        self._file = str(world.engine.url.database)
        self._seen: set[tuple[str, str]] = set()
        self.found = Found()

    # -- by every way --------------------------------------------------------------------------------------------------

    def walks(self, most: int, chance: random.Random) -> Found:
        """So many ways, beginning at the commands; fewer only when there are no others."""
        home = Snapshot(self._file, self._reading())
        waiting = [(home, way) for way in self._commands()]
        while waiting and self.found.ways < most:
            here, way = waiting.pop(chance.randrange(len(waiting)))
            here.restore(self._file)
            reading = self.goes(way, here.reading)
            ways = [] if self._lost() else self._new_ways(self._member.cards[-1])
            if ways:
                there = Snapshot(self._file, reading)
                waiting.extend((there, one) for one in ways)
        home.restore(self._file)
        return self.found

    def _commands(self) -> Iterator[Way]:
        for place in PLACES:
            for names in COMMANDS.values():
                if not place or names[0] in ("tieuchi", "chamdiem", "tailieu", "thamdinh"):
                    yield Way(text=f"/{names[0]}{place}")

    def _new_ways(self, card: Card) -> list[Way]:
        """Those that no card of this kind was left by yet."""
        ways = [*(Way(choice) for choice in card.choices), *(Way(text=text) for text in (*WORDS, ""))]
        kind = card.expects + " ".join(sorted({Way(choice).shape for choice in card.choices}))
        fresh = {way.shape: way for way in ways if (kind, way.shape) not in self._seen}
        self._seen |= {(kind, shape) for shape in fresh}
        return list(fresh.values())

    def _lost(self) -> bool:
        """Who has given up his chat is a stranger from then on."""
        with self._world.store.read() as work:
            chat = work.chats.find(self._member.key)
            return chat is None or work.chats.person(chat) is None

    # -- one way, and what came of it ----------------------------------------------------------------------------------

    def goes(self, way: Way, before: Reading) -> Reading:
        """How things stand afterwards; whatever is wrong with what happened is noted."""
        shown = {key: len(cards) for key, cards in self._world.screens.items()}
        self._does(way)
        after = self._reading()
        faults = [*self._misdeeds(before, after), *self._mistakes(shown, after.states)]
        self.found.ways += 1
        self.found.faults += [f"{self._person.name}, {self._world.channel}, {way}: {fault}" for fault in faults]
        self.found.codes |= {choice.code for choice in self._member.cards[-1].choices}
        return after

    def _does(self, way: Way) -> None:
        if way.choice is None:
            self._member.says(way.text) if way.text else self._member.sends("ảnh.jpg")
            return
        self._member.touches(way.choice)

    def forges(self, codes: Iterable[str]) -> Found:
        """Sends codes that others were offered, one after the other."""
        reading = self._reading()
        for code in codes:
            reading = self.goes(Way(Choice("…", code)), reading)
        return self.found

    def _reading(self) -> Reading:
        with self._world.engine.connect() as connection:
            last = connection.scalar(sa.select(sa.func.max(log.c.number))) or 0
            states = connection.execute(sa.select(sheets.c.round + "/" + sheets.c.unit, sheets.c.state))
            return Reading(last, dict(tuple(row) for row in states), marks(connection))

    def _misdeeds(self, before: Reading, after: Reading) -> Iterator[str]:
        law = Law(self._person, before.states, self._secrets)
        lines = self._lines(before.last)
        for line in lines:
            if not law.allows(line):
                yield f"{line.what} at {line.where}"
        told = {place_of(line) for line in lines} | {("người", self._person.id)}
        # Whoever takes over stands in the line of the one who leaves.
        told |= {("người", str(line.after)) for line in lines if line.what == "leave"}
        for place in changed(before.marks, after.marks):
            # A line about a round stands for its units; one about a leaf for the sheet that it is on.
            whole = place[1] == "" and any(where in (place[0], place[0].split("/")[0]) for where, _ in told)
            if place not in told and not whole:
                yield f"{place} has changed, and the log does not say so"

    def _lines(self, after: int) -> list[LogLine]:
        with self._world.store.read() as work:
            return list(work.log.lines(after))

    def _mistakes(self, shown: Mapping[Any, int], states: Mapping[str, str]) -> Iterator[str]:
        for key, cards in self._world.screens.items():
            reader = self._owner(key)
            for card in cards[shown.get(key, 0) :]:
                if reader is None:
                    continue
                yield from faults_of(card)
                yield from Law(self._person, states, self._secrets).leaks(card, reader, states)

    def _owner(self, key: Any) -> Person | None:
        with self._world.store.read() as work:
            chat = work.chats.find(key)
            owner = work.chats.person(chat) if chat is not None else None
            return work.people.get(owner) if owner else None
