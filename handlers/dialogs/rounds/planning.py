"""/taodot: a new round is proposed whole, changed where it should be otherwise, created and opened."""

from dataclasses import replace

from handlers import doors, questions
from handlers.acts.rounds import known as what_is_known
from handlers.acts.rounds import open_round, running
from handlers.cards.card import Expects
from handlers.incoming.refusals import StaleChoice
from handlers.talk import Step, Talk, door, picked
from handlers.texts import common
from handlers.texts.rounds import managing as rounds_texts
from handlers.texts.rounds import planning as t
from scoring.roles import check_running
from scoring.rounds.planning import Known, RoundPlan, assessed_by, of_year, read_year, suggested
from scoring.rounds.round import Milestone, Round, RoundState
from scoring.written.dates import read_moment


def create_round(talk: Talk) -> None:
    """What is prepared already may be opened; otherwise straight to the proposal."""
    check_running(talk.person)
    waiting = [round_ for round_ in talk.work.rounds.list() if round_.state is RoundState.PREPARED]
    if not waiting:
        plan_round(talk)
        return
    talk.rest()
    talk.say(t.prepared(waiting))
    for place, round_ in enumerate(waiting[:5]):
        talk.offer(door(t.open_button(round_.code), doors.open_round(round_.code), primary=not place))
    talk.offer(door(t.NEW_ROUND, doors.plan_round()))


def plan_round(talk: Talk) -> None:
    check_running(talk.person)
    talk.to(questions.Plan(suggested(what_is_known(talk.work), talk.now, talk.zone)))


# -- the plan in the session -----------------------------------------------------------------------------------------------


def _read(talk: Talk, at: questions.OfPlan) -> tuple[RoundPlan, Known]:
    """The plan, with its moments as people here say them, and what it may be changed to.

    Whoever lost the right meanwhile is refused here.
    """
    check_running(talk.person)
    ends = {milestone: moment.astimezone(talk.zone) for milestone, moment in at.plan.ends.items()}
    return replace(at.plan, ends=ends), what_is_known(talk.work)


class Plan(Step[questions.Plan]):
    """The whole proposal on one card."""

    def ask(self, talk: Talk) -> None:
        plan, known = _read(talk, self.at)
        talk.say(t.preview(plan, known, talk.zone), talk.answer(t.CREATE, self.create, primary=True))
        talk.offer(talk.answer(t.UNITS, self.units), talk.answer(t.DATES, self.dates), talk.answer(t.YEAR, self.year))
        if len(known.sets) > 1:
            talk.offer(talk.answer(t.SET, self.set_))
        if len(known.authorities) > 1:
            talk.offer(talk.answer(t.AUTHORITY, self.authority))
        talk.offer(door(t.CANCEL, doors.cancel()))

    def dates(self, talk: Talk) -> None:
        talk.to(questions.PlanDates(self.at.plan))

    def units(self, talk: Talk) -> None:
        talk.to(questions.PlanUnits(self.at.plan))

    def year(self, talk: Talk) -> None:
        talk.to(questions.PlanYear(self.at.plan))

    def set_(self, talk: Talk) -> None:
        talk.to(questions.PlanSet(self.at.plan))

    def authority(self, talk: Talk) -> None:
        talk.to(questions.PlanAuthority(self.at.plan))

    def create(self, talk: Talk) -> None:
        plan, known = _read(talk, self.at)
        made = plan.as_round(known, talk.now)
        talk.work.timetable.create(made, talk.by)
        talk.rest()
        talk.say(t.created(made), door(t.open_button(made.code), doors.open_round(made.code), primary=True))
        talk.offer(door(t.LATER, doors.office()))


class PlanYear(Step[questions.PlanYear]):
    """The assessed year; the timetable follows it."""

    def ask(self, talk: Talk) -> None:
        plan, _ = _read(talk, self.at)
        talk.expects = Expects.NUMBER
        talk.say(t.WHICH_YEAR, talk.answer(str(plan.year), self.year, str(plan.year), primary=True))
        talk.offer(*(talk.answer(str(year), self.year, str(year)) for year in (plan.year - 1, plan.year + 1)))

    def take(self, talk: Talk, text: str) -> bool:
        self.year(talk, text)
        return True

    def year(self, talk: Talk, typed: str) -> None:
        plan, known = _read(talk, self.at)
        talk.to(questions.Plan(of_year(read_year(typed), plan, known, talk.now, talk.zone)))


class PlanSet(Step[questions.PlanSet]):
    """One of the sets that have been imported."""

    def ask(self, talk: Talk) -> None:
        plan, known = _read(talk, self.at)
        talk.say(t.WHICH_SET)
        for place, set_ in enumerate(known.sets[-8:]):
            talk.offer(talk.answer(common.shortened(known.set_name(set_), 60), self.set_, str(place), primary=set_ == plan.set))

    def set_(self, talk: Talk, number: str) -> None:
        plan, known = _read(talk, self.at)
        talk.to(questions.Plan(replace(plan, set=picked(known.sets[-8:], number))))


