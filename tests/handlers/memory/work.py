"""The memory: where works come from. A work is a copy of everything until it ends well."""

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from datetime import datetime
from types import MappingProxyType

from bot.db.people.lists import Lists
from handlers.ports import Work
from scoring.criteria import CriteriaSet
from tests.handlers.memory.cards import Cards, Chats
from tests.handlers.memory.documents import Documents
from tests.handlers.memory.people import Invitations, People, Staff
from tests.handlers.memory.records import Imported, Shelves
from tests.handlers.memory.rounds import Rounds, SetDrafts, Timetable
from tests.handlers.memory.sheets import Queue, Reopenings, Sheets

CALLED = MappingProxyType({"web": "trang web", "telegram": "Telegram", "zalo_oa": "Zalo", "zalo_bot": "Zalo Bot"})


class MemoryWork:
    """Fulfils ``handlers.ports.Work``; besides, ``chats`` is what stands around a turn."""

    def __init__(self, shelves: Shelves, clock: Callable[[], datetime]) -> None:
        self.channels: Mapping[str, str] = CALLED
        self.chats = Chats(shelves)
        self.cards = Cards(shelves, self.chats, clock)
        self.people = People(shelves, self.chats, clock)
        self.staff = Staff(shelves, self.chats)
        self.invitations = Invitations(shelves)
        self.rounds = Rounds(shelves)
        self.timetable = Timetable(shelves, self.rounds)
        self.documents = Documents(shelves)
        self.sheets = Sheets(shelves, self.rounds, self.documents)
        self.queue = Queue(shelves, self.rounds, self.sheets)
        self.reopenings = Reopenings(shelves, self.chats)
        self.set_drafts = SetDrafts(shelves)
        self.lists = Lists(self.set_drafts, self)


#: Whether it is everything that the conversations need, the type checker says.
FULFILS: type[Work] = MemoryWork


class Memory:
    """Everything that is kept, and the works upon it."""

    def __init__(self, clock: Callable[[], datetime], shelves: Shelves | None = None) -> None:
        self.shelves = shelves or Shelves()
        self._clock = clock

    @contextmanager
    def write(self) -> Iterator[MemoryWork]:
        """A work whose changes are there at the end together, or not at all when anything is raised."""
        shelves = self.shelves.copy()
        yield MemoryWork(shelves, self._clock)
        self.shelves = shelves

    @contextmanager
    def read(self) -> Iterator[MemoryWork]:
        """A work that only looks."""
        yield MemoryWork(self.shelves.copy(), self._clock)

    def imports(self, criteria: CriteriaSet) -> None:
        """A criteria set comes from outside of all turns."""
        self.shelves.sets[criteria.id, criteria.version] = Imported(self._clock(), criteria)
