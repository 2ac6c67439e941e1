"""The chats of everybody on every channel."""

from contextlib import AsyncExitStack

import httpx

from tests.stories.telling.hands.base import Hand
from tests.stories.telling.hands.on_telegram import TelegramHand
from tests.stories.telling.hands.on_web import WebHand
from tests.stories.telling.hands.on_zalo_bot import ZaloBotHand
from tests.stories.telling.hands.on_zalo_oa import ZaloOAHand
from tests.stories.telling.served import Served

CHANNELS = ("telegram", "zalo_oa", "zalo_bot", "web")


class Phones:
    """Each chat is opened when it is first used, and closed with the stack."""

    def __init__(self, here: Served, stack: AsyncExitStack) -> None:
        self._here = here
        self._stack = stack
        self._hands: dict[tuple[str, str], Hand] = {}

    async def hand(self, person: str, channel: str) -> Hand:
        if (person, channel) not in self._hands:
            self._hands[person, channel] = await self._opened(person, channel)
        return self._hands[person, channel]

    async def _opened(self, person: str, channel: str) -> Hand:
        match channel:
            case "telegram":
                return TelegramHand(self._here.telegram, person)
            case "zalo_oa":
                return ZaloOAHand(self._here.zalo_oa)
            case "zalo_bot":
                browser = await self._stack.enter_async_context(httpx.AsyncClient(timeout=20))
                return ZaloBotHand(self._here.zalo_bot, browser)
            case _:
                return await self._stack.enter_async_context(WebHand.opened(self._here.address))
