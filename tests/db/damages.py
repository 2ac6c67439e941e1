"""Damaging stored JSON, as a disk, a hand or a newer release may leave it."""

import json
import random
from collections.abc import Iterator
from typing import Any

import sqlalchemy as sa

from bot.db.tables import metadata

#: Text that is no JSON stands in a SQLite file alone: PostgreSQL keeps what it has parsed.
NO_JSON = ('{"v": 1, "te', "", "\x00\x01", "[" * 100_000)
WRONG = ("[]", "{}", "null", "7", "-1e9", '"chào"', "true", "[[]]", '[{"a": 1}]', json.dumps("x" * 1_000_000))
LOST = (None, [], {}, 5, "zzz", True, {"khác": 1})


def place_of(place: str) -> tuple[sa.Table, sa.Column[Any]]:
    """The table of "table.column" and the column that tells its rows apart."""
    table = metadata.tables[place.split(".", maxsplit=1)[0]]
    return table, next(iter(table.primary_key))


def damage(engine: sa.Engine, place: str, key: object, text: str) -> bool:
    """Puts a text where JSON is stored; ``False`` where the database does not take it."""
    table, first = place_of(place)
    value = "CAST(:text AS jsonb)" if engine.dialect.name == "postgresql" else ":text"
    change = sa.text(f'UPDATE {table.name} SET "{place.split(".")[1]}" = {value} WHERE "{first.name}" = :key')
    try:
        with engine.begin() as connection:
            return connection.execute(change, {"text": text, "key": key}).rowcount == 1
    except (sa.exc.DataError, sa.exc.OperationalError):
        return False


def stored(engine: sa.Engine, place: str, key: object) -> Any:
    """The JSON of a row, as it stands there."""
    table, first = place_of(place)
    with engine.connect() as connection:
        return connection.execute(sa.select(table.c[place.split(".")[1]]).where(first == key)).scalar()


def damages(value: Any, draw: random.Random) -> Iterator[str]:
    """What is no JSON, what is another thing, and the value itself with something wrong somewhere inside."""
    yield from (draw.choice(NO_JSON), *draw.sample(WRONG, 2))
    for _ in range(3):
        yield json.dumps(_spoilt(value, draw), ensure_ascii=False)


def _spoilt(value: Any, draw: random.Random) -> Any:
    """One part missing, one too many, or of another kind."""
    inner = list(value) if isinstance(value, dict) else list(range(len(value))) if isinstance(value, list) else []
    if not inner or draw.random() < 0.2:
        return draw.choice(LOST)
    spoilt, where, how = value.copy(), draw.choice(inner), draw.random()
    if how < 0.4:
        spoilt[where] = _spoilt(value[where], draw)
    elif how < 0.7:
        del spoilt[where]
    else:
        spoilt[where] = draw.choice(LOST)
    return spoilt
