"""One database transaction, as the repositories use it."""

import base64
import secrets
import time
from collections.abc import Callable, Sequence
from datetime import datetime
from functools import lru_cache
from typing import Any, TypeVar

import sqlalchemy as sa
from sqlalchemy.dialects import postgresql, sqlite

Insert = postgresql.Insert | sqlite.Insert
Query = TypeVar("Query", bound=sa.Select[Any])


class Transaction:
    """A connection inside its transaction. ``writing`` is false where nothing may be locked or changed.

    ``process``: by which leases are held, ``None`` for one that holds none for long.
    """

    __slots__ = ("clock", "connection", "postgres", "process", "writing")

    def __init__(self, connection: sa.Connection, clock: Callable[[], datetime], *, writing: bool, process: int | None) -> None:
        self.process = process
        self.connection = connection
        self.clock = clock
        self.writing = writing
        self.postgres = connection.dialect.name == "postgresql"

    def first(self, statement: sa.Executable, **values: Any) -> sa.Row[Any] | None:
        return self.connection.execute(statement, values).first()

    def rows(self, statement: sa.Executable, **values: Any) -> Sequence[sa.Row[Any]]:
        return self.connection.execute(statement, values).all()

    def scalar(self, statement: sa.Executable, **values: Any) -> Any:
        return self.connection.execute(statement, values).scalar()

    def run(self, statement: sa.Executable, **values: Any) -> int:
        """Executes a change; how many rows it touched."""
        return self.connection.execute(statement, values).rowcount

    def run_many(self, statement: sa.Executable, rows: Sequence[dict[str, Any]]) -> None:
        if rows:
            self.connection.execute(statement, rows)

    def insert(self, table: sa.Table) -> Insert:
        """An insert that knows ``on_conflict_…`` of this database."""
        return _insert(table, postgres=self.postgres)

    def add(self, table: sa.Table, **values: Any) -> bool:
        """Inserts a row; ``False`` where one with the same key is there already."""
        statement = _if_new(self.connection.dialect, table, tuple(values))
        return self.connection.execute(statement, values).first() is not None

    def locked(self, query: Query) -> Query:
        """The query's rows, held against other writers till the end (SQLite has one writer at a time anyway)."""
        return query.with_for_update() if self.writing else query


def _insert(table: sa.Table, *, postgres: bool) -> Insert:
    return postgresql.insert(table) if postgres else sqlite.insert(table)


@lru_cache(maxsize=256)
def _if_new(dialect: sa.Dialect, table: sa.Table, columns: tuple[str, ...]) -> Any:
    """Compiled, as SQLAlchemy would compile an insert that minds conflicts anew each time."""
    insert = _insert(table, postgres=dialect.name == "postgresql")
    statement = insert.on_conflict_do_nothing().returning(next(iter(table.primary_key)))
    return statement.compile(dialect=dialect, column_keys=columns)


def new_id() -> str:
    """An opaque id, short enough for a button's code; a later one sorts after an earlier one."""
    return base64.b32hexencode(time.time_ns().to_bytes(8, "big") + secrets.token_bytes(2)).decode().lower()
