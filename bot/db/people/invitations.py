"""Invitations: one-time codes, kept only as their hashes."""

from collections.abc import Mapping, Sequence
from datetime import datetime

import sqlalchemy as sa

from bot.db.people.people import code_hash
from bot.db.record.facts import Facts
from bot.db.tables import invites
from bot.db.transaction import Transaction, new_id
from bot.links.addresses import Doorway
from handlers.ports import Entrance, Invitation
from scoring.people import Person

GOOD = sa.select(invites.c.expires_at).where(
    invites.c.code_hash == sa.bindparam("hash"),
    invites.c.used_at.is_(None),
    invites.c.expires_at > sa.bindparam("now", type_=invites.c.expires_at.type),
)


class Invitations:
    def __init__(self, transaction: Transaction, facts: Facts, doorway: Doorway) -> None:
        self._transaction = transaction
        self._facts = facts
        self._doorway = doorway

    def issue(self, person: Person, until: datetime) -> Invitation:
        return self._invite(new_id(), person, until)

    def batch(self, people: Sequence[Person], until: datetime) -> str:
        name = new_id()
        for person in people:
            self._invite(name, person, until)
        return name

    def _invite(self, batch: str, person: Person, until: datetime) -> Invitation:
        code = self._doorway.code(batch, person.id)
        row = {"code_hash": code_hash(code), "person": person.id, "expires_at": until, "reusable": False}
        self._transaction.run(sa.insert(invites), **row)
        return Invitation(code, until, self.entrances(code))

    def of_batch(self, batch: str, people: Sequence[Person], now: datetime) -> Mapping[str, Invitation]:
        """Those of a batch that still let somebody in, by the person's id: their codes are worked out anew."""
        found = {}
        for person in people:
            code = self._doorway.code(batch, person.id)
            until = self._transaction.scalar(GOOD, hash=code_hash(code), now=now)
            if until is not None:
                found[person.id] = Invitation(code, until, self.entrances(code))
        return found

    def url(self, channel: str) -> str:
        """Where a phone opens the chat of a channel; "" where that cannot be told."""
        return self._doorway.url(channel, self._facts.text)

    def entrances(self, code: str) -> tuple[Entrance, ...]:
        return self._doorway.entrances(code, self._facts.text)
