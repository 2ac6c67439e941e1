"""From the error numbers of the Official Account API to what the deliveries do about them; its wordings vary."""

from dataclasses import dataclass
from datetime import datetime, timedelta, tzinfo

import httpx

from bot.channels.base import ChannelFault, MaybeSent, NotSendable, SendFault, TryLater, Unreachable, stumbles

TOKEN = frozenset({-216, -220})
#: Nothing at all may be sent until somebody has looked: the account's consent is gone, or its conduct complained of.
GONE = frozenset({-118, -14014, -209, -212, -219, -223, -204, -205})
POLICY = frozenset({-248, -249})
#: Not to be had without payment: free again once the person writes, so other ways are taken until then.
MONEY = frozenset({-211, -320, -321})
#: Permanent until the person does something.
RECIPIENT = frozenset({-213, -217, -227, -230, -232, -244})
#: The endpoint is not for this kind of account, or does not exist any more.
WRONG_ENDPOINT = frozenset({-235, -240})
TOO_MANY, TOO_MANY_TO_ONE, AT_NIGHT, PERHAPS_PASSING = -32, -218, -234, -200

NEXT_DAY, SOON = timedelta(hours=24), timedelta(0)
MORNING_HOUR = 6
NOT_YET_SENT = (httpx.ConnectError, httpx.ConnectTimeout, httpx.PoolTimeout, httpx.WriteTimeout)


@dataclass
class Declined(Exception):
    """Zalo's own refusal, by its number."""

    code: int
    message: str

    @property
    def why(self) -> str:
        return f"{self.code}: {self.message}"


@dataclass
class ForeignAnswer(Exception):
    """An answer that is none of Zalo's: a gateway's page, or nothing that can be read."""

    status: int


@dataclass
class AuthorisationGone(Exception):
    """No token will be had until an administrator authorises the application again."""

    why: str


@dataclass
class NotNow(Exception):
    """No token can be had at the moment."""

    why: str


Fault = Declined | ForeignAnswer | AuthorisationGone | NotNow | httpx.TransportError
FAULTS = (Declined, ForeignAnswer, AuthorisationGone, NotNow, httpx.TransportError)


def send_fault(fault: Fault, now: datetime, zone: tzinfo) -> SendFault:
    match fault:
        case Declined():
            return _declined(fault, now.astimezone(zone))
        case AuthorisationGone(why):
            return NotSendable(why)
        case NotNow(why):
            return ChannelFault(why)
        case ForeignAnswer(status):
            return ChannelFault(f"HTTP {status}") if stumbles(status) else MaybeSent(f"HTTP {status}, unreadable")
    name = type(fault).__name__
    return ChannelFault(name) if isinstance(fault, NOT_YET_SENT) else MaybeSent(name)


def _declined(fault: Declined, now: datetime) -> SendFault:
    if fault.code in RECIPIENT | MONEY:
        return Unreachable(fault.why)
    pauses = {TOO_MANY_TO_ONE: NEXT_DAY, AT_NIGHT: _till_morning(now), PERHAPS_PASSING: SOON}
    if fault.code in pauses:
        return TryLater(pauses[fault.code], fault.why)
    if fault.code == TOO_MANY:
        return ChannelFault(fault.why)
    return NotSendable(fault.why)


def _till_morning(now: datetime) -> timedelta:
    morning = now.replace(hour=MORNING_HOUR, minute=0, second=0, microsecond=0)
    return morning - now + (timedelta(days=1) if now >= morning else timedelta(0))
