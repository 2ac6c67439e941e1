"""How things stand in the own commune, asked for in words: answered with the thing itself, the open question kept."""

from collections.abc import Sequence
from fractions import Fraction

from handlers import doors, questions
from handlers.dialogs import menu, progress
from handlers.dialogs.orders import cases
from handlers.dialogs.orders.said import Mentioned
from handlers.dialogs.places import (
    last_year_score,
    last_year_sheet,
    open_requests,
    own_entries,
    own_totals,
    self_points,
    year_before,
)
from handlers.dialogs.submission.reading import look, names_in_charge
from handlers.dialogs.telling.nudge import PAUSE, Asked, send_nudge
from handlers.talk import Talk, door
from handlers.texts import common
from handlers.texts import progress as progress_texts
from handlers.texts.appraisal import appraise as appraise_texts
from handlers.texts.looking_up import browse as browse_texts
from handlers.texts.orders import standing as t
from handlers.texts.people import inviting as people_texts
from handlers.texts.rounds.steering import nudged
from handlers.texts.submission import submit as submit_texts
from scoring.people import Person, Role, in_charge, is_in_charge
from scoring.results.differences import big_differences
from scoring.roles import Act, can, in_charge_of, may_manage
from scoring.rounds.round import everyone_owing, owed_by
from scoring.sheet.entry import Entry, Score, Stage
from scoring.sheet.score_sheet import ScoreSheet
from scoring.states import State

#: Lines of a list on one card.
SHOWN = 8
#: The same where a line is a whole working.
SHOWN_WORST = 6
#: Reviewers' points are told to the commune once the sheet has left its hands.
HELD = (State.DRAFT, State.INTERNAL_REVIEW)


def _with(talk: Talk, role: Role) -> Person | None:
    return next((person for person in talk.colleagues if person.role is role), None)


def _name(person: Person | None) -> str:
    return person.name if person else ""


def _way_on(talk: Talk) -> None:
    """Back to the open question; where none is open there is enough on the card, or what there is to do."""
    if talk.session.question or not talk.choices:
        menu.way_on(talk)


def _on_or_to_progress(talk: Talk) -> None:
    """Back to the open question; where none is open, to how far everything is."""
    if talk.session.question:
        menu.way_on(talk)
    else:
        talk.offer(door(progress_texts.SEE_PROGRESS, doors.progress()))


def files(talk: Talk, code: str) -> None:
    """The documents of a leaf: to be added to by who is in charge of it, to be read by everybody else of the commune."""
    if can(talk.person, Act.DECLARE) and in_charge_of(talk.person, code, talk.colleagues):
        talk.through(doors.evidence(code))
    else:
        look(talk, code)


# -- what is left to do -------------------------------------------------------------------------------------------------------


def my_work(talk: Talk) -> None:
    """What the person still has to do, and the button that begins it."""
    sheet = talk.own_sheet()
    mine = own_entries(talk, sheet)
    owed = owed_by(talk.person, sheet, talk.colleagues)
    if sheet.state is not State.DRAFT or not owed.codes:
        talk.say(t.all_done(len(mine)) if sheet.state is State.DRAFT else progress_texts.state_line(sheet, talk.zone))
        menu.way_on(talk)
        return
    done = sum(entry.complete for entry in mine)
    talk.say(t.my_work(done, len(mine), owed, [browse_texts.leaf_choice(sheet.entry(owed.first).leaf)]))
    _go_on(talk, sheet, owed.first)


def _go_on(talk: Talk, sheet: ScoreSheet, code: str) -> None:
    if talk.session.question:
        menu.way_on(talk)
    elif can(talk.person, Act.DECLARE) and sheet.editable(code, talk.now):
        talk.offer(door(progress_texts.GO_ON.format(code=code), doors.score(code), primary=True))
    talk.offer(door(progress_texts.SEE_PROGRESS, doors.progress(), primary=not menu.has_primary(talk)))


