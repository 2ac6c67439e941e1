"""Who has joined and who has not: by unit, by person; new codes, and printable invitations."""

from collections.abc import Sequence
from datetime import timedelta

from handlers import doors
from handlers.cards.card import Attachment, Card, Choice, Export
from handlers.ports import PersonUnknown, UnknownUnit
from handlers.talk import Talk, door
from handlers.texts import progress
from handlers.texts.people import inviting as t
from handlers.texts.rounds import planning, sets
from knowledge.text import fold, sounded
from scoring.people import Person, Unit
from scoring.roles import check_managing, check_people_of, check_running, may_manage

#: How long somebody has to use a code: one handed over in person or by message, and one printed for a whole unit.
CODE_LIFE = timedelta(days=3)
SHEET_LIFE = timedelta(days=14)
PAGE = 8


def office(talk: Talk) -> None:
    """What the standing body looks after."""
    check_running(talk.person)
    talk.say(
        t.OFFICE_MENU,
        door(t.PEOPLE, doors.invite(), primary=True),
        door(planning.ROUNDS, doors.rounds()),
        door(sets.SETS, doors.sets()),
    )


def invite(talk: Talk, *words: str) -> None:
    """/moi [UNIT] [NAME]: a coordinator sees the own unit; whoever manages all of them a list, or what is named."""
    own = talk.person.unit if talk.person.role.of_commune else ""
    named = bool(words) and talk.work.people.unit(words[0].upper()) is not None
    code = words[0].upper() if words and (named or not own) else own
    name = " ".join(words[1:] if named or not own else words)
    check_people_of(talk.person, code or talk.person.unit)
    if code and name:
        by_name(talk, code, name)
    elif code:
        people_of(talk, code)
    else:
        units(talk)


def by_name(talk: Talk, code: str, name: str) -> None:
    """The person who is meant; of several people of one name, who may be meant is asked."""
    unit = _unit(talk, code)
    found = [
        member for member in talk.work.people.of_unit(unit.code) if _meant(member, name) and may_manage(talk.person, member)
    ]
    if len(found) == 1:
        person(talk, found[0].id)
        return
    talk.say(t.which_of(found[0].name, unit) if found else t.nobody_of_that_name(name, unit))
    for place, member in enumerate(found[:PAGE]):
        talk.offer(door(labelled(talk, member, found), doors.person(member.id), primary=not place))
    talk.offer(door(t.RETURN.format(unit=unit.code), doors.people_of(unit.code), primary=not found))


def _meant(member: Person, name: str) -> bool:
    """A name typed on a phone may come without its marks."""
    return sounded(member.name) == sounded(name) or (name.isascii() and fold(member.name) == fold(name))


def labelled(talk: Talk, member: Person, others: Sequence[Person]) -> str:
    chats = talk.work.people.chats(member.id)
    return t.told_apart(member, others, chats[0].last_in_at if chats else None, talk.zone)


def units(talk: Talk, start: str = "0") -> None:
    """Every unit that has people, those first where somebody is missing."""
    check_people_of(talk.person, "")
    counted = [(unit, *_counted(talk, unit)) for unit in talk.work.people.units()]
    known = sorted(((unit, joined, total) for unit, joined, total in counted if total), key=lambda one: one[1] == one[2])
    if not known:
        talk.say(t.NO_PEOPLE if counted else t.NO_UNITS)
        return
    place = int(start) if start.isdigit() and int(start) < len(known) else 0
    page = known[place : place + PAGE]
    heading = t.units_heading(sum(one[1] for one in known), sum(one[2] for one in known))
    unreached = talk.work.people.unreached()
    talk.say("\n".join([heading, *([t.unreached(unreached)] if unreached else [])]))
    for at, (unit, joined, total) in enumerate(page):
        talk.offer(door(t.unit_button(unit, joined, total), doors.people_of(unit.code), primary=not at))
    if place + PAGE < len(known):
        talk.offer(door(t.NEXT_PAGE, doors.invite_units(str(place + PAGE))))
    talk.offer(door(t.ALL_SHEETS, doors.invite_sheets()))


def _counted(talk: Talk, unit: Unit) -> tuple[int, int]:
    people = talk.work.people.of_unit(unit.code)
    return sum(bool(talk.work.people.chats(member.id)) for member in people), len(people)


