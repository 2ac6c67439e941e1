"""The zip package around a Word or Excel file, and its XML parts, within limits that no real annex reaches."""

import zipfile
import zlib
from collections.abc import Callable
from io import BytesIO
from itertools import count
from typing import BinaryIO
from xml.etree.ElementTree import Element, TreeBuilder
from xml.parsers import expat

from knowledge.annex import texts as t
from knowledge.annex.files.refusals import FileRefused
from knowledge.checking.faults import Wrong

MOST_FILE = 20_000_000
MOST_PARTS = 20_000
MOST_PART = 12_000_000
#: Tags of one part: each takes some hundred bytes of memory and its time, however few bytes it takes in the file.
MOST_TAGS = 500_000
#: Bytes of a part that is taken element by element, and tags of one such element.
MOST_LONG, MOST_INSIDE = 100_000_000, 100_000
_BLOCK = 1 << 18
_UNREADABLE = (zipfile.BadZipFile, zlib.error, EOFError, OSError, NotImplementedError, ValueError, IndexError)


class Package:
    """Raises ``FileRefused`` for whatever cannot be unpacked."""

    def __init__(self, file: bytes | BinaryIO) -> None:
        try:
            self._zip = zipfile.ZipFile(BytesIO(file) if isinstance(file, bytes) else file)
        except _UNREADABLE as error:
            raise FileRefused(Wrong.CORRUPTED, t.CORRUPTED) from error
        self.names = frozenset(self._zip.namelist())
        self._stored = {_plain(name): name for name in self.names}
        if len(self._zip.infolist()) > MOST_PARTS:
            raise FileRefused(Wrong.TOO_LARGE, t.TOO_LARGE)

    def stored(self, name: str) -> str:
        """A part's name as the file has it, "" where it is missing: large and small letters do not tell parts apart."""
        return self._stored.get(_plain(name), "")

    def part(self, name: str) -> bytes:
        """One part unpacked; what the file says of its size is not believed."""
        data = self.beginning(name, MOST_PART + 1)
        if len(data) > MOST_PART:
            raise FileRefused(Wrong.TOO_LARGE, t.TOO_LARGE)
        return data

    def beginning(self, name: str, size: int) -> bytes:
        if self._zip.getinfo(name).flag_bits & 1:
            raise FileRefused(Wrong.PASSWORD_PROTECTED, t.PASSWORD)
        try:
            with self._zip.open(name) as stream:
                return stream.read(size)
        except (*_UNREADABLE, RuntimeError) as error:
            raise FileRefused(Wrong.CORRUPTED, t.CORRUPTED) from error

    def tree(self, name: str) -> Element:
        return parse(self.part(name))

    def first_of_tree(self, name: str) -> Element:
        """As much of a part as the limits allow: what is longer than a reader's patience is known by its beginning."""
        return _begun(self.beginning(name, MOST_PART))

    def apart(self, name: str, tag: str, take: Callable[[Element], bool]) -> Element:
        """The tree of a part without its elements called ``tag``: each is handed to ``take`` as soon as it is whole.

        So a part may be as long as a sheet that is formatted down to its last row. Where a part goes on for ever, it is
        read as far as ``take`` says that it matters.
        """
        builder = _Apart(tag, take)
        parser, read, size = _parser(builder), 0, _BLOCK
        if self._zip.getinfo(name).flag_bits & 1:
            raise FileRefused(Wrong.PASSWORD_PROTECTED, t.PASSWORD)
        try:
            with self._zip.open(name) as stream:
                while read <= MOST_LONG and (block := stream.read(size)):
                    read += len(block)
                    before = parser.CurrentByteIndex
                    parser.Parse(block, False)
                    # Expat reads what is not finished from its beginning with every block: a word without end would take
                    # time without end, so more of it comes at once.
                    size = _BLOCK if parser.CurrentByteIndex > before else 2 * size
            if read <= MOST_LONG:
                parser.Parse(b"", True)
        except (expat.ExpatError, LookupError, *_UNREADABLE, RuntimeError) as error:
            raise FileRefused(Wrong.CORRUPTED, t.CORRUPTED) from error
        if read > MOST_LONG and builder.matters:
            raise FileRefused(Wrong.TOO_LARGE, t.TOO_LARGE)
        return builder.close()

    def tree_if_any(self, name: str) -> Element | None:
        return self.tree(name) if name in self.names else None


