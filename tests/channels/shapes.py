"""What two answers have in common when their values differ."""

from typing import Any


def shape(value: Any) -> Any:
    """The names and kinds in an answer; of a list, those of what is in it."""
    if isinstance(value, dict):
        return {name: shape(part) for name, part in value.items()}
    if isinstance(value, list):
        return [shape(part) for part in value[:1]]
    return type(value).__name__
