"""The main job once more, over the wire: the served product, a strict Bot API, webhook and polling."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.db.engine import open_engine
from tests.stories.telling.wire import Caller, Wire, wired
from tests.stories.telling.world import World
from tests.stories.whole.main_job import HOA, LAN, MINH, SCORED, TUAN, begins, declared_in, scores_one_of_every_kind


@pytest.fixture
def database(demo_file: Path, tmp_path: Path) -> Path:
    return Path(shutil.copy(demo_file, tmp_path / "cchc.db"))


@pytest.fixture(params=["webhook", "polling"])
def wire(request: pytest.FixtureRequest, database: Path) -> Iterator[Wire]:
    with wired(database, request.param) as running:
        yield running


def record(database: Path) -> World:
    return World(open_engine(f"sqlite:///{database}"))


def test_one_leaf_of_every_kind_over_the_wire(wire: Wire, database: Path) -> None:
    wire.fake.updates.twice = True
    scores_one_of_every_kind({code: Caller(wire, code) for code in (LAN, TUAN, HOA, MINH)})
    world = record(database)
    assert declared_in(world.sheet()) == SCORED
    assert {leaf["self"]["channel"] for leaf in world.leaves().values() if leaf["self"]} == {"telegram"}
    assert world.broken_turns() == 0
    world.engine.dispose()


def test_an_album_over_the_wire_is_answered_once(wire: Wire, database: Path) -> None:
    lan = Caller(wire, "Lan Nguyễn")
    begins(lan, LAN)
    lan.says("1.3 đủ")
    lan.sends("a.jpg", "b.jpg", "c.jpg", album="77")
    lan.reads("1.3: đã nhận 3 tệp")
    world = record(database)
    assert len(world.leaf("1.3")["evidence"]) == 3
    world.engine.dispose()
