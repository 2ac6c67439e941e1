"""Where the ports are fulfilled: in a database, and in memory. What one does, the other does."""

from abc import ABC, abstractmethod
from collections.abc import Sequence
from contextlib import AbstractContextManager
from dataclasses import replace
from datetime import datetime, timedelta
from itertools import count
from typing import Any

import sqlalchemy as sa

from bot.db.rounds.set_drafts import DraftOutcome
from bot.rosters.grid import ListCell, ListRow
from handlers.incoming.events import ChatKey
from handlers.ports import DraftKind, SetDraft, Work
from handlers.session import Session
from scoring.criteria import CriteriaSet
from scoring.people import Person, Role, Unit
from scoring.sheet.entry import Authorship
from tests.db.world import CRITERIA, ROUND, VIETNAM, Clock, file
from tests.doorway import store_on
from tests.handlers.memory import Memory

CONTENT = "ab" * 32


class Place(ABC):
    """A reviewing body and two communes, founded through the ports; what happens outside of turns has a method here."""

    def __init__(self) -> None:
        self.clock = Clock()
        self._fingerprints = count()

    def found(self) -> None:
        self.imports(CRITERIA)
        with self.write() as work:
            for code, name in (("XA02", "Bình Minh"), ("HUYEN", "Thanh Bình"), ("XA01", "An Hòa")):
                work.staff.add_unit(Unit(code, name))
            self.hoa = self._person(work, "XA01", Role.COORDINATOR, "Nguyễn Thị Hoà", "1")
            self.nam = self._person(work, "XA02", Role.COORDINATOR, "Trần Văn Nam")
            self.lan = self._person(work, "HUYEN", Role.APPRAISER, "Lê Thị Lan", "1")
            self.minh = self._person(work, "HUYEN", Role.STANDING_BODY, "Đỗ Văn Minh")
            work.timetable.create(ROUND, self.by(self.minh))
        self._founded = len(self._lines())

    def _person(self, work: Work, unit: str, role: Role, name: str, *scope: str) -> Person:
        return work.staff.add_person(unit, role, self.clock.pass_(seconds=1), name=name, scope=scope, position="")

    @property
    def now(self) -> datetime:
        return self.clock.now

    def by(self, person: Person) -> Authorship:
        return Authorship.of(person, self.now, "telegram")

    def joins(self, person: Person, chat: ChatKey) -> None:
        """Comes in with an invitation of his own."""
        with self.write() as work:
            invited = work.invitations.issue(person, self.now + timedelta(days=7))
            work.people.redeem(invited.code, chat, self.clock.pass_(seconds=1))

    def reads(self, outcome: DraftOutcome) -> SetDraft:
        """A file is sent by the standing body, and read outside of the turn."""
        with self.write() as work:
            sent = file(f"f{next(self._fingerprints)}", sha256=CONTENT)
            received = work.documents.receive(sent, self.minh, ChatKey("web", "", "w9"), self.now)
            work.set_drafts.receive(received.document, sent.name, self.minh, self.now)
        return self._read(outcome)

    def reads_list(self, kind: DraftKind, *lines: Sequence[str]) -> SetDraft:
        """The same of a list, the headings first."""
        rows = [ListRow("Trang 1", number, tuple(map(ListCell, line))) for number, line in enumerate(lines, 1)]
        waiting = self.reads(DraftOutcome(""))
        return self._read_list(waiting.id, kind, [rows])

    def log(self) -> list[tuple[str, str, Any]]:
        """What was done since the founding: the act, the place and what came of it."""
        return self._lines()[self._founded :]

    @abstractmethod
    def write(self) -> AbstractContextManager[Work]: ...

    @abstractmethod
    def read(self) -> AbstractContextManager[Work]: ...

    @abstractmethod
    def imports(self, criteria: CriteriaSet) -> None: ...

    @abstractmethod
    def asks(self, chat: ChatKey, session: Session) -> None:
        """A chat is where this cursor says."""

    @abstractmethod
    def left(self, chat: ChatKey) -> None:
        """The person has blocked the bot there."""

    @abstractmethod
    def came(self, chat: ChatKey) -> None:
        """The person has written there."""

    @abstractmethod
    def arrived(self) -> list[tuple[str, str]]:
        """Everything that is due is delivered: the channel and the words of each card."""

    @abstractmethod
    def fetched(self, document: str) -> None:
        """The content of a document has come."""

    @abstractmethod
    def lost(self, document: str) -> None:
        """The content of a document cannot be had."""

    @abstractmethod
    def codes(self, batch: str, *people: Person) -> list[str]:
        """The codes of a batch that let somebody in."""

    @abstractmethod
    def _read(self, outcome: DraftOutcome) -> SetDraft: ...

    @abstractmethod
    def _read_list(self, draft_id: str, kind: DraftKind, pages: Sequence[Sequence[ListRow]]) -> SetDraft: ...

    @abstractmethod
    def _lines(self) -> list[tuple[str, str, Any]]: ...


