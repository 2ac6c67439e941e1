"""What reviewers ask and decide in words: about one commune, about a leaf in all of them, about the leaf in front of them."""

from fractions import Fraction

from handlers import doors, questions
from handlers.dialogs import menu
from handlers.dialogs.appraisal import appraise
from handlers.dialogs.orders.said import Mentioned, points_said
from handlers.dialogs.rounds import steering
from handlers.incoming.refusals import StaleChoice
from handlers.session import Case
from handlers.talk import Talk, door
from handlers.texts import common
from handlers.texts.appraisal import appraise as appraise_texts
from handlers.texts.orders import cases as t
from scoring.roles import Act, can, check_act
from scoring.sheet.entry import RequestState, Stage
from scoring.states import SEEN_BY_REVIEWERS, State

SHOWN = 12
#: Words of a reason that says something; fewer are the order itself.
REASON_WORDS = 4


def unit(talk: Talk, said: Mentioned) -> None:
    """One commune: to the standing body how far it is, to a reviewer its leaves."""
    code = said.units[0].code
    state = next((State(state) for one, state in talk.work.queue.units(talk.round) if one == code), State.DRAFT)
    if state in SEEN_BY_REVIEWERS and not steering.asks_how_far(said.text):
        appraise.unit(talk, code)
    else:
        steering.unit_progress(talk, code)


def unit_leaf(talk: Talk, said: Mentioned, code: str) -> None:
    appraise.leaf(talk, said.units[0].code, code)


def strange_unit(talk: Talk, said: Mentioned, code: str) -> None:
    """A commune that the round does not have; those that it has are named."""
    known = [steering.unit_name(talk, member.unit) for member in talk.round.units[:SHOWN]]
    talk.say(t.no_such_unit(said.strange_unit, known))
    seen = [one for one, state in talk.work.queue.units(talk.round) if State(state) in SEEN_BY_REVIEWERS]
    for one in seen[:SHOWN]:
        if code:
            talk.offer(door(appraise_texts.OPEN_LEAF.format(unit=one, code=code), doors.leaf(one, code)))
        else:
            talk.offer(door(common.shortened(steering.unit_name(talk, one), 40), doors.unit(one)))
    if not seen:
        menu.way_on(talk)


def across(talk: Talk, code: str, *, lacking: bool) -> None:
    """One leaf in every commune that has handed in."""
    check_act(talk.person, Act.APPRAISE)
    leaf = talk.work.rounds.criteria(talk.round).leaf(code)
    states = [(one, State(state)) for one, state in talk.work.queue.units(talk.round)]
    seen = [one for one, state in states if state in SEEN_BY_REVIEWERS and talk.person.covers(code)]
    entries = [(one, talk.work.sheets.read(talk.round, one).entry(code)) for one in seen]
    shown = [(one, entry) for one, entry in entries if not lacking or not entry.scored or entry.missing_items][:SHOWN]
    lines = [t.across_line(steering.unit_name(talk, one), entry) for one, entry in shown]
    talk.say(t.across(leaf, lines, len(states) - len(seen), lacking=lacking))
    for number, (one, _) in enumerate(shown or entries[:SHOWN]):
        talk.offer(door(appraise_texts.OPEN_LEAF.format(unit=one, code=code), doors.leaf(one, code), primary=not number))
    talk.offer(door(common.STATES_OF_UNITS, doors.progress()))


def answered(talk: Talk) -> None:
    """The requests that communes have answered, and those they have not; then who is at it as a whole."""
    check_act(talk.person, Act.APPRAISE)
    found = []
    moved = []
    for code, state in talk.work.queue.units(talk.round):
        if State(state) not in SEEN_BY_REVIEWERS:
            continue
        sheet = talk.work.sheets.read(talk.round, code)
        mine = [
            (code, entry.leaf.code, entry.request.state)
            for entry in sheet.declared_entries()
            if entry.request and talk.person.covers(entry.leaf.code)
        ]
        found += [one for one in mine if one[2] is not RequestState.CLOSED]
        if State(state) is State.EXPLANATION_SUBMITTED:
            moved.append(t.elsewhere_line(steering.unit_name(talk, code), common.STATES[State(state)]))
    ready = [one for one in found if one[2] is RequestState.ANSWERED]
    waiting = [one for one in found if one[2] is RequestState.OPEN]
    lines = [t.request_line(steering.unit_name(talk, one), leaf, state) for one, leaf, state in ready[:SHOWN]]
    heading = t.requests_heading(len(ready), len(waiting)) if ready else t.NOBODY_ANSWERED
    talk.say("\n".join([heading, *lines, *(moved if not ready else [])]))
    for number, (one, leaf, _) in enumerate(ready[:6]):
        talk.offer(door(appraise_texts.OPEN_LEAF.format(unit=one, code=leaf), doors.leaf(one, leaf), primary=not number))
    talk.offer(door(common.STATES_OF_UNITS, doors.progress()))


# -- the leaf in front of the reviewer ---------------------------------------------------------------------------------------


def _case(talk: Talk) -> Case:
    """The leaf as it was shown."""
    if talk.session.case is None:
        raise StaleChoice
    return talk.session.case


def agree(talk: Talk) -> None:
    talk.through(doors.agree(*_case(talk)))


def require(talk: Talk, text: str) -> None:
    """A request in the reviewer's own words; a bare order asks for them."""
    talk.through(doors.request(*_case(talk)))
    if isinstance(talk.session.question, questions.RequestReason) and len(text.split()) >= REASON_WORDS:
        _answer(talk, text)


def change_points(talk: Talk, said: Mentioned, *, deducted: bool) -> None:
    """Other points, given or taken off; what was said as the reason goes with them, else it is asked for."""
    unit_code, code, _ = place = _case(talk)
    own = talk.sheet_of(unit_code, Act.APPRAISE, code).entry(code).score(Stage.SELF)
    number = Fraction(points_said(said.text))
    points = (own.points or 0) - number if deducted and own else number
    if own and points == own.points and not deducted:
        # "Được, cho 2 điểm" where the commune gave itself as many.
        agree(talk)
        return
    talk.through(doors.change(*place))
    if isinstance(talk.session.question, questions.NewPoints):
        _answer(talk, common.points(points))
    if isinstance(talk.session.question, questions.ChangeReason) and said.reason:
        _answer(talk, said.reason)


def _answer(talk: Talk, text: str) -> None:
    """Answers the question just opened, which need not be shown any more."""
    talk.paragraphs.clear()
    talk.choices.clear()
    if talk.step is not None:
        talk.step.take(talk, text)


def files(talk: Talk) -> None:
    appraise.leaf(talk, *_case(talk)[:2])


def skip(talk: Talk) -> None:
    appraise.next_task(talk, *_case(talk)[:2])


def go_on(talk: Talk) -> None:
    if talk.session.case and can(talk.person, Act.APPRAISE):
        skip(talk)
    else:
        appraise.next_task(talk)
