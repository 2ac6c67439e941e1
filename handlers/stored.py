"""Reading what was stored as JSON: its shape is checked, and what a newer release has added to it is passed over."""

from collections.abc import Callable
from functools import cache
from typing import Any, TypeVar

from pydantic import TypeAdapter

Shape = TypeVar("Shape")
_reader: Callable[[Any], TypeAdapter[Any]] = cache(TypeAdapter)


def read_stored(shape: type[Shape], data: Any) -> Shape:
    """The dataclass behind its JSON; raises a ``ValueError`` that says where it has another shape."""
    read: Shape = _reader(shape).validate_python(data)
    return read
