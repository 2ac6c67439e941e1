"""From text to a tree in which every value knows its line; hostile or damaged text is refused here."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Protocol

import yaml

from knowledge.checking import fault_texts as t
from knowledge.checking.faults import Fault, Steps, Wrong

MOST_CHARACTERS = 1_000_000
MOST_DEPTH = 20
MOST_PARTS = 100_000
# What YAML allows; its C parser counts bytes where it tells of a character that it does not.
_NOT_PRINTABLE = re.compile("[^\t\n\r\x20-\x7e\x85\xa0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


class SourceMark(Protocol):
    """A place in the file, from 0; both parsers have their own class for it."""

    @property
    def line(self) -> int: ...

    @property
    def column(self) -> int: ...


# The C parser is twenty times faster and reports the same marks; not every build of PyYAML has it.
Loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


def load(path: Path) -> str | Fault:
    """The text of a file."""
    # A character takes up to four bytes; nothing longer is read into memory.
    if path.stat().st_size > 4 * MOST_CHARACTERS:
        return _too_large()
    try:
        return path.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError:
        return Fault(Wrong.CORRUPTED, "", 1, 1, t.NOT_UTF8)


def _too_large() -> Fault:
    return Fault(Wrong.TOO_LARGE, "", 1, 1, t.TOO_LARGE.format(limit=MOST_CHARACTERS // 1000))


def parse(text: str) -> yaml.Node | Fault:
    """The tree of values, or the one fault that keeps it from being read at all."""
    if len(text) > MOST_CHARACTERS:
        return _too_large()
    if strange := _NOT_PRINTABLE.search(text):
        return _at_character(text, strange.start())
    try:
        fault = next(_suspicious(text), None)
        node = None if fault else yaml.compose(text, Loader)
    except yaml.MarkedYAMLError as error:
        return _at(error.problem_mark or error.context_mark, Wrong.CORRUPTED, t.NOT_YAML)
    return fault or node or Fault(Wrong.EMPTY_FILE, "", 1, 1, t.EMPTY_FILE)


def _suspicious(text: str) -> Iterator[Fault]:
    """References and deep nesting make a small file grow without end once its tree is built; so look before."""
    depth = 0
    for number, event in enumerate(yaml.parse(text, Loader)):
        if isinstance(event, yaml.AliasEvent) or getattr(event, "anchor", None):
            yield _at(event.start_mark, Wrong.REPEATED_BY_REFERENCE, t.REFERENCE)
        depth += isinstance(event, yaml.CollectionStartEvent) - isinstance(event, yaml.CollectionEndEvent)
        if depth > MOST_DEPTH:
            yield _at(event.start_mark, Wrong.CORRUPTED, t.TOO_DEEP.format(limit=MOST_DEPTH))
        if number > MOST_PARTS:
            yield _at(event.start_mark, Wrong.TOO_LARGE, t.TOO_MANY_PARTS)


def _at(mark: SourceMark | None, error: Wrong, message: str) -> Fault:
    return Fault(error, "", mark.line + 1 if mark else 1, mark.column + 1 if mark else 1, message)


def _at_character(text: str, position: int) -> Fault:
    before = text[:position]
    return Fault(Wrong.CORRUPTED, "", before.count("\n") + 1, position - before.rfind("\n"), t.BAD_CHARACTER)


def locate(node: yaml.Node, steps: Steps) -> tuple[int, int]:
    """Row and column, from 1, of the value at the end of ``steps``, or of the last one on the way that is there."""
    for step in steps:
        inner = _inner(node, step)
        if inner is None:
            break
        node = inner
    return node.start_mark.line + 1, node.start_mark.column + 1


def _inner(node: yaml.Node, step: str | int) -> yaml.Node | None:
    if isinstance(node, yaml.SequenceNode) and isinstance(step, int):
        return node.value[step] if step < len(node.value) else None
    if isinstance(node, yaml.MappingNode):
        return next((value for key, value in node.value if key.value == str(step)), None)
    return None
