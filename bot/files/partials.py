"""Uploads on their way in: what has come of each file, on disk, so that it goes on after a cut, a restart, elsewhere.

An upload is two files: ``.part`` holds the bytes, ``.json`` what is known of it. The offset in the second counts: it is
written when the bytes are safely on the disk, and whatever lies beyond it is written over.
"""

import errno
import fcntl
import hashlib
import json
import logging
import os
import re
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass, replace
from datetime import datetime, timedelta
from pathlib import Path
from typing import BinaryIO

from handlers.stored import read_stored

log = logging.getLogger(__name__)

#: As long as a link lives.
LIFE = timedelta(hours=24)
#: A file chosen once more so long after it had arrived is meant to be sent once more.
REPEAT = timedelta(minutes=10)
#: What is left free for everything else on the disk, in bytes.
RESERVE = 64 << 20
ID = re.compile(r"[0-9a-f]{32}")
FULL = frozenset({errno.ENOSPC, errno.EDQUOT})


class PartialGone(Exception):
    """No such upload: thrown away after its time, or somebody else's."""


class NoRoom(Exception):
    """The disk is full."""


@dataclass
class WrongOffset(Exception):
    """A piece that does not go on where the upload stands, in bytes."""

    right: int


class TooMuch(Exception):
    """More bytes than were announced."""


@dataclass(frozen=True, slots=True)
class Announced:
    """A file as its sender tells of it. ``mark``: what else tells it from others of its name and size.

    ``item``: the document that it is, if the sender said so. ``visit``: files of one visit to the page go together.
    ``round``: the round that the page was opened for.
    """

    person: str
    leaf: str
    name: str
    size: int
    mark: str = ""
    item: str = ""
    visit: str = ""
    round: str = ""

    @property
    def id(self) -> str:
        """The same for the same file of the same person, leaf and round: chosen again, it goes on where it stopped."""
        told = json.dumps([self.person, self.leaf, self.name, self.size, self.mark, *([self.round] if self.round else [])])
        return hashlib.sha256(told.encode()).hexdigest()[:32]


@dataclass(frozen=True, slots=True)
class Partial:
    """How far an upload is. ``done`` is when all was taken in; ``fault`` says why it was refused then ("": it was not)."""

    file: Announced
    begun: datetime
    offset: int = 0
    done: datetime | None = None
    fault: str = ""

    @property
    def id(self) -> str:
        return self.file.id

    @property
    def whole(self) -> bool:
        return self.offset == self.file.size

    @property
    def percent(self) -> int:
        return 100 * self.offset // self.file.size if self.file.size else 100

    @property
    def until(self) -> datetime:
        return self.begun + LIFE


