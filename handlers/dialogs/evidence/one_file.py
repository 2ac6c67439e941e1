"""One file of a leaf: looked at, described, replaced, taken off, or kept after a look for citizens' numbers."""

from handlers import doors, questions
from handlers.cards.card import Expects, Picture
from handlers.dialogs.evidence.arrivals import place_of, speaks_against
from handlers.dialogs.evidence.filing import asked, go_on_after_files, move
from handlers.dialogs.looking_up.shortform import read_short
from handlers.dialogs.scoring.declaring import editable
from handlers.talk import Step, Talk, door
from handlers.texts.evidence import doubts
from handlers.texts.evidence import one_file as t
from handlers.texts.scoring import value as score_texts
from knowledge.documents.letterheads import read_note, read_typed
from scoring.errors import NotAPaper
from scoring.roles import Act
from scoring.sheet.entry import Entry, Evidence, Paper
from scoring.sheet.refusals import NotFiledHere
from scoring.sheet.score_sheet import ScoreSheet

LISTED = 8


def picture_of(file: Evidence) -> Picture | None:
    """A small picture for a list; nothing where there is none."""
    return Picture(file.sha256, file.name, file.mime, file.preview, aside=True) if file.sha256 and file.preview else None


def offer_files(talk: Talk, entry: Entry) -> None:
    """What may be done with the files of a leaf: at once with a single one, by a card of its own with each of several."""
    code = entry.leaf.code
    documents = list({file.document: file for file in reversed(entry.evidence)}.values())[::-1]
    talk.pictures += [shown for file in documents[-LISTED:] if (shown := picture_of(file))]
    if len(documents) == 1:
        _offer_actions(talk, code, documents[0])
        return
    for number, file in list(enumerate(documents, 1))[-LISTED:]:
        talk.offer(door(t.one_of(number, file.name), doors.file(code, file.id)))


def _offer_actions(talk: Talk, code: str, file: Evidence) -> None:
    if file.held:
        talk.offer(door(doubts.USE, doors.use_anyway(code, file.id)))
    elif file.item:
        talk.offer(door(doubts.NOT_THAT, doors.not_that(code, file.id)))
    if file.doubtful:
        talk.offer(door(t.KEEP, doors.keep_file(code, file.id)))
    if file.proposed and not file.held:
        talk.offer(door(t.ACCEPT, doors.accept(code, file.id)))
    talk.offer(door(t.DESCRIBE, doors.describe(code, file.id)), door(t.REPLACE, doors.replace(code, file.id)))
    talk.offer(door(f"{t.FORGET}: {file.name[:24]}", doors.forget(code, file.id)))


def file_card(talk: Talk, code: str, evidence_id: str) -> None:
    """One file: what is known of it, and what may be done with it."""
    sheet, file = _found(talk, code, evidence_id)
    talk.rest()
    talk.named(code)
    talk.say(t.details(sheet.entry(code), file, talk.name(file.by.person), talk.zone))
    if file.doubtful:
        talk.say(t.citizens(file.name))
    found = speaks_against(sheet.entry(code), file, place_of(talk))
    if found:
        talk.say(doubts.said(found, t.items(sheet.entry(code)).get(file.item or "", "")))
    if file.proposed and not file.held:
        talk.say(t.read_in(file.name, file.proposed))
    talk.pictures += [shown for shown in [picture_of(file)] if shown]
    _offer_actions(talk, code, file)
    talk.offer(door(t.all_files(code), doors.evidence(code), primary=True))


def _found(talk: Talk, code: str, evidence_id: str) -> tuple[ScoreSheet, Evidence]:
    sheet = talk.own_sheet(Act.DECLARE, code)
    file = sheet.entry(code).file(evidence_id)
    if file is None:
        raise NotFiledHere(code)
    return sheet, file


def _found_open(talk: Talk, code: str, evidence_id: str) -> tuple[ScoreSheet, Evidence]:
    """As ``_found``, for a change: refused at once where the leaf is locked."""
    sheet, file = _found(talk, code, evidence_id)
    if not asked(sheet.entry(code)):
        editable(talk, sheet, code)
    return sheet, file


# -- number, date, issuer, pages -----------------------------------------------------------------------------------------


def describe(talk: Talk, code: str, evidence_id: str) -> None:
    _found_open(talk, code, evidence_id)
    talk.to(questions.Describe(code, file=evidence_id))


def accept(talk: Talk, code: str, evidence_id: str) -> None:
    """What was read in the file is right."""
    _, file = _found_open(talk, code, evidence_id)
    _write_down(talk, code, evidence_id, file.proposed or file.paper)
    talk.through(doors.resume())


