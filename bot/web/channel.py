"""The web chat as a channel. Its page reads the transcript itself, so that a written card has already arrived."""

from collections.abc import AsyncIterator
from datetime import datetime

from bot.channels.base import Capabilities, FetchRefused, Outgoing
from handlers.events import ChatKey

NAME = "web"
CAPABILITIES = Capabilities(
    buttons=100,
    label=200,
    text=100_000,
    edits=True,
    files_out=True,
    fetches=0,
    per_second=0,
    per_chat_second=0,
)
SHOWN = "shown"


def chat_key(chat: str) -> ChatKey:
    return ChatKey(NAME, NAME, chat)


class WebChannel:
    name = NAME
    account = NAME
    capabilities = CAPABILITIES

    async def send(self, outgoing: Outgoing) -> str:
        """Nothing leaves: the reference only says that the page shows the card."""
        return outgoing.replaces or SHOWN

    async def look(self, outgoing: Outgoing, since: datetime) -> str:  # noqa: ARG002
        return SHOWN

    def fetch(self, ref: str) -> AsyncIterator[bytes]:  # noqa: ARG002
        """Files of the web chat are stored before their event is; there is nowhere to fetch one from."""
        raise FetchRefused("gone")
