"""A formula's figures, asked one by one, and the branch where the set gives several (R17)."""

from dataclasses import replace

from handlers import doors, questions
from handlers.cards.card import Expects
from handlers.dialogs.scoring.colleagues import present, remember_seen
from handlers.dialogs.scoring.declaring import declare, leaf_of
from handlers.talk import Step, Talk, door, picked
from handlers.texts.scoring import value as t
from knowledge.answers import read_variable
from scoring.criteria import Leaf
from scoring.declared import Variables
from scoring.roles import Act
from scoring.written.numbers import show


class Figure(Step[questions.Figure]):
    """One variable of the formula; the ones given so far travel with the question."""

    def ask(self, talk: Talk) -> None:
        leaf = leaf_of(talk, self.at)
        given = self.at.given
        waiting = [variable for variable in leaf.rule.need.variables if variable.symbol not in given]
        talk.expects = Expects.NUMBER
        done = [
            (variable.title, show(given[variable.symbol])) for variable in leaf.rule.need.variables if variable.symbol in given
        ]
        asked = t.variable_question(leaf, waiting[0].title, done)
        if given:
            talk.say(asked)
        else:
            entry = talk.own_sheet(Act.DECLARE, leaf.code).entry(leaf.code)
            talk.say(asked + present(talk, entry))
            remember_seen(talk, entry)
        talk.offer(door(t.EXPLAIN, doors.criteria(leaf.code)), door(t.LATER, doors.skip(leaf.code)))

    def take(self, talk: Talk, text: str) -> bool:
        leaf = leaf_of(talk, self.at)
        need = leaf.rule.need
        waiting = [variable.symbol for variable in need.variables if variable.symbol not in self.at.given]
        at = replace(self.at, given={**self.at.given, waiting[0]: read_variable(text)})
        if len(waiting) > 1:
            talk.remembers(at)
            talk.again()
        elif len(need.branches) > 1:
            talk.to(questions.Branch(at.leaf, at.seen, at.given))
        else:
            _declare(talk, leaf, at, None)
        return True


class Branch(Step[questions.Branch]):
    """Which of several formulas applies."""

    def ask(self, talk: Talk) -> None:
        leaf = leaf_of(talk, self.at)
        talk.expects = Expects.LETTER
        talk.say(t.branch_question(leaf))
        for number, branch in enumerate(leaf.rule.need.branches):
            talk.offer(talk.answer(branch, self.branch, str(number)))

    def branch(self, talk: Talk, number: str) -> None:
        leaf = leaf_of(talk, self.at)
        _declare(talk, leaf, self.at, picked(leaf.rule.need.branches, number))


def _declare(talk: Talk, leaf: Leaf, at: questions.OfFormula, branch: str | None) -> None:
    values = tuple((variable.symbol, at.given[variable.symbol]) for variable in leaf.rule.need.variables)
    # Figures that the formula cannot work out (a division by zero) are asked for again from the first.
    talk.remembers(questions.Figure(at.leaf, at.seen))
    declare(talk, leaf.code, Variables(values, branch))
