"""The few answers that are asked back before they are saved."""

from handlers import questions
from handlers.cards.card import Expects
from handlers.dialogs.scoring import colleagues
from handlers.dialogs.scoring.declaring import after_change, declare, edit, save
from handlers.dialogs.scoring.value import leaf_of
from handlers.talk import Step, Talk
from handlers.texts import common
from handlers.texts.scoring import colleagues as colleagues_texts
from handlers.texts.scoring import value as t
from scoring.declared import Ratio
from scoring.roles import Act
from scoring.sheet.entry import Entry, Stage
from scoring.written.numbers import show


class Confirm(Step[questions.Confirm]):
    """An answer held back: it lowers a score that has evidence, claims "không áp dụng", or its code was guessed."""

    def ask(self, talk: Talk) -> None:
        code = self.at.leaf
        talk.say(_why(self.at, talk.own_sheet(Act.DECLARE, code).entry(code)))
        talk.offer(talk.answer(t.CONFIRM, "yes", primary=True), talk.answer(t.TYPE_AGAIN, "no"))

    def take(self, talk: Talk, text: str) -> bool:
        """An answer typed instead of a press is simply the new answer."""
        return talk.step_of(questions.Value(self.at.leaf, self.at.seen)).take(talk, text)

    def press(self, talk: Talk, action: str, *args: str) -> None:
        code, declared = self.at.leaf, self.at.declared
        if action == "no":
            edit(talk, code)
        elif self.at.why == "guessed":
            declare(talk, code, declared)
        else:
            save(talk, code, declared)


class Overtaken(Step[questions.Overtaken]):
    """A colleague has answered the same question meanwhile: what he entered is shown, and nothing is saved unasked."""

    def ask(self, talk: Talk) -> None:
        entry = talk.own_sheet(Act.DECLARE, self.at.leaf).entry(self.at.leaf)
        declared = self.at.declared
        colleagues.remember_seen(talk, entry)
        talk.say(f"{colleagues.words_of(talk, entry)}\n{colleagues_texts.ours(declared)}")
        talk.offer(talk.answer(colleagues_texts.KEEP, "keep", primary=True))
        talk.offer(talk.answer(common.shortened(colleagues_texts.replace_by(declared), 60), "replace"))

    def take(self, talk: Talk, text: str) -> bool:
        return talk.step_of(questions.Value(self.at.leaf, self.at.seen)).take(talk, text)

    def press(self, talk: Talk, action: str, *args: str) -> None:
        code, declared = self.at.leaf, self.at.declared
        if action == "replace":
            declare(talk, code, declared)
            return
        sheet = talk.own_sheet(Act.DECLARE, code)
        talk.say(colleagues_texts.kept(sheet.entry(code)))
        after_change(talk, sheet, sheet.entry(code))


class Swap(Step[questions.Swap]):
    """More than the whole: were numerator and denominator the wrong way round?"""

    def ask(self, talk: Talk) -> None:
        numerator, denominator = self.at.numerator, self.at.denominator
        talk.expects = Expects.NUMBER
        talk.say(t.above_whole(leaf_of(talk, self.at), numerator, denominator))
        talk.offer(talk.answer(t.swap(show(numerator), show(denominator)), "swap", primary=True))
        talk.offer(talk.answer(t.TYPE_AGAIN, "again"))

    def take(self, talk: Talk, text: str) -> bool:
        return talk.step_of(questions.Value(self.at.leaf, self.at.seen)).take(talk, text)

    def press(self, talk: Talk, action: str, *args: str) -> None:
        if action == "swap":
            declare(talk, self.at.leaf, Ratio(self.at.denominator, self.at.numerator))
        else:
            edit(talk, self.at.leaf)


def _why(at: questions.Confirm, entry: Entry) -> str:
    why, declared = at.why, at.declared
    if why == "not_applicable":
        return t.not_applicable(entry.leaf)
    if why == "guessed":
        return t.guessed(entry.leaf)
    if why == "caption":
        return t.other_caption(entry, declared)
    own = entry.score(Stage.SELF)
    new = entry.leaf.rule.score(declared, entry.leaf.max).points
    return t.lower(entry.leaf.code, own.points if own else None, new, len(entry.live_evidence))
