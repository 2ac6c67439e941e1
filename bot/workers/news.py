"""News inside one process: whoever watches a chat is told that something about it has changed.

Only a hint that makes waiting shorter: what counts is the database, which every watcher looks at again anyway.
"""

import asyncio
from collections.abc import Iterator
from contextlib import contextmanager

from handlers.incoming.events import ChatKey


class Watch:
    """One watcher of one chat. What is told while he looks is kept for the next time he waits."""

    def __init__(self) -> None:
        self._told = asyncio.Event()

    def tell(self) -> None:
        self._told.set()

    async def wait(self, seconds: float) -> None:
        """Returns when something was told since the last time, or after some seconds."""
        try:
            await asyncio.wait_for(self._told.wait(), seconds)
        except TimeoutError:
            return
        self._told.clear()


class News:
    def __init__(self) -> None:
        self._watches: dict[ChatKey, set[Watch]] = {}
        self.closed = False

    def tell(self, chat: ChatKey) -> None:
        for watch in self._watches.get(chat, ()):
            watch.tell()

    def close(self) -> None:
        """The product stops: nobody is kept waiting."""
        self.closed = True
        for chat in self._watches:
            self.tell(chat)

    @contextmanager
    def watching(self, chat: ChatKey) -> Iterator[Watch]:
        watch = Watch()
        self._watches.setdefault(chat, set()).add(watch)
        try:
            yield watch
        finally:
            self._watches[chat].discard(watch)
            if not self._watches[chat]:
                del self._watches[chat]
