"""Search measured on a list of questions: how often the right target stands first, or among the first three."""

import json
from pathlib import Path
from time import perf_counter
from typing import Any

import pytest

from knowledge.search.index import Index
from tests.knowledge.reading.sample import sample
from tests.knowledge.search import damaged, held_out

#: Any other does as well; with one and the same the figures can be compared.
SEED = 7
QUERIES = Path(__file__).with_name("queries.jsonl")


def questions() -> list[dict[str, Any]]:
    return [json.loads(line) for line in QUERIES.read_text(encoding="utf-8").splitlines()]


@pytest.fixture(scope="module")
def answers() -> list[tuple[set[str], str, list[str]]]:
    """For each question what is right, what was decided, and the targets in their order."""
    index = Index(sample())
    found = [(set(one["accept"]), index.search(one["q"])) for one in questions()]
    return [(right, hit.decision, [target.target for target in hit.targets] or ["off-topic"]) for right, hit in found]


def test_the_right_target_stands_first(answers: list[tuple[set[str], str, list[str]]]) -> None:
    assert sum(targets[0] in right for right, _, targets in answers) / len(answers) >= 0.98


def test_the_right_target_is_among_the_first_three(answers: list[tuple[set[str], str, list[str]]]) -> None:
    assert sum(bool(right & set(targets[:3])) for right, _, targets in answers) / len(answers) >= 0.98


def test_hardly_any_question_is_answered_wrongly_without_asking_back(answers: list[tuple[set[str], str, list[str]]]) -> None:
    wrong = [targets[0] for right, decision, targets in answers if decision == "answer" and targets[0] not in right]

    assert len(wrong) <= 2


def share(part: str, within: int, only: str = "") -> float:
    """The share of held-out questions whose right target stands among the first ``within``."""
    asked = [one for one in held_out.questions(part) if not only or only in one["accept"]]
    return sum(not set(one["accept"]).isdisjoint(held_out.targets(one)[:within]) for one in asked) / len(asked)


def test_questions_that_nobody_tuned_on_are_answered_nearly_as_well() -> None:
    assert share("measure", within=1) >= 0.96
    assert share("measure", within=3) >= 0.96


def test_what_has_nothing_to_do_with_the_work_is_told() -> None:
    assert min(share(part, within=1, only="off-topic") for part in ("tune", "measure")) >= 0.9


@pytest.mark.parametrize(("part", "least"), [("first", 0.97), ("second", 0.92), ("third", 0.97)])
def test_questions_written_afterwards_are_answered_or_a_choice_is_offered(part: str, least: float) -> None:
    asked, found = held_out.fresh(part), [held_out.index("sample").search(one["q"]) for one in held_out.fresh(part)]
    firsts = [hit.targets[0].target if hit.targets else "off-topic" for hit in found]
    wrong = [
        (one["q"], hit.decision) for one, hit, first in zip(asked, found, firsts, strict=True) if first not in one["accept"]
    ]
    alone = [text for text, decision in wrong if decision == "answer"]

    assert len(wrong) <= (1 - least) * len(asked), wrong
    assert len(alone) <= 0.01 * len(asked), alone


def damaged_questions() -> list[tuple[Index, damaged.Damaged]]:
    """Of the sample, and of five annexes that have names alone."""
    sets = [("sample", sample(), 4), *((name, annex, 3) for name, annex in held_out.annexes().items())]
    return [(held_out.index(name), one) for name, criteria, each in sets for one in damaged.questions(criteria, SEED, each)]


def test_phrases_are_found_whatever_thumbs_and_keyboards_do_to_them() -> None:
    asked = damaged_questions()
    found = [(one, index.search(one.q)) for index, one in asked]
    first = sum(bool(hit.targets) and hit.targets[0].target in one.accept for one, hit in found)
    three = sum(not one.accept.isdisjoint(target.target for target in hit.targets[:3]) for one, hit in found)
    alone = sum(hit.decision == "answer" and hit.targets[0].target not in one.accept for one, hit in found)

    assert len(found) >= 2000
    assert first / len(found) >= 0.96
    assert three / len(found) >= 0.98
    assert alone / len(found) <= 0.01


def test_a_search_takes_less_than_the_blink_of_an_eye() -> None:
    asked = [one["q"] for one in held_out.questions("measure")]
    index = held_out.index("sample")
    index.search(asked[0])
    started = perf_counter()
    for text in asked:
        index.search(text)
    assert (perf_counter() - started) / len(asked) < 0.005
