"""/taodot: a new round is proposed whole, changed where it should be otherwise, created and opened."""

from dataclasses import replace
from datetime import datetime

from handlers.cards import Expects
from handlers.rounds import known as what_is_known
from handlers.rounds import open_round, running
from handlers.talk import StaleChoice, Talk, door, picked
from handlers.texts import common
from handlers.texts import planning as t
from handlers.texts import rounds as rounds_texts
from scoring.dates import read_moment
from scoring.planning import Known, RoundPlan, assessed_by, of_year, read_year, suggested
from scoring.roles import check_running
from scoring.rounds import Milestone, Round, RoundState


def create_round(talk: Talk) -> None:
    """What is prepared already may be opened; otherwise straight to the proposal."""
    check_running(talk.person)
    waiting = [one for one in talk.work.rounds.list() if one.state is RoundState.PREPARED]
    if not waiting:
        plan_round(talk)
        return
    talk.rest()
    talk.say(t.prepared(waiting))
    for place, one in enumerate(waiting[:5]):
        talk.offer(door(t.open_button(one.code), "open_round", one.code, primary=not place))
    talk.offer(door(t.NEW_ROUND, "plan_round"))


def plan_round(talk: Talk) -> None:
    check_running(talk.person)
    _to(talk, "plan", suggested(what_is_known(talk.work), talk.now, talk.zone))


# -- the plan in the session -----------------------------------------------------------------------------------------------


def _to(talk: Talk, step: str, plan: RoundPlan, **more: str) -> None:
    ends = {milestone.value: at.isoformat() for milestone, at in plan.ends.items()}
    written = {"year": plan.year, "set": list(plan.set), "authority": plan.authority, "units": list(plan.units), "ends": ends}
    talk.to(step, plan=written, **more)


def _read(talk: Talk) -> tuple[RoundPlan, Known]:
    """The plan, and what it may be changed to; whoever lost the right meanwhile is refused here."""
    check_running(talk.person)
    written = talk.session.data["plan"]
    ends = {Milestone(name): datetime.fromisoformat(at).astimezone(talk.zone) for name, at in written["ends"].items()}
    set_id, version = written["set"]
    plan = RoundPlan(written["year"], (set_id, version), written["authority"], tuple(written["units"]), ends)
    return plan, what_is_known(talk.work)


class Plan:
    """The whole proposal on one card."""

    def ask(self, talk: Talk) -> None:
        plan, known = _read(talk)
        talk.say(t.preview(plan, known, talk.zone), talk.answer(t.CREATE, "create", primary=True))
        talk.offer(talk.answer(t.UNITS, "plan_units"), talk.answer(t.DATES, "plan_dates"), talk.answer(t.YEAR, "plan_year"))
        if len(known.sets) > 1:
            talk.offer(talk.answer(t.SET, "plan_set"))
        if len(known.authorities) > 1:
            talk.offer(talk.answer(t.AUTHORITY, "plan_authority"))
        talk.offer(door(t.CANCEL, "cancel"))

    def take(self, talk: Talk, text: str) -> bool:
        return False

    def press(self, talk: Talk, action: str, *args: str) -> None:
        plan, known = _read(talk)
        if action != "create":
            _to(talk, action, plan)
            return
        made = plan.as_round(known, talk.now)
        talk.work.timetable.create(made, talk.signed)
        talk.rest()
        talk.say(t.created(made), door(t.open_button(made.code), "open_round", made.code, primary=True))
        talk.offer(door(t.LATER, "office"))


class PlanYear:
    """The assessed year; the timetable follows it."""

    def ask(self, talk: Talk) -> None:
        plan, _ = _read(talk)
        talk.expects = Expects.NUMBER
        talk.say(t.WHICH_YEAR, talk.answer(str(plan.year), "year", str(plan.year), primary=True))
        talk.offer(*(talk.answer(str(year), "year", str(year)) for year in (plan.year - 1, plan.year + 1)))

    def take(self, talk: Talk, text: str) -> bool:
        plan, known = _read(talk)
        _to(talk, "plan", of_year(read_year(text), plan, known, talk.now, talk.zone))
        return True

    def press(self, talk: Talk, action: str, *args: str) -> None:
        self.take(talk, args[0])


class PlanSet:
    """One of the sets that have been imported."""

    def ask(self, talk: Talk) -> None:
        plan, known = _read(talk)
        talk.say(t.WHICH_SET)
        for place, one in enumerate(known.sets[-8:]):
            talk.offer(talk.answer(common.shortened(known.set_name(one), 60), "set", str(place), primary=one == plan.set))

    def take(self, talk: Talk, text: str) -> bool:
        return False

    def press(self, talk: Talk, action: str, *args: str) -> None:
        plan, known = _read(talk)
        names = ["@".join(one) for one in known.sets[-8:]]
        set_id, _, version = picked(names, args[0]).partition("@")
        _to(talk, "plan", replace(plan, set=(set_id, version)))


