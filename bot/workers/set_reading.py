"""Reading annexes and lists that were sent by chat: outside every transaction, and told to whoever sent them."""

import asyncio
import logging
from collections.abc import Callable
from concurrent.futures import Executor
from datetime import datetime, tzinfo
from typing import TypeVar

from bot.db.rounds.set_drafts import DraftOutcome, Due
from bot.db.work import Store
from bot.files.storage import EvidenceStore
from bot.reports.sets.annex_outcome import outcome_of
from bot.rosters import ListPages, NotAList, read_listed
from handlers.dialogs.rounds.sets import draft_card
from handlers.texts.rounds import sets as t

log = logging.getLogger(__name__)
Result = TypeVar("Result")


class SetReading:
    """Takes files one at a time under a lease."""

    def __init__(
        self, store: Store, evidence: EvidenceStore, clock: Callable[[], datetime], executor: Executor, zone: tzinfo
    ) -> None:
        self._zone = zone
        self._store = store
        self._evidence = evidence
        self._clock = clock
        self._executor = executor

    async def some(self) -> bool:
        """Reads one file; ``False`` when none was due."""
        due = await self._run(self._claim)
        if due is None:
            return False
        await self._run(self._told, due, await asyncio.to_thread(self._outcome, due))
        return True

    async def _run(self, work: Callable[..., Result], *args: object) -> Result:
        return await asyncio.get_running_loop().run_in_executor(self._executor, work, *args)

    def _claim(self) -> Due | None:
        with self._store.write() as work:
            return work.set_drafts.due(self._clock())

    def _outcome(self, due: Due) -> DraftOutcome | ListPages:
        if due.last:
            return _unreadable()
        try:
            content = self._evidence.path(due.sha256)
            return read_listed(content, due.file) or outcome_of(content, due.file)
        except NotAList as error:
            return DraftOutcome(report=str(error), faults=(str(error),))
        except Exception:
            # A fault of ours; whoever sent the file must not wait for ever.
            log.exception("reading criteria file %s broke off", due.id)
            return _unreadable()

    def _told(self, due: Due, outcome: DraftOutcome | ListPages) -> None:
        with self._store.write() as work:
            if not work.set_drafts.held(due.id):
                return
            sender = work.people.get(due.person)
            if isinstance(outcome, ListPages) and sender is not None:
                draft = work.lists.read(due.id, outcome.kind, outcome.pages, sender, self._zone)
                alone = work.set_drafts.let_go(due.id)
            else:
                alone = False
                draft = work.set_drafts.read(due.id, outcome if isinstance(outcome, DraftOutcome) else _unreadable())
            work.cards.notify(due.person, draft_card(draft), key=f"set:{due.id}")
        if alone:
            self._evidence.discard(due.sha256)


def _unreadable() -> DraftOutcome:
    return DraftOutcome(report=t.UNREADABLE, faults=(t.UNREADABLE,))
