"""Every move of a score sheet has a door in the product, or is named here as one that has none yet."""

import ast
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from scoring.states import TRANSITIONS, Move

ROOT = Path(__file__).parents[2]
#: Moves that nobody can make yet; the demo world makes some of them by itself to have something to show.
NO_DOOR_YET = {
    Move.CLOSE_WITH_REQUESTS: "the standing body closes the first appraisal",
    Move.CLOSE_WITHOUT_REQUESTS: "the standing body closes the first appraisal",
    Move.SEND_EXPLANATIONS: "the commune sends what it explains as a whole",
    Move.END_EXPLANATION_WINDOW: "the time for explanations runs out",
    Move.START_SECOND_APPRAISAL: "an appraiser takes up what was explained",
    Move.CONSOLIDATE: "the standing body closes the second appraisal",
    Move.APPROVE: "the approver decides",
    Move.PUBLISH: "the standing body publishes",
}


@cache
def trees(*rooms: str) -> tuple[ast.Module, ...]:
    files = [file for room in rooms for file in sorted((ROOT / room).rglob("*.py")) if "demo" not in file.parts]
    return tuple(ast.parse(file.read_text(encoding="utf-8")) for file in files)


def calls(node: ast.AST) -> Iterator[tuple[str, ast.Call]]:
    """The calls of methods below a node, by the method's name."""
    for one in ast.walk(node):
        if isinstance(one, ast.Call) and isinstance(one.func, ast.Attribute):
            yield one.func.attr, one


def made(node: ast.AST) -> set[Move]:
    """The moves that are made below a node; what is only looked at does not count."""
    arguments = [call.args[0] for name, call in calls(node) if name == "move" and call.args]
    named = [one for argument in arguments for one in ast.walk(argument) if isinstance(one, ast.Attribute)]
    return {Move[one.attr] for one in named if isinstance(one.value, ast.Name) and one.value.id == "Move"}


def methods() -> dict[str, ast.FunctionDef]:
    """The methods of the core by name."""
    classes = [node for tree in trees("scoring") for node in ast.walk(tree) if isinstance(node, ast.ClassDef)]
    return {part.name: part for one in classes for part in one.body if isinstance(part, ast.FunctionDef)}


def with_a_door() -> set[Move]:
    """The moves that something outside the core makes, itself or through methods of the core."""
    outside = trees("handlers", "scheduler", "bot")
    known, reached = methods(), set[str]()
    found = {move for tree in outside for move in made(tree)}
    waiting = {name for tree in outside for name, _ in calls(tree)} & known.keys()
    while waiting:
        reached |= waiting
        found |= {move for name in waiting for move in made(known[name])}
        waiting = {name for method in waiting for name, _ in calls(known[method])} & known.keys() - reached
    return found


def test_every_move_has_a_door_or_is_named_as_one_that_has_none_yet() -> None:
    assert with_a_door() == set(Move) - NO_DOOR_YET.keys()


def test_every_move_leads_from_somewhere() -> None:
    assert {move for _, move in TRANSITIONS} == set(Move)
