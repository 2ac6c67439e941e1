"""Databases with a whole world in them, made once and copied for every story."""

import shutil
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import sqlalchemy as sa

from bot.db.engine import open_engine
from bot.db.tables import metadata


@contextmanager
def copied(file: Path, to: Path) -> Iterator[sa.Engine]:
    """A SQLite database that begins as the one in ``file``."""
    shutil.copy(file, to)
    engine = open_engine(f"sqlite:///{to}")
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
    """Worlds in a PostgreSQL database: rows are poured into one set of tables, and taken out again for the next story."""

    def __init__(self, tables: sa.Engine) -> None:
        self._tables = tables
        self._rows: dict[Path, list[tuple[sa.Table, Sequence[dict[str, Any]]]]] = {}

    def poured(self, file: Path) -> sa.Engine:
        """The tables, with the rows of the SQLite database in ``file`` and nothing else."""
        known = self._rows.setdefault(file, self._rows.get(file) or _rows(file))
        with self._tables.begin() as connection:
            names = ", ".join(f'"{name}"' for name in metadata.tables)
            connection.execute(sa.text(f"TRUNCATE {names} RESTART IDENTITY CASCADE"))
            for table, rows in known:
                _pour(connection, table, rows)
        return self._tables


def _rows(file: Path) -> list[tuple[sa.Table, Sequence[dict[str, Any]]]]:
    engine = open_engine(f"sqlite:///{file}")
    with engine.connect() as connection:
        found = [(table, [dict(row) for row in connection.execute(sa.select(table)).mappings()]) for table in metadata.sorted_tables]
    engine.dispose()
    return [(table, rows) for table, rows in found if rows]


def _pour(connection: sa.Connection, table: sa.Table, rows: Sequence[dict[str, Any]]) -> None:
    connection.execute(sa.insert(table), rows)
    key = next(iter(table.primary_key))
    if key.autoincrement is True:
        highest = sa.select(sa.func.max(key)).scalar_subquery()
        sequence = sa.func.pg_get_serial_sequence(table.name, key.name)
        connection.execute(sa.select(sa.func.setval(sequence, highest)))
