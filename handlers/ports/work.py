"""One unit of work: everything that a turn reads and writes."""

from collections.abc import Mapping
from datetime import datetime
from typing import Protocol

from handlers.cards.card import Card
from handlers.ports.people import Invitations, People, Staff
from handlers.ports.rounds import Lists, Rounds, SetDrafts, Timetable
from handlers.ports.sheets import Documents, Queue, Reopenings, Sheets


class Cards(Protocol):
    def notify(self, person_id: str, card: Card, *, key: str, not_before: datetime | None = None, replaces: str = "") -> bool:
        """Queues a card to a person on the channel he used last; ``False`` if ``key`` was queued before.

        ``replaces``: how the keys begin of older cards that are no news any more where they have not reached him.
        """
        ...

    def queued_since(self, person_id: str, kind: str, since: datetime) -> bool:
        """Whether a card of this kind was queued to a person after ``since``."""
        ...


class Work(Protocol):
    """One unit of work: everything a turn reads and writes."""

    @property
    def channels(self) -> Mapping[str, str]:
        """How people call each channel."""
        ...

    @property
    def people(self) -> People: ...
    @property
    def staff(self) -> Staff: ...
    @property
    def invitations(self) -> Invitations: ...
    @property
    def rounds(self) -> Rounds: ...
    @property
    def timetable(self) -> Timetable: ...
    @property
    def sheets(self) -> Sheets: ...
    @property
    def documents(self) -> Documents: ...
    @property
    def queue(self) -> Queue: ...
    @property
    def reopenings(self) -> Reopenings: ...
    @property
    def set_drafts(self) -> SetDrafts: ...
    @property
    def lists(self) -> Lists: ...
    @property
    def cards(self) -> Cards: ...
