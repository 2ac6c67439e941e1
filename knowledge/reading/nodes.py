"""YAML with its places: every value knows its line and column, and every fault is noted instead of raised."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass, field
from decimal import Decimal, InvalidOperation

import yaml

from knowledge.reading.faults import Fault
from knowledge.text import nfc

MAX_BYTES = 1_000_000
NUMBER = "một số, ví dụ 1.5"


@dataclass(slots=True)
class Faults:
    """The faults found so far."""

    found: list[Fault] = field(default_factory=list)

    def note(self, error: str, where: str, node: yaml.Node | None, message: str) -> None:
        mark = node.start_mark if node else None
        self.found.append(Fault(error, where, mark.line + 1 if mark else 1, mark.column + 1 if mark else 1, message))


class Broken(Exception):
    """The part being read has a fault, already noted; whatever contains it leaves it out."""


@dataclass(frozen=True, slots=True)
class Map:
    """A mapping of the file, read key by key; ``done`` names the keys that nobody asked for."""

    node: yaml.MappingNode
    where: str
    faults: Faults
    parts: dict[str, yaml.Node]
    asked: set[str]

    @classmethod
    def of(cls, node: yaml.Node, where: str, faults: Faults) -> "Map":
        if not isinstance(node, yaml.MappingNode):
            faults.note("bad_value", where, node, "Cần một khối gồm các dòng “khoá: giá trị”.")
            raise Broken
        parts: dict[str, yaml.Node] = {}
        for key, value in node.value:
            if key.value in parts:
                faults.note("duplicate_key", where, key, f"Khoá “{key.value}” viết hai lần.")
            parts[str(key.value)] = value
        return cls(node, where, faults, parts, set())

    def has(self, key: str) -> bool:
        self.asked.add(key)
        return key in self.parts

    def get(self, key: str) -> yaml.Node:
        if not self.has(key):
            self.faults.note("missing_key", self.where, self.node, f"Thiếu “{key}”.")
            raise Broken
        return self.parts[key]

    def text(self, key: str, default: str | None = None) -> str:
        if default is not None and not self.has(key):
            return default
        node = self.get(key)
        if not isinstance(node, yaml.ScalarNode) or not node.value.strip():
            self.faults.note("bad_value", self.where, node, f"“{key}” cần là một dòng chữ.")
            raise Broken
        return nfc(node.value)

    def number(self, key: str, default: Decimal | None = None) -> Decimal:
        if default is not None and not self.has(key):
            return default
        return self.decimal(self.get(key), key)

    def optional_number(self, key: str) -> Decimal | None:
        return self.decimal(self.parts[key], key) if self.has(key) else None

    def decimal(self, node: yaml.Node, key: str) -> Decimal:
        try:
            value = Decimal(node.value if isinstance(node, yaml.ScalarNode) else "")
        except InvalidOperation:
            value = Decimal("NaN")
        if not value.is_finite() or abs(value) > 1_000_000:
            self.faults.note("bad_value", self.where, node, f"“{key}” cần là {NUMBER}.")
            raise Broken
        return value

    def one_of(self, key: str, known: Collection[str], default: str | None = None) -> str:
        value = self.text(key, default)
        if value not in known:
            self.faults.note("bad_value", self.where, self.parts.get(key), f"“{key}” cần là một trong: {', '.join(known)}.")
            raise Broken
        return value

    def flag(self, key: str, *, default: bool) -> bool:
        return self.one_of(key, ("true", "false"), "true" if default else "false") == "true"

    def list(self, key: str, *, required: bool = True) -> list[yaml.Node]:
        if not required and not self.has(key):
            return []
        node = self.get(key)
        if not isinstance(node, yaml.SequenceNode) or not node.value:
            self.faults.note("bad_value", self.where, node, f"“{key}” cần là một danh sách.")
            raise Broken
        return list(node.value)

    def texts(self, key: str) -> tuple[str, ...]:
        return tuple(nfc(str(node.value)) for node in self.list(key, required=False))

    def close(self) -> None:
        """Notes every key that has no meaning here: a misspelt key must not be passed over in silence."""
        for key in self.parts.keys() - self.asked:
            self.faults.note("unknown_key", self.where, self.parts[key], f"Không có khoá “{key}” ở đây.")


def compose(text: str, faults: Faults) -> yaml.Node | None:
    """The file's root, or ``None`` with the fault noted."""
    if len(text.encode()) > MAX_BYTES:
        faults.note("too_large", "", None, "Tệp lớn hơn 1 MB.")
        return None
    try:
        if any(isinstance(event, yaml.AliasEvent) for event in _events(text)):
            faults.note("bad_value", "", None, "Không dùng tham chiếu (&, *) trong tệp.")
            return None
        root = yaml.compose(text, Loader=yaml.SafeLoader)
    except (yaml.YAMLError, RecursionError) as error:
        faults.found.append(_unreadable(error))
        return None
    if root is None:
        faults.note("empty_file", "", None, "Tệp rỗng.")
    return root


def _events(text: str) -> Iterator[yaml.Event]:
    return iter(yaml.parse(text, Loader=yaml.SafeLoader))


def _unreadable(error: Exception) -> Fault:
    mark = getattr(error, "problem_mark", None)
    why = getattr(error, "problem", None) or "cấu trúc quá sâu hoặc có ký tự lạ"
    return Fault("corrupted", "", mark.line + 1 if mark else 1, mark.column + 1 if mark else 1, f"Không đọc được YAML: {why}.")
