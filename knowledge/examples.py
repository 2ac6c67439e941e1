"""Worked examples: every rule reckons its own, so that an example never says other points than the sheet would give."""

import re
from collections.abc import Callable, Iterator
from decimal import Decimal
from fractions import Fraction
from typing import Any

from knowledge.working import in_words
from scoring.criteria import Leaf
from scoring.declared import (
    Conditions,
    Count,
    Declared,
    Judged,
    MeanPercent,
    Met,
    NotApplicable,
    NotArisen,
    Option,
    Ratio,
    Value,
    Variables,
)
from scoring.errors import Refusal
from scoring.rules import (
    Banded,
    BonusPenalty,
    Checklist,
    Deduction,
    ExternalIndex,
    Formula,
    JudgedRule,
    PerItem,
    Proportional,
    Rule,
    Share,
    SingleChoice,
    Steps,
    SurveyMean,
    WithNotApplicable,
    WithNotArisen,
    YesNo,
)

# How many of what a formula counts; the first that the rule can work with is shown.
FIGURES = (8, 10, 9, 20, 15)
WHOLE = Decimal(200)
REASON = "thiếu một báo cáo"
#: A part of a whole, as an example tells it: "970/1.000"; a day of a year has a second stroke.
PART_OF_WHOLE = re.compile(r"(?<![0-9/.])([0-9][0-9.]*)/([0-9.]*[0-9])(?![0-9/])")
SMALL = "9/10"


def worked(rule: Rule, maximum: Decimal) -> tuple[str, ...]:
    """One or two lines in figures, as the score sheet prints them; a rule that takes no example gives none."""
    lines = []
    for declared in _declarations(rule, maximum):
        try:
            lines.append(in_words(rule.score(declared, maximum).working))
        except Refusal:
            continue
    return tuple(dict.fromkeys(lines))


def figures(leaf: Leaf) -> str:
    """Figures of the size of the leaf, out of its own example; small ones where it tells none."""
    for part, whole in PART_OF_WHOLE.findall(leaf.guidance.points):
        if int(part.replace(".", "")) <= int(whole.replace(".", "")):
            return f"{part}/{whole}"
    return SMALL


def _declarations(rule: Rule, maximum: Decimal) -> Iterator[Declared]:
    match rule:
        case WithNotArisen(base=base):
            yield from list(_declarations(base, maximum))[:1]
            yield NotArisen()
        case WithNotApplicable(base=base):
            yield from list(_declarations(base, maximum))[:1]
            yield NotApplicable()
        case JudgedRule():
            yield Judged(_between(rule.low, maximum if rule.high is None else rule.high), REASON)
        case _:
            yield from SAMPLES[type(rule)](rule)


def _between(low: Decimal, high: Decimal) -> Decimal:
    return ((low + high) / 2).quantize(Decimal("0.01"))


def _middle_option(rule: SingleChoice | Share) -> list[Declared]:
    return [Option(rule.options[len(rule.options) // 2].letter)]


def _one_missing(rule: Checklist) -> list[Declared]:
    letters = tuple(condition.letter for condition in rule.conditions)
    return [Conditions(letters), Conditions(letters[:-1])]


def _in_bands(rule: Banded) -> list[Declared]:
    """A share in the best band and one in the band after it."""
    best = sorted(rule.bands, key=lambda band: -band.points)[:2]
    return [_of_percent(_middle(band.lo or Decimal(0), band.hi or Decimal(100))) for band in best]


def _around_floor(rule: Proportional) -> list[Declared]:
    if rule.floor is None:
        return [_of_percent(Decimal(95))]
    return [_of_percent(_middle(rule.floor, Decimal(100))), _of_percent(rule.floor - 1)]


def _middle(low: Decimal, high: Decimal) -> Decimal:
    return (low + min(high, Decimal(100))) / 2


def _of_percent(percent: Decimal) -> Ratio:
    return Ratio(Decimal(round(Fraction(percent) * Fraction(WHOLE) / 100)), WHOLE)


def _counted(_rule: PerItem | BonusPenalty | Deduction) -> list[Declared]:
    return [Count(1), Count(3)]


def _index(rule: ExternalIndex) -> list[Declared]:
    above = Value(Decimal(82) if rule.floor is None else _middle(rule.floor, Decimal(100)))
    return [above] if rule.floor is None else [above, Value(rule.floor - 1)]


def _climbing(rule: Steps) -> list[Declared]:
    return [Value(rule.base_at + 2 * rule.step)]


def _figures(rule: Formula) -> list[Declared]:
    values = tuple((variable.symbol, Decimal(FIGURES[at % len(FIGURES)])) for at, variable in enumerate(rule.variables))
    return [Variables(values, rule.branches[0].name or None)]


SAMPLES: dict[type, Callable[[Any], list[Declared]]] = {
    YesNo: lambda _: [Met(True), Met(False)],
    SingleChoice: _middle_option,
    Share: _middle_option,
    Checklist: _one_missing,
    Banded: _in_bands,
    Proportional: _around_floor,
    PerItem: _counted,
    BonusPenalty: _counted,
    Deduction: _counted,
    ExternalIndex: _index,
    SurveyMean: lambda _: [MeanPercent(Decimal(85))],
    Steps: _climbing,
    Formula: _figures,
}
