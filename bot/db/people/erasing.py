"""Erasing a person: the link and the name are cut, the authority's record stays."""

import sqlalchemy as sa

from bot.db.states import InboxState
from bot.db.tables import chats, documents, inbox, invites, outbox, people
from bot.db.transaction import Transaction


class Erasing:
    def __init__(self, transaction: Transaction) -> None:
        self._transaction = transaction

    def erase(self, person_id: str, *, during: int | None = None) -> None:
        """Erases name, chats and everything said in them; scores, evidence and log keep the opaque id.

        ``during`` is the chat of the turn that does it: it stays, nobody's any more, to carry the answer.
        """
        theirs = sa.select(chats.c.id).where(chats.c.person == person_id)
        others = theirs.where(chats.c.id != during) if during is not None else theirs
        run = self._transaction.run
        run(sa.update(documents).where(documents.c.chat.in_(theirs)).values(chat=None))
        run(sa.delete(inbox).where(inbox.c.chat.in_(others)))
        run(sa.delete(inbox).where(inbox.c.chat == during, inbox.c.state != InboxState.WAITING))
        run(sa.delete(outbox).where(sa.or_(outbox.c.chat.in_(theirs), outbox.c.person == person_id)))
        run(sa.delete(chats).where(chats.c.id.in_(others)))
        run(sa.update(chats).where(chats.c.id == during).values(person=None, session=None))
        run(sa.update(people).where(people.c.successor == person_id).values(successor=None))
        run(sa.delete(invites).where(invites.c.person == person_id))
        run(sa.delete(people).where(people.c.id == person_id))
