"""A choice stands where its behaviour stands: a public method of its step; and what returns words changes nothing."""

import ast
import inspect
from collections.abc import Iterator
from pathlib import Path
from typing import Any, get_type_hints

import pytest

from handlers.dialogs.house import STEPS
from handlers.questions import Question
from handlers.talk import NO_CHOICES, StaleChoice, Step, Talk, choices_of

ROOT = Path(__file__).parents[2]
CHOICES = [(step, name) for step in STEPS.values() for name in choices_of(step)]
#: What a step does besides, what is its own, and what it does not have.
NOT_A_CHOICE = sorted({*NO_CHOICES, "_offer", "__init__", "at", "no_such_thing"})
#: The methods of a turn, a session and what stands in one that change it.
CHANGING = frozenset(
    {
        *("say", "offer", "add", "offer_besides", "takes_files", "to", "again", "remembers", "named", "through", "rest"),
        *("work_in", "tell", "asks_about", "goes_on_with", "enter", "leave", "kept", "save", "notify"),
    }
)


@pytest.mark.parametrize(("step", "name"), CHOICES, ids=[f"{step.__name__}.{name}" for step, name in CHOICES])
def test_a_choice_takes_the_turn_and_words(step: type[Step[Any]], name: str) -> None:
    method = choices_of(step)[name]
    _, *parameters = inspect.signature(method).parameters.values()
    hints = get_type_hints(method)
    assert [hints[parameter.name] for parameter in parameters] == [Talk, *[str] * (len(parameters) - 1)]
    assert {parameter.kind for parameter in parameters} == {inspect.Parameter.POSITIONAL_OR_KEYWORD}
    assert hints["return"] is type(None)


@pytest.mark.parametrize("step", STEPS.values(), ids=STEPS)
def test_a_step_is_public_in_its_choices_alone(step: type[Step[Any]]) -> None:
    """What is no function, such as a property, would be looked for among the choices and not be found there."""
    own = {name for kind in step.__mro__ if kind not in Step.__mro__ for name in vars(kind) if not name.startswith("_")}
    assert {name.removesuffix("_") for name in own - NO_CHOICES} == set(choices_of(step))


@pytest.mark.parametrize("step", STEPS.values(), ids=STEPS)
def test_what_is_no_choice_cannot_be_pressed(step: type[Step[Any]]) -> None:
    pressed: Any = step(Question())
    for name in NOT_A_CHOICE:
        with pytest.raises(StaleChoice):
            pressed.press(None, name)


def functions() -> Iterator[tuple[str, ast.FunctionDef]]:
    """Everything that the dialogs do, each with its place."""
    for file in sorted((ROOT / "handlers" / "dialogs").rglob("*.py")):
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if isinstance(node, ast.FunctionDef):
                yield f"{file.relative_to(ROOT)}:{node.name}", node


def called(function: ast.FunctionDef) -> set[str]:
    """The plain names that a function calls."""
    calls = [node for node in ast.walk(function) if isinstance(node, ast.Call)]
    return {call.func.id for call in calls if isinstance(call.func, ast.Name)}


def changes(function: ast.FunctionDef) -> bool:
    """Whether a function changes the turn or the session by itself."""
    for node in ast.walk(function):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr in CHANGING:
            return True
        if isinstance(node, ast.Attribute | ast.Subscript) and isinstance(node.ctx, ast.Store | ast.Del):
            return True
    return False


def test_what_returns_words_changes_nothing() -> None:
    """It may be called twice, or for a card that is never sent."""
    known = dict(functions())
    changing = {place for place, function in known.items() if changes(function)}
    names = {function.name for place, function in known.items() if place in changing}
    returning = {
        place: function
        for place, function in known.items()
        if isinstance(function.returns, ast.Name) and function.returns.id == "str"
    }
    assert len(returning) > 20
    assert [place for place, function in returning.items() if place in changing or called(function) & names] == []
