"""Submission: the coordinator sends, the leader signs or returns with a reason."""

from handlers import doors, questions
from handlers.cards.card import Card, Choice, Expects
from handlers.dialogs.places import last_year_sheet, own_totals, self_points
from handlers.dialogs.submission.reading import readable
from handlers.dialogs.telling import nudge
from handlers.dialogs.telling.others import Told, say_unreached, tell
from handlers.talk import Step, Talk, door
from handlers.texts import common
from handlers.texts import progress as progress_texts
from handlers.texts.submission import papers as papers_texts
from handlers.texts.submission import submit as t
from knowledge.hearing.reasons import reason_in
from scoring.people import Role, in_charge
from scoring.results.differences import big_differences
from scoring.roles import Act, can
from scoring.rounds.round import owed_by
from scoring.sheet.entry import Entry
from scoring.sheet.score_sheet import ScoreSheet
from scoring.states import State


def submit(talk: Talk) -> None:
    """/nop: what is missing, or the next step of this role."""
    sheet = talk.own_sheet()
    if sheet.state is State.DRAFT:
        _draft(talk, sheet)
    elif sheet.state is State.INTERNAL_REVIEW:
        _to_sign(talk, sheet)
    else:
        talk.say(f"{t.ALREADY}\n{progress_texts.state_line(sheet, talk.zone)}")
        talk.offer(door(papers_texts.PAPERS, doors.papers(), primary=True))


def _draft(talk: Talk, sheet: ScoreSheet) -> None:
    incomplete = sheet.incomplete()
    if incomplete:
        mine = owed_by(talk.person, sheet, talk.colleagues).codes if not can(talk.person, Act.SEND) else ()
        if not mine and not can(talk.person, Act.SEND) and can(talk.person, Act.DECLARE):
            _own_done(talk)
            return
        first = mine[0] if mine else incomplete[0].leaf.code
        talk.say(t.incomplete([(entry, _names(talk, entry)) for entry in incomplete]))
        if can(talk.person, Act.DECLARE):
            talk.offer(
                door(progress_texts.GO_ON.format(code=first), doors.score(first), primary=True), *nudge.choices(talk, sheet)
            )
        if can(talk.person, Act.SEND):
            talk.say(_summary(talk, sheet))
        talk.offer(door(progress_texts.WHO_OWES, doors.who_owes()))
    elif can(talk.person, Act.SEND):
        talk.say(_summary(talk, sheet))
        talk.say(t.READY, door(t.SEND, doors.send(), primary=True))
    else:
        talk.say(t.NOT_SENT_YET, door(progress_texts.SEE_PROGRESS, doors.progress()))
    talk.offer(door(papers_texts.PAPERS, doors.papers()))


def _own_done(talk: Talk) -> None:
    """Who has finished his own part hands nothing in: the coordinator does, once all have."""
    heads = [person.name for person in talk.colleagues if can(person, Act.SEND)]
    talk.say(t.own_done(heads[0] if heads else ""), door(progress_texts.SEE_PROGRESS, doors.progress(), primary=True))
    talk.offer(door(papers_texts.PAPERS, doors.papers()))


def _names(talk: Talk, entry: Entry) -> list[str]:
    """Who of the others has to finish a leaf."""
    return [person.name for person in in_charge(entry.leaf.code, talk.colleagues) if person.id != talk.person.id]


def _summary(talk: Talk, sheet: ScoreSheet) -> str:
    """What deserves a look before the sheet goes further: totals, weak leaves, claims, what changed since last year."""
    before = last_year_sheet(talk, sheet.unit)
    last, changed = (self_points(before), big_differences(sheet, before)) if before else (None, [])
    return t.summary(talk.unit_name(sheet.unit), sheet, own_totals(talk, sheet), last, changed)


def send(talk: Talk) -> None:
    """The coordinator sends the sheet to the leader."""
    sheet = talk.own_sheet(Act.SEND)
    sheet.send_for_signature(talk.by)
    talk.work.sheets.save(sheet)
    leaders = [person for person in talk.work.people.of_unit(sheet.unit) if person.role is Role.LEADER]
    text = t.to_sign(_summary(talk, sheet))
    card = Card(text, _leader_choices(), kind="to_sign")
    told = tell(talk, leaders, card, f"to_sign:{sheet.unit}")
    talk.rest()
    talk.say(t.sent(leaders[0].name) if leaders else t.NO_LEADER, door(progress_texts.SEE_PROGRESS, doors.progress()))
    say_unreached(talk, told)


