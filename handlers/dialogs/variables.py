"""A formula's figures, asked one by one, and the branch where the set gives several (R17)."""

from decimal import Decimal

from handlers.cards import Expects
from handlers.dialogs.colleagues import seen, shows
from handlers.dialogs.declaring import declare
from handlers.dialogs.score import open_question
from handlers.talk import Talk, door, picked
from handlers.texts import score as t
from scoring.answers import read_variable
from scoring.criteria import Leaf
from scoring.declared import Variables
from scoring.numbers import show
from scoring.roles import Act


class Figure:
    """One variable of the formula; the ones given so far travel with the question."""

    def ask(self, talk: Talk) -> None:
        leaf, given = open_question(talk), talk.session.data["given"]
        waiting = [variable for variable in leaf.rule.need.variables if variable.symbol not in given]
        talk.expects = Expects.NUMBER
        done = [(one.title, show(Decimal(given[one.symbol]))) for one in leaf.rule.need.variables if one.symbol in given]
        stands = shows(talk, talk.own_sheet(Act.DECLARE, leaf.code).entry(leaf.code)) if not given else ""
        talk.say(t.variable_question(leaf, waiting[0].title, done) + stands)
        talk.offer(door(t.EXPLAIN, "criteria", leaf.code), door(t.LATER, "skip", leaf.code))

    def take(self, talk: Talk, text: str) -> bool:
        leaf, given = open_question(talk), dict(talk.session.data["given"])
        value = read_variable(text)
        waiting = [variable for variable in leaf.rule.need.variables if variable.symbol not in given]
        given[waiting[0].symbol] = str(value)
        talk.session.data = {**talk.session.data, "given": given}
        _go_on(talk, leaf)
        return True

    def press(self, talk: Talk, action: str, *args: str) -> None:
        talk.again()


class Branch:
    """Which of several formulas applies."""

    def ask(self, talk: Talk) -> None:
        leaf = open_question(talk)
        talk.expects = Expects.LETTER
        talk.say(t.branch_question(leaf))
        for number, branch in enumerate(leaf.rule.need.branches):
            talk.offer(talk.answer(branch, "branch", str(number)))

    def take(self, talk: Talk, text: str) -> bool:
        return False

    def press(self, talk: Talk, action: str, *args: str) -> None:
        leaf = open_question(talk)
        _declare(talk, leaf, picked(leaf.rule.need.branches, "".join(args)))


def _go_on(talk: Talk, leaf: Leaf) -> None:
    given, need = talk.session.data["given"], leaf.rule.need
    if any(variable.symbol not in given for variable in need.variables):
        talk.again()
    elif len(need.branches) > 1:
        talk.to("branch", leaf=leaf.code, given=given, seen=seen(talk, leaf.code))
    else:
        _declare(talk, leaf, None)


def _declare(talk: Talk, leaf: Leaf, branch: str | None) -> None:
    given = talk.session.data["given"]
    values = tuple((variable.symbol, Decimal(given[variable.symbol])) for variable in leaf.rule.need.variables)
    # Figures that the formula cannot work out (a division by zero) are asked for again from the first.
    talk.session.step, talk.session.data = "figure", {**talk.session.data, "given": {}}
    declare(talk, leaf.code, Variables(values, branch))
