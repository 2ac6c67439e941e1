"""Single facts that all processes share: a channel's current tokens, where a poll has got to."""

from typing import Any

import sqlalchemy as sa

from bot.db.tables import facts
from bot.db.transaction import Transaction
from bot.db.unreadable import decoded_or
from handlers.stored import read_stored

VALUE = sa.select(facts.c.value).where(facts.c.name == sa.bindparam("name"))


def read_text(stored: Any) -> str:
    return read_stored(str, stored)


class Facts:
    def __init__(self, transaction: Transaction) -> None:
        self._transaction = transaction

    def get(self, name: str) -> Any:
        """The value, or ``None``. In a writing work nobody else changes a fact that was read until the end."""
        stored = self._transaction.scalar(self._transaction.locked(VALUE), name=name)
        return decoded_or(None, facts.c.value, name, stored, lambda value: value)

    def text(self, name: str) -> str:
        """A fact that is a text; "" where there is none."""
        return decoded_or("", facts.c.value, name, self.get(name) or "", read_text)

    def begin(self, name: str, value: Any) -> None:
        """Sets a fact unless it is there already, so that there is a row for others to wait at."""
        self._transaction.run(self._transaction.insert(facts).values(name=name, value=value).on_conflict_do_nothing())

    def set(self, name: str, value: Any) -> None:
        insert = self._transaction.insert(facts).values(name=name, value=value)
        self._transaction.run(insert.on_conflict_do_update(index_elements=["name"], set_={"value": value}))
