"""What may become of a message, on its way in and on its way out."""

from enum import StrEnum


class InboxState(StrEnum):
    """Where an event is that came in."""

    #: Written down and acknowledged; its turn is still to come.
    WAITING = "waiting"
    #: Its turn has been taken.
    HANDLED = "handled"
    #: Given up: it could not be read, or its turn broke off again and again.
    FAILED = "failed"


class OutboxState(StrEnum):
    """Where a card is that goes out."""

    #: To be sent as soon as it may.
    WAITING = "waiting"
    #: A process has it under its lease.
    SENDING = "sending"
    #: The channel has taken it.
    SENT = "sent"
    #: The channel may or may not have taken it, and it has been sent once more already.
    UNKNOWN = "unknown"
    #: Given up: no further try would help.
    FAILED = "failed"
    #: Its person has no chat that can be reached; it leaves as soon as there is one.
    UNREACHED = "unreached"
    #: A later reply of its chat tells what it would have said.
    SUPERSEDED = "superseded"


#: Cards that have still to reach somebody.
TO_ARRIVE = (OutboxState.WAITING, OutboxState.SENDING, OutboxState.UNREACHED)
