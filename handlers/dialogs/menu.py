"""Where to begin, help, and what the bot can do when nothing is open."""

from handlers import doors, questions
from handlers.cards.card import Choice, Expects
from handlers.dialogs.places import first_editable, open_requests
from handlers.talk import Talk, door
from handlers.texts import common as t
from handlers.texts import progress as progress_texts
from handlers.texts.appraisal import appraise as appraise_texts
from handlers.texts.looking_up import browse as browse_texts
from handlers.texts.people import inviting as people_texts
from handlers.texts.people import join as join_texts
from handlers.texts.rounds import managing as rounds_texts
from handlers.texts.submission import submit as submit_texts
from scoring.roles import Act, can
from scoring.sheet.score_sheet import ScoreSheet
from scoring.states import State


def start(talk: Talk) -> None:
    """The first thing that this role does: score, sign, or appraise."""
    talk.say(t.MENU, *choices(talk))
    _say_round(talk)


def _say_round(talk: Talk) -> None:
    """Where the choices lead, if there are several rounds to lead to."""
    here = talk.settled
    if here is not None and len(talk.rounds) > 1:
        talk.say(rounds_texts.working_in(here))


def first_work(talk: Talk) -> None:
    """Straight into what this role is here for; the council and others first look around."""
    works = ((Act.DECLARE, doors.score()), (Act.SIGN, doors.submit()), (Act.APPRAISE, doors.appraise()))
    way = next((way for act, way in works if can(talk.person, act)), None)
    if way is None or not talk.rounds:
        start(talk)
    else:
        talk.through(doors.change_round() if talk.settled is None else way)


def choices(talk: Talk) -> list[Choice]:
    """What this person can do next, as the sheet stands, the likeliest first."""
    work = _work(talk)
    return [
        *([work] if work else []),
        *_people(talk),
        door(join_texts.SEE_PROGRESS, doors.progress(), primary=work is None),
        door(browse_texts.LOOK_UP, doors.criteria()),
        *_rounds(talk),
    ]


def _rounds(talk: Talk) -> list[Choice]:
    """The way to the other round, where there are several."""
    if len(talk.rounds) < 2:
        return []
    return [door(rounds_texts.CHANGE if talk.settled else rounds_texts.CHOOSE, doors.change_round())]


def _people(talk: Talk) -> list[Choice]:
    """Whom to invite, for those who look after people."""
    if can(talk.person, Act.RUN_ROUND):
        return [door(people_texts.OFFICE, doors.office())]
    return [door(people_texts.PEOPLE, doors.invite())] if can(talk.person, Act.MANAGE_PEOPLE) else []


def _work(talk: Talk) -> Choice | None:
    if can(talk.person, Act.APPRAISE):
        return door(join_texts.START_APPRAISING, doors.appraise(), primary=True)
    here = talk.settled
    if not talk.person.role.of_commune or here is None:
        return None
    sheet = talk.work.sheets.read(here, talk.person.unit)
    if can(talk.person, Act.SIGN):
        waits = sheet.state is State.INTERNAL_REVIEW
        return door(submit_texts.SIGN, doors.submit(), primary=True) if waits else None
    return _commune_work(talk, sheet)


def _commune_work(talk: Talk, sheet: ScoreSheet) -> Choice | None:
    """The draft; after it what was reopened, then what the reviewers ask."""
    editable = first_editable(talk, sheet)
    asked = open_requests(talk, sheet)
    if editable and sheet.state is State.DRAFT:
        return door(join_texts.START_SCORING, doors.score(), primary=True)
    if editable:
        return door(progress_texts.GO_ON.format(code=editable), doors.edit(editable), primary=True)
    return (
        door(appraise_texts.REPLY.format(code=asked[0].leaf.code), doors.asked(asked[0].leaf.code), primary=True)
        if asked
        else None
    )


def way_on(talk: Talk) -> None:
    """Back to the open question, which has not moved; where none is open, what there is to do."""
    if talk.session.question:
        code = talk.session.leaf or browse_texts.OPEN
        talk.offer(door(browse_texts.BACK_TO.format(code=code), doors.resume(), primary=not has_primary(talk)))
        # A letter still answers the open question, so the list below has numbers.
        talk.expects = talk.expects or (Expects.LETTER if _takes_letters(talk) else Expects.NOTHING)
    else:
        talk.offer(*choices(talk))


def _takes_letters(talk: Talk) -> bool:
    """Whether the open question is that of a leaf with options."""
    if not isinstance(talk.session.question, questions.Value | questions.Files | questions.Meant):
        return False
    leaf = talk.work.rounds.criteria(talk.round).leaves.get(talk.session.leaf)
    return leaf is not None and bool(leaf.rule.need.options)


def has_primary(talk: Talk) -> bool:
    """Whether the card already says what to do next."""
    return any(choice.primary for choice in talk.choices)


def help_(talk: Talk) -> None:
    of_commune = talk.person.role.of_commune
    talk.say(t.HELP_COMMUNE if of_commune else t.HELP_REVIEWER, *choices(talk))
    if can(talk.person, Act.RUN_ROUND):
        talk.say(t.HELP_STANDING_BODY)
    if len(talk.rounds) > 1:
        talk.say(t.HELP_ROUNDS)
    _say_round(talk)
    if of_commune and talk.manual:
        talk.say(t.manual(talk.manual))


def cancel(talk: Talk) -> None:
    talk.rest()
    # What is sent now is of nothing that was stopped.
    talk.session.asks_about("")
    talk.session.album.pop("more", None)
    talk.say(t.CANCELLED, *choices(talk))
    _say_round(talk)
