"""Who is who, how people join, and how one hands over to another."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from typing import NoReturn

from handlers.cards.card import Card
from handlers.incoming.events import ChatKey
from handlers.ports import Entrance, Invitation, InviteExpired, InviteUnknown, InviteUsed, LinkedChat, TooManyAttempts
from handlers.session import Session
from scoring.errors import Refusal
from scoring.people import Person, Role, Unit
from scoring.sheet.entry import Authorship
from tests.handlers.memory.cards import Chats
from tests.handlers.memory.records import Chat, Invite, Known, Shelves

ATTEMPTS = 5
BARRED_FOR = timedelta(minutes=15)


class People:
    """Fulfils ``handlers.ports.People``."""

    def __init__(self, shelves: Shelves, chats: Chats, clock: Callable[[], datetime]) -> None:
        self._shelves = shelves
        self._chats = chats
        self._clock = clock

    def get(self, person_id: str) -> Person | None:
        known = self._shelves.people.get(person_id)
        return known.person if known else None

    def active(self, person_id: str) -> Person | None:
        known = self._shelves.people.get(person_id)
        return known.person if known and known.active else None

    def of_unit(self, unit: str) -> Sequence[Person]:
        return [one for one in self._in_office() if one.unit == unit]

    def with_role(self, role: Role) -> Sequence[Person]:
        return [one for one in self._in_office() if one.role is role]

    def _in_office(self) -> list[Person]:
        known = sorted(self._shelves.people.values(), key=lambda one: (one.since, one.number))
        return [one.person for one in known if one.active]

    def being_asked(self, unit: str, leaf: str, round_: str) -> Sequence[str]:
        here = {one.id for one in self.of_unit(unit)}
        asked = []
        for chat in self._shelves.chats.values():
            session = Session.from_json(dict(chat.session) if chat.session else None)
            if chat.person in here and session.round in ("", round_) and session.leaf == leaf:
                asked.append(chat.person)
        return [person for person in asked if person is not None]

    def reachable(self, person_id: str) -> bool:
        return self._chats.reachable(self._chats.present(person_id)) is not None

    def unreached(self) -> Sequence[Person]:
        return [one for one in self._in_office() if self._chats.of_person(one.id) and not self._all_arrives(one.id)]

    def _all_arrives(self, person_id: str) -> bool:
        return self._chats.reachable(person_id) is not None and not self._chats.unreached(person_id)

    def unit(self, code: str) -> Unit | None:
        return self._shelves.units.get(code)

    def units(self) -> Sequence[Unit]:
        return [self._shelves.units[code] for code in sorted(self._shelves.units)]

    def unlink(self, chat: ChatKey) -> None:
        self._chats.unlink(chat)

    def chats(self, person_id: str) -> Sequence[LinkedChat]:
        return [LinkedChat(one.id, one.key, one.last_in_at) for one in self._chats.of_person(person_id)]

    def cut(self, chat: LinkedChat, farewell: Card) -> None:
        self._chats.cut(chat.chat, farewell, self._clock())

    def forget(self, person_id: str, chat: ChatKey) -> None:
        shelves = self._shelves
        theirs = {one.key for one in self._chats.of_person(person_id)}
        for number, one in list(shelves.queued.items()):
            if one.person == person_id or one.chat in theirs:
                del shelves.queued[number]
        for key in theirs - {chat}:
            del shelves.chats[key]
        if chat in shelves.chats:
            shelves.change_chat(chat, person=None, session=None)
        for known in [one for one in shelves.people.values() if one.successor == person_id]:
            shelves.change_person(known.person.id, successor=None)
        shelves.invites = {code: one for code, one in shelves.invites.items() if one.person != person_id}
        shelves.people.pop(person_id, None)

    def noticed(self, person_id: str) -> bool:
        known = self._shelves.people.get(person_id)
        return known is not None and known.noticed_at is not None

    def confirm_notice(self, person_id: str, now: datetime) -> None:
        self._shelves.change_person(person_id, noticed_at=now)

    def redeem(self, code: str, chat: ChatKey, now: datetime) -> Person:
        joining = self._chats.ensure(chat)
        if joining.barred_until is not None and joining.barred_until > now:
            raise TooManyAttempts(joining.barred_until)
        invite = self._shelves.invites.get(code.strip().lower())
        known = self._shelves.people.get(invite.person) if invite else None
        if invite is None or known is None or not known.active:
            self._refuse(InviteUnknown(), joining, now)
        if invite.person != joining.person and invite.used:
            self._refuse(InviteUsed(), joining, now)
        if invite.person != joining.person and invite.until <= now:
            self._refuse(InviteExpired(invite.until), joining, now)
        use_up(self._shelves, invite.person)
        self._chats.link(chat, invite.person, now)
        return known.person

    def _refuse(self, fault: Refusal, joining: Chat, now: datetime) -> NoReturn:
        """Counts the attempt, so that codes cannot be tried out."""
        failed = joining.failed_joins + 1
        if failed < ATTEMPTS:
            self._shelves.change_chat(joining.key, failed_joins=failed, barred_until=None)
            raise fault
        until = now + BARRED_FOR
        self._shelves.change_chat(joining.key, failed_joins=0, barred_until=until)
        raise TooManyAttempts(until)


def use_up(shelves: Shelves, person_id: str) -> None:
    """No code that a person was given lets anybody in from now on."""
    for code, invite in shelves.invites.items():
        if invite.person == person_id:
            shelves.invites[code] = Invite(invite.person, invite.until, used=True)


class Staff:
    """Fulfils ``handlers.ports.Staff``."""

    def __init__(self, shelves: Shelves, chats: Chats) -> None:
        self._shelves = shelves
        self._chats = chats

    def add_unit(self, unit: Unit) -> None:
        self._shelves.units[unit.code] = unit

    def add_person(
        self, unit: str, role: Role, now: datetime, *, name: str = "", scope: Iterable[str] = (), position: str = ""
    ) -> Person:
        person = Person(self._shelves.name("p"), name, unit, role, frozenset(scope), position)
        self._shelves.people[person.id] = Known(person, now, self._shelves.number())
        return person

    def assign(self, person: Person, by: Authorship) -> None:
        known = self._shelves.people.get(person.id)
        if known is None:
            return
        before = known.person
        self._shelves.change_person(person.id, person=replace(person, unit=before.unit))
        if _duties(before) != _duties(person):
            self._shelves.note("assign", f"{person.unit}/{person.id}", _duties(before), _duties(person), by)

    def note_import(self, what: str, counted: str, by: Authorship) -> None:
        self._shelves.note(f"import_{what}", "", None, counted, by)

    def leave(self, leaver: Person, successor: Person | None, farewell: Card, by: Authorship) -> None:
        heir = successor.id if successor else None
        self._shelves.change_person(leaver.id, active=False, successor=heir)
        use_up(self._shelves, leaver.id)
        for chat in self._chats.of_person(leaver.id):
            self._chats.cut(chat.key, farewell, by.at)
        if heir:
            self._chats.redirect(leaver.id, heir, by.at)
        self._shelves.note("leave", f"{leaver.unit}/{leaver.id}", _duties(leaver), heir, by)


def _duties(person: Person) -> dict[str, object]:
    return {"role": person.role.value, "scope": sorted(person.scope)}


class Invitations:
    """Fulfils ``handlers.ports.Invitations``; the web chat is the only way in."""

    def __init__(self, shelves: Shelves) -> None:
        self._shelves = shelves

    def issue(self, person: Person, until: datetime) -> Invitation:
        code = self._shelves.name("moi")
        self._shelves.invites[code] = Invite(person.id, until)
        return Invitation(code, until, (Entrance("web", "Trang web", f"http://127.0.0.1:8000/?start={code}"),))

    def batch(self, people: Sequence[Person], until: datetime) -> str:
        name = self._shelves.name("b")
        for person in people:
            self._shelves.invites[f"{name}{person.id}"] = Invite(person.id, until)
        return name

    def of_batch(self, batch: str, people: Sequence[Person], now: datetime) -> Mapping[str, str]:
        """The codes of a batch that still let somebody in, by the person's id."""
        known = {person.id: self._shelves.invites.get(f"{batch}{person.id}") for person in people}
        return {id_: f"{batch}{id_}" for id_, one in known.items() if one and not one.used and one.until > now}
