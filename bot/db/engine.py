"""Opening the database and bringing its tables up to date: SQLite by default, PostgreSQL for several machines."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

import sqlalchemy as sa
from alembic import command
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory

from bot.db.columns import read_json

MIGRATIONS = Path(__file__).parent / "migrations"
#: How long a SQLite writer waits for another process's transaction, in seconds.
PATIENCE = 30
#: Any number that nothing else in the same PostgreSQL database locks on.
UPGRADING = 7_202_601


@dataclass
class LostReference(Exception):
    """A row refers to one that is not there; what a migration has changed is taken back."""

    table: str
    parent: str


@dataclass
class UnknownLabels(Exception):
    """A column of labels holds what no release has written; a migration leaves it for a hand to mend."""

    table: str
    column: str
    found: tuple[str, ...]


_to_json = partial(json.dumps, ensure_ascii=False)


@dataclass
class UnsupportedDatabase(Exception):
    """The URL names a database that is neither SQLite nor PostgreSQL."""

    name: str


def open_engine(url: str) -> sa.Engine:
    """An engine for ``sqlite:///…`` or ``postgresql://…``; the folder of a SQLite file is made when missing."""
    target = sa.make_url(url)
    name = target.drivername.split("+")[0]
    if name == "sqlite":
        return _sqlite(target)
    if name in ("postgresql", "postgres"):
        return _postgres(target.set(drivername="postgresql+psycopg"))
    raise UnsupportedDatabase(name)


def _sqlite(target: sa.URL) -> sa.Engine:
    if target.database:
        Path(target.database).parent.mkdir(parents=True, exist_ok=True)
    engine = sa.create_engine(
        target,
        json_serializer=_to_json,
        json_deserializer=read_json,
        connect_args={"isolation_level": None, "timeout": PATIENCE},
        pool_size=10,
    )
    sa.event.listen(engine, "connect", _prepare_sqlite)
    sa.event.listen(engine, "begin", _begin_sqlite)
    return engine


def _prepare_sqlite(connection: Any, _record: Any) -> None:
    # An acknowledged message must survive a power cut, hence FULL although WAL would be faster without.
    for pragma in ("journal_mode=WAL", "synchronous=FULL", "foreign_keys=ON"):
        connection.execute(f"PRAGMA {pragma}")
    # One byte that is no UTF-8 would otherwise end the reading of every row of the same answer.
    connection.text_factory = partial(str, encoding="utf-8", errors="replace")


def _begin_sqlite(connection: sa.Connection) -> None:
    # A writer that begins by reading must hold the lock from the start: SQLite refuses to upgrade an outdated
    # snapshot, however long one is ready to wait.
    reading = connection.get_execution_options().get("reading", False)
    connection.exec_driver_sql("BEGIN" if reading else "BEGIN IMMEDIATE")


def _postgres(target: sa.URL) -> sa.Engine:
    return sa.create_engine(
        target,
        json_serializer=_to_json,
        json_deserializer=read_json,
        pool_pre_ping=True,
        pool_size=10,
        max_overflow=20,
    )


def upgrade(engine: sa.Engine) -> None:
    """Brings the tables up to date. Processes that start together wait for the first, and find nothing left to do."""
    if is_newest(engine):
        return
    with migrating(engine) as connection:
        command.upgrade(migration_config(connection), "head")


@contextmanager
def migrating(engine: sa.Engine) -> Iterator[sa.Connection]:
    """A transaction that may change tables; nobody else does meanwhile."""
    if engine.dialect.name == "postgresql":
        with engine.begin() as connection:
            connection.execute(sa.select(sa.func.pg_advisory_xact_lock(UPGRADING)))
            yield connection
        return
    # SQLite changes a table by making it anew. Dropping the old one would count as deleting what others refer to, and
    # whether references are kept can be said outside of transactions alone.
    with engine.connect() as connection:
        own = connection.connection.driver_connection
        assert own is not None
        own.execute("PRAGMA foreign_keys=OFF")
        try:
            with connection.begin():
                yield connection
                lost = connection.exec_driver_sql("PRAGMA foreign_key_check").first()
                if lost is not None:
                    raise LostReference(lost[0], lost[2])
        finally:
            own.execute("PRAGMA foreign_keys=ON")


def is_newest(engine: sa.Engine) -> bool:
    """Whether the tables are those of this version of the product."""
    with engine.connect() as connection:
        present = MigrationContext.configure(connection).get_current_heads()
        return set(present) == set(ScriptDirectory.from_config(migration_config(connection)).get_heads())


def migration_config(connection: sa.Connection) -> Config:
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS).replace("%", "%%"))
    config.attributes["connection"] = connection
    return config
