"""The demo world, loaded once and copied for every story; told on SQLite and on PostgreSQL, over two channels."""

from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest
import sqlalchemy as sa

from bot.db.engine import open_engine
from bot.db.work import Store
from bot.demo import world as demo
from bot.storage import EvidenceStore
from tests.db.world import Clock
from tests.stories.databases import Templates, checkpoint, copied
from tests.stories.filling import fills_everything
from tests.stories.joining import joined
from tests.stories.world import START, ZONE, World

PLACES = [("sqlite", "web"), ("postgresql", "telegram")]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Every event comes twice in these stories, which the log need not repeat."""


@pytest.fixture(scope="session")
def demo_file(migrated_file: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A database with the demo world in it."""
    folder = tmp_path_factory.mktemp("demo")
    with copied(migrated_file, folder / "demo.db") as engine:
        store = Store(engine, upload_link=lambda *_: "", clock=Clock(START))
        demo.load(store, EvidenceStore(folder / "evidence"), START, ZONE)
        checkpoint(engine)
    return folder / "demo.db"
