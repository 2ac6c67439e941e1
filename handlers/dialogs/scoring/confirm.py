"""The few answers that are asked back before they are saved."""

from typing import TypeVar

from handlers import questions
from handlers.cards.card import Expects
from handlers.dialogs.scoring import colleagues
from handlers.dialogs.scoring.declaring import after_change, declare, edit, leaf_of, save
from handlers.talk import Step, Talk
from handlers.texts import common
from handlers.texts.scoring import colleagues as colleagues_texts
from handlers.texts.scoring import value as t
from scoring.declared import Ratio
from scoring.roles import Act
from scoring.sheet.entry import Entry, Stage
from scoring.written.numbers import show

Q = TypeVar("Q", bound=questions.OfScore)


class AskedBack(Step[Q]):
    """An answer that is not saved yet: one typed instead of a press is simply the new answer."""

    def take(self, talk: Talk, text: str) -> bool:
        return talk.step_of(questions.Value(self.at.leaf, self.at.seen)).take(talk, text)


class Confirm(AskedBack[questions.Confirm]):
    """An answer held back: it lowers a score that has evidence, claims "không áp dụng", or its code was guessed."""

    def ask(self, talk: Talk) -> None:
        code = self.at.leaf
        talk.say(_why(self.at, talk.own_sheet(Act.DECLARE, code).entry(code)))
        talk.offer(talk.answer(t.CONFIRM, self.yes, primary=True), talk.answer(t.TYPE_AGAIN, self.no))

    def yes(self, talk: Talk) -> None:
        if self.at.why == "guessed":
            # The leaf is known now; its answer may still have to be asked back.
            declare(talk, self.at.leaf, self.at.declared)
        else:
            save(talk, self.at.leaf, self.at.declared)

    def no(self, talk: Talk) -> None:
        edit(talk, self.at.leaf)


class Overtaken(AskedBack[questions.Overtaken]):
    """A colleague has answered the same question meanwhile: what he entered is shown, and nothing is saved unasked."""

    def ask(self, talk: Talk) -> None:
        entry = talk.own_sheet(Act.DECLARE, self.at.leaf).entry(self.at.leaf)
        declared = self.at.declared
        colleagues.remember_seen(talk, entry)
        talk.say(f"{colleagues.words_of(talk, entry)}\n{colleagues_texts.ours(declared)}")
        talk.offer(talk.answer(colleagues_texts.KEEP, self.keep, primary=True))
        talk.offer(talk.answer(common.shortened(colleagues_texts.replace_by(declared), 60), self.replace))

    def keep(self, talk: Talk) -> None:
        sheet = talk.own_sheet(Act.DECLARE, self.at.leaf)
        entry = sheet.entry(self.at.leaf)
        talk.say(colleagues_texts.kept(entry))
        after_change(talk, sheet, entry)

    def replace(self, talk: Talk) -> None:
        declare(talk, self.at.leaf, self.at.declared)


class Swap(AskedBack[questions.Swap]):
    """More than the whole: were numerator and denominator the wrong way round?"""

    def ask(self, talk: Talk) -> None:
        numerator = self.at.numerator
        denominator = self.at.denominator
        talk.expects = Expects.NUMBER
        talk.say(t.above_whole(leaf_of(talk, self.at), numerator, denominator))
        talk.offer(talk.answer(t.swap(show(numerator), show(denominator)), self.swap, primary=True))
        talk.offer(talk.answer(t.TYPE_AGAIN, self.again))

    def swap(self, talk: Talk) -> None:
        declare(talk, self.at.leaf, Ratio(self.at.denominator, self.at.numerator))

    def again(self, talk: Talk) -> None:
        edit(talk, self.at.leaf)


def _why(at: questions.Confirm, entry: Entry) -> str:
    why = at.why
    declared = at.declared
    if why == "not_applicable":
        return t.not_applicable(entry.leaf)
    if why == "guessed":
        return t.guessed(entry.leaf)
    if why == "caption":
        return t.other_caption(entry, declared)
    own = entry.score(Stage.SELF)
    new = entry.leaf.rule.score(declared, entry.leaf.max).points
    return t.lower(entry.leaf.code, own.points if own else None, new, len(entry.live_evidence))