def lacking(talk: Talk) -> None:
    """The documents that are still missing, leaf by leaf: one's own, or those of the whole commune."""
    sheet = talk.own_sheet()
    mine = own_entries(talk, sheet) if talk.person.role is Role.OFFICIAL else list(sheet.declared_entries())
    without = [entry for entry in mine if entry.scored and entry.missing_items]
    unscored = [entry.leaf.code for entry in mine if entry.unanswered]
    talk.say(t.lacking(without[:SHOWN], unscored, len(without) - SHOWN if len(without) > SHOWN else 0))
    first = next((entry.leaf.code for entry in without), "") or next(iter(unscored), "")
    if first:
        _go_on(talk, sheet, first)
    else:
        menu.way_on(talk)


def wrong_file(talk: Talk, code: str) -> None:
    """How a file is taken off again, with the files of the leaves that have some one press away."""
    sheet = talk.own_sheet(Act.DECLARE)
    having = [entry.leaf.code for entry in own_entries(talk, sheet) if entry.live_evidence]
    near = [one for one in (code, talk.session.last_leaf) if one in having]
    talk.say(t.HOW_TO_TAKE_OFF)
    for number, one in enumerate(list(dict.fromkeys([*near, *reversed(having)]))[:4]):
        talk.offer(door(t.FILES_OF.format(code=one), doors.evidence(one), primary=not number and not talk.session.question))
    _way_on(talk)


# -- whose it is ---------------------------------------------------------------------------------------------------------------


def my_fields(talk: Talk) -> None:
    """The fields and single criteria that are the person's own."""
    sheet = talk.own_sheet()
    mine = {entry.leaf.code for entry in own_entries(talk, sheet)}
    if not mine:
        talk.through(doors.assignment())
        return
    whole = [
        field
        for field in sheet.criteria.fields
        if (declared := {leaf.code for leaf in field.leaves if leaf.source.declared_by_commune}) and declared <= mine
    ]
    inside = {leaf.code for field in whole for leaf in field.leaves}
    talk.say(t.fields_of_mine(whole, [sheet.criteria.leaf(code) for code in sorted(mine - inside)]))
    first = owed_by(talk.person, sheet, talk.colleagues)
    _go_on(talk, sheet, first.first if first.codes else min(mine))


def who_is(talk: Talk, said: Mentioned, code: str) -> None:
    """Who is in charge of a leaf or a field, and who scored it."""
    sheet = talk.own_sheet()
    if code in sheet.criteria.leaves:
        entry = sheet.entry(code)
        talk.say(t.in_charge(browse_texts.leaf_choice(entry.leaf), names_in_charge(talk, code)))
        own = entry.score(Stage.SELF)
        if own:
            when = common.moment(own.by.at, talk.zone)
            talk.say(t.scored_by(entry, talk.name(own.by.person), when))
        talk.offer(door(appraise_texts.LOOK_AGAIN.format(code=code), doors.look(code), primary=not talk.session.question))
    else:
        part = sheet.criteria.field(said.field or code)
        people = [name for leaf_ in part.leaves for name in names_in_charge(talk, leaf_.code)]
        talk.say(t.in_charge(browse_texts.field_line(part), list(dict.fromkeys(people))))
    _way_on(talk)


def field_progress(talk: Talk, code: str) -> None:
    sheet = talk.own_sheet()
    part = sheet.criteria.field(code)
    entries = [entry for entry in sheet.declared_entries() if entry.leaf.field_code == code]
    people = [name for entry in entries for name in names_in_charge(talk, entry.leaf.code)]
    talk.say(t.field_progress(part, entries, list(dict.fromkeys(people))))
    left = next((entry.leaf.code for entry in entries if not entry.complete), "")
    if left and in_charge_of(talk.person, left, talk.colleagues):
        _go_on(talk, sheet, left)
    else:
        menu.way_on(talk)


def person_progress(talk: Talk, whom: Person) -> None:
    """How far a colleague is, and a button to nudge."""
    sheet = talk.own_sheet()
    theirs = [entry for entry in sheet.declared_entries() if is_in_charge(whom, entry.leaf.code, talk.colleagues)]
    owed = owed_by(whom, sheet, talk.colleagues)
    done = sum(entry.complete for entry in theirs)
    talk.say(t.person_progress(whom.name, done, len(theirs), owed) if theirs else t.nothing_given(whom.name))
    if owed.codes and whom.id == talk.person.id:
        _go_on(talk, sheet, owed.first)
    elif owed.codes and can(talk.person, Act.NUDGE) and sheet.state is State.DRAFT:
        nudge = common.shortened(progress_texts.NUDGE.format(name=whom.name), 40)
        talk.offer(door(nudge, doors.nudge(whom.id), primary=not talk.session.question))
    _on_or_to_progress(talk)


