"""The explanation in place of a document: written or spoken into text, message by message, each kept at once."""

from handlers import questions
from handlers.cards.card import Expects
from handlers.dialogs.scoring.declaring import after_change
from handlers.talk import Step, Talk
from handlers.texts import common
from handlers.texts.evidence import explaining as t
from scoring.roles import Act


def explain(talk: Talk, code: str) -> None:
    """What has been written for a leaf, with room to go on."""
    talk.own_sheet(Act.DECLARE, code)
    talk.to(questions.Write(code))


class Write(Step[questions.Write]):
    """Says what belongs into an explanation; what is written is shown whole, to be gone on with or begun anew."""

    def ask(self, talk: Talk) -> None:
        entry = talk.own_sheet(Act.DECLARE, self.at.leaf).entry(self.at.leaf)
        talk.expects = Expects.TEXT
        if entry.explanation:
            talk.say(t.noted(entry), talk.answer(t.DONE, self.done, primary=True), talk.answer(t.REWRITE, self.rewrite))
        else:
            talk.say(t.why(entry), talk.answer(common.NEVER_MIND, self.done))

    def take(self, talk: Talk, text: str) -> bool:
        code = self.at.leaf
        sheet = talk.own_sheet(Act.DECLARE, code)
        sheet.explain(code, text, talk.by)
        talk.work.sheets.save(sheet)
        talk.again()
        return True

    def done(self, talk: Talk) -> None:
        sheet = talk.own_sheet(Act.DECLARE, self.at.leaf)
        after_change(talk, sheet, sheet.entry(self.at.leaf))

    def rewrite(self, talk: Talk) -> None:
        sheet = talk.own_sheet(Act.DECLARE, self.at.leaf)
        sheet.drop_explanation(self.at.leaf, talk.by)
        talk.work.sheets.save(sheet)
        talk.again()