def take_note(talk: Talk, text: str) -> bool:
    """A message right after a file that says nothing but which document it is."""
    session = talk.session
    code = str(session.album.get("leaf") or "")
    evidence_id = str(session.album.get("file") or "")
    paper = read_note(text) if code and evidence_id else None
    short = read_short(talk, text) if paper else None
    if paper is None or (short and short.code in talk.work.rounds.criteria(talk.round).leaves):
        return False
    if talk.own_sheet(Act.DECLARE, code).entry(code).file(evidence_id) is None:
        return False
    _write_down(talk, code, evidence_id, paper)
    talk.through(doors.resume())
    return True


def _write_down(talk: Talk, code: str, evidence_id: str, paper: Paper) -> None:
    sheet = talk.own_sheet(Act.DECLARE, code)
    entry = sheet.describe_evidence(code, evidence_id, paper, talk.by)
    talk.work.sheets.save(sheet)
    file = entry.file(evidence_id)
    if file:
        talk.say(t.described(file))


class Describe(Step[questions.Describe]):
    """Which document a file is, in one sentence; what its own text says may be taken with one press."""

    def ask(self, talk: Talk) -> None:
        talk.expects = Expects.TEXT
        file = self._file(talk)
        talk.say(t.how_to_describe(self.at.leaf, file))
        if file.proposed:
            talk.say(t.read_in(file.name, file.proposed), talk.answer(t.ACCEPT, self.accept, primary=True))
        talk.offer(talk.answer(score_texts.LATER, self.later, primary=not file.proposed))

    def take(self, talk: Talk, text: str) -> bool:
        paper = read_typed(text)
        if paper is None:
            raise NotAPaper(text)
        _write_down(talk, self.at.leaf, self.at.file, paper)
        self._return(talk)
        return True

    def accept(self, talk: Talk) -> None:
        """What was read in the file is right."""
        file = self._file(talk)
        if file.proposed:
            _write_down(talk, self.at.leaf, self.at.file, file.proposed)
        self._return(talk)

    def later(self, talk: Talk) -> None:
        self._return(talk)

    def _file(self, talk: Talk) -> Evidence:
        return _found(talk, self.at.leaf, self.at.file)[1]

    def _return(self, talk: Talk) -> None:
        if talk.session.back:
            talk.through(doors.back())
        else:
            talk.through(doors.evidence(self.at.leaf))


# -- replaced, taken off, kept -------------------------------------------------------------------------------------------


def replace_(talk: Talk, code: str, evidence_id: str) -> None:
    _found_open(talk, code, evidence_id)
    talk.to(questions.NewFile(code, replaces=evidence_id))


class NewFile(Step[questions.NewFile]):
    """The next file takes the place of one that is there (``evidence.receive`` puts it there)."""

    def ask(self, talk: Talk) -> None:
        code = self.at.leaf
        _, file = _found(talk, code, self.at.replaces)
        talk.expects = Expects.FILES
        talk.takes_files(code)
        talk.say(t.send_instead(code, file), talk.answer(t.KEEP_OLD, self.keep, primary=True))

    def keep(self, talk: Talk) -> None:
        talk.through(doors.evidence(self.at.leaf))


def move_file(talk: Talk, code: str, evidence_id: str, other: str) -> None:
    """A file that stands under the wrong leaf goes to another."""
    sheet, file = _found_open(talk, code, evidence_id)
    editable(talk, sheet, other)
    move(talk, sheet, code, [file.id], other)
    go_on_after_files(talk, sheet, sheet.entry(other))


def forget(talk: Talk, code: str, evidence_id: str) -> None:
    """Takes a file off a leaf; pressed twice, the second press shows what is there."""
    sheet = talk.own_sheet(Act.DECLARE, code)
    file = sheet.entry(code).file(evidence_id)
    if file is None:
        talk.through(doors.evidence(code))
        return
    entry = sheet.remove_evidence(code, evidence_id, talk.by)
    talk.work.sheets.save(sheet)
    talk.say(t.removed(file.name))
    go_on_after_files(talk, sheet, entry)


def keep_file(talk: Talk, code: str, evidence_id: str) -> None:
    """Somebody has looked: no number of a citizen stands there, or it has to."""
    sheet, file = _found_open(talk, code, evidence_id)
    sheet.check_evidence(code, evidence_id, talk.by)
    talk.work.sheets.save(sheet)
    talk.say(t.checked(file.name))
    talk.through(doors.resume())
