"""Search measured on a list of questions: how often the right target stands first, or among the first three."""

import json
from pathlib import Path
from typing import Any

import pytest

from knowledge.search import Index
from tests.knowledge.reading.sample import sample

QUERIES = Path(__file__).with_name("queries.jsonl")


def questions() -> list[dict[str, Any]]:
    """Those that the list expects every search over a criteria set to answer."""
    listed = map(json.loads, QUERIES.read_text(encoding="utf-8").splitlines())
    return [one for one in listed if not one["extended"]]


@pytest.fixture(scope="module")
def answers() -> list[tuple[set[str], str, list[str]]]:
    """For each question what is right, what was decided, and the targets in their order."""
    index = Index(sample())
    found = [(set(one["accept"]), index.search(one["q"])) for one in questions()]
    return [(right, hit.decision, [target.target for target in hit.targets] or ["off-topic"]) for right, hit in found]


def test_the_right_target_stands_first(answers: list[tuple[set[str], str, list[str]]]) -> None:
    assert sum(targets[0] in right for right, _, targets in answers) / len(answers) >= 0.93


def test_the_right_target_is_among_the_first_three(answers: list[tuple[set[str], str, list[str]]]) -> None:
    assert sum(bool(right & set(targets[:3])) for right, _, targets in answers) / len(answers) >= 0.94


def test_hardly_any_question_is_answered_wrongly_without_asking_back(answers: list[tuple[set[str], str, list[str]]]) -> None:
    wrong = [targets[0] for right, decision, targets in answers if decision == "answer" and targets[0] not in right]

    assert len(wrong) <= 2
