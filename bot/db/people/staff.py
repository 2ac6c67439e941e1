"""The operator's side of people: units, persons and their invite codes."""

import secrets
from collections.abc import Iterable
from datetime import datetime

import sqlalchemy as sa

from bot.db.messages.chats import Chats
from bot.db.messages.outbox import Outbox
from bot.db.people.people import NO_SCOPE, ONE, code_hash, person_of
from bot.db.record.log import Log
from bot.db.tables import chats, invites, people, units
from bot.db.transaction import Transaction, new_id
from bot.links.keys import CODE_LENGTH, LETTERS
from handlers.cards.card import Card
from scoring.people import Person, Role, Unit
from scoring.sheet.entry import Authorship


class Staff:
    def __init__(self, transaction: Transaction, chats_: Chats, outbox: Outbox, log: Log) -> None:
        self._transaction = transaction
        self._chats = chats_
        self._outbox = outbox
        self._log = log

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

    def assign(self, person: Person, by: Authorship) -> None:
        """Gives an active person these duties and this name; the log keeps the duties."""
        before = self._transaction.first(ONE, id=person.id)
        duties = {"role": person.role.value, "scope": sorted(person.scope), "position": person.position, "name": person.name}
        if person.scope >= NO_SCOPE:
            # What cannot be read is not written over by a change of something else.
            del duties["scope"]
        self._transaction.run(sa.update(people).where(people.c.id == person.id).values(duties))
        if before and _duties(person_of(before)) != _duties(person):
            self._log.note("assign", f"{person.unit}/{person.id}", _duties(person_of(before)), _duties(person), by)

    def note_import(self, what: str, counted: str, by: Authorship) -> None:
        self._log.note(f"import_{what}", "", None, counted, by)

    def invite(self, person_id: str, expires_at: datetime | None, *, reusable: bool = False, code: str | None = None) -> str:
        """A new code by which a chat becomes this person's; it is shown once and cannot be looked up again."""
        code = code or "".join(secrets.choice(LETTERS) for _ in range(CODE_LENGTH))
        row = {"code_hash": code_hash(code), "person": person_id, "expires_at": expires_at, "reusable": reusable}
        self._transaction.run(sa.insert(invites), **row)
        return code

    def leave(self, leaver: Person, successor: Person | None, farewell: Card, by: Authorship) -> None:
        """Ends a person's access: chats told and cut, codes void; what is sent to him goes to the successor."""
        heir = successor.id if successor else None
        self._transaction.run(sa.update(people).where(people.c.id == leaver.id).values(active=False, successor=heir))
        unused = sa.and_(invites.c.person == leaver.id, invites.c.used_at.is_(None))
        self._transaction.run(sa.update(invites).where(unused).values(used_at=by.at))
        for chat in self._chats.linked(leaver.id):
            self._chats.cut(chat.id, farewell, by.at)
        if heir:
            self._outbox.redirect(leaver.id, heir, by.at)
        self._log.note("leave", f"{leaver.unit}/{leaver.id}", _duties(leaver), heir, by)

    def deactivate(self, person_id: str) -> None:
        """Ends a person's access; name and record stay."""
        self._transaction.run(sa.update(people).where(people.c.id == person_id).values(active=False))
        self._transaction.run(sa.update(chats).where(chats.c.person == person_id).values(person=None, session=None))


def _duties(person: Person) -> dict[str, object]:
    """What the log keeps of an assignment: no name."""
    return {"role": person.role.value, "scope": sorted(person.scope)}
