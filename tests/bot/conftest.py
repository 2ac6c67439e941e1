"""The application's engine over the small world of the database's stories."""

import pytest
import sqlalchemy as sa

from tests.db.world import World


@pytest.fixture
def world(engine: sa.Engine) -> World:
    return World(engine)
