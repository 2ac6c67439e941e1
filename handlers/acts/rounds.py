"""Making, opening and closing a round, whether in the chat or on the command line."""

from collections.abc import Callable
from datetime import tzinfo

from handlers import doors
from handlers.asked import rounds_of
from handlers.cards.card import Card
from handlers.ports import Work
from handlers.stamps import marked
from handlers.talk import door
from handlers.texts.people import join
from handlers.texts.rounds import managing as rounds_texts
from handlers.texts.rounds import planning as t
from knowledge.hearing.reasons import reason_in
from scoring.people import Person, Role
from scoring.rounds.planning import Known
from scoring.rounds.round import Round
from scoring.sheet.entry import Authorship


def known(work: Work) -> Known:
    """What a new round can be made of."""
    rounds = work.rounds.list()
    codes, years = frozenset(round_.code for round_ in rounds), frozenset(round_.year for round_ in rounds)
    names = {(one.id, one.version): one.name for one in work.rounds.sets()}
    return Known(list(names), work.people.units(), codes, years, names)


def running(work: Work, but: Round) -> list[tuple[Round, str]]:
    """The other rounds that are open, each with what is unfinished in it."""
    return [(round_, unfinished(work, round_)) for round_ in work.rounds.alive() if round_.code != but.code]


def unfinished(work: Work, round_: Round) -> str:
    """What is open in a round, in words; "" where nothing is."""
    return rounds_texts.unfinished(work.queue.unfinished(round_))


def open_round(work: Work, round_: Round, by: Authorship, zone: tzinfo) -> None:
    """From now on its communes score; those who declare are told, each once."""
    work.timetable.open(round_.code, by)

    def card(person: Person) -> Card:
        text = t.round_opened(round_, round_.self_scoring_ends(person.unit), zone)
        choices = (door(join.START_SCORING, doors.score(), primary=True), door(join.SEE_PROGRESS, doors.progress()))
        return Card(text, choices, kind="opened")

    _tell(work, round_, card, f"opened:{by.at.isoformat()}", lambda member: member.role.declares)


def take_back(work: Work, round_: Round, by: Authorship) -> None:
    """A round opened by mistake is prepared again; raises ``RoundUsed``. Who was told of it is told so."""
    work.timetable.take_back(round_.code, by)
    card = Card(
        rounds_texts.told_taken_back(round_), (door(rounds_texts.GO_ON, doors.menu(), primary=True),), kind="taken_back"
    )
    _tell(work, round_, lambda _: card, f"taken_back:{by.at.isoformat()}", lambda person: person.role.declares)


def close_round(work: Work, round_: Round, reason: str, by: Authorship) -> int:
    """Nothing moves in it any more; how many it reaches. Raises ``ReasonNeeded`` where something is unfinished and
    what is given tells no reason."""
    reason = reason_in(reason) if reason.strip() or work.queue.unfinished(round_) else ""
    work.timetable.close(round_.code, reason, by)
    text = rounds_texts.told_closed(round_, reason)
    card = Card(text, (door(rounds_texts.GO_ON, doors.menu(), primary=True),), kind="closed")
    return _tell(work, round_, lambda _: card, f"closed:{by.at.isoformat()}")


def reopen_round(work: Work, round_: Round, reason: str, by: Authorship) -> int:
    """Takes the closing back: everything goes on from where it was; how many it reaches."""
    work.timetable.reopen(round_.code, reason_in(reason), by)
    card = Card(
        rounds_texts.told_reopened(round_), (door(join.SEE_PROGRESS, doors.progress(), primary=True),), kind="reopened_round"
    )
    return _tell(work, round_, lambda _: card, f"reopened:{by.at.isoformat()}")


def _concerned(work: Work, round_: Round) -> list[Person]:
    """The people of its communes, and those who appraise what these hand in."""
    communes = [person for member in round_.units for person in work.people.of_unit(member.unit)]
    return communes + [person for role in (Role.APPRAISER, Role.SECRETARIAT) for person in work.people.with_role(role)]


def _tell(
    work: Work, round_: Round, card: Callable[[Person], Card], key: str, whom: Callable[[Person], bool] = lambda _: True
) -> int:
    """Everybody at work in the round whom it concerns, each once; how many of them a chat reaches now."""
    alive = work.rounds.alive()
    told = [member for member in _concerned(work, round_) if whom(member)]
    for person in told:
        news = marked(card(person), round_, rounds_of(person, alive))
        # Of a round that was opened, closed and opened again only the last is news to somebody who comes then.
        own = f"round:{round_.code}:{person.id}:"
        work.cards.notify(person.id, news, key=f"{own}{key}", replaces=own)
    return sum(work.people.reachable(person.id) for person in told)
