"""From the errors of the platform to what the deliveries do about them."""

from datetime import timedelta

from bot.channels.base import MaybeSent, NotSendable, SendFault, TryLater, Unreachable
from bot.channels.zalo_bot.client import CallFault, NotSent, Refused

NO_MATTER_WHEN = timedelta(0)
#: The platform publishes neither its limits nor how long to wait; 426 is the limit of a day.
TOO_FAST, TOO_MANY_TODAY = timedelta(seconds=30), timedelta(hours=1)


def send_fault(fault: CallFault) -> SendFault:
    match fault:
        case Refused(code, why):
            return _refused(code, why)
        case NotSent(why):
            return TryLater(NO_MATTER_WHEN, why)
        case _:
            return MaybeSent(str(getattr(fault, "why", "")))


def _refused(code: int, why: str) -> SendFault:
    match code:
        case 403 | 404:
            return Unreachable(why)
        case 429:
            return TryLater(TOO_FAST, why, whole_channel=True)
        case 426:
            return TryLater(TOO_MANY_TODAY, why, whole_channel=True)
        case 408:
            return TryLater(NO_MATTER_WHEN, why)
        case _:
            return TryLater(NO_MATTER_WHEN, why) if code >= 500 else NotSendable(why)
