"""Every refusal of the product has its words: collected from the classes, wherever they are written."""

import importlib
import pkgutil
import types
import typing
from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from datetime import UTC, datetime
from enum import Enum
from fractions import Fraction
from typing import Any

import pytest

from bot.cli.faults import told
from bot.web.refusals import WebRefusal
from handlers.texts.refusals import WORDS, words
from scoring.errors import Refusal
from scoring.rules.base import Asks
from scoring.sheet.refusals import SheetLocked

PACKAGES = ("scoring", "knowledge", "handlers", "scheduler", "bot")
NOW = datetime(2027, 1, 10, 10, tzinfo=UTC)


def every_module() -> Iterator[types.ModuleType]:
    for name in PACKAGES:
        package = importlib.import_module(name)
        yield package
        for found in pkgutil.walk_packages(package.__path__, f"{name}."):
            if "migrations" not in found.name:
                yield importlib.import_module(found.name)


def classes(base: type[Exception]) -> list[Any]:
    """All that are derived from it, however far, in the order of their names."""
    assert list(every_module())
    found, waiting = set(), [base]
    while waiting:
        below = waiting.pop().__subclasses__()
        waiting += below
        found |= {one for one in below if one.__module__.split(".")[0] in PACKAGES}
    return sorted(found, key=lambda one: (one.__module__, one.__name__))


def some(hint: Any) -> Any:
    """Something that fits a field's type."""
    if isinstance(hint, types.UnionType):
        return some(next(one for one in typing.get_args(hint) if one is not types.NoneType))
    if isinstance(hint, type) and issubclass(hint, Enum):
        return next(iter(hint))
    known = {int: 3, bool: True, float: 1.5, Fraction: Fraction(3, 2), datetime: NOW}
    if typing.get_origin(hint) in (tuple, list, frozenset):
        return typing.get_origin(hint)(["1.1"])
    return known.get(hint, "1.1")


def made(refusal: type[Any]) -> Any:
    if not is_dataclass(refusal):
        return refusal()
    hints = typing.get_type_hints(refusal)
    return refusal(**{field.name: some(hints[field.name]) for field in fields(refusal)})


def test_words_are_there_for_every_refusal_and_for_nothing_else() -> None:
    assert sorted(WORDS, key=_name) == sorted(classes(Refusal), key=_name)


def _name(refusal: type[Refusal]) -> tuple[str, str]:
    return refusal.__module__, refusal.__name__


@pytest.mark.parametrize("refusal", classes(Refusal), ids=lambda one: f"{one.__module__}.{one.__name__}")
def test_every_refusal_has_its_words_in_the_chat_and_on_the_command_line(refusal: type[Refusal]) -> None:
    one = made(refusal)
    if hasattr(one, "kind"):
        one.kind = Asks.RATIO
    said = words(one, UTC)
    assert said.strip()
    assert "None" not in said
    assert told(one).code == 1
    assert "\n" not in told(one).words


@pytest.mark.parametrize("refusal", classes(WebRefusal), ids=lambda one: one.__name__)
def test_every_refusal_of_the_web_has_its_words_and_its_status(refusal: type[WebRefusal]) -> None:
    assert 400 <= refusal.status < 600
    assert len(refusal.words) > 20


def test_a_deadline_is_told_by_the_office_s_clock(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("CCHC_TIMEZONE", raising=False)
    locked = SheetLocked(since=NOW, code=None)
    assert "17:00" in told(locked).words
    monkeypatch.setenv("CCHC_TIMEZONE", "Asia/Tokyo")
    assert "19:00" in told(locked).words