def parse(data: bytes) -> Element:
    """Element names come as ``namespace}name``. A document type is refused: entities can grow without end."""
    if data.count(b"<") > MOST_TAGS:
        raise FileRefused(Wrong.TOO_LARGE, t.TOO_LARGE)
    builder = TreeBuilder()
    try:
        _parser(builder).Parse(data, True)
    except (expat.ExpatError, ValueError, LookupError) as error:
        raise FileRefused(Wrong.CORRUPTED, t.CORRUPTED) from error
    root: Element = builder.close()
    return root


class _Apart:
    """Builds a tree without the elements of one name, and each of those as a tree of its own."""

    def __init__(self, tag: str, take: Callable[[Element], bool]) -> None:
        self._tag = f"}}{tag}"
        self._take = take
        self._whole, self._part = TreeBuilder(), TreeBuilder()
        self._depth = self._inside = self._tags = 0
        self.matters = True

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        if self._depth or tag.endswith(self._tag):
            self._depth += 1
            self._inside += 1
            if self._inside > MOST_INSIDE:
                raise FileRefused(Wrong.TOO_LARGE, t.TOO_LARGE)
            self._part.start(tag, attributes)
            return
        self._tags += 1
        if self._tags > MOST_TAGS // 2:
            raise FileRefused(Wrong.TOO_LARGE, t.TOO_LARGE)
        self._whole.start(tag, attributes)

    def data(self, text: str) -> None:
        (self._part if self._depth else self._whole).data(text)

    def end(self, tag: str) -> None:
        if not self._depth:
            self._whole.end(tag)
            return
        self._part.end(tag)
        self._depth -= 1
        if not self._depth:
            self.matters = self._take(self._part.close())
            self._part, self._inside = TreeBuilder(), 0

    def close(self) -> Element:
        root: Element = self._whole.close()
        return root


class _Enough(Exception):
    """The beginning has been read."""


def _begun(data: bytes) -> Element:
    builder, opened = TreeBuilder(), count()

    def start(tag: str, attributes: dict[str, str]) -> None:
        if next(opened) > MOST_TAGS // 2:
            raise _Enough
        builder.start(tag, attributes)

    parser = _parser(builder)
    parser.StartElementHandler = start
    try:
        parser.Parse(data, len(data) < MOST_PART)
    except _Enough:
        pass
    except (expat.ExpatError, ValueError, LookupError) as error:
        raise FileRefused(Wrong.CORRUPTED, t.CORRUPTED) from error
    root: Element = builder.close()
    return root


def root_name(data: bytes) -> str:
    """The name of the first element of a part, by its beginning; "" where it cannot be read."""
    found: list[str] = []

    def start(tag: str, _attributes: dict[str, str]) -> None:
        found.append(tag.rpartition("}")[2])
        raise _Enough

    parser = _parser(TreeBuilder())
    parser.StartElementHandler = start
    try:
        parser.Parse(data, False)
    except (_Enough, FileRefused, expat.ExpatError, ValueError, LookupError):
        return "".join(found)
    return ""


def _parser(builder: TreeBuilder | _Apart) -> expat.XMLParserType:
    parser = expat.ParserCreate(namespace_separator="}")
    parser.buffer_text = True
    parser.StartElementHandler = builder.start
    parser.EndElementHandler = builder.end
    parser.CharacterDataHandler = builder.data
    parser.StartDoctypeDeclHandler = _refuse
    return parser


def _plain(name: str) -> str:
    return name.replace("\\", "/").lstrip("/").lower()


def _refuse(*_: object) -> None:
    raise FileRefused(Wrong.CORRUPTED, t.CORRUPTED)


def local(element: Element) -> str:
    return element.tag.rpartition("}")[2]


def attribute(element: Element, name: str) -> str | None:
    """An attribute by its name alone: strict and transitional files differ in their namespaces."""
    for key, value in element.items():
        if key.rpartition("}")[2] == name:
            return value
    return None
