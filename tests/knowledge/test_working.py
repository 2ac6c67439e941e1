"""Every step by which points come about has its words."""

from decimal import Decimal
from fractions import Fraction

from knowledge.working import in_words, words
from scoring.rules import working
from scoring.rules.working import AtMost, Given, RateOfFigures, Result, ShareOfRate, WorkingStep

#: What steps are kinds of, and no step by itself.
KINDS = {WorkingStep, working.Rate}


def test_every_step_has_words_of_its_own() -> None:
    steps = {one for one in vars(working).values() if isinstance(one, type) and issubclass(one, WorkingStep)}
    assert steps - KINDS == words.registry.keys() - {object, *KINDS}


def test_what_is_exact_is_shortened_only_where_it_is_said() -> None:
    rate = RateOfFigures(Fraction(200, 3), (Decimal(100),), Decimal(2), Decimal(3))
    share = ShareOfRate(rate, Decimal(3), Fraction(2))
    assert in_words((rate, share)) == "2/3 = 66,67% → 66,67% × 3 = 2"
    assert rate.percent * 3 == 200


def test_more_than_the_whole_is_shown_as_it_was_said_and_counts_as_the_whole() -> None:
    rate = RateOfFigures(Fraction(120), (Decimal(100),), Decimal(60), Decimal(50))
    assert in_words((rate, ShareOfRate(rate, Decimal(6), Fraction(6)))) == "60/50 = 120%, tính 100% → 100% × 6 = 6"


def test_steps_follow_one_another() -> None:
    given = Given((("a", Decimal(1)), ("b", Decimal("2.5"))))
    assert in_words((AtMost(given, Fraction(2)), Result(Fraction(2)))) == "a = 1; b = 2,5, tối đa 2 → 2"
    assert in_words(()) == ""