class Partials:
    """A folder of uploads; several processes may share it. Every call is blocking disk work."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def begin(self, file: Announced, now: datetime) -> Partial:
        """A new upload, or the one that this file has already; raises ``NoRoom``."""
        self._folder.mkdir(parents=True, exist_ok=True)
        with self._locked(file.id):
            known = self._read(file.id)
            if known is None or _over(known, now):
                return self._new(file, now)
            if known.done is None and known.file != file:
                known = replace(known, file=file)
                self._write(known)
            return known

    def get(self, upload: str, person: str, leaf: str, now: datetime) -> Partial:
        """Raises ``PartialGone``."""
        known = self._read(upload) if ID.fullmatch(upload) else None
        if known is None or now >= known.until or (known.file.person, known.file.leaf) != (person, leaf):
            raise PartialGone
        return known

    def add(self, upload: str, offset: int, piece: bytes) -> Partial:
        """Adds the next piece. When this returns it survives a power cut; raises the errors above, having added nothing."""
        with self._locked(upload):
            known = self._read(upload)
            if known is None:
                raise PartialGone
            if offset != known.offset or known.done:
                raise WrongOffset(known.offset)
            if offset + len(piece) > known.file.size:
                raise TooMuch
            self._append(upload, offset, piece)
            grown = replace(known, offset=offset + len(piece))
            self._write(grown)
            return grown

    def open(self, upload: str) -> BinaryIO:
        return self._part(upload).open("rb")

    def settle(self, partial: Partial, fault: str, now: datetime) -> Partial:
        """The file was taken in, or refused for ``fault``: its bytes go, what became of it stays until its time is over."""
        settled = replace(partial, done=now, fault=fault)
        self._write(settled)
        self._part(partial.id).unlink(missing_ok=True)
        return settled

    def of(self, person: str, leaf: str, now: datetime, round_: str = "") -> list[Partial]:
        """A person's uploads for a leaf of a round, the oldest first."""
        place = (person, leaf, round_)
        mine = [
            partial
            for partial in self._all()
            if (partial.file.person, partial.file.leaf, partial.file.round) == place and now < partial.until
        ]
        return sorted(mine, key=lambda partial: (partial.begun, partial.id))

    def sweep(self, now: datetime) -> int:
        """Throws away the uploads whose time is over; how many."""
        over = [partial.id for partial in self._all() if now >= partial.until]
        for upload in over:
            self.drop(upload)
        return len(over)

    def drop(self, upload: str) -> None:
        """Throws an upload away; what it had brought into the chat by then stays there."""
        for path in (self._about(upload), self._part(upload), self._lock(upload)):
            path.unlink(missing_ok=True)

    # -- on disk -----------------------------------------------------------------------------------------------------

    def _new(self, file: Announced, now: datetime) -> Partial:
        self._folder.mkdir(parents=True, exist_ok=True)
        # The evidence store takes its own copy before this one goes.
        if shutil.disk_usage(self._folder).free < 2 * file.size + RESERVE:
            raise NoRoom
        fresh = Partial(file, now)
        with _room():
            self._part(fresh.id).write_bytes(b"")
        self._write(fresh)
        return fresh

    def _append(self, upload: str, offset: int, piece: bytes) -> None:
        with _room(), self._part(upload).open("r+b") as part:
            part.truncate(offset)
            part.seek(offset)
            part.write(piece)
            part.flush()
            os.fsync(part.fileno())

    def _write(self, partial: Partial) -> None:
        """As a whole or not at all."""
        draft = self._about(partial.id).with_suffix(".new")
        with _room(), draft.open("w") as file:
            json.dump(_to_json(partial), file)
            file.flush()
            os.fsync(file.fileno())
        draft.rename(self._about(partial.id))

    def _read(self, upload: str) -> Partial | None:
        """``None`` also where what is known of it cannot be read: chosen again, the file begins anew."""
        about = self._about(upload)
        try:
            return read_stored(Partial, json.loads(about.read_bytes()))
        except FileNotFoundError:
            return None
        except ValueError:
            log.error("%s cannot be read and may be deleted; its upload begins anew", about)
            return None

    def _all(self) -> Iterator[Partial]:
        for path in sorted(self._folder.glob("*.json")):
            known = self._read(path.stem)
            if known is not None:
                yield known

    @contextmanager
    def _locked(self, upload: str) -> Iterator[None]:
        """Nobody else, in this process or another, changes the upload meanwhile."""
        with _room():
            handle = self._lock(upload).open("w")
        with handle:
            fcntl.flock(handle, fcntl.LOCK_EX)
            yield

    def _part(self, upload: str) -> Path:
        return self._folder / f"{upload}.part"

    def _about(self, upload: str) -> Path:
        return self._folder / f"{upload}.json"

    def _lock(self, upload: str) -> Path:
        return self._folder / f"{upload}.lock"


def _over(known: Partial, now: datetime) -> bool:
    return now >= known.until or (known.done is not None and now >= known.done + REPEAT)


@contextmanager
def _room() -> Iterator[None]:
    try:
        yield
    except OSError as error:
        if error.errno in FULL:
            raise NoRoom from error
        raise


def _to_json(partial: Partial) -> dict[str, object]:
    done = partial.done.isoformat() if partial.done else None
    return asdict(partial) | {"begun": partial.begun.isoformat(), "done": done}