class InMemory(Place):
    def __init__(self) -> None:
        super().__init__()
        self.memory = Memory(self.clock)
        self.found()

    def write(self) -> AbstractContextManager[Work]:
        return self.memory.write()

    def read(self) -> AbstractContextManager[Work]:
        return self.memory.read()

    def imports(self, criteria: CriteriaSet) -> None:
        self.memory.imports(criteria)

    def asks(self, chat: ChatKey, session: Session) -> None:
        with self.memory.write() as work:
            work.chats.save(chat, session.to_json())

    def left(self, chat: ChatKey) -> None:
        with self.memory.write() as work:
            work.chats.gone(chat)

    def came(self, chat: ChatKey) -> None:
        with self.memory.write() as work:
            work.chats.came(chat, self.now)

    def arrived(self) -> list[tuple[str, str]]:
        with self.memory.write() as work:
            return [(chat.channel, card.text) for chat, card in work.chats.deliver(self.now)]

    def fetched(self, document: str) -> None:
        with self.memory.write() as work:
            work.documents.stored(document, CONTENT)

    def lost(self, document: str) -> None:
        with self.memory.write() as work:
            work.documents.failed(document)

    def codes(self, batch: str, *people: Person) -> list[str]:
        with self.memory.read() as work:
            return list(work.invitations.of_batch(batch, people, self.now).values())

    def _read(self, outcome: DraftOutcome) -> SetDraft:
        with self.memory.write() as work:
            waiting = work.set_drafts.waiting()
            assert waiting is not None
            return work.set_drafts.read(waiting, outcome)

    def _read_list(self, draft_id: str, kind: DraftKind, pages: Sequence[Sequence[ListRow]]) -> SetDraft:
        with self.memory.write() as work:
            return work.lists.read(draft_id, kind, pages, self.minh, VIETNAM)

    def _lines(self) -> list[tuple[str, str, Any]]:
        return [(line.what, line.place, line.after) for line in self.memory.shelves.log]


class InDatabase(Place):
    def __init__(self, engine: sa.Engine) -> None:
        super().__init__()
        self.store = store_on(engine, self.clock, upload_link=lambda person, leaf, *_: f"/u/{person.id}-{leaf}")
        self.found()

    def write(self) -> AbstractContextManager[Work]:
        return self.store.write()

    def read(self) -> AbstractContextManager[Work]:
        return self.store.read()

    def imports(self, criteria: CriteriaSet) -> None:
        with self.store.write() as work:
            work.sets.add(criteria, self.now)

    def asks(self, chat: ChatKey, session: Session) -> None:
        with self.store.write() as work:
            work.chats.save(work.chats.ensure(chat), session)

    def left(self, chat: ChatKey) -> None:
        with self.store.write() as work:
            work.chats.gone(work.chats.ensure(chat), self.now)

    def came(self, chat: ChatKey) -> None:
        with self.store.write() as work:
            chat_id = work.chats.ensure(chat)
            work.chats.came(chat_id, work.chats.person(chat_id), was_gone=True, now=self.now)

    def arrived(self) -> list[tuple[str, str]]:
        arrived: list[tuple[str, str]] = []
        with self.store.write() as work:
            while due := work.deliveries.due(self.now, 10):
                for one in due:
                    work.deliveries.sent(one.id, "m1")
                arrived += [(one.chat.channel, one.card.text) for one in due]
        return arrived

    def fetched(self, document: str) -> None:
        with self.store.write() as work:
            work.fetches.stored(document, sha256=CONTENT, mime="application/pdf", size=1200)

    def lost(self, document: str) -> None:
        with self.store.write() as work:
            work.fetches.failed(document, "hết hạn")

    def codes(self, batch: str, *people: Person) -> list[str]:
        with self.store.read() as work:
            return [one.code for one in work.invitations.of_batch(batch, people, self.now).values()]

    def _read(self, outcome: DraftOutcome) -> SetDraft:
        with self.store.write() as work:
            due = work.set_drafts.due(self.now)
            assert due is not None
            return work.set_drafts.read(due.id, outcome)

    def _read_list(self, draft_id: str, kind: DraftKind, pages: Sequence[Sequence[ListRow]]) -> SetDraft:
        with self.store.write() as work:
            return work.lists.read(draft_id, kind, pages, self.minh, VIETNAM)

    def _lines(self) -> list[tuple[str, str, Any]]:
        with self.store.read() as work:
            return [(line.what, line.where, line.after) for line in work.log.lines()]


def named(round_code: str, year: int) -> Any:
    """Another round like the one that runs."""
    return replace(ROUND, code=round_code, name=f"Đợt {round_code}", year=year)
