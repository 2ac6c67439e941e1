"""What the conversations need from the world: Protocols that the application fulfils, and doubles fulfil in tests.

Everything here happens inside one transaction, the turn's; nothing is visible to others before it ends well.
"""

from handlers.ports.people import (
    Entrance,
    Invitation,
    Invitations,
    InviteExpired,
    InviteUnknown,
    InviteUsed,
    LinkedChat,
    NotAName,
    People,
    PersonUnknown,
    Staff,
    TooManyAttempts,
)
from handlers.ports.rounds import DraftKind, DraftState, KnownSet, ListedSet, Lists, Rounds, SetDraft, SetDrafts, Timetable
from handlers.ports.sheets import (
    Decision,
    Documents,
    DocumentUnknown,
    Queue,
    Reopening,
    Reopenings,
    ReopeningState,
    Sheets,
    Task,
    Unfinished,
    UnknownUnit,
)
from handlers.ports.work import Cards, Work

__all__ = [
    "Cards",
    "Decision",
    "DocumentUnknown",
    "Documents",
    "DraftKind",
    "DraftState",
    "Entrance",
    "Invitation",
    "Invitations",
    "InviteExpired",
    "InviteUnknown",
    "InviteUsed",
    "KnownSet",
    "LinkedChat",
    "ListedSet",
    "Lists",
    "NotAName",
    "People",
    "PersonUnknown",
    "Queue",
    "Reopening",
    "ReopeningState",
    "Reopenings",
    "Rounds",
    "SetDraft",
    "SetDrafts",
    "Sheets",
    "Staff",
    "Task",
    "Timetable",
    "TooManyAttempts",
    "Unfinished",
    "UnknownUnit",
    "Work",
]
