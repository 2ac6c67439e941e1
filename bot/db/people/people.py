"""Who is who, and which chats are theirs."""

import hashlib
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from functools import lru_cache
from typing import Any, NoReturn

import sqlalchemy as sa

from bot.db.columns import as_stored, of_text
from bot.db.messages.chats import Chats, read_session
from bot.db.messages.outbox import present, reachable
from bot.db.people.erasing import Erasing
from bot.db.states import OutboxState
from bot.db.tables import chats, invites, outbox, people, units
from bot.db.transaction import Transaction
from bot.db.unreadable import decoded, decoded_or
from handlers.cards.card import Card
from handlers.incoming.events import ChatKey
from handlers.ports import InviteExpired, InviteUnknown, InviteUsed, LinkedChat, TooManyAttempts
from handlers.stored import read_stored
from scoring.errors import Refusal
from scoring.people import Person, Role, Unit

#: Of somebody whose duties cannot be read: no leaf has this code.
NO_SCOPE = frozenset({"?"})
ATTEMPTS = 5
BARRED_FOR = timedelta(minutes=15)

#: What a person is made of.
MADE_OF = tuple(map(as_stored, (people.c.id, people.c.name, people.c.unit, people.c.role, people.c.scope, people.c.position)))
#: So many people are kept as they were read.
KEPT = 4096
ONE = sa.select(*MADE_OF).where(people.c.id == sa.bindparam("id"))
ACTIVE_ONE = ONE.where(people.c.active)
NOTICED = sa.select(people.c.noticed_at).where(people.c.id == sa.bindparam("id"))
ACTIVE = sa.select(*MADE_OF).where(people.c.active).order_by(people.c.created_at, people.c.id)
OF_UNIT = ACTIVE.where(people.c.unit == sa.bindparam("unit_code"))
WITH_ROLE = ACTIVE.where(people.c.role == sa.bindparam("its_role"))
SESSIONS = (
    sa.select(chats.c.id, chats.c.person, chats.c.session)
    .join(people, people.c.id == chats.c.person)
    .where(people.c.unit == sa.bindparam("unit_code"), people.c.active, chats.c.session.is_not(None))
)
_THEIRS = sa.select(chats.c.id).where(chats.c.person == people.c.id)
_WAITING = sa.select(outbox.c.id).where(outbox.c.person == people.c.id, outbox.c.state == OutboxState.UNREACHED)
UNREACHED = ACTIVE.where(_THEIRS.exists(), sa.or_(~_THEIRS.where(chats.c.unreachable_at.is_(None)).exists(), _WAITING.exists()))
UNIT = sa.select(units).where(units.c.code == sa.bindparam("code"))
INVITE = (
    sa.select(invites, people.c.active)
    .join(people, people.c.id == invites.c.person)
    .where(invites.c.code_hash == sa.bindparam("hash"))
)


def code_hash(code: str) -> str:
    """What is kept of an invite code: who reads the table cannot join with it."""
    return hashlib.sha256(code.strip().lower().encode()).hexdigest()


@lru_cache(maxsize=KEPT)
def person_of(row: sa.Row[Any]) -> Person:
    """Whoever's duties cannot be read is in charge of nothing, rather than of everything, and stops nobody."""
    scope = decoded_or(NO_SCOPE, people.c.scope, row.id, of_text(row.scope), read_scope)
    return Person(row.id, row.name, row.unit, Role(row.role), scope, row.position)


def read_scope(stored: Any) -> frozenset[str]:
    return frozenset(read_stored(list[str], stored))


