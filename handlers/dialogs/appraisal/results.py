"""Results of the last published round: rank, index and class of the own unit, or of all units for reviewers."""

from handlers.dialogs import menu
from handlers.ports import Work
from handlers.talk import Talk
from handlers.texts.appraisal import results as t
from scoring.results.classification import Classification, classify
from scoring.results.ranking import Ranked, rank
from scoring.results.totals import Totals, final_totals
from scoring.rounds.round import Round


def standings(work: Work, round_: Round) -> list[tuple[Ranked, Totals, Classification]]:
    """Every unit with a known index, ranked inside its group."""
    totals = {
        member.unit: final_totals(work.sheets.read(round_, member.unit), survey_held=round_.settings.survey_held)
        for member in round_.units
    }
    known = [(member.unit, member.group, index) for member in round_.units if (index := totals[member.unit].index) is not None]
    ranked = rank(known, ties=round_.settings.ties, decimals=round_.settings.rank_decimals)
    thresholds = work.rounds.criteria(round_).classes
    return [
        (ranked_, totals[ranked_.unit], classify(ranked_.index, totals[ranked_.unit].fields, thresholds)) for ranked_ in ranked
    ]


def results(talk: Talk) -> None:
    """What has been published; a round still running has no result to show."""
    published = talk.work.rounds.before(9999)
    if published is None:
        talk.say(t.NONE, *menu.choices(talk))
        return
    lines = standings(talk.work, published)
    mine = [line for line in lines if line[0].unit == talk.person.unit] if talk.person.role.of_commune else lines
    named = [(talk.unit_name(ranked.unit), ranked, given) for ranked, _, given in mine]
    talk.say(t.published(published, named, len(lines)), *menu.choices(talk))