def people_of(talk: Talk, code: str, start: str = "0") -> None:
    """One unit: everybody with the channels on which he has joined."""
    unit = _unit(talk, code)
    people = talk.work.people.of_unit(unit.code)
    channels = {member.id: [talk.called(chat.chat) for chat in talk.work.people.chats(member.id)] for member in people}
    place = int(start) if start.isdigit() and int(start) < len(people) else 0
    page = people[place : place + PAGE]
    missing = [member for member in people if not channels[member.id]]
    lines = [t.person_line(member, channels[member.id]) for member in page]
    talk.say("\n".join([t.unit_heading(unit, len(people) - len(missing), len(people)), *(lines or [t.NO_PEOPLE])]))
    if any(may_manage(talk.person, member) for member in missing):
        talk.offer(door(t.SHEETS, doors.invite_sheets(unit.code), primary=True))
    talk.offer(
        *(door(labelled(talk, member, people), doors.person(member.id)) for member in page if may_manage(talk.person, member))
    )
    if place + PAGE < len(people):
        talk.offer(door(t.NEXT_PAGE, doors.people_of(unit.code, str(place + PAGE))))
    own = talk.person.role.of_commune
    talk.offer(door(progress.SEE_PROGRESS, doors.progress()) if own else door(t.ALL_UNITS, doors.invite()))


def _unit(talk: Talk, code: str) -> Unit:
    check_people_of(talk.person, code)
    unit = talk.work.people.unit(code)
    if unit is None:
        raise UnknownUnit(code)
    return unit


def managed(talk: Talk, person_id: str) -> Person:
    """Somebody whom this person may invite anew or see out of office."""
    found = talk.work.people.active(person_id)
    if found is None:
        raise PersonUnknown
    check_managing(talk.person, found)
    return found


def person(talk: Talk, person_id: str) -> None:
    """One person: where he has joined, and what can be done for him."""
    whom = managed(talk, person_id)
    talk.say(t.person_line(whom, [talk.called(chat.chat) for chat in talk.work.people.chats(whom.id)]))
    talk.offer(door(t.NEW_CODE, doors.new_code(whom.id), primary=True), door(t.LEAVING, doors.leave(whom.id)), _back_to(whom))


def _back_to(whom: Person, *, primary: bool = False) -> Choice:
    return door(t.RETURN.format(unit=whom.unit), doors.people_of(whom.unit), primary=primary)


def new_code(talk: Talk, person_id: str) -> None:
    """A code for somebody who has a new phone, or has not come in yet. In the chats that he has he is told of it."""
    whom = managed(talk, person_id)
    say_code(talk, whom)
    if talk.work.people.chats(whom.id):
        card = Card(t.code_given(talk.person.name), (door(t.MY_CHATS, doors.me(), primary=True),), kind="invitation")
        talk.work.cards.notify(whom.id, card, key=f"code:{whom.id}:{talk.now.isoformat()}")
    talk.offer(_back_to(whom, primary=True))


def say_code(talk: Talk, whom: Person) -> None:
    given = talk.work.invitations.issue(whom, talk.now + CODE_LIFE)
    talk.say(t.invitation(whom.name, given, talk.zone))


def sheets(talk: Talk, unit: str = "") -> None:
    """Printable invitations, with new codes, for everybody of a unit (or of all) who has not joined."""
    check_people_of(talk.person, unit)
    codes = [_unit(talk, unit).code] if unit else [one.code for one in talk.work.people.units()]
    missing = _missing(talk, codes)
    if not missing:
        talk.say(t.EVERYBODY_JOINED, door(t.PEOPLE, doors.invite(), primary=True))
        return
    until = talk.now + SHEET_LIFE
    batch = talk.work.invitations.batch(missing, until)
    talk.attachment = Attachment(Export.INVITATIONS, unit, batch, t.file_name(unit), person=talk.person.id)
    talk.say(t.sheets_ready(unit or t.EVERY_UNIT, len(missing), until, talk.zone), door(t.PEOPLE, doors.invite(), primary=True))


def _missing(talk: Talk, codes: Sequence[str]) -> list[Person]:
    people = [member for code in codes for member in talk.work.people.of_unit(code)]
    return [member for member in people if may_manage(talk.person, member) and not talk.work.people.chats(member.id)]
