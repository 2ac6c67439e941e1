"""Evidence by content: a file lies under its SHA-256, once, and is never changed."""

import asyncio
import hashlib
import os
import re
import tempfile
from collections.abc import AsyncIterable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from typing import IO, BinaryIO

ADDRESS = re.compile(r"[0-9a-f]{64}")
BLOCK = 1 << 20


@dataclass
class NotASha256(Exception):
    """Something else than a SHA-256 was given as the address of a file."""

    given: str


@dataclass(frozen=True, slots=True)
class Written:
    """What was stored: its address, and its size in bytes."""

    sha256: str
    size: int


class Draft:
    """A content on its way in, counted and summed while it comes."""

    def __init__(self, file: IO[bytes]) -> None:
        self.path = Path(file.name)
        self._file = file
        self._digest = hashlib.sha256()
        self._size = 0

    def add(self, block: bytes) -> None:
        self._file.write(block)
        self._digest.update(block)
        self._size += len(block)

    def finish(self) -> Written:
        self._file.flush()
        os.fsync(self._file.fileno())
        return Written(self._digest.hexdigest(), self._size)


class EvidenceStore:
    """A folder of files, two letters of the address to a subfolder so that none grows too large to list."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._incoming = folder / "incoming"
        # Where it cannot be made now, ``writable`` and whoever stores something tells so.
        with suppress(OSError):
            self._incoming.mkdir(parents=True, exist_ok=True)

    def put(self, content: BinaryIO | bytes) -> Written:
        """Stores a content. When this returns, the file survives a power cut."""
        stream = BytesIO(content) if isinstance(content, bytes) else content
        with self._draft() as draft:
            while block := stream.read(BLOCK):
                draft.add(block)
            return self._keep(draft)

    async def put_stream(self, blocks: AsyncIterable[bytes]) -> Written:
        """Stores what comes block by block, without holding up others while the disk writes it out."""
        with self._draft() as draft:
            held = bytearray()
            async for block in blocks:
                held += block
                if len(held) >= BLOCK:
                    await asyncio.to_thread(draft.add, bytes(held))
                    held.clear()
            await asyncio.to_thread(draft.add, bytes(held))
            return await asyncio.to_thread(self._keep, draft)

    def open(self, sha256: str) -> BinaryIO:
        """The content; raises ``FileNotFoundError`` when it is not there."""
        return self.path(sha256).open("rb")

    def path(self, sha256: str) -> Path:
        """Where a content lies, or would; raises ``NotASha256``, so that no name from outside leads elsewhere."""
        if not ADDRESS.fullmatch(sha256):
            raise NotASha256(sha256)
        return self.folder / sha256[:2] / sha256[2:]

    def exists(self, sha256: str) -> bool:
        return self.path(sha256).is_file()

    def discard(self, sha256: str) -> None:
        """Removes a content that turned out not to be wanted; nothing refers to it."""
        self.path(sha256).unlink(missing_ok=True)

    def addresses(self) -> Iterator[str]:
        """The address of every content there is, in order."""
        for path in sorted(self.folder.glob("[0-9a-f][0-9a-f]/*")):
            yield path.parent.name + path.name

    def writable(self) -> bool:
        """Whether a file can be stored now: the disk may be full, or the folder gone."""
        try:
            with self._draft() as draft:
                draft.add(bytes(4096))
                draft.finish()
        except OSError:
            return False
        return True

    @contextmanager
    def _draft(self) -> Iterator[Draft]:
        with tempfile.NamedTemporaryFile(dir=self._incoming, delete=False) as file:
            draft = Draft(file)
            try:
                yield draft
            finally:
                with suppress(FileNotFoundError):
                    draft.path.unlink()

    def _keep(self, draft: Draft) -> Written:
        written = draft.finish()
        final = self.path(written.sha256)
        if not final.is_file():
            final.parent.mkdir(exist_ok=True)
            draft.path.rename(final)
            _folder_to_disk(final.parent)
            _folder_to_disk(self.folder)
        return written


def _folder_to_disk(folder: Path) -> None:
    # A renamed file is only there after a power cut if its folder's own entry was written out.
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
