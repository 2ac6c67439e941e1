"""The search index is there before the first question, so that nobody's question waits for it."""

from pathlib import Path

import pytest

from bot.db.rounds import sets
from bot.product import Parts
from knowledge.search.index import Index
from scoring.criteria import CriteriaSet
from tests.bot.conftest import Makes, product_on
from tests.db.world import World

TURNS = Parts(deliveries=False, scheduler=False)


@pytest.fixture
def made(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The sets whose index was made, in their order."""
    known: list[str] = []

    def make(criteria: CriteriaSet) -> Index:
        known.append(criteria.id)
        return Index(criteria)

    monkeypatch.setattr(sets, "Index", make)
    return known


async def test_the_index_of_the_open_round_is_made_once_at_the_start(world: World, tmp_path: Path, made: list[str]) -> None:
    product = product_on(world.engine.url.render_as_string(hide_password=False), tmp_path, world.now)
    await product.start(TURNS)
    at_start = list(made)
    with product.store.read() as work:
        [current] = work.rounds.alive()
        work.rounds.index(current).search("hồ sơ")
    await product.get_ready()
    await product.stop()

    assert (at_start, made) == ([current.set_id], [current.set_id])


async def test_a_product_without_an_open_round_starts_all_the_same(makes: Makes, made: list[str]) -> None:
    await makes().start(TURNS)

    assert made == []
