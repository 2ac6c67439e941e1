"""A province brings the Word annex of its decision; a commune then answers every kind of leaf that stands in it."""

from dataclasses import replace
from pathlib import Path

import pytest
import sqlalchemy as sa

from handlers.cards.card import Card
from handlers.incoming.events import Incoming
from knowledge.annex import read_annex
from scoring.criteria import CriteriaSet, Source
from scoring.rounds.round import Milestone
from tests.db import world as small
from tests.db.world import TELEGRAM, VIETNAM, World
from tests.doorway import turns_on

PAPER = Path(__file__).parents[2] / "knowledge" / "annex" / "files" / "PL kem to trinh 58 SNV.docx"

#: What is said for a leaf, the kind of its rule, and the points seen; one leaf of every kind that a commune declares.
SAID = (
    ("2.2.2", "R5", ("90/100",), "0,9/1"),
    ("2.2.2", "R5", ("69/100",), "0/1"),
    ("1.1.1", "R2", ("b",), "0,5/1"),
    ("1.1.2", "R6", ("a",), "1/1"),
    ("1.1.3", "R3", ("90/100",), "1,25/2,5"),
    ("1.1.3", "R3", ("91/100",), "2,5/2,5"),
    ("1.2.2", "R1", ("có",), "1/1"),
    ("1.3.2", "R9", ("kps",), "2,5/2,5"),
    ("1.3.2", "R9", ("80/100",), "1,25/2,5"),
    ("1.4.1", "R7", ("3",), "1,5/2,5"),
    ("1.5.1", "R8", ("2",), "2/2,5"),
    ("3.4.1", "R11", ("b",), "1,13/1,5"),
    ("5.1.1", "R4", ("19/20",), "2,38/2,5"),
    ("6.2.1", "R10", ("50/100",), "1/2"),
    ("7.2.1", "R15", ("61%",), "4/4,5"),
    ("7.1.2", "R18", ("1 vì cập nhật chậm",), "1/1,5"),
    ("8.2.2", "R17", ("", "8", "1", "10"), "2,55/3"),
)


@pytest.fixture(scope="module")
def criteria() -> CriteriaSet:
    chosen = read_annex(PAPER).set
    assert chosen is not None
    return chosen


class Official:
    """Somebody of XA01 in a round with the set of the annex."""

    def __init__(self, world: World) -> None:
        self._world, self._key = world, 0
        self._turns = turns_on(world.store, world.clock, VIETNAM)
        self._chat = world.chat(TELEGRAM, world.hoa)
        with world.store.write() as work:
            work.people.confirm_notice(world.hoa.id, world.now)

    def says(self, text: str, choice: str = "") -> str:
        self._key += 1
        self._world.put(Incoming(TELEGRAM, str(self._key), self._world.clock.pass_(seconds=1), text=text, choice=choice))
        assert self._turns.one() is not None
        return self.card.text

    def scores(self, code: str, answers: tuple[str, ...]) -> str:
        """In the short form, or figure by figure; what is only guessed is confirmed."""
        said = self.says(f"{code} {answers[0]}") if answers[0] else self.says(f"/chamdiem {code}")
        for answer in answers[1:]:
            said = self.says(answer)
        yes = next((one.code for one in self.card.choices if "Đúng, lưu" in one.label), None)
        return self.says("", yes) if yes else said

    @property
    def card(self) -> Card:
        with self._world.store.read() as work:
            return next(item.card for item in reversed(work.transcripts.read(self._chat)) if item.card is not None)


@pytest.fixture
def official(engine: sa.Engine, monkeypatch: pytest.MonkeyPatch, criteria: CriteriaSet) -> Official:
    monkeypatch.setattr(small, "CRITERIA", criteria)
    ends = {Milestone.SELF_SCORING: small.ROUND.ends[Milestone.SELF_SCORING]}
    monkeypatch.setattr(small, "ROUND", replace(small.ROUND, set_id=criteria.id, set_version=criteria.version, ends=ends))
    return Official(World(engine))


def test_the_annex_holds_every_kind_that_is_told_here(criteria: CriteriaSet) -> None:
    assert {criteria.leaf(code).rule.kind for code, *_ in SAID} == {kind for _, kind, *_ in SAID}
    declared = {leaf.rule.kind for leaf in criteria.declared_leaves()}
    assert declared <= {kind for _, kind, *_ in SAID}


@pytest.mark.parametrize(("code", "kind", "answers", "points"), SAID, ids=str)
def test_a_leaf_of_every_kind_is_scored_in_the_chat(
    official: Official, code: str, kind: str, answers: tuple[str, ...], points: str
) -> None:
    assert f"{code}: **{points}**" in official.scores(code, answers)


def test_what_the_survey_measures_is_not_asked_of_the_commune(official: Official, criteria: CriteriaSet) -> None:
    assert criteria.leaf("4.2").source is Source.SURVEY
    assert "**" not in official.says("4.2 3 điểm").partition("4.2:")[2][:8]


def test_the_rule_is_explained_in_the_words_of_the_annex(official: Official) -> None:
    said = official.says("/tieuchi 1.1.1")
    assert "Ban hành trong Quý I của năm kế hoạch" in said
