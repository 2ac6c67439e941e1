"""Messages that have done their work are deleted after a while; scores, evidence and log never are."""

from datetime import datetime

import sqlalchemy as sa

from bot.db.states import TO_ARRIVE, InboxState
from bot.db.tables import inbox, occurrences, outbox, set_drafts
from bot.db.transaction import Transaction
from handlers.ports import DraftKind

#: How many rows one work deletes at most, so that nobody waits behind a clean-up of years.
BATCH = 2000


class Retention:
    def __init__(self, transaction: Transaction) -> None:
        self._transaction = transaction

    def purge(self, before: datetime) -> int:
        """Deletes handled events and settled cards older than ``before``; how many, at most a batch of each."""
        came = sa.select(inbox.c.id).where(inbox.c.state != InboxState.WAITING, inbox.c.received_at < before).limit(BATCH)
        settled = outbox.c.state.not_in(TO_ARRIVE)
        left = sa.select(outbox.c.id).where(settled, outbox.c.changed_at < before).limit(BATCH)
        run = self._transaction.run
        gone = run(sa.delete(inbox).where(inbox.c.id.in_(came))) + run(sa.delete(outbox).where(outbox.c.id.in_(left)))
        # Of lists that nobody took over nothing stays, least of all their names.
        run(sa.delete(set_drafts).where(set_drafts.c.kind != DraftKind.SET, set_drafts.c.created_at < before))
        run(sa.delete(occurrences).where(occurrences.c.at < before))
        return gone
