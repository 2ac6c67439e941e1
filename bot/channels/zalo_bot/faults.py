"""From the errors of the platform to what the deliveries do about them."""

from datetime import timedelta

from bot.channels.base import ChannelFault, MaybeSent, NotSendable, SendFault, Unreachable
from bot.channels.zalo_bot.client import CallFault, NotSent, Refused

#: The platform says how long to wait neither where it is too fast (429) nor at the limit of a day (426).
TOO_MANY_TODAY = timedelta(hours=1)


def send_fault(fault: CallFault) -> SendFault:
    match fault:
        case Refused(code, why):
            return _refused(code, why)
        case NotSent(why):
            return ChannelFault(why)
        case _:
            return MaybeSent(str(getattr(fault, "why", "")))


def _refused(code: int, why: str) -> SendFault:
    match code:
        case 403 | 404:
            return Unreachable(why)
        case 426:
            return ChannelFault(why, TOO_MANY_TODAY)
        case 408 | 429:
            return ChannelFault(why)
        case _:
            return ChannelFault(why) if code >= 500 else NotSendable(why)
