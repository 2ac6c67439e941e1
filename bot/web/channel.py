"""What the web chat is as a channel: its name, its chats, and what it can do."""

from bot.channels.base import Capabilities
from handlers.incoming.events import ChatKey

NAME, TITLE = "web", "Trang web"
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


def chat_key(chat: str) -> ChatKey:
    return ChatKey(NAME, NAME, chat)
