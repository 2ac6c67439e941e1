"""What the columns of every table are made of, on both engines."""

import json
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum
from typing import Any

import sqlalchemy as sa
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.types import TypeDecorator


@dataclass(frozen=True, slots=True)
class Damaged:
    """What a column holds instead of JSON: an engine that raised here would lose the other rows of the same answer."""

    why: str


def read_json(stored: str | bytes) -> Any:
    """The deserializer of both engines."""
    try:
        return json.loads(stored)
    except (ValueError, RecursionError) as error:
        return Damaged(f"no JSON: {error}")


def as_stored(column: sa.Column[Any]) -> sa.ColumnElement[Any]:
    """JSON as its text, other columns as they are: a row can be compared before it is read, as most say the same again."""
    return sa.cast(column, sa.Text).label(column.name) if isinstance(column.type, sa.JSON) else column


def of_text(stored: str | None) -> Any:
    """What the text of ``as_stored`` holds."""
    return None if stored is None else read_json(stored)


class Moment(TypeDecorator[datetime]):
    """An aware time, kept in UTC. SQLite has no zone of its own, so it is put back on reading."""

    impl = sa.DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, _dialect: Any) -> datetime | None:
        return None if value is None else value.astimezone(UTC)

    def process_result_value(self, value: datetime | None, _dialect: Any) -> datetime | None:
        return None if value is None else value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


Json = sa.JSON(none_as_null=True).with_variant(JSONB(none_as_null=True), "postgresql")
Id = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


class Label(TypeDecorator[str]):
    """One of an enum's labels, kept as it reads; the table holds nothing else (see ``tables.base``).

    What is no label is a fault of the program, and found before it is written. Rows give the text: whoever reads a row
    makes the label of it, so that what cannot be read is the failure of its own row.
    """

    impl = sa.Text
    cache_ok = True

    def __init__(self, labels: type[StrEnum]) -> None:
        super().__init__()
        self.labels = labels

    def process_bind_param(self, value: str | None, _dialect: Any) -> str | None:
        return None if value is None else self.labels(value).value
