"""The question of one leaf: the rule says what is asked, and the person answers in words or with one press."""

from dataclasses import replace

from handlers import doors, questions
from handlers.cards.card import Expects
from handlers.dialogs.places import last_year, last_years_answer
from handlers.dialogs.scoring.colleagues import present, remember_seen
from handlers.dialogs.scoring.declaring import declare, edit, leaf_of
from handlers.dialogs.scoring.meant import answered
from handlers.incoming.refusals import StaleChoice
from handlers.talk import Step, Talk, door
from handlers.texts import common
from handlers.texts.evidence import asking as evidence_texts
from handlers.texts.evidence import explaining as explain_texts
from handlers.texts.scoring import value as t
from knowledge.hearing.reasons import reason_in
from scoring.criteria import Leaf
from scoring.declared import Conditions, Declared, Met, NotApplicable, NotArisen, Option
from scoring.errors import UnknownOption
from scoring.roles import Act
from scoring.rules.base import Asks


class Value(Step[questions.Value]):
    """Asks what the rule needs. Ticked conditions of a checklist travel with the question until they are sent."""

    def ask(self, talk: Talk) -> None:
        leaf = leaf_of(talk, self.at)
        talk.expects = Expects.LETTER if leaf.rule.need.options else Expects.NUMBER
        before = last_year(talk, talk.person.unit, leaf.code)
        said = f"\n{t.last_year(common.points(before))}" if before is not None else ""
        entry = talk.own_sheet(Act.DECLARE, leaf.code).entry(leaf.code)
        talk.say(t.question(leaf) + said + present(talk, entry))
        remember_seen(talk, entry)
        repeated = last_years_answer(talk, leaf) if before is not None else None
        if repeated is not None:
            talk.offer(talk.answer(t.as_before(repeated), self.as_before))
        self._offer_options(talk, leaf)
        if leaf.rule.need.not_arisen is not None:
            talk.offer(talk.answer(t.NOT_ARISEN, self.not_arisen))
        if leaf.rule.need.not_applicable is not None:
            talk.offer(talk.answer(t.NOT_APPLICABLE, self.not_applicable))
        if entry.scored:
            talk.offer(door(evidence_texts.ADD_MORE, doors.evidence(leaf.code)))
        if entry.explanation:
            talk.offer(door(explain_texts.EDIT, doors.explain(leaf.code)))
        talk.offer(door(t.EXPLAIN, doors.criteria(leaf.code)), door(t.LATER, doors.skip(leaf.code)))

    def take(self, talk: Talk, text: str) -> bool:
        answered(talk, leaf_of(talk, self.at), text)
        return True

    def pick(self, talk: Talk, letter: str) -> None:
        leaf = leaf_of(talk, self.at)
        letters = _letters(leaf)
        if letter not in letters:
            raise UnknownOption(letter, letters)
        declare(talk, leaf.code, _option(leaf, letter))

    def tick(self, talk: Talk, letter: str) -> None:
        """Ticks a condition, or takes the tick away."""
        ticked = set(self.at.ticked) ^ {letter}
        talk.remembers(replace(self.at, ticked=tuple(sorted(ticked)), redrawn=True))
        talk.again()

    def ticked(self, talk: Talk) -> None:
        declare(talk, self.at.leaf, Conditions(tuple(sorted(self.at.ticked))))

    def all_(self, talk: Talk) -> None:
        declare(talk, self.at.leaf, Conditions(_letters(leaf_of(talk, self.at))))

    def none(self, talk: Talk) -> None:
        declare(talk, self.at.leaf, Conditions(()))

    def not_arisen(self, talk: Talk) -> None:
        declare(talk, self.at.leaf, NotArisen())

    def not_applicable(self, talk: Talk) -> None:
        declare(talk, self.at.leaf, NotApplicable())

    def as_before(self, talk: Talk) -> None:
        """Last year's figures once more."""
        repeated = last_years_answer(talk, leaf_of(talk, self.at))
        if repeated is None:
            raise StaleChoice
        declare(talk, self.at.leaf, repeated)

    def _offer_options(self, talk: Talk, leaf: Leaf) -> None:
        need = leaf.rule.need
        if need.asks is Asks.CHECKLIST:
            self._offer_ticks(talk, leaf)
        elif need.asks in (Asks.YES_NO, Asks.CHOICE):
            for option in need.options:
                points = leaf.rule.score(_option(leaf, option.letter), leaf.max).points
                label = f"{option.letter}. {common.shortened(option.label, 48)}: {common.points(points)}"
                talk.offer(talk.answer(label, self.pick, option.letter))

    def _offer_ticks(self, talk: Talk, leaf: Leaf) -> None:
        """A tick changes the card it was made on; what answers a written message is a card of its own, below that message."""
        slot = self.at.slot if self.at.redrawn else f"tick:{leaf.code}:{talk.session.turn}"
        if isinstance(open_ := talk.session.question, questions.Value):
            talk.remembers(replace(open_, slot=slot, redrawn=False))
        talk.slot = slot
        talk.offer(talk.answer(t.ALL_MET, self.all_, primary=True))
        for option in leaf.rule.need.options:
            mark = common.OK if option.letter in self.at.ticked else "☐"
            talk.offer(talk.answer(f"{mark} {option.letter}. {common.shortened(option.label, 40)}", self.tick, option.letter))
        talk.offer(talk.answer(t.DONE_TICKING, self.ticked) if self.at.ticked else talk.answer(t.NONE_MET, self.none))


class JudgedReason(Step[questions.JudgedReason]):
    """Points given by judgement carry their reason (R18); the points were typed, the reason is asked for."""

    def ask(self, talk: Talk) -> None:
        talk.expects = Expects.TEXT
        talk.say(t.why_judged(leaf_of(talk, self.at)), door(t.LATER, doors.skip(self.at.leaf)))
        talk.offer(talk.answer(common.NEVER_MIND, self.never_mind))

    def take(self, talk: Talk, text: str) -> bool:
        declare(talk, self.at.leaf, replace(self.at.declared, reason=reason_in(text)))
        return True

    def never_mind(self, talk: Talk) -> None:
        edit(talk, self.at.leaf)


def _letters(leaf: Leaf) -> tuple[str, ...]:
    return tuple(option.letter for option in leaf.rule.need.options)


def _option(leaf: Leaf, letter: str) -> Declared:
    return Met(letter == "a") if leaf.rule.need.asks is Asks.YES_NO else Option(letter)
