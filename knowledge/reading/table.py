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

from knowledge.checking import fault_texts as t
from knowledge.checking.faults import Fault, Wrong
from knowledge.text import tidy

UNREAD: Final = Decimal("NaN")
MOST_TEXT: Final = 2000
_MOST_QUOTED = 60
_NUMBER = re.compile(r"-?[0-9]{1,15}(?:[.,][0-9]{1,6})?")
_NULL = "tag:yaml.org,2002:null"


class Table:
    """``where`` is the code of the part of the tree that the table describes, for the operator to find it."""

    def __init__(self, node: yaml.MappingNode, where: str, faults: list[Fault]) -> None:
        self._node = node
        self._faults = faults
        self._keys: dict[str, yaml.Node] = {}
        self._values: dict[str, yaml.Node] = {}
        self._asked: list[str] = []
        repeated = [key for key, value in node.value if not self._take(key, value)]
        self.where = self._own_code() or where
        for key in repeated:
            self._note(Wrong.DUPLICATE_KEY, key, t.DUPLICATE_KEY.format(key=_line(key)))

    def _take(self, key: yaml.Node, value: yaml.Node) -> bool:
        name = _line(key)
        if name in self._keys:
            return False
        self._keys[name] = key
        if value.tag != _NULL:
            self._values[name] = value
        return True

    def _own_code(self) -> str:
        return _line(self._values["code"])[:_MOST_QUOTED] if "code" in self._values else ""

    def _note(self, error: Wrong, node: yaml.Node, message: str) -> None:
        mark = node.start_mark
        self._faults.append(Fault(error, self.where, mark.line + 1, mark.column + 1, message))

    def blame(self, error: Wrong, key: str, message: str, **words: object) -> None:
        """Notes a fault at the value of ``key``, or at the table where there is none; quotes the value as it stands."""
        node = self._values.get(key) or self._keys.get(key) or self._node
        self._note(error, node, message.format(key=key, value=_line(node)[:_MOST_QUOTED], **words))

    def bad(self, key: str, message: str, **words: object) -> None:
        self.blame(Wrong.BAD_VALUE, key, message, **words)

    def has(self, key: str) -> bool:
        if key not in self._asked:
            self._asked.append(key)
        return key in self._values

    @property
    def names(self) -> tuple[str, ...]:
        """The names of a table whose names are the operator's own, in the order of the file."""
        return tuple(self._keys)

    def text(self, key: str, default: str | None = None) -> str:
        """A line of text, NFC and with single spaces; compulsory without a default."""
        if default is not None and not self.has(key):
            return default
        node = self._value(key)
        text = _line(node) if node else ""
        if node and not text:
            self.bad(key, t.NOT_TEXT)
        if len(text) > MOST_TEXT:
            self.bad(key, t.TOO_LONG, most=MOST_TEXT)
        return text[:MOST_TEXT]

    def number(self, key: str, default: Decimal | None = None, *, signed: bool = False) -> Decimal:
        """A figure; compulsory without a default, and not negative unless ``signed``."""
        if default is not None and not self.has(key):
            return default
        text = self.text(key)
        if _NUMBER.fullmatch(text) and (signed or not text.startswith("-")):
            return Decimal(text.replace(",", "."))
        if text:
            self.bad(key, t.NOT_SIGNED if signed else t.NOT_A_NUMBER)
        return UNREAD

    def number_if_any(self, key: str) -> Decimal | None:
        return self.number(key) if self.has(key) else None

    def points(self, key: str) -> Decimal | None:
        """Points, or ``None`` for "max", as decisions print "Điểm tối đa"."""
        if self.has(key) and _line(self._values[key]) == "max":
            return None
        return self.number(key)

    def whole(self, key: str, default: int, low: int, high: int) -> int:
        number = self.number(key, Decimal(default))
        if number.is_nan():
            return default
        if number != int(number) or not low <= number <= high:
            self.bad(key, t.NOT_WHOLE, low=low, high=high)
        return int(number)

    def flag(self, key: str, *, default: bool) -> bool:
        if not self.has(key):
            return default
        return self.one_of(key, ("true", "false")) == "true"

    def one_of(self, key: str, known: Sequence[str], default: str | None = None) -> str:
        """One of the known words; nothing stands in for anything else."""
        text = self.text(key, default)
        if text and text not in known:
            self.bad(key, t.NOT_ONE_OF, known=", ".join(known))
        return text if text in known else ""

    def texts(self, key: str, least: int = 0, most: int = 100) -> tuple[str, ...]:
        """A list of lines of text; compulsory when it must have some."""
        nodes = self._list(key, least, most)
        for node in nodes:
            if not 0 < len(_line(node)) <= MOST_TEXT:
                self._note(Wrong.BAD_VALUE, node, t.NOT_TEXT.format(key=key))
        return tuple(_line(node) for node in nodes)

    def tables(self, key: str, least: int = 0, most: int = 100) -> list["Table"]:
        """A list of tables, as long as the file's: a line that is no table is noted and stands in empty."""
        return [self._table(node) for node in self._list(key, least, most)]

    def table(self, key: str) -> "Table":
        node = self._value(key)
        return self._nothing(self._node) if node is None else self._table(node)

    def _table(self, node: yaml.Node) -> "Table":
        if isinstance(node, yaml.MappingNode):
            return Table(node, self.where, self._faults)
        self._note(Wrong.BAD_VALUE, node, t.NOT_A_TABLE)
        return self._nothing(node)

    def _nothing(self, node: yaml.Node) -> "Table":
        """A table that stands in for one that is not there, and about which nothing more is said."""
        return Table(yaml.MappingNode("tag:yaml.org,2002:map", [], node.start_mark, node.end_mark), self.where, [])

    def _value(self, key: str) -> yaml.Node | None:
        if not self.has(key):
            self.blame(Wrong.MISSING_KEY, key, t.MISSING_KEY)
        return self._values.get(key)

    def _list(self, key: str, least: int, most: int) -> Sequence[yaml.Node]:
        node = self._value(key) if least or self.has(key) else None
        if node is None:
            return ()
        if not isinstance(node, yaml.SequenceNode):
            self.bad(key, t.NOT_A_LIST)
            return ()
        if not least <= len(node.value) <= most:
            self.bad(key, t.WRONG_LENGTH, least=least, most=most)
        return list(node.value[:most])

    def close(self) -> None:
        """Notes every key that nobody has asked for: a misspelt key must never be left out silently."""
        for name, node in self._keys.items():
            if name not in self._asked:
                self._note(Wrong.UNKNOWN_KEY, node, _unknown(name, self._asked))


def _line(node: yaml.Node) -> str:
    """The text of a node that is no table and no list."""
    return tidy(node.value) if isinstance(node, yaml.ScalarNode) else ""


def _unknown(name: str, known: Sequence[str]) -> str:
    close = get_close_matches(name, known, 1)
    if close:
        return t.MISSPELT_KEY.format(key=name, close=close[0])
    return t.UNKNOWN_KEY.format(key=name, known=", ".join(known))
