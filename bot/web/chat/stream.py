"""The page's stream: what is new in a chat, as server-sent events."""

from collections.abc import AsyncIterator, Awaitable, Callable, Iterable, Mapping

from bot.db.messages.transcript import Item
from bot.web.deps import WebDeps
from bot.web.pages.rendering import Pages
from handlers.incoming.events import ChatKey

#: How soon cards written by another process appear, and a page that was left is noticed, in seconds.
LOOK = 1.0
#: Proxies cut what is silent for half a minute or a minute.
SILENT_LOOKS = 15
OPENING = "retry: 2000\n\n"
ALIVE = ":\n\n"


class Stream:
    """Sends every ``<li>`` that is new or has changed after ``after``, the greatest change that the page has."""

    def __init__(self, deps: WebDeps, chat: ChatKey, after: int) -> None:
        self._deps = deps
        self._chat = chat
        self._after = after
        self._seen: Mapping[str, int] = {}
        self._pages = Pages(deps.zone, deps.root)

    async def events(self, left: Callable[[], Awaitable[bool]]) -> AsyncIterator[str]:
        """Ends when the page was ``left`` or the product stops."""
        yield OPENING
        silent = 0
        with self._deps.news.watching(self._chat) as watch:
            while not self._deps.news.closed and not await left():
                fresh = await self._fresh()
                for item in fresh:
                    yield self._event(item)
                silent = 0 if fresh else silent + 1
                if silent == SILENT_LOOKS:
                    yield ALIVE
                    silent = 0
                await watch.wait(LOOK)

    async def _fresh(self) -> list[Item]:
        """A look returns the last seconds once more; what came with the look before is left out."""
        items = await self._deps.transcript(self._chat, self._after)
        fresh = [item for item in items if self._seen.get(item.id) != item.change]
        self._seen = {item.id: item.change for item in items}
        return fresh

    def _event(self, item: Item) -> str:
        self._after = max(self._after, item.change)
        lines = self._pages.item(self._chat, item, self._deps.clock()).splitlines()
        return "".join(_lines([f"id: {self._after}", "event: item", *(f"data: {line}" for line in lines), ""]))


def _lines(lines: Iterable[str]) -> Iterable[str]:
    return (f"{line}\n" for line in lines)
