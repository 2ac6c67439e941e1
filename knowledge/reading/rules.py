"""Rules as a file writes them: ``kind`` and the parameters of that kind."""

from collections.abc import Callable, Mapping
from decimal import Decimal
from typing import Final

from knowledge.checking import fault_texts as t
from knowledge.checking.faults import Wrong
from knowledge.reading.counted_rules import bonus_penalty, deduction, external_index, judged, per_item, steps, survey_mean
from knowledge.reading.formula_rules import formula
from knowledge.reading.option_rules import checklist_or_choice, choice, share, yes_no
from knowledge.reading.ratio_rules import banded, proportional, proportional_with_floor
from knowledge.reading.table import Table
from scoring.rules import JudgedRule, Rule, WithNotApplicable, WithNotArisen

#: Stands in for a rule that could not be read; a set that holds one is never handed out.
UNREAD_RULE: Final = JudgedRule()

RELATIVE: Final = "R16"

Reader = Callable[[Table, Decimal], Rule]


def read_rule(table: Table, maximum: Decimal) -> Rule:
    """The rule of a leaf; "max" among its points means the leaf's ``maximum``."""
    reader = _reader(table)
    if reader is None:
        return UNREAD_RULE
    rule = _not_arisen_beside(reader(table, maximum), table)
    table.close()
    return rule


def _reader(table: Table) -> Reader | None:
    kind = table.text("kind")
    if kind == RELATIVE:
        table.blame(Wrong.UNSUPPORTED_RULE, "kind", t.RELATIVE_RULE)
    elif kind and kind not in READERS:
        table.blame(Wrong.UNKNOWN_RULE, "kind", t.UNKNOWN_RULE, known=", ".join(READERS))
    return READERS.get(kind)


def _not_arisen_beside(rule: Rule, table: Table) -> Rule:
    """Some annexes print "không có: 2" next to a proportional rule; it keeps that rule's kind."""
    if isinstance(rule, WithNotArisen) or not table.has("not_arisen"):
        return rule
    return WithNotArisen(rule, table.points("not_arisen_points"), table.text("not_arisen"), rule.kind)


def _not_arisen(table: Table, maximum: Decimal) -> Rule:
    base = read_rule(table.table("base"), maximum)
    return WithNotArisen(base, table.points("not_arisen_points"), table.text("not_arisen", "không phát sinh"))


def _not_applicable(table: Table, maximum: Decimal) -> Rule:
    base = read_rule(table.table("base"), maximum)
    return WithNotApplicable(base, table.text("not_applicable", "không áp dụng"))


READERS: Final[Mapping[str, Reader]] = {
    "R1": yes_no,
    "R2": choice,
    "R3": banded,
    "R4": proportional,
    "R5": proportional_with_floor,
    "R6": checklist_or_choice,
    "R7": per_item,
    "R8": deduction,
    "R9": _not_arisen,
    "R10": _not_applicable,
    "R11": share,
    "R12": survey_mean,
    "R13": external_index,
    "R14": bonus_penalty,
    "R15": steps,
    "R17": formula,
    "R18": judged,
}
