"""The zip package around a Word or Excel file, and its XML parts, within limits that no real annex reaches."""

import zipfile
import zlib
from io import BytesIO
from xml.etree.ElementTree import Element, TreeBuilder
from xml.parsers import expat

from knowledge.annex import texts as t
from knowledge.annex.files.refusals import Refused
from knowledge.faults import Wrong

MOST_FILE = 20_000_000
MOST_PARTS = 3_000
MOST_PART = 12_000_000
#: Tags of one part: each takes some hundred bytes of memory and its time, however few bytes it takes in the file.
MOST_TAGS = 500_000
_UNREADABLE = (zipfile.BadZipFile, zlib.error, EOFError, OSError, NotImplementedError, ValueError, IndexError)


class Package:
    """Raises ``Refused`` for whatever cannot be unpacked."""

    def __init__(self, data: bytes) -> None:
        try:
            self._zip = zipfile.ZipFile(BytesIO(data))
        except _UNREADABLE as error:
            raise Refused(Wrong.CORRUPTED, t.CORRUPTED) from error
        self.names = frozenset(self._zip.namelist())
        if len(self._zip.infolist()) > MOST_PARTS:
            raise Refused(Wrong.TOO_LARGE, t.TOO_LARGE)

    def part(self, name: str) -> bytes:
        """One part unpacked; what the file says of its size is not believed."""
        if self._zip.getinfo(name).flag_bits & 1:
            raise Refused(Wrong.PASSWORD_PROTECTED, t.PASSWORD)
        try:
            with self._zip.open(name) as stream:
                data = stream.read(MOST_PART + 1)
        except (*_UNREADABLE, RuntimeError) as error:
            raise Refused(Wrong.CORRUPTED, t.CORRUPTED) from error
        if len(data) > MOST_PART:
            raise Refused(Wrong.TOO_LARGE, t.TOO_LARGE)
        return data

    def tree(self, name: str) -> Element:
        return parse(self.part(name))

    def tree_if_any(self, name: str) -> Element | None:
        return self.tree(name) if name in self.names else None


def parse(data: bytes) -> Element:
    """Element names come as ``namespace}name``. A document type is refused: entities can grow without end."""
    if data.count(b"<") > MOST_TAGS:
        raise Refused(Wrong.TOO_LARGE, t.TOO_LARGE)
    builder = TreeBuilder()
    parser = expat.ParserCreate(namespace_separator="}")
    parser.buffer_text = True
    parser.StartElementHandler = builder.start
    parser.EndElementHandler = builder.end
    parser.CharacterDataHandler = builder.data
    parser.StartDoctypeDeclHandler = _refuse
    try:
        parser.Parse(data, True)
    except (expat.ExpatError, ValueError, LookupError) as error:
        raise Refused(Wrong.CORRUPTED, t.CORRUPTED) from error
    root: Element = builder.close()
    return root


def _refuse(*_: object) -> None:
    raise Refused(Wrong.CORRUPTED, t.CORRUPTED)


def local(element: Element) -> str:
    return element.tag.rpartition("}")[2]


def attribute(element: Element, name: str) -> str | None:
    """An attribute by its name alone: strict and transitional files differ in their namespaces."""
    for key, value in element.items():
        if key.rpartition("}")[2] == name:
            return value
    return None
