"""One code for every part of the tree, ``field.criterion[.leaf]``, whatever the file prints."""

from collections.abc import Sequence

from knowledge.annex.layout.outline import OutlineNode
from knowledge.annex.layout.printed import Printed, Style

Numbers = tuple[int, ...]


def field_numbers(fields: Sequence[OutlineNode]) -> list[Numbers]:
    """As printed, or counted where a number is missing."""
    numbers: list[Numbers] = []
    for node in fields:
        code, last = node.entry.code, numbers[-1][-1] if numbers else 0
        numbers.append((code.numbers[-1] if code and len(code.numbers) == 1 else last + 1,))
    return numbers


def inner_numbers(parent: Numbers, nodes: Sequence[OutlineNode]) -> list[Numbers]:
    numbers: list[Numbers] = []
    for node in nodes:
        expected = numbers[-1][-1] + 1 if numbers else 1
        numbers.append(_inner(parent, node.entry.code, expected))
    return numbers


def _inner(parent: Numbers, code: Printed | None, expected: int) -> Numbers:
    """Printed in full, counted anew in every field, or spoilt by Excel; else the next number."""
    whole = (*parent, expected)
    if code is None:
        return whole
    readings = [reading for numbers in (code.numbers, *code.others) for reading in _readings(parent, numbers)]
    if whole in readings or _lost_nought(code, expected) or not readings:
        return whole if readings else (*parent, code.numbers[-1])
    return readings[0]


def _readings(parent: Numbers, numbers: Numbers) -> list[Numbers]:
    """What numbers may mean below a parent: 2.1 is itself below 2, and III.2.1 below III.2."""
    full = [numbers] if numbers[:-1] == parent else []
    within = [(parent[0], *numbers)] if (parent[0], *numbers[:-1]) == parent else []
    alone = [(*parent, *numbers)] if len(numbers) == 1 else []
    return full + within + alone


def _lost_nought(code: Printed, expected: int) -> bool:
    """Excel keeps 1.10 as the figure 1.1."""
    last = code.numbers[-1]
    return code.rank > Style.DOTTED + 1 and expected % 10 == 0 and str(expected).rstrip("0") == str(last)


def dotted(numbers: Numbers) -> str:
    return ".".join(str(number) for number in numbers)
