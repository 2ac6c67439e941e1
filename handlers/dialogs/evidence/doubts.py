"""A file is not believed blindly: what speaks against it is said first, and what it was taken for can be put right."""

from handlers import doors, questions
from handlers.cards.card import Expects
from handlers.dialogs.evidence.arrivals import doubt_choices, place_of, speaks_against
from handlers.dialogs.evidence.filing import asked, file_now, go_on_after_files, sort_as
from handlers.dialogs.evidence.sorting import items_meant
from handlers.dialogs.scoring.declaring import editable
from handlers.talk import Step, Talk
from handlers.texts.evidence import asking as evidence_texts
from handlers.texts.evidence import doubts as t
from handlers.texts.evidence import one_file as filed_texts
from handlers.texts.scoring import value as score_texts
from knowledge.documents.naming import NOT_THAT, THIS_IS
from knowledge.text import fold
from scoring.roles import Act
from scoring.sheet.entry import Evidence
from scoring.sheet.refusals import NotFiledHere
from scoring.sheet.score_sheet import ScoreSheet

USE_IT = frozenset({"co", "u", "vang", "dung", "van dung", "dung vay", "duoc", "ok", "van dung chu"})
DROP_IT = frozenset({"khong", "khong dung", "bo", "bo di", "bo tep nay", "khong dung nua"})


class Held(Step[questions.Held]):
    """Whether a file is meant although something speaks against it; it counts only then."""

    def ask(self, talk: Talk) -> None:
        code = self.at.leaf
        sheet = talk.own_sheet(Act.DECLARE, code)
        entry = sheet.entry(code)
        file = entry.file(self.at.file)
        if file is None or not file.held:
            go_on_after_files(talk, sheet, entry)
            return
        talk.expects = Expects.CHOICE
        item = filed_texts.items(entry).get(file.item or "", "")
        talk.say(t.ask(code, file, speaks_against(entry, file, place_of(talk)), item))
        talk.offer(*doubt_choices(entry, file), talk.answer(score_texts.LATER, self.later))

    def take(self, talk: Talk, text: str) -> bool:
        code = self.at.leaf
        file = self.at.file
        said = fold(text).rstrip(".! ")
        if said in USE_IT:
            use_anyway(talk, code, file)
        elif said in DROP_IT:
            talk.through(doors.forget(code, file))
        else:
            return False
        return True

    def later(self, talk: Talk) -> None:
        talk.through(doors.skip(self.at.leaf))


def _found(talk: Talk, code: str, evidence_id: str) -> tuple[ScoreSheet, Evidence]:
    """A file whose leaf may be changed now."""
    sheet = talk.own_sheet(Act.DECLARE, code)
    file = sheet.entry(code).file(evidence_id)
    if file is None:
        raise NotFiledHere(code)
    if not asked(sheet.entry(code)):
        editable(talk, sheet, code)
    return sheet, file


def use_anyway(talk: Talk, code: str, evidence_id: str) -> None:
    """It is meant: it counts from now on, and what its text says of itself is what has been confirmed."""
    sheet, file = _found(talk, code, evidence_id)
    sheet.release_evidence(code, evidence_id, talk.by)
    if file.proposed:
        sheet.describe_evidence(code, evidence_id, file.proposed, talk.by)
    talk.work.sheets.save(sheet)
    entry = sheet.entry(code)
    item = filed_texts.items(entry).get(file.item or "", "")
    talk.say(t.used(code, entry.file(evidence_id) or file, item))
    go_on_after_files(talk, sheet, entry)


def not_that(talk: Talk, code: str, evidence_id: str) -> None:
    """It is not the document that it was taken for: it stands for none, and is asked for."""
    sheet, file = _found(talk, code, evidence_id)
    sheet.sort_evidence(code, evidence_id, None, talk.by)
    talk.work.sheets.save(sheet)
    talk.to(questions.WhichItem(code, evidence_id, file.item or ""))


def take_kind(talk: Talk, text: str) -> bool:
    """ "Cái này là báo cáo năm", "không phải" right after a file."""
    code = str(talk.session.album.get("leaf") or "")
    evidence_id = str(talk.session.album.get("file") or "")
    said = fold(text)
    wrong = NOT_THAT.match(said)
    if not code or not evidence_id or not (wrong or THIS_IS.match(said)):
        return False
    entry = talk.own_sheet(Act.DECLARE, code).entry(code)
    file = entry.file(evidence_id)
    if file is None:
        return False
    left = said[wrong.end() :] if wrong else said
    meant = [key for key in items_meant(entry, left) if not wrong or key != file.item]
    if len(meant) == 1:
        sheet, file = _found(talk, code, evidence_id)
        sort_as(talk, sheet, code, file, meant[0])
        talk.say(evidence_texts.received(sheet.entry(code), [file_now(sheet, code, evidence_id)]))
        go_on_after_files(talk, sheet, sheet.entry(code))
    elif wrong or meant:
        not_that(talk, code, evidence_id)
    return bool(wrong or meant)
