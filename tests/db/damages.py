"""Damaging stored JSON, as a disk, a hand or a newer release may leave it."""

from typing import Any

import sqlalchemy as sa

from bot.db.tables import metadata

#: Text that is no JSON stands in a SQLite file alone: PostgreSQL keeps what it has parsed.
NO_JSON = '{"v": 1, "te'


def damage(engine: sa.Engine, place: str, key: object, stored: str) -> bool:
    """Puts a text in the place of stored JSON; ``False`` where the database does not take it. ``place``: "table.column"."""
    table_name, column = place.split(".")
    table = metadata.tables[table_name]
    (first, *_) = table.primary_key
    change = sa.text(f'UPDATE {table_name} SET "{column}" = {_literal(engine)} WHERE "{first.name}" = :key')
    try:
        with engine.begin() as connection:
            return connection.execute(change, {"stored": stored, "key": key}).rowcount == 1
    except (sa.exc.DataError, sa.exc.IntegrityError):
        return False


def _literal(engine: sa.Engine) -> str:
    return "CAST(:stored AS jsonb)" if engine.dialect.name == "postgresql" else ":stored"


def stored(engine: sa.Engine, place: str, key: object) -> Any:
    """The JSON of a row, as it stands there."""
    table_name, column = place.split(".")
    table = metadata.tables[table_name]
    (first, *_) = table.primary_key
    with engine.connect() as connection:
        return connection.execute(sa.select(table.c[column]).where(first == key)).scalar()