class PlanAuthority:
    """Who assesses; its communes and its usual timetable come with it."""

    def ask(self, talk: Talk) -> None:
        plan, known = _read(talk)
        talk.say(t.WHICH_AUTHORITY)
        for one in known.authorities[:8]:
            talk.offer(talk.answer(one.name, "authority", one.code, primary=one.code == plan.authority))

    def take(self, talk: Talk, text: str) -> bool:
        return False

    def press(self, talk: Talk, action: str, *args: str) -> None:
        plan, known = _read(talk)
        _to(talk, "plan", assessed_by(known.unit(args[0]), plan, known, talk.now, talk.zone))


class PlanUnits:
    """Who takes part: codes that are typed leave or come back."""

    def ask(self, talk: Talk) -> None:
        talk.expects = Expects.TEXT
        talk.say(t.which_units(*_read(talk)), talk.answer(t.DONE, "done", primary=True), talk.answer(t.ALL_UNITS, "all"))

    def take(self, talk: Talk, text: str) -> bool:
        plan, known = _read(talk)
        _to(talk, "plan_units", plan.toggled(known.read_codes(text), known))
        return True

    def press(self, talk: Talk, action: str, *args: str) -> None:
        plan, known = _read(talk)
        everybody = replace(plan, units=tuple(unit.code for unit in known.communes))
        _to(talk, "plan", plan if action == "done" else everybody)


class PlanDates:
    """Which deadline is to be another."""

    def ask(self, talk: Talk) -> None:
        plan, _ = _read(talk)
        talk.say(t.WHICH_DATE)
        for milestone, at in plan.ends.items():
            talk.offer(talk.answer(t.date_button(milestone, at, talk.zone), "date", milestone.value))
        talk.offer(talk.answer(t.DONE, "done", primary=True))

    def take(self, talk: Talk, text: str) -> bool:
        return False

    def press(self, talk: Talk, action: str, *args: str) -> None:
        plan, _ = _read(talk)
        if action == "date":
            _to(talk, "plan_date", plan, milestone=args[0])
        else:
            _to(talk, "plan", plan)


class PlanDate:
    """One deadline, typed."""

    def ask(self, talk: Talk) -> None:
        plan, _ = _read(talk)
        milestone = Milestone(talk.session.data["milestone"])
        talk.expects = Expects.TEXT
        talk.say(t.which_date(milestone, plan.ends[milestone], talk.zone), talk.answer(t.CANCEL, "keep", primary=True))

    def take(self, talk: Talk, text: str) -> bool:
        plan, _ = _read(talk)
        at = read_moment(text, talk.now, talk.zone)
        _to(talk, "plan_dates", plan.with_end(Milestone(talk.session.data["milestone"]), at, talk.now))
        return True

    def press(self, talk: Talk, action: str, *args: str) -> None:
        _to(talk, "plan_dates", _read(talk)[0])


# -- opening -----------------------------------------------------------------------------------------------------------------


def ask_opening(talk: Talk, code: str) -> None:
    check_running(talk.person)
    _prepared(talk, code)
    talk.to("open_round", code=code)


def _prepared(talk: Talk, code: str) -> Round:
    found = talk.work.rounds.get(code)
    if found is None or found.state is not RoundState.PREPARED:
        raise StaleChoice
    return found


class OpenRound:
    """Asked back once: from then on the communes work in it."""

    def ask(self, talk: Talk) -> None:
        check_running(talk.person)
        found = _prepared(talk, talk.session.data["code"])
        beside = running(talk.work, found)
        talk.say(t.open_asked(found, beside))
        talk.offer(talk.answer(rounds_texts.BESIDE if beside else t.OPEN, "open", primary=True))
        for one, _ in beside[:3]:
            talk.offer(door(rounds_texts.CLOSE.format(name=rounds_texts.name(one)), "close_round", one.code))
        talk.offer(door(t.LATER, "cancel"))

    def take(self, talk: Talk, text: str) -> bool:
        return False

    def press(self, talk: Talk, action: str, *args: str) -> None:
        check_running(talk.person)
        found = _prepared(talk, talk.session.data["code"])
        talk.rest()
        open_round(talk.work, found, talk.signed, talk.zone)
        talk.say(t.opened(found), door(t.INVITE, "invite", primary=True))
        talk.offer(door(rounds_texts.TAKE_BACK, "take_back_round", found.code))
