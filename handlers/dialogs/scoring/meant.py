"""Answers in words: what is certain is saved at once, what is only understood is asked back, nothing is guessed silently."""

import re
from decimal import Decimal

from handlers import questions
from handlers.cards.card import Expects
from handlers.dialogs.looking_up import browse
from handlers.dialogs.scoring.declaring import declare, edit, editable, leaf_of
from handlers.incoming.refusals import StaleChoice
from handlers.talk import Step, Talk, picked
from handlers.texts.looking_up import aside as aside_texts
from handlers.texts.scoring import meant as t
from handlers.texts.scoring import value as score_texts
from knowledge.hearing.sentences import Heard, Lacks, hear, read
from knowledge.search.codes import find_code, mentioned_codes
from knowledge.text import fold
from scoring.criteria import Leaf
from scoring.declared import Percent, Ratio, Variables
from scoring.errors import NotAnAnswer, NotANumber, Refusal, UnknownOption, WhichMeant
from scoring.roles import Act
from scoring.written.numbers import read_number, show

#: What is wrong with a sentence that may still say an answer; a figure that was mistyped is none.
SENTENCES = (NotAnAnswer, NotANumber, UnknownOption)
DENIALS = frozenset({"khong", "chua", "thieu", "ko", "chang"})
LACKS = re.compile(r"\b(?:khong|chua|ko)\s+(?:co|con|luu|tim|lap|kip|thay|giu)\b")
PAPERS = frozenset({"giay", "to", "lieu", "chung", "ban", "anh", "tep", "file"})
CORRECTIONS = frozenset({"nham", "lon", "sai", "doi", "sua"})


def understood(text: str, leaf: Leaf) -> Heard:
    """What a text means as an answer of a leaf; raises the ``Refusal`` of ``read_answer`` where it means nothing."""
    try:
        return Heard((read(text, leaf),), certain=True)
    except WhichMeant as error:
        return Heard(error.possible)
    except SENTENCES:
        heard = hear(text, leaf)
        if heard is None:
            raise
        return heard


def answered(talk: Talk, leaf: Leaf, text: str) -> None:
    """A text for the open question of a leaf. One that names a leaf by its code is no sentence about the open one."""
    heard = Heard((read(text, leaf),), certain=True) if _names_leaf(talk, leaf, text) else understood(text, leaf)
    take(talk, leaf, text, heard)


def _names_leaf(talk: Talk, leaf: Leaf, text: str) -> bool:
    leaves = talk.work.rounds.criteria(talk.round).leaves
    if any(code != leaf.code for code in mentioned_codes(text, leaves)):
        return True
    found = find_code(text, leaves)
    if found is None or found.guessed:
        return False
    known = found.code in leaves
    # "92.5" where a share is asked looks like the code of a leaf that the set does not have.
    return known or bool(found.rest.strip()) or not text.strip()[:1].isdigit() or not leaf.rule.need.denominator


def take(talk: Talk, leaf: Leaf, text: str, heard: Heard) -> None:
    """Saves what is certain, and asks about the rest."""
    if heard.certain:
        declare(talk, leaf.code, heard.possible[0])
        return
    editable(talk, talk.own_sheet(Act.DECLARE, leaf.code), leaf.code)
    talk.named(leaf.code)
    if heard.given:
        _take_figures(talk, leaf, text, heard)
        return
    if heard.part is not None and not heard.possible:
        talk.to(questions.OutOf(leaf.code, part=heard.part, lacks=heard.lacks))
        return
    talk.to(questions.Meant(leaf.code, text=text, possible=heard.possible, part=heard.part))


def _take_figures(talk: Talk, leaf: Leaf, text: str, heard: Heard) -> None:
    """Figures of a formula: what is missing is asked, and what is all there is asked back."""
    need = leaf.rule.need
    given = dict(heard.given)
    if any(variable.symbol not in given for variable in need.variables):
        talk.to(questions.Figure(leaf.code, given=given))
    elif len(need.branches) > 1:
        talk.to(questions.Branch(leaf.code, given=given))
    else:
        declared = Variables(tuple((variable.symbol, given[variable.symbol]) for variable in need.variables), None)
        talk.to(questions.Meant(leaf.code, text=text, possible=(declared,)))


def said_anew(talk: Talk, leaf: Leaf, text: str) -> bool:
    """A value typed while the documents of its leaf are asked replaces the answer; words that may speak of the documents
    themselves ("chưa có báo cáo", "đủ") are asked back or left to others."""
    if _names_leaf(talk, leaf, text):
        return False
    try:
        heard = understood(text, leaf)
    except Refusal:
        return False
    if _plain(text, leaf):
        take(talk, leaf, text, heard)
        return True
    words = set(fold(text).replace(",", " ").split())
    if words & DENIALS and not words & CORRECTIONS and _speaks_of_documents(words, leaf):
        return False
    take(talk, leaf, text, Heard(heard.possible, part=heard.part))
    return True


