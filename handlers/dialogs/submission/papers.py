"""The papers of a sheet: report, workbook and dossier to take away; difficulties and the signed scan to put in."""

from collections.abc import Callable

from handlers import doors, questions
from handlers.cards.card import Attachment, Expects, Export, Picture
from handlers.dialogs.menu import has_primary
from handlers.dialogs.telling.faulty import told_faulty
from handlers.incoming.events import Incoming
from handlers.talk import Step, Talk, door
from handlers.texts import common
from handlers.texts import progress as progress_texts
from handlers.texts.submission import papers as t
from scoring.roles import Act, can, check_act
from scoring.sheet.papers import HELD_BY_COMMUNE, SCAN_TAKEN_IN
from scoring.sheet.score_sheet import ScoreSheet
from scoring.states import SEEN_BY_REVIEWERS, State

SHOWN_PAGES = 10
OFFERED_UNITS = 20


def papers(talk: Talk, unit: str = "") -> None:
    """/hoso [UNIT]: what there is to take, and what the coordinator and the leader still put in."""
    if not unit and not talk.person.role.of_commune:
        _which_unit(talk)
        return
    sheet = _sheet(talk, unit)
    place = (sheet.unit,) if unit else ()
    known = talk.work.people.unit(sheet.unit)
    talk.say(t.papers(sheet, known.name if known else sheet.unit))
    rest = not talk.session.question and not _scan_lacking(talk, sheet)
    talk.offer(
        door(t.REPORT, doors.report(*place), primary=rest),
        door(t.WORKBOOK, doors.download(*place)),
        door(t.DOSSIER, doors.dossier(*place)),
    )
    if sheet.scan_pages:
        talk.offer(door(t.SIGNED, doors.signed(*place)))
    if not unit and can(talk.person, Act.FILE_PAPERS):
        _offer_filing(talk, sheet)
    _offer_return(talk)


def _which_unit(talk: Talk) -> None:
    """A reviewer has no sheet of his own: the communes that have handed theirs in."""
    check_act(talk.person, Act.TAKE_PAPERS)
    submitted = [code for code, state in talk.work.queue.units(talk.round) if State(state) in SEEN_BY_REVIEWERS]
    for place, code in enumerate(submitted[:OFFERED_UNITS]):
        known = talk.work.people.unit(code)
        talk.offer(door(f"{code} {known.name}" if known else code, doors.papers(code), primary=not place))
    talk.say(t.which_unit(submitted[0]) if submitted else t.NOTHING_SUBMITTED)
    _offer_return(talk)
    if not talk.choices:
        talk.offer(door(common.STATES_OF_UNITS, doors.progress(), primary=True))


def _sheet(talk: Talk, unit: str) -> ScoreSheet:
    """The own sheet of a commune's people; a reviewer names the unit."""
    return talk.sheet_of(unit.upper() or talk.person.unit, Act.TAKE_PAPERS)


def _offer_filing(talk: Talk, sheet: ScoreSheet) -> None:
    if sheet.state in SCAN_TAKEN_IN:
        talk.offer(door(t.SEND_SCAN, doors.scan(), primary=_scan_lacking(talk, sheet)))
    if sheet.state in HELD_BY_COMMUNE:
        talk.offer(door(t.DIFFICULTIES, doors.difficulties()))


def _scan_lacking(talk: Talk, sheet: ScoreSheet) -> bool:
    """Whether the round waits for this person's scan, in a sheet that may take it now."""
    asked = sheet.scan_required and not sheet.scan_pages and sheet.state in SCAN_TAKEN_IN
    return asked and sheet.unit == talk.person.unit and can(talk.person, Act.FILE_PAPERS)


def _offer_return(talk: Talk) -> None:
    if talk.session.question:
        talk.offer(door(progress_texts.RESUME, doors.resume(), primary=not has_primary(talk)))


# -- taking away -----------------------------------------------------------------------------------------------------


def report(talk: Talk, unit: str = "") -> None:
    """The self-assessment report, to be printed and signed."""
    sheet = _attach(talk, unit, Export.REPORT, t.report_file)
    talk.say(t.here_is_the_report(draft=sheet.state in HELD_BY_COMMUNE), door(t.PAPERS, doors.papers(*_place(unit))))
    _offer_return(talk)


def workbook(talk: Talk, unit: str = "") -> None:
    _attach(talk, unit, Export.SHEET, t.sheet_file)
    talk.say(t.HERE_IS_THE_SHEET, door(t.PAPERS, doors.papers(*_place(unit))))
    _offer_return(talk)