def _leader_choices() -> tuple[Choice, ...]:
    return (door(t.SIGN, doors.sign(), primary=True), door(t.RETURN, doors.return_()), door(t.LOOK, doors.sheet()))


def _to_sign(talk: Talk, sheet: ScoreSheet) -> None:
    if not can(talk.person, Act.SIGN):
        talk.say(t.WAITING, door(papers_texts.PAPERS, doors.papers(), primary=True))
        return
    talk.say(t.to_sign(_summary(talk, sheet)), *_leader_choices())


def sign(talk: Talk) -> None:
    """The leader signs: the sheet locks, everybody concerned gets the receipt."""
    sheet = talk.own_sheet(Act.SIGN)
    sheet.sign(talk.by)
    talk.work.sheets.save(sheet)
    talk.rest()
    receipt = t.receipt(own_totals(talk, sheet), talk.now, talk.zone)
    choices = (door(papers_texts.PAPERS, doors.papers(), primary=True), door(papers_texts.SEND_SCAN, doors.scan()))
    talk.say(receipt, *choices)
    _tell_coordinators(talk, sheet, Card(receipt, choices, kind="receipt"))


def _tell_coordinators(talk: Talk, sheet: ScoreSheet, card: Card) -> Told:
    people = [person for person in talk.work.people.of_unit(sheet.unit) if person.role is Role.COORDINATOR]
    return tell(talk, people, card, f"{card.kind}:{sheet.unit}")


def return_(talk: Talk) -> None:
    """The leader returns the sheet; the reason is asked for."""
    sheet = talk.own_sheet(Act.SIGN)
    if sheet.state is not State.INTERNAL_REVIEW:
        submit(talk)
        return
    talk.to(questions.ReturnReason())


class ReturnReason(Step[questions.ReturnReason]):
    """Why the leader returns the sheet."""

    def ask(self, talk: Talk) -> None:
        talk.expects = Expects.TEXT
        talk.say(t.WHY_RETURN)
        if said := self.at.said:
            talk.offer(talk.answer(common.shortened(t.with_reason(said), 60), self.as_said, primary=True))
        talk.offer(door(t.LOOK, doors.sheet()), talk.answer(common.NEVER_MIND, self.never_mind))

    def take(self, talk: Talk, text: str) -> bool:
        sheet = talk.own_sheet(Act.SIGN)
        sheet.return_to_coordinator(reason_in(text), talk.by)
        talk.work.sheets.save(sheet)
        talk.rest()
        talk.say(t.RETURNED, door(progress_texts.SEE_PROGRESS, doors.progress()))
        choices = (door(t.SEND, doors.submit(), primary=True), door(progress_texts.SEE_PROGRESS, doors.progress()))
        card = Card(t.returned(sheet.returned_reason), choices, kind="returned")
        say_unreached(talk, _tell_coordinators(talk, sheet, card))
        return True

    def as_said(self, talk: Talk) -> None:
        self.take(talk, self.at.said)

    def never_mind(self, talk: Talk) -> None:
        talk.rest()
        submit(talk)


def whole_sheet(talk: Talk, field: str = "") -> None:
    """Every leaf of the own sheet with its points, field by field."""
    sheet = talk.own_sheet()
    fields = [part.code for part in sheet.criteria.fields]
    code = field if field in fields else fields[0]
    talk.say(t.field_of_sheet(sheet, code))
    entries = [entry for leaf in sheet.criteria.field(code).leaves if readable(entry := sheet.entry(leaf.code))]
    if entries:
        talk.say(t.READ_HINT, *(door(t.read(entry), doors.look(entry.leaf.code)) for entry in entries))
    following = fields[(fields.index(code) + 1) % len(fields)]
    talk.offer(door(t.FIELD.format(code=following), doors.sheet(following)))
    if can(talk.person, Act.SIGN) and sheet.state is State.INTERNAL_REVIEW:
        talk.offer(*_leader_choices()[:2])
