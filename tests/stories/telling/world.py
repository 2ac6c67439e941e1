"""The demo world on a database of its own, its clock, and the screens of the people in it."""

import unicodedata
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from hashlib import sha256
from itertools import count
from types import MappingProxyType
from typing import Any
from zoneinfo import ZoneInfo

import sqlalchemy as sa

from bot.channels.base import Channel
from bot.db.rounds.sets import Library
from bot.db.tables import chats, inbox
from bot.reports.unit.sheet_json import SheetJson
from handlers.cards.buttons import MAX_BYTES, decode
from handlers.cards.card import Card
from handlers.incoming.events import ChatKey, File, Incoming
from scheduler import reminders
from scoring.people import Person, Role
from scoring.rounds.round import Milestone
from scoring.sheet.entry import Authorship
from tests.db.world import Clock
from tests.doorway import store_on, turns_on

ZONE = ZoneInfo("Asia/Ho_Chi_Minh")
#: A Friday morning; the demo round's self-scoring ends ten days later, on Monday 30/11 at 17:00.
START = datetime(2026, 11, 20, 9, 0, tzinfo=ZONE)
ROUND = "CCHC2026"
UPLOADS = "https://cchc.example.gov.vn/u/"
#: Every world has the same sample set, which need not be read a hundred times.
LIBRARY = Library()
#: Telegram's limit for one message, the narrowest of all.
LONGEST = 4096


@dataclass(frozen=True, slots=True)
class Sent:
    """A file as somebody chose it on the phone."""

    name: str
    mime: str = "image/jpeg"
    size: int | None = 1200


def picture(name: str) -> Sent:
    return Sent(name)


