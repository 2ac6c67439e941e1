"""The store: one unit of work is one transaction, and everything a turn reads and writes goes through it."""

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext
from datetime import datetime
from threading import Lock

import sqlalchemy as sa

from bot.db.messages.chats import Chats
from bot.db.messages.deliveries import Deliveries
from bot.db.messages.holds import Holds
from bot.db.messages.inbox import Inbox
from bot.db.messages.outbox import Outbox
from bot.db.messages.paces import Paces
from bot.db.messages.retention import Retention
from bot.db.messages.takeovers import Takeovers
from bot.db.messages.transcript import Transcripts
from bot.db.people.erasing import Erasing
from bot.db.people.invitations import Invitations
from bot.db.people.lists import Lists
from bot.db.people.people import People
from bot.db.people.staff import Staff
from bot.db.record.facts import Facts
from bot.db.record.log import Log
from bot.db.record.occurrences import Occurrences
from bot.db.record.processes import Processes
from bot.db.record.readings import Readings
from bot.db.rounds.rounds import Rounds
from bot.db.rounds.set_drafts import SetDrafts
from bot.db.rounds.sets import Library, Sets
from bot.db.rounds.timetable import Timetable
from bot.db.sheet.documents import Documents, UploadLink
from bot.db.sheet.fetches import Fetches
from bot.db.sheet.queue import Queue
from bot.db.sheet.reopenings import Reopenings
from bot.db.sheet.repository import Sheets
from bot.db.transaction import Transaction
from bot.links.addresses import Doorway


class SqlWork:
    """Fulfils ``handlers.ports.Work``; besides what a turn needs, it has what the application around it needs."""

    def __init__(self, transaction: Transaction, library: Library, upload_link: UploadLink, doorway: Doorway) -> None:
        self.clock = transaction.clock
        self.channels = doorway.called
        self.log = Log(transaction)
        self.facts = Facts(transaction)
        self.sets = Sets(transaction, library)
        self.rounds = Rounds(transaction, self.sets)
        self.timetable = Timetable(transaction, self.rounds, self.log)
        self.sheets = Sheets(transaction, self.rounds, self.log)
        self.queue = Queue(transaction, self.rounds)
        self.set_drafts = SetDrafts(transaction, self.sets, self.log)
        self.outbox = Outbox(transaction)
        self.cards = self.outbox
        self.holds = Holds(transaction)
        self.processes = Processes(transaction, self.facts)
        self.chats = Chats(transaction, self.outbox)
        self.deliveries = Deliveries(transaction, self.chats, self.outbox, self.holds)
        self.inbox = Inbox(transaction, self.chats)
        self.transcripts = Transcripts(transaction)
        self.erasing = Erasing(transaction)
        self.people = People(transaction, self.chats, self.erasing)
        self.staff = Staff(transaction, self.chats, self.outbox, self.log)
        self.invitations = Invitations(transaction, self.facts, doorway)
        self.documents = Documents(transaction, self.chats, self.sheets, upload_link)
        self.fetches = Fetches(transaction, self.sheets, self.holds)
        self.reopenings = Reopenings(transaction, self.chats, self.log)
        self.paces = Paces(transaction)
        self.takeovers = Takeovers(transaction, self.paces, self.chats)
        self.occurrences = Occurrences(transaction)
        self.readings = Readings(transaction)
        self.retention = Retention(transaction)
        self.lists = Lists(self.set_drafts, self)


class Store:
    """Where works come from. ``upload_link`` makes the address of an upload page for a person and a leaf,
    ``doorway`` how the invited come in.

    ``library``: parsed sets that several stores over copies of one database share.
    """

    def __init__(
        self,
        engine: sa.Engine,
        *,
        upload_link: UploadLink,
        doorway: Doorway,
        clock: Callable[[], datetime],
        library: Library,
    ) -> None:
        self.engine = engine
        #: The number under which this process holds its leases, once it has entered.
        self.process: int | None = None
        self._upload_link = upload_link
        self._clock = clock
        self._library = library
        self._doorway = doorway
        # SQLite's busy wait is unfair: writers of one process queue up here, or the slowest waits many times longer.
        self._turn: AbstractContextManager[object] = Lock() if engine.dialect.name == "sqlite" else nullcontext()

    @contextmanager
    def write(self) -> Iterator[SqlWork]:
        """A work whose changes become visible together at the end, or not at all when anything is raised."""
        with self._turn, self.engine.begin() as connection:
            work = self._work(connection, writing=True)
            yield work
            work.log.write()

    @contextmanager
    def read(self) -> Iterator[SqlWork]:
        """A work that only looks: it waits for nobody and holds nobody up."""
        with self.engine.connect().execution_options(reading=True) as connection, connection.begin():
            yield self._work(connection, writing=False)

    def _work(self, connection: sa.Connection, *, writing: bool) -> SqlWork:
        transaction = Transaction(connection, self._clock, writing=writing, process=self.process)
        return SqlWork(transaction, self._library, self._upload_link, self._doorway)
