"""Where the platform sends events, and what it says of the bot."""

import logging
from collections.abc import Awaitable, Callable
from dataclasses import dataclass

from bot.channels.zalo_bot.client import CallFault, Client, Refused

log = logging.getLogger(__name__)

Pause = Callable[[float], Awaitable[None]]
#: Seconds between tries: at the first one our own server may not listen yet, and the platform looks at once.
AGAIN = (2.0, 5.0, 15.0, 60.0)


@dataclass(frozen=True, slots=True)
class WebhookTarget:
    """Where events are posted, and the secret by which they are known to be the platform's own."""

    url: str
    secret: str


@dataclass
class NotVerified(CallFault):
    """The webhook is stored, but the platform did not reach it: it will send nothing. ``why`` is its hint."""

    why: str


@dataclass(frozen=True, slots=True)
class Standing:
    """What the platform says of the bot; ``fault`` is why it could not be asked, the rest is then empty."""

    name: str = ""
    webhook: str = ""
    fault: str = ""


class Registration:
    """``target`` is ``None`` when events are polled for."""

    def __init__(self, client: Client, target: WebhookTarget | None) -> None:
        self._client = client
        self._target = target

    async def settle(self, pause: Pause) -> None:
        """Tries until it is set; in the end the fault is logged, and ``complaint`` tells it again."""
        for wait in (*AGAIN, None):
            try:
                await self.choose_intake()
                return
            except CallFault as fault:
                if wait is None or (isinstance(fault, Refused) and fault.code == 401):
                    log.error("Zalo Bot: start-up: %s", told(fault))
                    return
            await pause(wait)

    async def choose_intake(self) -> None:
        """Sets or drops the webhook, as the mode wants it; raises a ``CallFault``."""
        if self._target is None:
            await self._client.call("deleteWebhook")
            return
        result = await self._client.call("setWebhook", url=self._target.url, secret_token=self._target.secret)
        verified = result.get("verification")
        if isinstance(verified, dict) and verified.get("ok") is not True:
            raise NotVerified(str(verified.get("hint") or verified.get("outcome") or "not verified"))

    async def standing(self) -> Standing:
        try:
            me, hook = await self._client.call("getMe"), await self._client.call("getWebhookInfo")
        except CallFault as fault:
            return Standing(fault=told(fault))
        return Standing(str(me.get("account_name", "")), str(hook.get("url") or ""))

    async def complaint(self) -> str:
        """What an operator has to mend, in one line; empty when all is well."""
        standing, wanted = await self.standing(), self._target.url if self._target else ""
        if standing.fault or standing.webhook == wanted:
            return standing.fault
        return f"webhook đang là {standing.webhook or 'chưa đặt'}, cần là {wanted or 'không có'} → chạy cchc serve để đặt lại"


def told(fault: CallFault) -> str:
    """A fault in one line."""
    return str(fault) if isinstance(fault, Refused) else str(getattr(fault, "why", ""))
