"""From the errors of the Bot API to what the deliveries do about them."""

from datetime import timedelta

from telegram.error import BadRequest, ChatMigrated, Conflict, Forbidden, InvalidToken, NetworkError, RetryAfter, TelegramError

from bot.channels.base import (
    ChannelFault,
    ChatMoved,
    FetchLater,
    FetchRefused,
    MaybeSent,
    NotSendable,
    SendFault,
    Unreachable,
)
from bot.channels.telegram.client import may_have_arrived

NOBODY_THERE = ("chat not found", "user not found", "peer_id_invalid")


def says(fault: TelegramError, *wordings: str) -> bool:
    """Whether the description has one of these wordings; the Bot API has no finer codes than 400."""
    return any(wording in fault.message.lower() for wording in wordings)


def send_fault(fault: TelegramError) -> SendFault:
    match fault:
        case Forbidden():
            return Unreachable(fault.message)
        case ChatMigrated():
            return ChatMoved(str(fault.new_chat_id))
        case RetryAfter():
            return ChannelFault(fault.message, _pause(fault))
        case NetworkError():
            return _network_fault(fault)
        case InvalidToken() | Conflict():
            return NotSendable(fault.message)
        case _:
            # An answer that cannot be read, to a request that was taken.
            return MaybeSent(fault.message)


def _network_fault(fault: NetworkError) -> SendFault:
    """The library counts a refused form among the network's faults as well."""
    if says(fault, *NOBODY_THERE):
        return Unreachable(fault.message)
    if isinstance(fault, BadRequest) or says(fault, "entity too large"):
        return NotSendable(fault.message)
    return MaybeSent(fault.message) if may_have_arrived(fault) else ChannelFault(fault.message)


def _pause(fault: RetryAfter) -> timedelta:
    pause = fault.retry_after
    return pause if isinstance(pause, timedelta) else timedelta(seconds=pause)


def fetch_fault(fault: TelegramError) -> FetchLater | FetchRefused:
    if isinstance(fault, BadRequest):
        return FetchRefused("too_large" if says(fault, "file is too big") else "gone")
    after = _pause(fault) if isinstance(fault, RetryAfter) else None
    return FetchLater(fault.message, of_channel=isinstance(fault, NetworkError | RetryAfter), after=after)