class PlanAuthority(Step[questions.PlanAuthority]):
    """Who assesses; its communes and its usual timetable come with it."""

    def ask(self, talk: Talk) -> None:
        plan, known = _read(talk, self.at)
        talk.say(t.WHICH_AUTHORITY)
        for unit in known.authorities[:8]:
            talk.offer(talk.answer(unit.name, self.authority, unit.code, primary=unit.code == plan.authority))

    def authority(self, talk: Talk, code: str) -> None:
        plan, known = _read(talk, self.at)
        talk.to(questions.Plan(assessed_by(known.unit(code), plan, known, talk.now, talk.zone)))


class PlanUnits(Step[questions.PlanUnits]):
    """Who takes part: codes that are typed leave or come back."""

    def ask(self, talk: Talk) -> None:
        talk.expects = Expects.TEXT
        talk.say(t.which_units(*_read(talk, self.at)))
        talk.offer(talk.answer(t.DONE, self.done, primary=True), talk.answer(t.ALL_UNITS, self.all_))

    def take(self, talk: Talk, text: str) -> bool:
        plan, known = _read(talk, self.at)
        talk.to(questions.PlanUnits(plan.toggled(known.read_codes(text), known)))
        return True

    def done(self, talk: Talk) -> None:
        plan, _ = _read(talk, self.at)
        talk.to(questions.Plan(plan))

    def all_(self, talk: Talk) -> None:
        plan, known = _read(talk, self.at)
        talk.to(questions.Plan(replace(plan, units=tuple(unit.code for unit in known.communes))))


class PlanDates(Step[questions.PlanDates]):
    """Which deadline is to be another."""

    def ask(self, talk: Talk) -> None:
        plan, _ = _read(talk, self.at)
        talk.say(t.WHICH_DATE)
        for milestone, at in plan.ends.items():
            talk.offer(talk.answer(t.date_button(milestone, at, talk.zone), self.date, milestone.value))
        talk.offer(talk.answer(t.DONE, self.done, primary=True))

    def date(self, talk: Talk, milestone: str) -> None:
        plan, _ = _read(talk, self.at)
        talk.to(questions.PlanDate(plan, milestone=Milestone(milestone)))

    def done(self, talk: Talk) -> None:
        plan, _ = _read(talk, self.at)
        talk.to(questions.Plan(plan))


class PlanDate(Step[questions.PlanDate]):
    """One deadline, typed."""

    def ask(self, talk: Talk) -> None:
        plan, _ = _read(talk, self.at)
        milestone = self.at.milestone
        talk.expects = Expects.TEXT
        talk.say(t.which_date(milestone, plan.ends[milestone], talk.zone), talk.answer(t.CANCEL, self.keep, primary=True))

    def take(self, talk: Talk, text: str) -> bool:
        plan, _ = _read(talk, self.at)
        at = read_moment(text, talk.now, talk.zone)
        talk.to(questions.PlanDates(plan.with_end(self.at.milestone, at, talk.now)))
        return True

    def keep(self, talk: Talk) -> None:
        plan, _ = _read(talk, self.at)
        talk.to(questions.PlanDates(plan))


# -- opening -----------------------------------------------------------------------------------------------------------------


def ask_opening(talk: Talk, code: str) -> None:
    check_running(talk.person)
    _prepared(talk, code)
    talk.to(questions.OpenRound(code))


def _prepared(talk: Talk, code: str) -> Round:
    found = talk.work.rounds.get(code)
    if found is None or found.state is not RoundState.PREPARED:
        raise StaleChoice
    return found


class OpenRound(Step[questions.OpenRound]):
    """Asked back once: from then on the communes work in it."""

    def ask(self, talk: Talk) -> None:
        check_running(talk.person)
        found = _prepared(talk, self.at.code)
        beside = running(talk.work, found)
        talk.say(t.open_asked(found, beside))
        talk.offer(talk.answer(rounds_texts.BESIDE if beside else t.OPEN, self.open_, primary=True))
        for round_, _ in beside[:3]:
            talk.offer(door(rounds_texts.CLOSE.format(name=rounds_texts.name(round_)), doors.close_round(round_.code)))
        talk.offer(door(t.LATER, doors.cancel()))

    def open_(self, talk: Talk) -> None:
        check_running(talk.person)
        found = _prepared(talk, self.at.code)
        talk.rest()
        open_round(talk.work, found, talk.by, talk.zone)
        talk.say(t.opened(found), door(t.INVITE, doors.invite(), primary=True))
        talk.offer(door(rounds_texts.TAKE_BACK, doors.take_back_round(found.code)))
