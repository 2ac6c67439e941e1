"""Hand-checked cases: what is typed for a leaf, and what the text of the rule makes of it."""

from typing import NamedTuple


class Points(NamedTuple):
    """``typed`` of ``None`` stands for an imported declaration; ``points`` of ``None`` for "không đánh giá"."""

    rule: str
    typed: str | None
    declared: dict[str, object]
    points: str | None
    working: str


class Refused(NamedTuple):
    rule: str
    typed: str
    refusal: str


class Wrong(NamedTuple):
    """A declaration that was not typed and that the rule must refuse."""

    rule: str
    declared: dict[str, object]
    refusal: str


def ratio(numerator: str, denominator: str) -> dict[str, object]:
    return {"numerator": numerator, "denominator": denominator}


def percent(figure: str) -> dict[str, object]:
    return {"percent": figure}


def option(letter: str) -> dict[str, object]:
    return {"option": letter}


def conditions(*letters: str) -> dict[str, object]:
    return {"conditions": list(letters)}


def count(figure: str) -> dict[str, object]:
    return {"count": figure}


def value(figure: str) -> dict[str, object]:
    return {"value": figure}


MET: dict[str, object] = {"met": True}
NOT_MET: dict[str, object] = {"met": False}
NOT_ARISEN: dict[str, object] = {"not_arisen": True}
NOT_APPLICABLE: dict[str, object] = {"not_applicable": True}
