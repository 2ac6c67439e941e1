"""Two people at one leaf: nobody overwrites what he has not seen, and whoever is asked the same is told."""

from dataclasses import replace
from datetime import UTC

from handlers import doors
from handlers.cards.card import Card
from handlers.questions import OfScore
from handlers.talk import Talk, door
from handlers.texts.scoring import colleagues as t
from scoring.declared import Declared
from scoring.sheet.entry import Entry, Stage


def mark(entry: Entry) -> str:
    """What tells one self score of a leaf from another; "" while there is none. Documents sent since do not matter."""
    own = entry.score(Stage.SELF)
    return f"{own.by.person} {own.by.at.astimezone(UTC).isoformat()}" if own else ""


def seen(talk: Talk, code: str) -> str:
    """The self score that the open question about this leaf has shown."""
    at = talk.session.question
    return at.seen if isinstance(at, OfScore) and at.leaf == code else ""


def present(talk: Talk, entry: Entry) -> str:
    """What a question says of a self score that is there already; whoever says so has the question remember it."""
    return f"\n{t.present(entry, _by(talk, entry))}" if entry.score(Stage.SELF) else ""


def remember_seen(talk: Talk, entry: Entry) -> None:
    """The open question has shown the self score that is there."""
    if isinstance(at := talk.session.question, OfScore):
        talk.remembers(replace(at, seen=mark(entry)))


def overtaken(talk: Talk, entry: Entry, declared: Declared) -> bool:
    """Whether saving would replace what a colleague entered, unseen by this person, with something else."""
    own = entry.score(Stage.SELF)
    unseen = own is not None and own.by.person != talk.person.id and mark(entry) != seen(talk, entry.leaf.code)
    return unseen and declared != entry.declared


def words_of(talk: Talk, entry: Entry) -> str:
    """What a colleague entered, with name and time."""
    own = entry.score(Stage.SELF)
    return t.entered(entry, _by(talk, entry), own.by.at if own else talk.now, talk.zone)


def _by(talk: Talk, entry: Entry) -> str:
    own = entry.score(Stage.SELF)
    return talk.name(own.by.person) if own and own.by.person != talk.person.id else ""


def tell(talk: Talk, before: Entry, entry: Entry) -> None:
    """Tells whoever is being asked about this leaf just now, and whoever's score was replaced."""
    code = entry.leaf.code
    last = before.score(Stage.SELF)
    known = {person.id for person in talk.colleagues} - {talk.person.id}
    concerned = {last.by.person} if last else set()
    if known:
        concerned |= set(talk.work.people.being_asked(talk.person.unit, code, talk.round.code))
    card = Card(
        t.told(entry, talk.person.name), (door(t.LOOK.format(code=code), doors.score(code), primary=True),), kind="colleague"
    )
    for person_id in sorted(concerned & known):
        key = f"colleague:{talk.round.code}:{talk.person.unit}:{code}:{entry.version}:{person_id}"
        talk.tell(person_id, card, key=key)
