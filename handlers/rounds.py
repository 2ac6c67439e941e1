"""Making, opening and closing a round, whether in the chat or on the command line."""

from collections.abc import Callable
from datetime import tzinfo

from handlers.asked import rounds_of
from handlers.cards import Card
from handlers.ports import Work
from handlers.stamps import marked
from handlers.talk import door
from handlers.texts import join
from handlers.texts import planning as t
from handlers.texts import rounds as rounds_texts
from scoring.entry import Signature
from scoring.errors import ReasonNeeded
from scoring.people import Person, Role
from scoring.planning import Known
from scoring.rounds import Round


def known(work: Work) -> Known:
    """What a new round can be made of."""
    rounds = work.rounds.list()
    codes, years = frozenset(one.code for one in rounds), frozenset(one.year for one in rounds)
    names = {(one.id, one.version): one.name for one in work.rounds.sets()}
    return Known(list(names), work.people.units(), codes, years, names)


def running(work: Work, but: Round) -> list[tuple[Round, str]]:
    """The other rounds that are open, each with what is unfinished in it."""
    return [(one, unfinished(work, one)) for one in work.rounds.alive() if one.code != but.code]


def unfinished(work: Work, round_: Round) -> str:
    """What is open in a round, in words; "" where nothing is."""
    return rounds_texts.unfinished(work.queue.unfinished(round_))


def open_round(work: Work, round_: Round, signed: Signature, zone: tzinfo) -> None:
    """From now on its communes score; those who declare are told, each once."""
    work.timetable.open(round_.code, signed)

    def card(person: Person) -> Card:
        text = t.round_opened(round_, round_.self_scoring_ends(person.unit), zone)
        choices = (door(join.START_SCORING, "score", primary=True), door(join.SEE_PROGRESS, "progress"))
        return Card(text, choices, kind="opened")

    _tell(work, round_, card, f"opened:{round_.code}:{signed.at.isoformat()}", lambda one: one.role.declares)


def take_back(work: Work, round_: Round, signed: Signature) -> None:
    """A round opened by mistake is prepared again; raises ``RoundUsed``. Who was told of it is told so."""
    work.timetable.take_back(round_.code, signed)
    card = Card(rounds_texts.told_taken_back(round_), (door(rounds_texts.GO_ON, "menu", primary=True),), kind="taken_back")
    _tell(work, round_, lambda _: card, f"taken_back:{round_.code}:{signed.at.isoformat()}", lambda one: one.role.declares)


def close_round(work: Work, round_: Round, reason: str, signed: Signature) -> int:
    """Nothing moves in it any more; how many are told. Raises ``ReasonNeeded`` where something is
    unfinished and no reason is given."""
    if work.queue.unfinished(round_) and not reason.strip():
        raise ReasonNeeded
    work.timetable.close(round_.code, reason.strip(), signed)
    text = rounds_texts.told_closed(round_, reason.strip())
    card = Card(text, (door(rounds_texts.GO_ON, "menu", primary=True),), kind="closed")
    return _tell(work, round_, lambda _: card, f"closed:{round_.code}:{signed.at.isoformat()}")


def reopen_round(work: Work, round_: Round, reason: str, signed: Signature) -> int:
    """Takes the closing back: everything goes on from where it was; how many are told."""
    work.timetable.reopen(round_.code, reason.strip(), signed)
    card = Card(rounds_texts.told_reopened(round_), (door(join.SEE_PROGRESS, "progress", primary=True),), kind="reopened_round")
    return _tell(work, round_, lambda _: card, f"reopened:{round_.code}:{signed.at.isoformat()}")


def _concerned(work: Work, round_: Round) -> list[Person]:
    """The people of its communes, and those who appraise what these hand in."""
    communes = [one for member in round_.units for one in work.people.of_unit(member.unit)]
    return communes + [one for role in (Role.APPRAISER, Role.SECRETARIAT) for one in work.people.with_role(role)]


def _tell(
    work: Work, round_: Round, card: Callable[[Person], Card], key: str, whom: Callable[[Person], bool] = lambda _: True
) -> int:
    """Everybody at work in the round whom it concerns, each once; how many."""
    alive = work.rounds.alive()
    told = [one for one in _concerned(work, round_) if whom(one)]
    for person in told:
        work.cards.notify(person.id, marked(card(person), round_, rounds_of(person, alive)), key=f"{key}:{person.id}")
    return len(told)
