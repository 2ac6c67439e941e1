"""Declarations as the JSON objects of the score sheet: one shape for each class, figures as plain decimal strings."""

import re
from collections.abc import Callable, Mapping
from decimal import Decimal

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
    Percent,
    Ratio,
    Value,
    Variables,
)
from scoring.errors import WrongDeclaration
from scoring.written.numbers import exact

# A mean of ballots may have more decimals than anything that is typed.
_FIGURE = re.compile(r"[0-9]{1,15}(?:\.[0-9]{1,30})?")
_COUNT = re.compile(r"[0-9]{1,15}")


def declared_to_json(declared: Declared) -> dict[str, object]:
    told: dict[str, object]
    match declared:
        case Met(met):
            told = {"met": met}
        case Option(letter):
            told = {"option": letter}
        case Conditions(letters):
            told = {"conditions": list(letters)}
        case NotArisen():
            told = {"not_arisen": True}
        case NotApplicable():
            told = {"not_applicable": True}
        case Ratio(numerator, denominator):
            told = {"numerator": exact(numerator), "denominator": exact(denominator)}
        case Percent(percent):
            told = {"percent": exact(percent)}
        case Count(count):
            told = {"count": str(count)}
        case MeanPercent(mean):
            told = {"mean_percent": exact(mean)}
        case Value(value):
            told = {"value": exact(value)}
        case Variables(variables, branch):
            told = {"variables": {symbol: exact(value) for symbol, value in variables}}
            told |= {"branch": branch} if branch else {}
        case Judged(points, reason):
            told = {"points": exact(points)}
            told |= {"reason": reason} if reason else {}
    return told


def declared_from_json(data: object) -> Declared:
    """The declaration behind a JSON object; raises ``WrongDeclaration`` for any other shape, even a near one."""
    if isinstance(data, dict):
        for shape, read in _SHAPES:
            if shape == data.keys():
                return read(data)
    raise _wrong(data)


def _wrong(data: object) -> WrongDeclaration:
    return WrongDeclaration("", repr(data)[:200])


Given = Mapping[str, object]


def _figure(value: object) -> Decimal:
    if isinstance(value, str) and _FIGURE.fullmatch(value):
        return Decimal(value)
    raise _wrong(value)


def _count(value: object) -> int:
    if isinstance(value, str) and _COUNT.fullmatch(value):
        return int(value)
    raise _wrong(value)


def _text(value: object) -> str:
    if isinstance(value, str) and value:
        return value
    raise _wrong(value)


def _met(data: Given) -> Met:
    if isinstance(data["met"], bool):
        return Met(data["met"])
    raise _wrong(data)


def _conditions(data: Given) -> Conditions:
    letters = data["conditions"]
    if isinstance(letters, list | tuple):
        return Conditions(tuple(_text(letter) for letter in letters))
    raise _wrong(data)


def _claim(key: str, claim: NotArisen | NotApplicable) -> Callable[[Given], Declared]:
    def read(data: Given) -> Declared:
        if data[key] is True:
            return claim
        raise _wrong(data)

    return read


def _variables(data: Given) -> Variables:
    values = data["variables"]
    if not isinstance(values, dict):
        raise _wrong(data)
    branch = _text(data["branch"]) if "branch" in data else None
    return Variables(tuple((_text(symbol), _figure(value)) for symbol, value in values.items()), branch)


_SHAPES: tuple[tuple[frozenset[str], Callable[[Given], Declared]], ...] = (
    (frozenset({"met"}), _met),
    (frozenset({"option"}), lambda data: Option(_text(data["option"]))),
    (frozenset({"conditions"}), _conditions),
    (frozenset({"numerator", "denominator"}), lambda data: Ratio(_figure(data["numerator"]), _figure(data["denominator"]))),
    (frozenset({"percent"}), lambda data: Percent(_figure(data["percent"]))),
    (frozenset({"not_arisen"}), _claim("not_arisen", NotArisen())),
    (frozenset({"not_applicable"}), _claim("not_applicable", NotApplicable())),
    (frozenset({"count"}), lambda data: Count(_count(data["count"]))),
    (frozenset({"mean_percent"}), lambda data: MeanPercent(_figure(data["mean_percent"]))),
    (frozenset({"value"}), lambda data: Value(_figure(data["value"]))),
    (frozenset({"variables"}), _variables),
    (frozenset({"variables", "branch"}), _variables),
    (frozenset({"points"}), lambda data: Judged(_figure(data["points"]))),
    (frozenset({"points", "reason"}), lambda data: Judged(_figure(data["points"]), _text(data["reason"]))),
)

_KNOWN = frozenset().union(*(shape for shape, _ in _SHAPES))


def stored_declaration(data: object) -> Declared:
    """The same from what was stored: names that a newer release has added are passed over."""
    known = {name: value for name, value in data.items() if name in _KNOWN} if isinstance(data, dict) else data
    return declared_from_json(known)
