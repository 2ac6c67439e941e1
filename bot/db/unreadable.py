"""Stored JSON that cannot be read: named by its table and its key, so that it stops nobody but its own row."""

import logging
from collections.abc import Callable
from functools import lru_cache
from typing import Any, TypeVar

import sqlalchemy as sa
from pydantic import ValidationError

from bot.db.columns import Damaged
from handlers.stored import UnreadableRow
from scoring.errors import Refusal

log = logging.getLogger(__name__)
Value = TypeVar("Value")
#: What a reader of JSON raises when it meets another shape than its own.
WRONG_SHAPE = (ValueError, TypeError, LookupError, AttributeError, ArithmeticError, Refusal)
LONGEST = 160


def decoded(column: sa.Column[Any], key: object, stored: Any, reader: Callable[[Any], Value]) -> Value:
    """What a column of the row with this key says; raises nothing but ``UnreadableRow``."""
    if isinstance(stored, Damaged):
        raise _unreadable(column, key, stored.why)
    try:
        return reader(stored)
    except WRONG_SHAPE as error:
        raise _unreadable(column, key, _why(error)) from error


def decoded_or(blank: Value, column: sa.Column[Any], key: object, stored: Any, reader: Callable[[Any], Value]) -> Value:
    """The same for what can be done without: the operator is told, and nobody is stopped."""
    try:
        return decoded(column, key, stored, reader)
    except UnreadableRow as fault:
        tell(str(fault))
        return blank


@lru_cache(maxsize=1024)
def tell(fault: str) -> None:
    """Once a process: what is read at every turn would fill the log."""
    log.error("%s → cchc doctor", fault)


def _unreadable(column: sa.Column[Any], key: object, why: str) -> UnreadableRow:
    return UnreadableRow(column.table.name, str(key), column.name, " ".join(why.split())[:LONGEST])


def _why(error: Exception) -> str:
    """Where it is wrong and how; of what stands there no more than the reader itself tells."""
    match error:
        case ValidationError():
            return "; ".join(f"{'.'.join(map(str, detail['loc'])) or 'it'}: {detail['msg']}" for detail in error.errors()[:3])
        case Refusal():
            return type(error).__name__
        case KeyError():
            return f"without {error}"
        case _:
            return str(error) or type(error).__name__
