"""What an upgrade makes of rounds that were opened over one another, and what the release before finds again."""

from collections.abc import Iterator
from datetime import timedelta

import pytest
import sqlalchemy as sa
from alembic import command

from bot.db.engine import migration_config
from bot.db.tables import rounds
from tests.db.world import World

#: Rounds beside the world's own of 2025: how many years later each was made, its code and its state.
OTHERS = ((-2, "2023", "published"), (-1, "2024", "open"), (1, "2026", "open"), (2, "2027", "prepared"))


@pytest.fixture
def changed(world: World) -> Iterator[World]:
    """Its tables are those of all tests on this database: afterwards they are said to be of this version again."""
    yield world
    with world.engine.begin() as connection:
        command.stamp(migration_config(connection), "head")


def states(world: World) -> dict[str, str]:
    with world.engine.connect() as connection:
        return dict(tuple(row) for row in connection.execute(sa.select(rounds.c.code, rounds.c.state)))


def test_the_round_that_everybody_saw_stays_open_and_the_shadowed_ones_are_closed(changed: World) -> None:
    world = changed
    with world.engine.begin() as connection:
        [given] = connection.execute(sa.select(rounds)).mappings().all()
        for years, code, state in (
            (-2, "2023", "published"),
            (-1, "2024", "open"),
            (1, "2026", "open"),
            (2, "2027", "prepared"),
        ):
            at = given["created_at"] + timedelta(days=365 * years)
            connection.execute(sa.insert(rounds), {**given, "code": code, "state": state, "created_at": at})
        config = migration_config(connection)
        command.stamp(config, "0008")
        command.upgrade(config, "0009")
    known = {"2023": "published", "2027": "prepared"}
    assert states(world) == known | {"2024": "closed", "2025": "closed", "2026": "open"}
    with world.engine.begin() as connection:
        connection.execute(sa.update(rounds).where(rounds.c.code == "2027").values(state="closed"))
        command.downgrade(migration_config(connection), "0008")
    assert states(world) == {"2023": "published", "2024": "open", "2025": "open", "2026": "open", "2027": "published"}, (
        "a closed round that is younger than the open one would become the current one"
    )
