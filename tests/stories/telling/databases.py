"""Databases with a whole world in them, made once and copied for every story."""

import secrets
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import sqlalchemy as sa

from bot.db.engine import open_engine
from bot.db.tables import metadata
from tests.fakes.careless import empty, open_careless


@contextmanager
def copied(file: Path, to: Path) -> Iterator[sa.Engine]:
    """A SQLite database that begins as the one in ``file``."""
    shutil.copy(file, to)
    engine = open_careless(f"sqlite:///{to}")
    try:
        yield engine
    finally:
        engine.dispose()


def checkpoint(engine: sa.Engine) -> None:
    """Everything written so far stands in the file itself, so that it can be copied."""
    with engine.connect() as connection:
        connection.connection.cursor().execute("PRAGMA wal_checkpoint(TRUNCATE)")
    engine.dispose()


class Templates:
    """Worlds in PostgreSQL: each is kept in a schema of its own, from which the tables of a story are filled anew."""

    def __init__(self, tables: sa.Engine) -> None:
        """``tables``: an engine whose tables may be emptied."""
        self._tables = open_careless(tables.url.render_as_string(hide_password=False))
        self._kept: dict[Path, str] = {}

    def poured(self, file: Path) -> sa.Engine:
        """The tables, with the rows of the SQLite database in ``file`` and nothing else."""
        with self._tables.begin() as connection:
            empty(connection)
            if file in self._kept:
                _copy(connection, self._kept[file])
            else:
                _pour(connection, file)
                self._kept[file] = self._keep(connection)
            _go_on_counting(connection)
        return self._tables

    def close(self) -> None:
        with self._tables.begin() as connection:
            for schema in self._kept.values():
                connection.execute(sa.schema.DropSchema(schema, cascade=True))
        self._tables.dispose()

    def _keep(self, connection: sa.Connection) -> str:
        schema = f"cchc_{secrets.token_hex(6)}"
        connection.execute(sa.schema.CreateSchema(schema))
        for name in metadata.tables:
            connection.execute(sa.text(f'CREATE UNLOGGED TABLE {schema}."{name}" AS TABLE "{name}"'))
        return schema


def _copy(connection: sa.Connection, schema: str) -> None:
    for table in metadata.sorted_tables:
        columns = ", ".join(f'"{column.name}"' for column in table.columns)
        connection.execute(sa.text(f'INSERT INTO "{table.name}" ({columns}) SELECT {columns} FROM {schema}."{table.name}"'))


def _pour(connection: sa.Connection, file: Path) -> None:
    engine = open_engine(f"sqlite:///{file}")
    with engine.connect() as source:
        for table in metadata.sorted_tables:
            rows = [dict(row) for row in source.execute(sa.select(table)).mappings()]
            if rows:
                connection.execute(sa.insert(table), rows)
    engine.dispose()


def _go_on_counting(connection: sa.Connection) -> None:
    """Numbers given out next begin after those that were poured in."""
    for table in metadata.sorted_tables:
        for key in (column for column in table.primary_key if column.autoincrement is True):
            highest = sa.select(sa.func.max(key)).scalar_subquery()
            connection.execute(sa.select(sa.func.setval(sa.func.pg_get_serial_sequence(table.name, key.name), highest)))
