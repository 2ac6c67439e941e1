"""Making and opening a round, whether in the chat or on the command line."""

from datetime import tzinfo

from handlers.cards import Card
from handlers.ports import Work
from handlers.talk import door
from handlers.texts import join
from handlers.texts import planning as t
from scoring.entry import Signature
from scoring.planning import Known
from scoring.rounds import Round


def known(work: Work) -> Known:
    """What a new round can be made of."""
    rounds = work.rounds.list()
    codes, years = frozenset(one.code for one in rounds), frozenset(one.year for one in rounds)
    return Known([(one.id, one.version) for one in work.rounds.sets()], work.people.units(), codes, years)


def open_round(work: Work, round_: Round, signed: Signature, zone: tzinfo) -> None:
    """From now on its communes score; those who declare are told, each once."""
    work.timetable.open(round_.code, signed)
    start = door(join.START_SCORING, "score", primary=True)
    for member in round_.units:
        text = t.round_opened(round_, round_.self_scoring_ends(member.unit), zone)
        card = Card(text, (start, door(join.SEE_PROGRESS, "progress")), kind="opened")
        for person in work.people.of_unit(member.unit):
            if person.role.declares:
                work.cards.notify(person.id, card, key=f"opened:{round_.code}:{person.id}")