def has_nothing_to_send(text: str, leaf: Leaf) -> bool:
    """ "Không có báo cáo để gửi": why a document is not there is then asked; "có báo cáo chưa" is a question."""
    words = fold(text).strip(" .!")
    told = LACKS.search(words) is not None and not words.endswith(("khong", "chua", "?"))
    return told and _speaks_of_documents(set(words.replace(",", " ").split()), leaf)


def _plain(text: str, leaf: Leaf) -> bool:
    """A figure, the letter of an option or its whole label: nothing else that could be meant here."""
    options = leaf.rule.need.options
    words = fold(text).strip(" .)")
    letters = {option.letter for option in options}
    labelled = any(words == fold(option.label) for option in options if len(option.label.split()) > 1)
    return any(map(str.isdigit, words)) or labelled or (bool(words) and set(words) <= letters)


def _speaks_of_documents(words: set[str], leaf: Leaf) -> bool:
    return bool(words & PAPERS) or any(words & set(fold(item.name).split()) for item in leaf.evidence)


class Meant(Step[questions.Meant]):
    """What a sentence may mean: one thing to say yes to, or several to choose from."""

    def ask(self, talk: Talk) -> None:
        leaf = leaf_of(talk, self.at)
        talk.expects = Expects.LETTER if leaf.rule.need.options else Expects.NUMBER
        possible = self.at.possible
        if self.at.part is not None:
            number = t.number_of(leaf, show(self.at.part))
            share = " / ".join(score_texts.declared_words(answer) for answer in possible if isinstance(answer, Percent))
            talk.say(t.share_or_number(leaf, share, number))
            talk.offer(talk.answer(share, self.pick, "0"), talk.answer(number, self.part))
        elif len(possible) == 1:
            talk.say(t.understood(leaf, self.at.text, possible[0]))
            talk.offer(talk.answer(score_texts.CONFIRM, self.pick, "0", primary=True))
        else:
            talk.say(t.several(leaf, self.at.text))
            talk.offer(*(talk.answer(t.choice(leaf, answer), self.pick, str(number)) for number, answer in enumerate(possible)))
        talk.offer(talk.answer(score_texts.TYPE_AGAIN, self.again), talk.answer(aside_texts.ANSWER_ME, self.answer_me))

    def take(self, talk: Talk, text: str) -> bool:
        """An answer typed instead of a press is simply the new answer."""
        return talk.step_of(questions.Value(self.at.leaf)).take(talk, text)

    def pick(self, talk: Talk, number: str) -> None:
        declare(talk, self.at.leaf, picked(self.at.possible, number))

    def part(self, talk: Talk) -> None:
        """The figure is a number; of how many is asked next."""
        if self.at.part is None:
            raise StaleChoice
        talk.to(questions.OutOf(self.at.leaf, part=self.at.part))

    def again(self, talk: Talk) -> None:
        edit(talk, self.at.leaf)

    def answer_me(self, talk: Talk) -> None:
        """It was a question: that of the leaf is open again behind what is answered."""
        talk.session.goes_on_with(questions.Value(self.at.leaf))
        browse.search(talk, self.at.text)


class OutOf(Step[questions.OutOf]):
    """The figure of a ratio that has not been said."""

    def ask(self, talk: Talk) -> None:
        leaf = leaf_of(talk, self.at)
        talk.expects = Expects.NUMBER
        talk.say(t.lacking_figure(leaf, self.at.part, self.at.lacks))
        talk.offer(talk.answer(score_texts.TYPE_AGAIN, self.again))

    def take(self, talk: Talk, text: str) -> bool:
        leaf = leaf_of(talk, self.at)
        part = self.at.part
        # "3.2" is looked up, and counts nothing.
        figure = None if _names_leaf(talk, leaf, text) else _figure(text, leaf)
        if figure is None:
            return talk.step_of(questions.Value(self.at.leaf)).take(talk, text)
        match self.at.lacks:
            case Lacks.WHOLE:
                ratio = Ratio(part, figure)
            case Lacks.WHOLE_OF_LEFT if figure < part:
                talk.say(t.less_than_left(leaf, part, figure))
                talk.again()
                return True
            case Lacks.WHOLE_OF_LEFT:
                ratio = Ratio(figure - part, figure)
            case Lacks.DONE:
                ratio = Ratio(figure, part)
            case Lacks.ALL:
                ratio = Ratio(figure, figure)
        declare(talk, leaf.code, ratio)
        return True

    def again(self, talk: Talk) -> None:
        edit(talk, self.at.leaf)


def _figure(text: str, leaf: Leaf) -> Decimal | None:
    """ "1.240", "1.240 hồ sơ"; ``None`` where it is another answer, or none."""
    try:
        return read_number(text)
    except NotANumber:
        heard = hear(text, leaf)
        return heard.part if heard else None