class World:
    """One database, its turns and deliveries; every event arrives twice, as channels do it.

    ``forgetful``: every session is lost before every event, which must not matter to what does not answer a question.
    ``channels``: what the channels can do, where choices may have to be typed.
    """

    def __init__(
        self,
        engine: sa.Engine,
        channel: str = "web",
        *,
        forgetful: bool = False,
        channels: Mapping[str, Channel] = MappingProxyType({}),
    ) -> None:
        self.clock = Clock(START)
        self.channel = channel
        self.channels = channels
        self.fetching = True
        self.engine = engine
        self.store = store_on(engine, self.clock, upload_link=lambda _, leaf, *__: f"{UPLOADS}{leaf}", library=LIBRARY)
        self.screens: dict[ChatKey, list[Card]] = defaultdict(list)
        self._turns = turns_on(self.store, self.clock, ZONE, channels)
        self._forgetful = forgetful
        with engine.connect() as connection:
            told, last = connection.execute(sa.select(sa.func.count(), sa.func.max(inbox.c.received_at))).one()
        # A copied world goes on where its people left it.
        self._keys = count(told + 1)
        self.clock.now = (last or START).astimezone(ZONE)

    # -- events and cards ----------------------------------------------------------------------------------------------

    def next_key(self) -> str:
        return f"e{next(self._keys):06}"

    def announced(self, sent: Sent) -> File:
        """The browser brings the content along; Telegram only says where it is."""
        content = sha256(sent.name.encode()).hexdigest() if self.channel == "web" else None
        return File(sent.name, f"print of {sent.name}", sent.name, sent.mime, sent.size, content, photo="image" in sent.mime)

    def happens(self, *events: Incoming) -> None:
        """The events arrive, twice each; the turns are taken, the cards delivered and the files fetched."""
        with self.store.write() as work:
            fresh = [work.inbox.put(event, self.clock()) for event in (*events, *events)]
        assert fresh == [True] * len(events) + [False] * len(events)
        if self._forgetful:
            self.forgets()
        while self._turns.one():
            continue
        self.passes()
        for chat in {event.chat for event in events}:
            self._names_its_leaf(chat)

    def _names_its_leaf(self, chat: ChatKey) -> None:
        """A card that takes answers about a leaf says which leaf it is."""
        places = sa.select(chats.c.session).where(chats.c.channel == chat.channel, chats.c.chat == chat.chat)
        with self.engine.connect() as connection:
            session = connection.scalar(places) or {}
        asked = session.get("data", {}).get("leaf") if session.get("step") else None
        for card in self.screens[chat][-1:] if asked else ():
            asks = any(choice.code in session["offered"] for choice in card.choices)
            assert not asks or str(asked) in card.text, (session["step"], card.text)

    def passes(self, **time: float) -> None:
        """Some time goes by: what is due is delivered and fetched."""
        self.clock.pass_(**(time or {"seconds": 2}))
        self._deliver()
        if self.fetching:
            self._fetch()

    def reads_manual_at(self, address: str) -> None:
        self._turns = turns_on(self.store, self.clock, ZONE, manual=address)

    def forgets(self) -> None:
        """Every chat's cursor is gone."""
        with self.engine.begin() as connection:
            connection.execute(sa.update(chats).values(session=None))

    def _deliver(self) -> None:
        due = self._due()
        while due:
            due = self._due()

    def _due(self) -> int:
        with self.store.write() as work:
            taken = work.deliveries.due(self.clock(), 50)
            for one in taken:
                work.deliveries.sent(one.id, self._show(one.chat, one.card, one.message_ref))
        return len(taken)

    def _show(self, chat: ChatKey, card: Card, instead_of: str | None) -> str:
        """Puts a card on a screen, or in the place of the one that it changes."""
        check(card)
        screen = self.screens[chat]
        if instead_of is not None:
            screen[int(instead_of)] = card
            return instead_of
        screen.append(card)
        return str(len(screen) - 1)

    def _fetch(self) -> None:
        with self.store.write() as work:
            for one in work.fetches.due(self.clock(), 50):
                content = sha256(one.ref.encode()).hexdigest()
                work.fetches.stored(one.id, sha256=content, mime=one.mime, size=one.size or 0)

    def broken_turns(self) -> int:
        """Events whose turn broke off at least once."""
        with self.engine.connect() as connection:
            return connection.scalar(sa.select(sa.func.count()).where(inbox.c.tries > 0)) or 0

    # -- what stands in the record -------------------------------------------------------------------------------------

    def sheet(self, unit: str = "XA01", round_: str = ROUND) -> dict[str, Any]:
        with self.store.read() as work:
            found = work.rounds.get(round_)
            assert found is not None
            known = work.people.unit(unit)
            report = SheetJson(found, work.people.name, ZONE)
            return report.whole(work.sheets.read(found, unit), known.name if known else unit)

    def leaf(self, code: str, unit: str = "XA01", round_: str = ROUND) -> dict[str, Any]:
        found: dict[str, Any] = next(one for one in self.sheet(unit, round_)["leaves"] if one["code"] == code)
        return found

    def leaves(self, unit: str = "XA01") -> dict[str, dict[str, Any]]:
        return {leaf["code"]: leaf for leaf in self.sheet(unit)["leaves"]}

    def log(self, place: str) -> list[str]:
        """What was done at one place of the record ("XA01/1.1"), in order."""
        with self.store.read() as work:
            return [line.what for line in work.log.lines() if line.where == f"{ROUND}/{place}"]

    # -- people --------------------------------------------------------------------------------------------------------

    def person(self, unit: str, role: Role) -> Person:
        with self.store.read() as work:
            return next(person for person in work.people.of_unit(unit) if person.role is role)

    def invited(self, person: Person, *, days: float | None = None, reusable: bool = False) -> str:
        """A code for somebody of whom the demo has none."""
        expires = self.clock() + timedelta(days=days) if days is not None else None
        with self.store.write() as work:
            return work.staff.invite(person.id, expires, reusable=reusable)

    def extends(self, unit: str, days: int) -> None:
        """Moves one commune's own deadline."""
        operator = Authorship("operator", self.clock(), "cli")
        with self.store.write() as work:
            [current] = work.rounds.alive()
            to = current.ends[Milestone.SELF_SCORING] + timedelta(days=days)
            work.timetable.extend(current, to, operator, reason="mưa lũ", unit=unit)

    def remind(self) -> list[reminders.Reminder]:
        """What the product's tick does when the hour has come; run by two machines, as may happen."""
        told: list[reminders.Reminder] = []
        for _ in range(2):
            with self.store.write() as work:
                told = reminders.due(work, self.clock(), ZONE)
                reminders.queue(work, told)
        self.passes()
        return told


def check(card: Card) -> None:
    """What holds for every card of every story: composed Vietnamese of a length that fits, and buttons that lead somewhere."""
    assert card.text.strip()
    assert card.text == unicodedata.normalize("NFC", card.text)
    assert len(card.text) <= LONGEST
    assert "!" not in card.text
    for choice in card.choices:
        assert choice.label.strip()
        assert len(choice.label) <= 64, choice.label
        assert len(choice.code.encode()) <= MAX_BYTES
        assert decode(choice.code) is not None
    assert len({choice.label for choice in card.choices}) == len(card.choices), card.choices
