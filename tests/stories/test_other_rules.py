"""The rules that the sample does not use: a formula's figures one by one, its branches, points given by judgement."""

from dataclasses import replace
from decimal import Decimal

import pytest
import sqlalchemy as sa

from bot.turns import Turns
from handlers.cards import Card
from handlers.events import Incoming
from scoring.criteria import CriteriaSet, Field
from scoring.rounds import Milestone
from scoring.rules import Branch, Formula, Variable
from tests.db import world as small
from tests.db.world import TELEGRAM, VIETNAM, World

FORMULA = Formula(
    (Variable("a", "số hoàn thành"), Variable("b", "tổng số")), (Branch("một", "a / b"), Branch("hai", "2 * a / b"))
)


class Chat:
    """The coordinator of XA01 on the small world, whose notice is confirmed."""

    def __init__(self, world: World) -> None:
        self._world, self._key = world, 0
        self._turns = Turns(world.store, world.clock, VIETNAM)
        self.id = world.chat(TELEGRAM, world.hoa)
        with world.store.write() as work:
            work.people.confirm_notice(world.hoa.id, world.now)

    def says(self, text: str = "", choice: str = "") -> str:
        self._key += 1
        self._world.put(Incoming(TELEGRAM, str(self._key), self._world.clock.pass_(seconds=1), text=text, choice=choice))
        assert self._turns.one() is not None
        return self.card.text

    def presses(self, label: str) -> str:
        return self.says(choice=next(one.code for one in self.card.choices if label in one.label))

    @property
    def card(self) -> Card:
        with self._world.store.read() as work:
            return next(item.card for item in reversed(work.transcripts.read(self.id)) if item.card is not None)


@pytest.fixture
def chat(engine: sa.Engine, monkeypatch: pytest.MonkeyPatch) -> Chat:
    monkeypatch.setattr(small, "CRITERIA", _with_formula(small.CRITERIA))
    later = replace(small.ROUND, ends={Milestone.SELF_SCORING: small.ROUND.ends[Milestone.SELF_SCORING]})
    monkeypatch.setattr(small, "ROUND", later)
    return Chat(World(engine))


def _with_formula(criteria: CriteriaSet) -> CriteriaSet:
    """The small set with a formula of two branches at 2.3, as a version of its own."""
    first, second = criteria.fields
    leaves = tuple(replace(leaf, rule=FORMULA) if leaf.code == "2.3" else leaf for leaf in second.leaves)
    return replace(criteria, fields=(first, Field(second.code, second.name, second.max, leaves)))


def points(chat: Chat, code: str) -> str | None:
    with chat._world.store.read() as work:
        entry = work.sheets.read(small.ROUND, "XA01").entry(code)
    own = dict(entry.scores)
    return str(next(iter(own.values())).points) if own else None


def test_figures_are_asked_one_by_one_and_then_the_branch(chat: Chat) -> None:
    assert "số hoàn thành" in chat.says("/chamdiem 2.3")
    assert "tổng số" in chat.says("3")
    assert "Trường hợp nào" in chat.says("4")
    assert "2.3: **1,5/2**" in chat.presses("hai")
    assert points(chat, "2.3") == "3/2"


def test_a_figure_that_is_none_is_asked_again(chat: Chat) -> None:
    chat.says("/chamdiem 2.3")
    said = chat.says("nhiều")
    assert "không phải là số" in said
    assert "số hoàn thành" in said


def test_a_division_by_zero_starts_from_the_first_figure(chat: Chat) -> None:
    for text in ("/chamdiem 2.3", "3", "0"):
        chat.says(text)
    said = chat.presses("một")
    assert "chia cho 0" in said
    assert "số hoàn thành" in said
    assert points(chat, "2.3") is None


def test_judged_points_ask_for_their_reason(chat: Chat) -> None:
    chat.says("/chamdiem 2.4")
    assert "Lý do" in chat.says("1,5")
    assert "2.4: **1,5/2**" in chat.says("thiếu một báo cáo")
    assert points(chat, "2.4") == str(Decimal("1.5").as_integer_ratio()[0]) + "/2"


def test_who_has_no_reason_for_the_points_is_asked_for_points_again(chat: Chat) -> None:
    chat.says("2.4 1,5")
    chat.presses("Thôi")
    assert "Gõ số điểm" in chat.card.text


def test_judged_points_with_their_reason_are_saved_at_once(chat: Chat) -> None:
    assert "2.4: **1/2**" in chat.says("2.4 1 vì chậm một tháng")


def test_judged_points_stay_within_the_maximum(chat: Chat) -> None:
    assert "từ 0 đến 2" in chat.says("2.4 2,5 vì làm tốt")
    assert points(chat, "2.4") is None