class People:
    def __init__(self, transaction: Transaction, chats_: Chats, erasing: Erasing) -> None:
        self._transaction = transaction
        self._chats = chats_
        self._erasing = erasing

    def get(self, person_id: str) -> Person | None:
        """Also somebody who is no longer active: what he did still bears his name."""
        row = self._transaction.first(ONE, id=person_id)
        return None if row is None else person_of(row)

    def sender(self, person_id: str) -> Person | None:
        """The same of somebody who is about to act, whose duties have to be known."""
        row = self._transaction.first(ONE, id=person_id)
        return (
            None
            if row is None
            else replace(person_of(row), scope=decoded(people.c.scope, row.id, of_text(row.scope), read_scope))
        )

    def active(self, person_id: str) -> Person | None:
        row = self._transaction.first(ACTIVE_ONE, id=person_id)
        return None if row is None else person_of(row)

    def name(self, person_id: str) -> str:
        """The display name; an erased person's, or an operator's, is the id that the record keeps."""
        known = self.get(person_id)
        return known.name if known else person_id

    def of_unit(self, unit: str) -> Sequence[Person]:
        return [person_of(row) for row in self._transaction.rows(OF_UNIT, unit_code=unit)]

    def being_asked(self, unit: str, leaf: str, round_: str) -> Sequence[str]:
        """Who of a unit has a question about this leaf open, in whichever chat; an older cursor does not name its round."""
        open_ = [(row.person, read_session(row.id, row.session)) for row in self._transaction.rows(SESSIONS, unit_code=unit)]
        here = [(person, session) for person, session in open_ if session.round in ("", round_)]
        return [person for person, session in here if session.leaf == leaf]

    def reachable(self, person_id: str) -> bool:
        return self._transaction.scalar(reachable(present(self._transaction, person_id))) is not None

    def unreached(self) -> Sequence[Person]:
        return [person_of(row) for row in self._transaction.rows(UNREACHED)]

    def with_role(self, role: Role) -> Sequence[Person]:
        return [person_of(row) for row in self._transaction.rows(WITH_ROLE, its_role=role.value)]

    def unit(self, code: str) -> Unit | None:
        row = self._transaction.first(UNIT, code=code)
        return None if row is None else _unit(row)

    def units(self) -> Sequence[Unit]:
        return [_unit(row) for row in self._transaction.rows(sa.select(units).order_by(units.c.code))]

    def everybody(self) -> Sequence[Person]:
        """The active people of all units, in the order in which they were invited."""
        return [person_of(row) for row in self._transaction.rows(ACTIVE)]

    def noticed(self, person_id: str) -> bool:
        return self._transaction.scalar(NOTICED, id=person_id) is not None

    def confirm_notice(self, person_id: str, now: datetime) -> None:
        self._transaction.run(sa.update(people).where(people.c.id == person_id).values(noticed_at=now))

    def unlink(self, chat: ChatKey) -> None:
        self._chats.unlink(chat)

    def chats(self, person_id: str) -> Sequence[LinkedChat]:
        return self._chats.linked(person_id)

    def cut(self, chat: LinkedChat, farewell: Card) -> None:
        self._chats.cut(chat.id, farewell, self._transaction.clock())

    def forget(self, person_id: str, chat: ChatKey) -> None:
        self._erasing.erase(person_id, during=self._chats.find(chat))

    # -- joining -----------------------------------------------------------------------------------------------------

    def redeem(self, code: str, chat: ChatKey, now: datetime) -> Person:
        chat_id = self._chats.ensure(chat)
        joining = self._transaction.rows(sa.select(chats).where(chats.c.id == chat_id))[0]
        if joining.barred_until is not None and joining.barred_until > now:
            raise TooManyAttempts(joining.barred_until)
        # Of two chats that come with the same code at once, the second one sees that it is used.
        invite = self._transaction.first(self._transaction.locked(INVITE), hash=code_hash(code))
        fault = _fault(invite, joining.person, now)
        if invite is None or fault is not None:
            self._refuse(fault or InviteUnknown(), joining, now)
        self._mark_used(invite, now)
        self._chats.link(chat_id, invite.person, now)
        return person_of(self._transaction.rows(ONE, id=invite.person)[0])

    def _mark_used(self, invite: sa.Row[Any], now: datetime) -> None:
        """With it every other code that the person was given: whoever finds one on a desk does not come in by it."""
        theirs = sa.and_(
            invites.c.person == invite.person, sa.or_(~invites.c.reusable, invites.c.code_hash == invite.code_hash)
        )
        self._transaction.run(sa.update(invites).where(theirs, invites.c.used_at.is_(None)).values(used_at=now))

    def _refuse(self, fault: Refusal, joining: sa.Row[Any], now: datetime) -> NoReturn:
        """Counts the attempt, so that codes cannot be tried out."""
        failed = joining.failed_joins + 1
        until = now + BARRED_FOR if failed >= ATTEMPTS else None
        counted = {"failed_joins": 0 if until else failed, "barred_until": until}
        self._transaction.run(sa.update(chats).where(chats.c.id == joining.id).values(counted))
        raise TooManyAttempts(until) if until else fault


def _unit(row: sa.Row[Any]) -> Unit:
    return Unit(row.code, row.name, row.kind, row.level, row.parent, row.peer_group)


def _fault(invite: sa.Row[Any] | None, joining_person: str | None, now: datetime) -> Refusal | None:
    """Why a code does not let this chat in."""
    if invite is None or not invite.active:
        return InviteUnknown()
    if invite.person == joining_person:
        return None
    if invite.used_at is not None and not invite.reusable:
        return InviteUsed()
    if invite.expires_at is not None and invite.expires_at <= now:
        return InviteExpired(invite.expires_at)
    return None
