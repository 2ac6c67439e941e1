"""Rules that offer printed answers: R1, R2, R6, R11."""

import re
from decimal import Decimal
from string import ascii_lowercase

from knowledge.checking import fault_texts as t
from knowledge.reading.table import Table
from scoring.rules import Checklist, Labelled, Portion, Rule, Share, SingleChoice, YesNo

MOST_OPTIONS = len(ascii_lowercase)
_COUNT = re.compile(r"[0-9]{1,2}")


def yes_no(table: Table, _maximum: Decimal) -> Rule:
    """The first option is the one that is met."""
    options = _options(table, most=2)
    if len(options) < 2:
        return YesNo()
    met, failed = options
    rule = YesNo(
        yes_label=met.text("label"),
        no_label=failed.text("label"),
        points=met.points("points"),
        no_points=failed.number("points"),
        whole=table.flag("whole", default=False),
    )
    _close(met, failed)
    return rule


def choice(table: Table, maximum: Decimal) -> Rule:
    return SingleChoice(_labelled(table, maximum))


def checklist_or_choice(table: Table, maximum: Decimal) -> Rule:
    """Several conditions at once; some annexes print them as ready-made options instead."""
    if table.has("options"):
        return SingleChoice(_labelled(table, maximum), kind="R6")
    labels = table.texts("conditions", least=1, most=MOST_OPTIONS)
    conditions = tuple(Labelled(letter, label) for letter, label in zip(ascii_lowercase, labels, strict=False))
    return Checklist(conditions, _by_count(table, maximum))


def _by_count(table: Table, maximum: Decimal) -> tuple[tuple[int, Decimal], ...]:
    steps = table.table("by_count")
    if not steps.names and table.has("by_count"):
        table.bad("by_count", t.NO_COUNTS)
    return tuple((_count(steps, name), _or_maximum(steps.points(name), maximum)) for name in steps.names)


def _count(steps: Table, name: str) -> int:
    if not _COUNT.fullmatch(name):
        steps.bad(name, t.NOT_A_COUNT)
        return 0
    return int(name)


def share(table: Table, _maximum: Decimal) -> Rule:
    options = _options(table)
    portions = tuple(
        Portion(letter, option.text("label"), option.number("percent"))
        for letter, option in zip(ascii_lowercase, options, strict=False)
    )
    _close(*options)
    return Share(portions)


def _labelled(table: Table, maximum: Decimal) -> tuple[Labelled, ...]:
    options = _options(table)
    labelled = tuple(
        Labelled(letter, option.text("label"), _or_maximum(option.points("points"), maximum))
        for letter, option in zip(ascii_lowercase, options, strict=False)
    )
    _close(*options)
    return labelled


def _options(table: Table, most: int = MOST_OPTIONS) -> list[Table]:
    return table.tables("options", least=2, most=most)


def _or_maximum(points: Decimal | None, maximum: Decimal) -> Decimal:
    return maximum if points is None else points


def _close(*tables: Table) -> None:
    for table in tables:
        table.close()
