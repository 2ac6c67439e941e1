"""One chat of a shell: lines in, cards out, over the same inbox, turns and transcript as every other channel.

It takes turns of its own chat alone. Where ``cchc serve`` runs, whoever of the two claims a line first answers it, once.
"""

import os
import pwd
import secrets
import socket
import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from bot.channels.base import FileLink
from bot.channels.terminal.channel import CAPABILITIES, NAME
from bot.channels.written import written
from bot.db.messages.outbox import SETTLING
from bot.db.messages.transcript import Item
from bot.db.people.people import code_hash
from bot.db.work import SqlWork, Store
from bot.files.intake import taken_in
from bot.files.storage import EvidenceStore
from handlers.incoming.events import ChatKey, File, Incoming
from handlers.incoming.files import MAX_BYTES

#: Seconds between two looks at a line that another process is answering.
LOOK = 0.05
#: Of a code so much is in the name of a chat that it is told from others, and nobody can read it back.
OF_CODE = 16


class NoChatHere(Exception):
    """The person has no chat in this login's shell: nobody gets one without a code."""


class LineHeldBack(Exception):
    """A line that does not leave, with the reason."""


@dataclass(frozen=True, slots=True)
class Seat:
    """The chat in which somebody sits down, and what has to be said first so that it is his."""

    chat: ChatKey
    greeting: str = ""


def login() -> str:
    """Who sits here, by the system and not by what the environment says: a name typed there is no way into another's chat."""
    return f"{pwd.getpwuid(os.getuid()).pw_name}@{socket.gethostname()}"


def seat(work: SqlWork, who: str) -> Seat:
    """``who``: "" for the login's own chat, the code of an invitation for a chat beside it, or a person who has one here.

    Raises ``NoChatHere``.
    """
    mine = login()
    if not who:
        return Seat(ChatKey(NAME, NAME, mine))
    if work.people.get(who) is not None:
        chats = [chat.chat for chat in work.people.chats(who) if chat.chat.channel == NAME]
        own = [chat for chat in chats if chat.chat == mine or chat.chat.startswith(f"{mine}#")]
        if not own:
            raise NoChatHere(who)
        return Seat(own[0])
    beside = ChatKey(NAME, NAME, f"{mine}#{code_hash(who)[:OF_CODE]}")
    return Seat(beside, "" if joined(work, beside) else f"/start {who}")


def joined(work: SqlWork, chat: ChatKey) -> bool:
    known = work.chats.find(chat)
    return known is not None and work.chats.person(known) is not None


class ShellChat:
    """``take`` has what waits in a chat answered; ``None`` where nothing does, or another process is at it."""

    def __init__(
        self,
        chat: ChatKey,
        store: Store,
        take: Callable[[ChatKey], object | None],
        evidence: EvidenceStore,
        clock: Callable[[], datetime],
        link: FileLink,
        sleep: Callable[[float], None] = time.sleep,
    ) -> None:
        self._chat = chat
        self._store = store
        self._take = take
        self._evidence = evidence
        self._clock = clock
        self._link = link
        self._sleep = sleep
        self._change = 0
        self._shown: set[tuple[str, int]] = set()

    @property
    def joined(self) -> bool:
        with self._store.read() as work:
            return joined(work, self._chat)

    def standing(self) -> list[str]:
        """What the chat shows since its person last said something; all of it counts as shown now."""
        items = self._fresh()
        last = max((place for place, item in enumerate(items) if item.message), default=-1)
        return [self._words(item) for item in items[last + 1 :] if item.card]

    def news(self) -> list[str]:
        """The cards that have come or changed since the last look."""
        return [self._words(item) for item in self._fresh() if item.card]

    def say(self, line: str) -> list[str]:
        """Sends a line, or the file behind ``@``, and waits for the answer; raises ``LineHeldBack``."""
        self._put(self._file(line[1:].strip()) if line.startswith("@") else self._event(line))
        self._answered()
        found = self.news()
        if not found:
            # What more files may follow, waits for them a moment.
            self._sleep(SETTLING / timedelta(seconds=1))
            found = self.news()
        return found

    def _event(self, text: str, *files: File) -> Incoming:
        return Incoming(self._chat, f"{self._chat.chat}:{secrets.token_hex(16)}", self._clock(), text=text, files=files)

    def _file(self, said: str) -> Incoming:
        """``@tệp`` or ``@tệp lời kèm``: the longest beginning that names a file is the file."""
        if not self.joined:
            raise LineHeldBack("nhập mã mời trước (gõ /start MÃ), rồi gửi tệp")
        words = said.split(" ")
        beginnings = ((Path(" ".join(words[:end])).expanduser(), " ".join(words[end:])) for end in range(len(words), 0, -1))
        path, caption = next(((path, rest) for path, rest in beginnings if path.is_file()), (None, ""))
        if path is None:
            raise LineHeldBack(f"không có tệp {said}; ví dụ: @bao-cao.pdf 1.2")
        if path.stat().st_size > MAX_BYTES:
            raise LineHeldBack(f"tệp {path.name} lớn hơn {MAX_BYTES // 1024**2} MB; nén nhỏ hoặc chia ra rồi gửi")
        with path.open("rb") as stream:
            return self._event(caption, taken_in(self._evidence, stream, path.name, path.stat().st_size))

    def _put(self, event: Incoming) -> None:
        with self._store.write() as work:
            work.inbox.put(event, self._clock())

    def _answered(self) -> None:
        while self._take(self._chat) is not None or self._waits():
            self._sleep(LOOK)

    def _waits(self) -> bool:
        with self._store.read() as work:
            return work.inbox.waits(self._chat)

    def _fresh(self) -> list[Item]:
        with self._store.read() as work:
            known = work.chats.find(self._chat)
            items = work.transcripts.read(known, self._change) if known is not None else ()
        fresh = [item for item in items if (item.id, item.change) not in self._shown]
        self._shown.update((item.id, item.change) for item in fresh)
        self._change = max([self._change, *(item.change for item in fresh)])
        return fresh

    def _words(self, item: Item) -> str:
        return written(item.card, item.card.pictures, CAPABILITIES, self._link) if item.card else ""
