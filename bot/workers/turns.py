"""Turns: one event, one transaction. Whatever breaks it off leaves nothing behind, and the event is taken again."""

import logging
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime, tzinfo

from bot.channels.base import Channel
from bot.channels.menus import lists, press_of
from bot.db.messages.inbox import ClaimedEvent, OpenedEvent
from bot.db.work import SqlWork, Store
from handlers.cards.card import Card
from handlers.incoming.events import ChatKey, EventKind, Incoming
from handlers.questions import Files
from handlers.stored import UnreadableRow
from handlers.texts.common import BROKEN, UNREADABLE
from handlers.turn import Setting, take

log = logging.getLogger(__name__)
#: What is meant for whoever of the office writes in the chat by hand.
TO_A_COLLEAGUE = (EventKind.MESSAGE, EventKind.UNSUPPORTED, EventKind.FILE_ELSEWHERE)


@dataclass(frozen=True, slots=True)
class Taken:
    """Whose event a turn took, and whether files came with it."""

    chat: ChatKey
    files: bool


class Turns:
    """Takes waiting events one by one; any number of these, in any number of processes, share the inbox."""

    def __init__(
        self,
        store: Store,
        clock: Callable[[], datetime],
        zone: tzinfo,
        channels: Mapping[str, Channel],
        manual: str,
    ) -> None:
        self._manual = manual
        self._store = store
        self._clock = clock
        self._zone = zone
        self._channels = channels

    def one(self, only: ChatKey | None = None) -> Taken | None:
        """Handles the oldest waiting event, or that of one chat ``only``; whose it was, or ``None`` when none waits."""
        claimed: ClaimedEvent | None = None
        files = False
        try:
            with self._store.write() as work:
                claimed = work.inbox.claim(only)
                if claimed is None:
                    return None
                files = self._handle(work, work.inbox.open(claimed, self._clock()))
        except Exception as fault:
            if claimed is None:
                raise
            self._broke_off(claimed, fault)
        return Taken(claimed.chat, files)

    def _handle(self, work: SqlWork, claimed: OpenedEvent) -> bool:
        """Whether files came with it."""
        if not self._left_to_a_colleague(work, claimed.event):
            self._answer(work, claimed)
        work.inbox.handled(claimed.id)
        return bool(claimed.event.files)

    def _left_to_a_colleague(self, work: SqlWork, event: Incoming) -> bool:
        """What is typed while somebody of the office writes by hand is meant for him; presses, files and commands are ours."""
        now, channel = self._clock(), self._channels.get(event.chat.channel)
        takeover = channel.capabilities.takeover if channel else None
        if event.kind is EventKind.TAKEOVER:
            if takeover is not None:
                work.takeovers.begin(event.chat, now + takeover)
            return True
        if takeover is None or not work.takeovers.lasts(event.chat, now):
            return False
        if event.choice or event.files or event.text.startswith("/"):
            work.takeovers.end(event.chat, now)
            return False
        return event.kind in TO_A_COLLEAGUE

    def _answer(self, work: SqlWork, claimed: OpenedEvent) -> None:
        person = work.people.sender(claimed.person_id) if claimed.person_id else None
        shown = self._shown(work, claimed)
        setting = Setting(work, self._clock(), self._zone, self._manual, shown)
        card = take(self._meant(claimed, shown), claimed.session, person, setting)
        if card is not None:
            work.outbox.put(claimed.chat_id, card, self._clock())
        work.chats.save(claimed.chat_id, claimed.session)

    def _shown(self, work: SqlWork, claimed: OpenedEvent) -> Card | None:
        """The card that a typed text may speak of; a press and a file carry their meaning themselves."""
        event = claimed.event
        typed = event.kind is EventKind.MESSAGE and bool(event.text) and not (event.choice or event.files)
        return work.outbox.last_card(claimed.chat_id, claimed.received_at) if typed else None

    def _meant(self, claimed: OpenedEvent, shown: Card | None) -> Incoming:
        """The event; where choices are listed, a text that is the key of one of the last card's choices is a press of it."""
        event, channel = claimed.event, self._channels.get(claimed.event.chat.channel)
        if channel is None or shown is None or not lists(channel.capabilities):
            return event
        # A notification came between: a bare letter still answers the question that is open, not the list below it. What
        # has been answered is not answered anew by a letter of that list.
        between = shown.kind != "reply" and not isinstance(claimed.session.question, Files | None)
        code = press_of(shown, channel.capabilities, event.text, marked=between)
        return replace(event, choice=code) if code else event

    def _broke_off(self, claimed: ClaimedEvent, fault: Exception) -> None:
        """Counts the try. An event that never works is given up and its sender told so, as it would hold up his chat."""
        with self._store.write() as work:
            if isinstance(fault, UnreadableRow):
                log.error("event %s of chat %s is given up: %s", claimed.id, claimed.chat_id, fault)
                work.inbox.give_up(claimed.id, str(fault))
                work.outbox.put(claimed.chat_id, Card(BROKEN if fault.table == "inbox" else UNREADABLE), self._clock())
                return
            log.error("a turn of event %s broke off", claimed.id, exc_info=fault)
            if work.inbox.stumbled(claimed.id, type(fault).__name__):
                work.outbox.put(claimed.chat_id, Card(BROKEN), self._clock())
