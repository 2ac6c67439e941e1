"""Progress: own leaves, the coordinator's view by person, the reviewer's view by unit; and the timetable."""

from collections.abc import Sequence

from handlers import doors
from handlers.dialogs import menu
from handlers.dialogs.appraisal.answer import gathered
from handlers.dialogs.places import open_requests, own_entries, own_totals
from handlers.dialogs.rounds import steering, working
from handlers.dialogs.submission.reopen import reopening_choices
from handlers.dialogs.telling import nudge
from handlers.talk import Talk, door
from handlers.texts import progress as t
from handlers.texts.appraisal import appraise as appraise_texts
from handlers.texts.submission import papers as papers_texts
from handlers.texts.submission import submit as submit_texts
from scoring.people import Person, Role, is_in_charge
from scoring.results.lift import lifts
from scoring.roles import Act, can
from scoring.rounds.round import Milestone, owed_by
from scoring.sheet.entry import Entry
from scoring.sheet.score_sheet import ScoreSheet
from scoring.states import State

SHOWN_REQUESTS = 3


def progress(talk: Talk, unit: str = "") -> None:
    """/tiendo [UNIT]: the own sheet; for reviewers every unit, or the one that is named."""
    if talk.person.role.of_commune:
        _commune(talk)
    elif unit:
        steering.unit_progress(talk, unit.upper())
    else:
        _reviewer(talk)
    working.offer_change(talk)


def _commune(talk: Talk) -> None:
    sheet = talk.own_sheet()
    talk.say("\n".join([t.state_line(sheet, talk.zone), t.totals_line(own_totals(talk, sheet))]))
    people = talk.colleagues
    mine = own_entries(talk, sheet) if talk.person.role is Role.OFFICIAL else list(sheet.declared_entries())
    if sheet.state is State.DRAFT and (best := lifts(mine)):
        talk.add(t.easiest(best))
    if talk.person.role is not Role.LEADER:
        _own(talk, sheet, people)
    if talk.person.role is not Role.OFFICIAL:
        # Of himself it has just been told.
        others = [person for person in people if person.id != talk.person.id or talk.person.role is Role.LEADER]
        talk.add("\n".join(lines_by_person(sheet, others)))
        if sheet.state is State.DRAFT and sheet.incomplete():
            talk.offer(door(t.WHO_OWES, doors.who_owes()))
    _changes(talk, [entry for entry in mine if entry.changed])
    _requests(talk, sheet)
    if can(talk.person, Act.SEND) and sheet.state is State.DRAFT and not sheet.incomplete():
        talk.offer(door(t.SEND, doors.submit(), primary=True))
    elif can(talk.person, Act.SIGN) and sheet.state is State.INTERNAL_REVIEW:
        talk.offer(door(submit_texts.SIGN, doors.submit(), primary=True))
    # Where nothing is left to do, the papers are what comes next.
    talk.offer(*nudge.choices(talk, sheet), door(papers_texts.PAPERS, doors.papers(), primary=True))


def _requests(talk: Talk, sheet: ScoreSheet) -> None:
    """What reviewers have asked, found again however long ago their card came."""
    for entry in sheet.asked():
        request = entry.request
        if request is not None:
            who = talk.name(request.by.person)
            talk.say(appraise_texts.told_request(entry.leaf.code, who, request.reason, request.due, talk.zone))
            if gathered(entry):
                talk.say(appraise_texts.answer_waits(entry.leaf.code))
    for number, entry in enumerate(open_requests(talk, sheet)[:SHOWN_REQUESTS]):
        code = entry.leaf.code
        talk.offer(door(appraise_texts.REPLY.format(code=code), doors.asked(code), primary=number == 0))


def _changes(talk: Talk, changed: Sequence[Entry]) -> None:
    """Where reviewers have given other points, and the way to who and why."""
    if changed:
        talk.say(t.changed_points(changed))
        codes = [entry.leaf.code for entry in changed[:SHOWN_REQUESTS]]
        talk.offer(*(door(appraise_texts.LOOK_AGAIN.format(code=code), doors.look(code)) for code in codes))


def _own(talk: Talk, sheet: ScoreSheet, people: Sequence[Person]) -> None:
    mine = own_entries(talk, sheet)
    owed = owed_by(talk.person, sheet, people)
    talk.say(t.own(sum(entry.complete for entry in mine), len(mine), owed))
    if owed.codes and sheet.editable(owed.first, talk.now):
        talk.offer(door(t.GO_ON.format(code=owed.first), doors.score(owed.first), primary=True))


def lines_by_person(sheet: ScoreSheet, people: Sequence[Person], *, whole: bool = False) -> list[str]:
    """ "Tư pháp: 8/11, thiếu 2.3, 3.1, 3.3", for everybody in charge of something; ``whole``: however many codes."""
    lines = []
    for person in people:
        mine = [entry for entry in sheet.declared_entries() if is_in_charge(person, entry.leaf.code, people)]
        if mine:
            done = sum(entry.complete for entry in mine)
            owed = owed_by(person, sheet, people)
            lines.append(t.by_person(person.position or person.name, done, len(mine), owed, whole=whole))
    return lines


def _reviewer(talk: Talk) -> None:
    if can(talk.person, Act.DECIDE_REOPENING):
        _waiting_reopenings(talk)
    steering.overview(talk)
    if can(talk.person, Act.APPRAISE):
        talk.offer(door(t.QUEUE, doors.appraise(), primary=not menu.has_primary(talk)))
    else:
        talk.offer(*(choice for choice in menu.choices(talk) if choice.code != "progress"))


def _waiting_reopenings(talk: Talk) -> None:
    """What communes have asked for and nobody has answered yet, oldest first."""
    for asked in talk.work.reopenings.waiting(talk.round):
        talk.say(submit_texts.reopening(talk.unit_name(asked.unit), asked.leaf, talk.name(asked.asked_by), asked.reason))
        talk.offer(*reopening_choices(asked))


def deadlines(talk: Talk) -> None:
    """The timetable and the days left."""
    current = talk.round
    own_end = current.self_scoring_ends(talk.person.unit)
    lines = [t.deadlines_heading(current)]
    for milestone in Milestone:
        end = own_end if milestone is Milestone.SELF_SCORING and own_end else current.ends.get(milestone)
        if end:
            extended = end != current.ends.get(milestone)
            lines.append(t.deadline_line(milestone, end, talk.now, talk.zone, extended=extended))
    talk.say("\n".join(lines) if len(lines) > 1 else t.NO_DEADLINES)
    if talk.session.question:
        talk.offer(door(t.RESUME, doors.resume(), primary=True))
    elif talk.person.role.of_commune:
        talk.offer(door(t.SEE_PROGRESS, doors.progress(), primary=True))
    elif can(talk.person, Act.APPRAISE):
        talk.offer(door(t.QUEUE, doors.appraise(), primary=True))
    else:
        talk.offer(*menu.choices(talk))
