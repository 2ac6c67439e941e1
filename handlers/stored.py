"""Reading what was stored as JSON: its shape is checked, and what a newer release has added to it is passed over."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from typing import Any, TypeVar

from pydantic import TypeAdapter

Shape = TypeVar("Shape")
_reader: Callable[[Any], TypeAdapter[Any]] = cache(TypeAdapter)


def read_stored(shape: type[Shape], data: Any) -> Shape:
    """The dataclass behind its JSON; raises a ``ValueError`` that says where it has another shape."""
    read: Shape = _reader(shape).validate_python(data)
    return read


def write_stored(value: Any) -> dict[str, Any]:
    """The JSON of a dataclass, for ``read_stored``."""
    written: dict[str, Any] = _reader(type(value)).dump_python(value, warnings=False)
    return written


@dataclass
class UnreadableRow(Exception):
    """A stored row that this turn needs holds what its reader does not understand."""

    table: str
    key: str
    column: str
    why: str

    def __str__(self) -> str:
        return f"{self.table} {self.key}: {self.column} cannot be read ({self.why})"
