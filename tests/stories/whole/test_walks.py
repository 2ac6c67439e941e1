"""Everybody presses everything: nobody changes or reads what is not his, and nobody stands before a wall.

A part of all ways, another one in every run; every one of them is for ``python -m checks.walk``.
"""

import random
from collections.abc import Sequence
from pathlib import Path

import pytest

from tests.stories.telling.databases import Templates, checkpoint, copied
from tests.stories.telling.filling import joined
from tests.stories.telling.planted import PEOPLE, SECRETS, plant, plant_beside, who
from tests.stories.telling.rendered import CAPABLE, CHANNELS
from tests.stories.telling.world import World
from tests.stories.whole.walking import Walker

WAYS, LOOKED_AT, FORGED = 40, 10, 20
SEED = random.SystemRandom().randrange(1_000_000)


@pytest.fixture(scope="session")
def planted_file(demo_file: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    file = tmp_path_factory.mktemp("planted") / "planted.db"
    with copied(demo_file, file) as engine:
        plant(World(engine))
        checkpoint(engine)
    return file


def walker(world: World, code: str) -> Walker:
    member = joined(world, code)
    return Walker(world, member, who(world, member), SECRETS)


@pytest.fixture(scope="session")
def codes(planted_file: Path, tmp_path_factory: pytest.TempPathFactory) -> Sequence[str]:
    """What the buttons carry that the first cards of everybody offer."""
    seen: set[str] = set()
    with copied(planted_file, tmp_path_factory.mktemp("codes") / "cchc.db") as engine:
        for code in PEOPLE:
            seen |= walker(World(engine), code).walks(LOOKED_AT, random.Random(SEED)).codes
    return sorted(seen)


def test_the_secrets_are_really_there(planted_file: Path, tmp_path: Path) -> None:
    with copied(planted_file, tmp_path / "cchc.db") as engine:
        world = World(engine)
        for unit, (figure, name, *words) in SECRETS.items():
            leaf = world.leaf("1.2", unit)
            assert (leaf["declared"]["numerator"], world.sheet(unit)["state"]) == (figure.replace(".", ""), "draft")
            assert name in [file["name"] for file in leaf["evidence"]]
            assert words in ([], [world.leaf("1.5", unit)["explanation"]])


@pytest.mark.parametrize(("number", "code"), list(enumerate(PEOPLE)), ids=PEOPLE)
def test_whatever_somebody_presses_is_his_to_press(planted_file: Path, tmp_path: Path, number: int, code: str) -> None:
    channel = list(CHANNELS)[number % len(CHANNELS)]
    with copied(planted_file, tmp_path / "cchc.db") as engine:
        found = walker(World(engine, channel, channels=CAPABLE), code).walks(WAYS, random.Random(SEED))
    assert (found.faults, found.ways) == ([], WAYS), f"seed {SEED}"


@pytest.mark.parametrize("code", PEOPLE)
def test_what_others_were_offered_opens_nothing(planted_file: Path, tmp_path: Path, codes: Sequence[str], code: str) -> None:
    channel = list(CHANNELS)[PEOPLE.index(code) // 3]
    with copied(planted_file, tmp_path / "cchc.db") as engine:
        found = walker(World(engine, channel, channels=CAPABLE), code).forges(random.Random(SEED).sample(codes, FORGED))
    assert found.faults == [], f"seed {SEED}"


@pytest.mark.parametrize("code", ["demo-vanphong-2", "demo-thamdinh", "demo-noivu"])
def test_nor_where_two_rounds_run_side_by_side(planted_file: Path, tmp_path: Path, code: str) -> None:
    channel = list(CHANNELS)[SEED % len(CHANNELS)]
    with copied(planted_file, tmp_path / "cchc.db") as engine:
        plant_beside(World(engine))
        found = walker(World(engine, channel, channels=CAPABLE), code).walks(WAYS, random.Random(SEED))
    assert (found.faults, found.ways) == ([], WAYS), f"seed {SEED}"


@pytest.mark.parametrize("code", ["demo-taichinh", "demo-vanphong-2", "demo-thamdinh"])
def test_nor_on_the_other_database(planted_file: Path, templates: Templates, codes: Sequence[str], code: str) -> None:
    world = World(templates.poured(planted_file), "telegram", channels=CAPABLE)
    found = walker(world, code).forges(random.Random(SEED).sample(codes, FORGED))
    assert found.faults == [], f"seed {SEED}"
