"""The operator's side of people: units, persons and their invite codes."""

import secrets
from collections.abc import Iterable
from datetime import datetime

import sqlalchemy as sa

from bot.db.people import code_hash
from bot.db.tables import chats, invites, people, units
from bot.db.transaction import Transaction, new_id
from scoring.people import Person, Role, Unit

#: Letters and digits that nobody takes for one another when a code is read out or copied by hand.
LETTERS = "abcdefghjkmnpqrstuvwxyz23456789"
CODE_LENGTH = 10


class Staff:
    def __init__(self, transaction: Transaction) -> None:
        self._transaction = transaction

    def add_unit(self, unit: Unit) -> None:
        """Adds a unit, or gives it its present name."""
        row = {"name": unit.name, "kind": unit.kind, "level": unit.level, "parent": unit.parent, "peer_group": unit.group}
        insert = self._transaction.insert(units).values(code=unit.code, **row)
        self._transaction.run(insert.on_conflict_do_update(index_elements=["code"], set_=row))

    def add_person(
        self, unit: str, role: Role, now: datetime, *, name: str = "", scope: Iterable[str] = (), position: str = ""
    ) -> Person:
        person = Person(new_id(), name, unit, role, frozenset(scope), position)
        self._transaction.run(
            sa.insert(people),
            id=person.id,
            name=name,
            unit=unit,
            role=role.value,
            scope=sorted(person.scope),
            position=position,
            active=True,
            created_at=now,
        )
        return person

    def change_person(self, person: Person) -> None:
        """Gives an active person these duties and this name."""
        duties = {"role": person.role.value, "scope": sorted(person.scope), "position": person.position, "name": person.name}
        self._transaction.run(sa.update(people).where(people.c.id == person.id).values(duties))

    def invite(self, person_id: str, expires_at: datetime | None, *, reusable: bool = False, code: str | None = None) -> str:
        """A new code by which a chat becomes this person's; it is shown once and cannot be looked up again."""
        code = code or "".join(secrets.choice(LETTERS) for _ in range(CODE_LENGTH))
        row = {"code_hash": code_hash(code), "person": person_id, "expires_at": expires_at, "reusable": reusable}
        self._transaction.run(sa.insert(invites), **row)
        return code

    def deactivate(self, person_id: str) -> None:
        """Ends a person's access; name and record stay."""
        self._transaction.run(sa.update(people).where(people.c.id == person_id).values(active=False))
        self._transaction.run(sa.update(chats).where(chats.c.person == person_id).values(person=None, session=None))
