"""The application's engine over the small world of the database's stories."""

import shutil
from collections.abc import AsyncIterator, Callable
from contextlib import AsyncExitStack
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa

from bot.environment.settings import Settings
from bot.product import Product
from tests.db.world import World

Makes = Callable[..., Product]


@pytest.fixture
def world(engine: sa.Engine) -> World:
    return World(engine)


def product_on(url: str, folder: Path, now: datetime | None = None, **settings: Any) -> Product:
    """A product over a database, which takes the present for ``now``."""
    offset = round((now - datetime.now(UTC)).total_seconds()) if now else 0
    return Product(Settings(_env_file=None, data_dir=folder, database_url=url, now_offset=offset, **settings))


@pytest.fixture
async def makes(migrated_file: Path, tmp_path: Path) -> AsyncIterator[Makes]:
    """Makes products that share one empty SQLite database; at the end they are stopped."""
    shutil.copy(migrated_file, tmp_path / "cchc.sqlite3")
    async with AsyncExitStack() as stack:

        def make(now: datetime | None = None, **settings: Any) -> Product:
            product = product_on("", tmp_path, now, **settings)
            stack.push_async_callback(product.stop)
            return product

        yield make