def who_owes(talk: Talk) -> None:
    sheet = talk.own_sheet()
    owing = everyone_owing(sheet, talk.colleagues)
    if sheet.state is not State.DRAFT:
        talk.say(progress_texts.state_line(sheet, talk.zone))
    else:
        lines = progress.lines_by_person(sheet, [owed.person for owed in owing], whole=True)
        talk.say(t.who_owes(lines))
    if can(talk.person, Act.NUDGE) and any(owed.person.id != talk.person.id for owed in owing):
        talk.offer(door(t.NUDGE_ALL, doors.nudge_all(), primary=not talk.session.question))
    _on_or_to_progress(talk)


def nudge_all(talk: Talk) -> None:
    """Asks whether everybody else who owes something is to be nudged."""
    sheet = talk.own_sheet(Act.NUDGE)
    owing = [owed for owed in everyone_owing(sheet, talk.colleagues) if owed.person.id != talk.person.id]
    if owing:
        talk.to(questions.NudgeAll())
    else:
        talk.say(t.who_owes([]))
        menu.way_on(talk)


class NudgeAll(Asked[questions.NudgeAll]):
    def _say_whom(self, talk: Talk) -> None:
        sheet = talk.own_sheet(Act.NUDGE)
        owing = [owed.person for owed in everyone_owing(sheet, talk.colleagues) if owed.person.id != talk.person.id]
        talk.say(t.nudge_all(progress.lines_by_person(sheet, owing)))

    def nudge(self, talk: Talk) -> None:
        sheet = talk.own_sheet(Act.NUDGE)
        owing = [owed for owed in everyone_owing(sheet, talk.colleagues) if owed.person.id != talk.person.id]
        talk.rest()
        lately = [owed for owed in owing if talk.work.cards.queued_since(owed.person.id, "nudge", talk.now - PAUSE)]
        sent = [owed for owed in owing if owed not in lately]
        for owed in sent:
            send_nudge(talk, owed)
        reached = [owed.person for owed in sent if talk.work.people.reachable(owed.person.id)]
        missed = [owed.person for owed in sent if owed.person not in reached]
        names = [[member.name for member in people] for people in (reached, missed)]
        talk.say(nudged(names[0], names[1], [owed.person.name for owed in lately], PAUSE.seconds // 3600))
        for person in [member for member in missed if may_manage(talk.person, member)][:3]:
            talk.offer(door(common.shortened(progress_texts.INVITE.format(name=person.name), 40), doors.new_code(person.id)))
        talk.offer(door(progress_texts.SEE_PROGRESS, doors.progress(), primary=True))


def change_person(talk: Talk, said: Mentioned, code: str) -> None:
    """Who is in charge now; whoever is chosen can be seen out of office or hand over."""
    if said.person is not None and may_manage(talk.person, said.person):
        talk.through(doors.person(said.person.id))
        return
    leaves = [code] if code else _codes_of(talk, said.field)
    people = list(dict.fromkeys(person for leaf_ in leaves for person in in_charge(leaf_, talk.colleagues)))
    shown = people or list(talk.colleagues)
    talk.say(t.change_people([t.whose(person.name, common.codes(sorted(person.scope))) for person in shown]))
    talk.offer(*(door(person.name, doors.person(person.id)) for person in shown if may_manage(talk.person, person)))
    talk.offer(door(people_texts.PEOPLE, doors.invite()))
    if talk.session.question:
        menu.way_on(talk)


def _codes_of(talk: Talk, field: str) -> list[str]:
    return [leaf_.code for leaf_ in talk.work.rounds.criteria(talk.round).leaves.values() if leaf_.field_code == field]


def handover(talk: Talk) -> None:
    """Who is away: the coordinator arranges it; he himself sees his people."""
    if talk.person.role is Role.COORDINATOR:
        talk.through(doors.invite())
        return
    talk.say(t.handover(_name(_with(talk, Role.COORDINATOR))))
    menu.way_on(talk)


# -- the way of the sheet ---------------------------------------------------------------------------------------------------


def after_done(talk: Talk) -> None:
    """What comes next: for the coordinator the check before he sends; for others who does that."""
    if can(talk.person, Act.SEND):
        talk.through(doors.submit())
        return
    talk.say(t.after_done(_name(_with(talk, Role.COORDINATOR)), _name(_with(talk, Role.LEADER))))
    sheet = talk.own_sheet()
    owed = owed_by(talk.person, sheet, talk.colleagues)
    if sheet.state is State.DRAFT and owed.codes:
        _go_on(talk, sheet, owed.first)
    else:
        menu.way_on(talk)


def signing_state(talk: Talk) -> None:
    sheet = talk.own_sheet()
    sent = sheet.state is not State.DRAFT
    line = progress_texts.state_line(sheet, talk.zone)
    talk.say(t.signing(_name(_with(talk, Role.LEADER)), line, sent=sent, signed=sheet.state not in HELD))
    if sheet.state is State.DRAFT and can(talk.person, Act.SEND):
        talk.offer(door(submit_texts.SEND, doors.submit(), primary=not talk.session.question))
    _on_or_to_progress(talk)


def sheet_state(talk: Talk) -> None:
    sheet = talk.own_sheet()
    done = sum(entry.complete for entry in sheet.declared_entries())
    total = len(list(sheet.declared_entries()))
    talk.say(progress_texts.state_line(sheet, talk.zone))
    if sheet.state is State.DRAFT:
        ends = talk.round.self_scoring_ends(sheet.unit)
        talk.say(t.still_open(done, total, common.moment(ends, talk.zone) if ends else ""))
    menu.way_on(talk)


def summary(talk: Talk) -> None:
    """The sheet as a whole: for the leader with what he may do, for others with every leaf behind a button."""
    if can(talk.person, Act.SIGN) and talk.own_sheet().state is State.INTERNAL_REVIEW:
        talk.through(doors.submit())
        return
    sheet = talk.own_sheet()
    talk.say("\n".join([progress_texts.state_line(sheet, talk.zone), progress_texts.totals_line(own_totals(talk, sheet))]))
    talk.say("\n".join(progress.lines_by_person(sheet, talk.colleagues)))
    talk.offer(door(submit_texts.LOOK, doors.sheet(), primary=not talk.session.question))
    _on_or_to_progress(talk)


def give_back(talk: Talk, text: str) -> None:
    """The leader returns the sheet: what he has just written may be the reason, with one press."""
    sheet = talk.own_sheet(Act.SIGN)
    if sheet.state is State.INTERNAL_REVIEW:
        talk.to(questions.ReturnReason(text))
    else:
        talk.through(doors.submit())


def lowest(talk: Talk) -> None:
    """Where most points are lost, each with how it was counted."""
    sheet = talk.own_sheet()
    entries = [(entry, own.points) for entry in sheet.declared_entries() if (own := entry.score(Stage.SELF))]
    lost = [(Fraction(entry.leaf.max) - points, entry) for entry, points in entries if points is not None]
    worst = sorted((one for one in lost if one[0] > 0), key=lambda one: -one[0])[:SHOWN_WORST]
    talk.say(t.lowest([t.lowest_line(entry) for _, entry in worst]) if entries else progress_texts.state_line(sheet, talk.zone))
    _leaves_to_look_at(talk, [entry.leaf.code for _, entry in worst])


def _leaves_to_look_at(talk: Talk, codes: Sequence[str]) -> None:
    for number, code in enumerate(codes[:3]):
        first = not number and not talk.session.question
        talk.offer(door(appraise_texts.LOOK_AGAIN.format(code=code), doors.look(code), primary=first))
    menu.way_on(talk)


def requests(talk: Talk) -> None:
    """What reviewers have asked and nobody has answered yet."""
    sheet = talk.own_sheet()
    asked = [entry for entry in sheet.asked() if entry.request]
    if not asked:
        talk.say(t.NO_REQUESTS)
        menu.way_on(talk)
        return
    for entry in asked[:SHOWN]:
        if entry.request:
            who = talk.name(entry.request.by.person)
            talk.say(appraise_texts.told_request(entry.leaf.code, who, entry.request.reason, entry.request.due, talk.zone))
    for number, entry in enumerate(open_requests(talk, sheet)[:3]):
        code = entry.leaf.code
        first = not number and not talk.session.question
        talk.offer(door(appraise_texts.REPLY.format(code=code), doors.asked(code), primary=first))
    menu.way_on(talk)


def reply(talk: Talk, code: str = "") -> None:
    """/giaitrinh: what reviewers ask of the commune, or the explanation that stands in the place of documents."""
    if not talk.person.role.of_commune:
        cases.answered(talk)
    elif code in [entry.leaf.code for entry in open_requests(talk, talk.own_sheet())]:
        talk.through(doors.asked(code))
    elif code:
        talk.through(doors.explain(code))
    elif isinstance(at := talk.session.question, questions.Files):
        talk.to(questions.Write(at.leaf))
    else:
        requests(talk)


def cuts(talk: Talk) -> None:
    """The leaves to which reviewers have given fewer points in this round, with the reason."""
    sheet = talk.own_sheet()
    cut = [
        (entry, own.points, given)
        for entry in sheet.declared_entries()
        if (own := entry.score(Stage.SELF)) and (given := _given(entry))
    ]
    lines = []
    codes = []
    for entry, before, given in cut:
        if before is not None and given.points is not None and given.points < before:
            lines.append(t.cut_line(entry.leaf, before, given.points, given.note))
            codes.append(entry.leaf.code)
    talk.say(t.cuts(lines[:SHOWN]) if lines else f"{t.NO_CUTS} {progress_texts.state_line(sheet, talk.zone)}")
    _leaves_to_look_at(talk, codes)


def _given(entry: Entry) -> Score | None:
    """What reviewers gave, if they have given anything."""
    given = entry.latest
    return given if given is not entry.score(Stage.SELF) else None


# -- last year ----------------------------------------------------------------------------------------------------------------


def last_year_leaf(talk: Talk, code: str) -> None:
    before = year_before(talk)
    known = last_year_score(talk, talk.person.unit, code)
    chosen = talk.work.rounds.criteria(talk.round)
    if known and before:
        stage, score = known
        note = "" if stage is Stage.SELF else score.note
        talk.say(t.last_year_leaf(before.year, chosen.leaf(code), score.points, note))
    else:
        talk.say(t.no_last_year_leaf(code))
    talk.offer(door(appraise_texts.LOOK_AGAIN.format(code=code), doors.look(code)))
    menu.way_on(talk)


def last_year_lost(talk: Talk) -> None:
    """Where the commune lost points in the round before, the most first, with what the reviewers noted."""
    before = last_year_sheet(talk, talk.person.unit)
    if before is None:
        talk.say(t.NO_LAST_YEAR)
        menu.way_on(talk)
        return
    given = [(entry.leaf, score) for entry in before if (score := entry.latest) and score.points is not None]
    lost = [(Fraction(leaf_.max) - (score.points or 0), leaf_, score) for leaf_, score in given]
    worst = sorted((one for one in lost if one[0] > 0), key=lambda one: -one[0])
    lines = [t.lost_line(leaf_, score.points or Fraction(0), score.note) for _, leaf_, score in worst[:SHOWN]]
    talk.say(t.last_year_lost(_year_before(talk), lines, sum((one[0] for one in worst), Fraction(0))))
    menu.way_on(talk)


def _year_before(talk: Talk) -> int:
    before = year_before(talk)
    return before.year if before else talk.round.year - 1


def compare(talk: Talk) -> None:
    """The own scores of this year beside those of the year before, and the leaves that moved most."""
    sheet = talk.own_sheet()
    before = last_year_sheet(talk, talk.person.unit)
    then = self_points(before) if before else None
    if before is None or then is None:
        talk.say(t.NO_LAST_YEAR)
        menu.way_on(talk)
        return
    entries = list(sheet.declared_entries())
    scored = sum(entry.scored for entry in entries)
    talk.say(t.compared(own_totals(talk, sheet).points, then, _year_before(talk), scored, len(entries)))
    moved = big_differences(sheet, before)[:SHOWN]
    if moved:
        talk.say(
            t.moved(
                [t.moved_line(sheet.criteria.leaf(difference.leaf), difference.before, difference.now) for difference in moved]
            )
        )
    menu.way_on(talk)
