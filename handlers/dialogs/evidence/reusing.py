"""A document that the unit has sent before, used for another leaf or item without sending it again."""

from dataclasses import replace

from handlers import questions
from handlers.dialogs.evidence.filing import file_under, go_on_after_files, once_more
from handlers.incoming.refusals import StaleChoice
from handlers.talk import Step, Talk
from handlers.texts.evidence import one_file as t
from handlers.texts.scoring import value as score_texts
from scoring.roles import Act
from scoring.sheet.entry import Entry, Evidence
from scoring.sheet.score_sheet import ScoreSheet

PAGE = 6


def reuse(talk: Talk, code: str, item: str = "") -> None:
    talk.own_sheet(Act.DECLARE, code)
    talk.to(questions.Reuse(code, item or None))


def sent_before(sheet: ScoreSheet, entry: Entry) -> list[tuple[str, Evidence]]:
    """The unit's documents that this leaf does not show yet, each with a leaf that does; the newest first."""
    here = {file.document for file in entry.live_evidence}
    filed = [(other.leaf.code, file) for other in sheet for file in other.live_evidence if file.document not in here]
    newest = sorted(filed, key=lambda pair: pair[1].by.at, reverse=True)
    return list({file.document: (leaf, file) for leaf, file in reversed(newest)}.values())[::-1]


class Reuse(Step[questions.Reuse]):
    """Which of the documents sent before."""

    def ask(self, talk: Talk) -> None:
        code = self.at.leaf
        key = self.at.item
        start = self.at.start
        sheet = talk.own_sheet(Act.DECLARE, code)
        known = sent_before(sheet, sheet.entry(code))
        talk.say(t.reuse(code, t.items(sheet.entry(code)).get(key or "")) if known else t.NOTHING_TO_REUSE.format(code=code))
        for leaf, file in known[start : start + PAGE]:
            talk.offer(talk.answer(t.sent_before(leaf, file), self.pick, file.document))
        if known[start + PAGE :]:
            talk.offer(talk.answer(t.OLDER, self.older))
        talk.offer(talk.answer(score_texts.LATER, self.later, primary=True))

    def pick(self, talk: Talk, document: str) -> None:
        code = self.at.leaf
        sheet = talk.own_sheet(Act.DECLARE, code)
        file = next((file for _, file in sent_before(sheet, sheet.entry(code)) if file.document == document), None)
        if file is None:
            raise StaleChoice
        file_under(talk, code, [once_more(talk, file, None)], self.at.item, "", "", trusted=True)
        go_on_after_files(talk, sheet, sheet.entry(code))

    def older(self, talk: Talk) -> None:
        talk.to(replace(self.at, start=self.at.start + PAGE))

    def later(self, talk: Talk) -> None:
        sheet = talk.own_sheet(Act.DECLARE, self.at.leaf)
        go_on_after_files(talk, sheet, sheet.entry(self.at.leaf))
