"""Databases to try things on: SQLite always, PostgreSQL where a server answers."""

import os
import secrets
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
import sqlalchemy as sa
from hypothesis import settings

from bot.db.engine import open_engine, upgrade
from bot.db.tables import metadata
from tests.fakes.careless import empty, open_careless

# What lands is judged by the same examples every time; ``--hypothesis-profile=default`` draws new ones to search with.
settings.register_profile("repeatable", derandomize=True, database=None)
settings.load_profile("repeatable")

POSTGRES_URL = os.environ.get("CCHC_TEST_POSTGRES_URL", "postgresql://postgres@127.0.0.1:5432/postgres")


@pytest.fixture(scope="session")
def migrated_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An empty SQLite database with all tables, to be copied."""
    file = tmp_path_factory.mktemp("migrated") / "cchc.db"
    engine = open_engine(f"sqlite:///{file}")
    upgrade(engine)
    engine.dispose()
    return file


@pytest.fixture
def sqlite_engine(migrated_file: Path, tmp_path: Path) -> Iterator[sa.Engine]:
    file = tmp_path / "cchc.db"
    shutil.copy(migrated_file, file)
    engine = open_careless(f"sqlite:///{file}")
    yield engine
    engine.dispose()


@pytest.fixture(scope="session")
def postgres_server() -> Iterator[sa.Engine]:
    server = open_engine(POSTGRES_URL)
    try:
        server.connect().close()
    except sa.exc.OperationalError:
        pytest.skip(f"no PostgreSQL answers at {server.url!r} (CCHC_TEST_POSTGRES_URL)")
    yield server
    server.dispose()


@pytest.fixture
def postgres_url(postgres_server: sa.Engine) -> Iterator[str]:
    """The address of an empty schema of its own."""
    name = f"cchc_{secrets.token_hex(6)}"
    with _schema(postgres_server, name):
        yield _address(name)


@pytest.fixture(scope="session")
def postgres_tables(postgres_server: sa.Engine) -> Iterator[sa.Engine]:
    """A schema with all tables, for every test after the other."""
    name = f"cchc_{secrets.token_hex(6)}"
    with _schema(postgres_server, name):
        engine = open_careless(_address(name))
        upgrade(engine)
        yield engine
        engine.dispose()


@pytest.fixture
def postgres_engine(postgres_tables: sa.Engine) -> sa.Engine:
    with postgres_tables.begin() as connection:
        empty(connection)
        connection.execute(sa.select(*(sa.func.setval(number, 1, False) for number in _numbers())))
    return postgres_tables


def _numbers() -> Iterator[sa.ColumnElement[str]]:
    """What the tables count their rows with."""
    for table in metadata.sorted_tables:
        for key in (column for column in table.primary_key if column.autoincrement is True):
            yield sa.func.pg_get_serial_sequence(table.name, key.name)


@pytest.fixture(params=["sqlite", "postgresql"])
def engine(request: pytest.FixtureRequest) -> sa.Engine:
    """A database with empty tables: every story is told on both."""
    chosen: sa.Engine = request.getfixturevalue("sqlite_engine" if request.param == "sqlite" else "postgres_engine")
    return chosen


@pytest.fixture(params=["sqlite", "postgresql"])
def empty_url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """The address of a database without tables."""
    if request.param == "sqlite":
        return f"sqlite:///{tmp_path / 'new' / 'cchc.db'}"
    address: str = request.getfixturevalue("postgres_url")
    return address


@contextmanager
def _schema(server: sa.Engine, name: str) -> Iterator[None]:
    """A schema that is gone afterwards."""
    with server.begin() as connection:
        connection.execute(sa.schema.CreateSchema(name))
    try:
        yield
    finally:
        with server.begin() as connection:
            connection.execute(sa.schema.DropSchema(name, cascade=True))


def _address(schema: str) -> str:
    url = sa.make_url(POSTGRES_URL).update_query_dict({"options": f"-csearch_path={schema}"})
    return url.render_as_string(hide_password=False)
