"""One "name: value" table of the file, read value by value.

Whatever cannot be read is noted and replaced by a stand-in, so that one reading finds every fault of a file.
A stand-in number is NaN: sums and comparisons with it find nothing more to complain about.
"""

import re
from collections.abc import Sequence
from decimal import Decimal
from difflib import get_close_matches
from typing import Final

import yaml

from knowledge import fault_texts as t
from knowledge.faults import Fault, Wrong
from knowledge.text import tidy

UNREAD: Final = Decimal("NaN")
_NUMBER = re.compile(r"-?[0-9]{1,15}(?:[.,][0-9]{1,6})?")
_NULL = "tag:yaml.org,2002:null"


class Table:
    """``where`` is the code of the part of the tree that the table describes, for the operator to find it."""

    def __init__(self, node: yaml.MappingNode, where: str, faults: list[Fault]) -> None:
        self._node = node
        self._faults = faults
        self._known: list[str] = []
        self._keys: dict[str, yaml.Node] = {}
        self._values: dict[str, yaml.Node] = {}
        self.where = where
        self._fill()

    def _fill(self) -> None:
        for key, value in self._node.value:
            name = tidy(key.value) if isinstance(key, yaml.ScalarNode) else ""
            if name in self._keys:
                self._blame(Wrong.DUPLICATE_KEY, key, t.DUPLICATE_KEY.format(key=name))
                continue
            self._keys[name] = key
            if value.tag != _NULL:
                self._values[name] = value

    def _blame(self, error: Wrong, node: yaml.Node, message: str) -> None:
        mark = node.start_mark
        self._faults.append(Fault(error, self.where, mark.line + 1, mark.column + 1, message))

    def blame(self, error: Wrong, key: str, message: str) -> None:
        """Notes a fault at the value of ``key``, or at the table where there is none."""
        self._blame(error, self._values.get(key) or self._keys.get(key) or self._node, message)

    def has(self, key: str) -> bool:
        self._ask(key)
        return key in self._values

    def _ask(self, key: str) -> None:
        if key not in self._known:
            self._known.append(key)

    def _value(self, key: str) -> yaml.Node | None:
        self._ask(key)
        if key not in self._values:
            self.blame(Wrong.MISSING_KEY, key, t.MISSING_KEY.format(key=key))
        return self._values.get(key)

    def _scalar(self, key: str) -> str | None:
        """The text of a value; ``None`` once it has been noted that there is no such thing."""
        node = self._value(key)
        if node is None:
            return None
        text = tidy(node.value) if isinstance(node, yaml.ScalarNode) else ""
        if not text:
            self._blame(Wrong.BAD_VALUE, node, t.NOT_TEXT.format(key=key))
        return text or None

    def bad(self, key: str, message: str, **words: object) -> None:
        """Notes that the value of ``key`` is none of its kind."""
        node = self._values.get(key)
        value = node.value if isinstance(node, yaml.ScalarNode) else ""
        self.blame(Wrong.BAD_VALUE, key, message.format(key=key, value=value, **words))

    def text(self, key: str, default: str | None = None) -> str:
        """A line of text, NFC and with single spaces; compulsory without a default."""
        if default is not None and not self.has(key):
            return default
        return self._scalar(key) or ""

    def number(self, key: str, default: Decimal | None = None, *, signed: bool = False) -> Decimal:
        """A figure; compulsory without a default, and not negative unless ``signed``."""
        if default is not None and not self.has(key):
            return default
        text = self._scalar(key)
        if text is None:
            return UNREAD
        if not _NUMBER.fullmatch(text) or (text.startswith("-") and not signed):
            self.bad(key, t.NOT_SIGNED if signed else t.NOT_A_NUMBER)
            return UNREAD
        return Decimal(text.replace(",", "."))

    def number_if_any(self, key: str) -> Decimal | None:
        return self.number(key) if self.has(key) else None

    def points(self, key: str) -> Decimal | None:
        """Points, or ``None`` for "max", as decisions print "Điểm tối đa"."""
        if self.has(key) and self._scalar(key) == "max":
            return None
        return self.number(key)

    def whole(self, key: str, default: int, low: int, high: int) -> int:
        number = self.number(key, Decimal(default))
        if number.is_nan():
            return default
        if number != int(number) or not low <= number <= high:
            self.bad(key, t.NOT_WHOLE, low=low, high=high)
            return default
        return int(number)

    def flag(self, key: str, *, default: bool) -> bool:
        text = self.text(key, str(default).lower())
        if text and text not in ("true", "false"):
            self.bad(key, t.NOT_A_FLAG)
        return text == "true"

    def one_of(self, key: str, known: Sequence[str], default: str | None = None) -> str:
        """One of the known words; the first of them stands in for anything else."""
        text = self.text(key, default)
        if text in known:
            return text
        if text:
            self.bad(key, t.NOT_ONE_OF, known=", ".join(known))
        return known[0]

    def texts(self, key: str, least: int = 0, most: int = 100) -> tuple[str, ...]:
        """A list of lines of text; compulsory when it must have some."""
        nodes = self._nodes(key, least, most)
        lines = tuple(tidy(node.value) if isinstance(node, yaml.ScalarNode) else "" for node in nodes)
        for node, line in zip(nodes, lines, strict=True):
            if not line:
                self._blame(Wrong.BAD_VALUE, node, t.NOT_TEXT.format(key=key))
        return lines

    def tables(self, key: str, least: int = 0, most: int = 100) -> list["Table"]:
        """A list of tables, as long as the file's: a line that is no table is noted and stands in empty."""
        return [self._table(node) for node in self._nodes(key, least, most)]

    def table(self, key: str) -> "Table":
        node = self._value(key)
        return _nothing(self._node, self.where) if node is None else self._table(node)

    def _table(self, node: yaml.Node) -> "Table":
        if isinstance(node, yaml.MappingNode):
            return Table(node, self.where, self._faults)
        self._blame(Wrong.BAD_VALUE, node, t.NOT_A_TABLE)
        return _nothing(node, self.where)

    @property
    def names(self) -> tuple[str, ...]:
        """The names of a table whose names are the operator's own, in the order of the file."""
        return tuple(self._values)

    def _nodes(self, key: str, least: int, most: int) -> Sequence[yaml.Node]:
        node = self._value(key) if least else self._values.get(key) if self.has(key) else None
        if node is None:
            return ()
        if not isinstance(node, yaml.SequenceNode):
            self._blame(Wrong.BAD_VALUE, node, t.NOT_A_LIST.format(key=key))
            return ()
        self._count(key, node, least, most)
        return list(node.value[:most])

    def _count(self, key: str, node: yaml.SequenceNode, least: int, most: int) -> None:
        if len(node.value) < least:
            self._blame(Wrong.BAD_VALUE, node, t.TOO_FEW.format(key=key, least=least))
        if len(node.value) > most:
            self._blame(Wrong.BAD_VALUE, node, t.TOO_MANY.format(key=key, most=most))

    def close(self) -> None:
        """Notes every key that nobody has asked for: a misspelt key must never be left out silently."""
        for name, node in self._keys.items():
            if name not in self._known:
                self._blame(Wrong.UNKNOWN_KEY, node, _unknown(name, self._known))


def _nothing(node: yaml.Node, where: str) -> Table:
    """A table that stands in for one that is not there, and about which nothing more is said."""
    empty = yaml.MappingNode("tag:yaml.org,2002:map", [], node.start_mark, node.end_mark)
    return Table(empty, where, [])


def _unknown(name: str, known: Sequence[str]) -> str:
    close = get_close_matches(name, known, 1)
    return t.MISSPELT_KEY.format(key=name, close=close[0]) if close else t.UNKNOWN_KEY.format(key=name, known=", ".join(known))

