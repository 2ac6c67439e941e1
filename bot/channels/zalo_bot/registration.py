"""Where the platform sends events, and what it says of the bot."""

import logging
from dataclasses import dataclass

from bot.channels.base import NotReady
from bot.channels.webhooks import Standing, WebhookTarget
from bot.channels.zalo_bot.client import CallFault, Client, Refused

log = logging.getLogger(__name__)


@dataclass
class NotVerified(CallFault):
    """The webhook is stored, but the platform did not reach it: it will send nothing. ``why`` is its hint."""

    why: str


class Registration:
    """``target`` is ``None`` when events are polled for."""

    def __init__(self, client: Client, target: WebhookTarget | None) -> None:
        self._client = client
        self._target = target

    async def settle(self) -> None:
        """Raises ``NotReady``: when it is set for the first time our own server may not listen yet, and the platform looks
        at once. Whoever polls drops a webhook again when it is in the way."""
        try:
            await self.choose_intake()
        except CallFault as fault:
            if self._target is not None:
                raise NotReady(told(fault)) from fault
            log.error("Zalo Bot: the webhook could not be dropped: %s", told(fault))

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
        return (await self.standing()).to_mend(self._target)


def told(fault: CallFault) -> str:
    """A fault in one line."""
    return str(fault) if isinstance(fault, Refused) else str(getattr(fault, "why", ""))