def dossier(talk: Talk, unit: str = "") -> None:
    """Every document in the folder of its criterion, with an index."""
    _attach(talk, unit, Export.DOSSIER, t.dossier_file)
    talk.say(t.HERE_IS_THE_DOSSIER, door(t.PAPERS, doors.papers(*_place(unit))))
    _offer_return(talk)


def _attach(talk: Talk, unit: str, what: Export, name: Callable[[str, int], str]) -> ScoreSheet:
    sheet = _sheet(talk, unit)
    talk.attachment = Attachment(what, sheet.unit, sheet.round, name(sheet.unit, talk.round.year))
    return sheet


def _place(unit: str) -> tuple[str, ...]:
    return (unit,) if unit else ()


def signed(talk: Talk, unit: str = "") -> None:
    """The pages of the signed paper."""
    pages = _sheet(talk, unit).scan_pages
    talk.say(t.signed_pages(len(pages)) if pages else t.NO_SCAN, door(t.PAPERS, doors.papers(*_place(unit))))
    for page in [one for one in pages if one.sha256][:SHOWN_PAGES]:
        talk.pictures.append(Picture(page.sha256 or "", page.name, page.mime))
    _offer_return(talk)


# -- putting in ------------------------------------------------------------------------------------------------------


def scan(talk: Talk) -> None:
    """Opens the question for the signed paper."""
    sheet = talk.own_sheet(Act.FILE_PAPERS)
    sheet.check_scan_taken_in()
    talk.to(questions.Scan())


class SignedScan(Step[questions.Scan]):
    """The signed paper, in one file or page by page, until the person says that it is whole."""

    def ask(self, talk: Talk) -> None:
        sheet = talk.own_sheet(Act.FILE_PAPERS)
        sheet.check_scan_taken_in()
        talk.expects = Expects.FILES
        talk.say(t.ask_scan(len(sheet.scan_pages)))
        if sheet.scan_pages:
            talk.offer(talk.answer(t.DONE, self.done, primary=True), talk.answer(t.AGAIN, self.again))
        else:
            talk.offer(talk.answer(t.STOP, self.done))

    def again(self, talk: Talk) -> None:
        """The pages so far count no more."""
        sheet = talk.own_sheet(Act.FILE_PAPERS)
        sheet.replace_scan(talk.by)
        talk.work.sheets.save(sheet)
        talk.say(t.SCAN_DROPPED)
        talk.again()

    def done(self, talk: Talk) -> None:
        sheet = talk.own_sheet(Act.FILE_PAPERS)
        talk.rest()
        if sheet.scan_pages:
            talk.say(t.SCAN_KEPT)
        if sheet.state is State.INTERNAL_REVIEW and can(talk.person, Act.SIGN):
            talk.through(doors.submit())
        else:
            talk.offer(door(t.PAPERS, doors.papers()), door(progress_texts.SEE_PROGRESS, doors.progress()))

    def receive(self, talk: Talk, incoming: Incoming) -> None:
        """Pages; each is kept at once."""
        sheet = talk.own_sheet(Act.FILE_PAPERS)
        if incoming.album:
            talk.slot = f"album:{incoming.album}"
            talk.settle = True
        for file in [one for one in incoming.files if not told_faulty(talk, one)]:
            sheet.file_scan(talk.work.documents.receive(file, talk.person, talk.chat, talk.now))
            talk.say(t.page_received(len(sheet.scan_pages)))
        talk.work.sheets.save(sheet)
        talk.again()


def difficulties(talk: Talk) -> None:
    talk.own_sheet(Act.FILE_PAPERS)
    talk.to(questions.Difficulties())


class Difficulties(Step[questions.Difficulties]):
    """What the commune found hard and what it proposes; several messages, each kept at once."""

    def ask(self, talk: Talk) -> None:
        kept = talk.own_sheet(Act.FILE_PAPERS).difficulties
        talk.expects = Expects.TEXT
        talk.say(t.ask_difficulties(kept))
        if kept:
            talk.offer(talk.answer(t.DONE, self.done, primary=True), talk.answer(t.REWRITE, self.rewrite))
        else:
            talk.offer(talk.answer(t.STOP, self.done))

    def take(self, talk: Talk, text: str) -> bool:
        sheet = talk.own_sheet(Act.FILE_PAPERS)
        sheet.write_difficulties(text, talk.by)
        talk.work.sheets.save(sheet)
        talk.say(t.DIFFICULTIES_KEPT)
        talk.again()
        return True

    def rewrite(self, talk: Talk) -> None:
        sheet = talk.own_sheet(Act.FILE_PAPERS)
        sheet.clear_difficulties(talk.by)
        talk.work.sheets.save(sheet)
        talk.again()

    def done(self, talk: Talk) -> None:
        talk.rest()
        papers(talk)
