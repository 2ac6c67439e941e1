"""This process among those that share the database: it shows that it lives, and frees what dead ones have held.

On PostgreSQL by a beat that every process writes, in the database's own time: unlike a lock of a session it goes through
any pooler of connections, and the loss of a whole machine shows as soon as that of a process. On SQLite, whose processes
share one machine, by a locked file beside the database: the system unlocks it in the moment in which its process dies.
"""

import fcntl
import logging
import secrets
import threading
import time
from collections.abc import Callable, Sequence
from datetime import datetime
from pathlib import Path
from typing import IO

from sqlalchemy.exc import SQLAlchemyError

from bot.db.record.processes import SILENCE
from bot.db.work import Store

log = logging.getLogger(__name__)

#: Seconds between two beats, and two looks at the others.
BEAT = 1.0


class Presence:
    """``freed`` is called, on a thread of its own, when something was freed that others may take now."""

    def __init__(self, store: Store, clock: Callable[[], datetime], freed: Callable[[], None]) -> None:
        self._store = store
        self._clock = clock
        self._freed = freed
        self._name = secrets.token_hex(8)
        self._lock: IO[bytes] | None = None
        self._thread = threading.Thread(target=self._watch, name="presence", daemon=True)
        self._ending = threading.Event()
        self._trusted_from = 0.0

    def begin(self) -> None:
        """Enters, frees what was left behind, and goes on showing that it lives till ``end``."""
        self._enter()
        self.look()
        self._thread.start()

    def end(self) -> None:
        """Leaves, so that nobody has to find out that it is gone."""
        self._ending.set()
        if self._thread.is_alive():
            self._thread.join()
        process, self._store.process = self._store.process, None
        if process is None:
            return
        try:
            with self._store.write() as work:
                work.processes.leave(process)
        except SQLAlchemyError as fault:
            log.warning("left without a word, the others will find out: %s", _told(fault))
        if self._lock is not None:
            self._lock.close()
            _path(self._folder, self._name).unlink(missing_ok=True)

    def _enter(self) -> None:
        if self._store.engine.dialect.name == "sqlite" and self._lock is None:
            # The lock before the row: who is written down and does not hold his lock is gone.
            self._folder.mkdir(exist_ok=True)
            self._lock = _path(self._folder, self._name).open("wb")
            fcntl.flock(self._lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        with self._store.write() as work:
            self._store.process = work.processes.enter(self._name, self._clock())

    @property
    def _folder(self) -> Path:
        return Path(f"{self._store.engine.url.database}-processes")

    def _watch(self) -> None:
        while not self._ending.wait(BEAT):
            try:
                self.look()
            except SQLAlchemyError as fault:
                # Whoever could not reach the database cannot know who could: all may have been silent together.
                self._trusted_from = time.monotonic() + SILENCE.total_seconds()
                log.warning("no sign of life could be written down: %s", _told(fault))

    def look(self) -> None:
        """One beat, and one look at the others."""
        gone = self._beat() if self._lock is None else self._unlocked()
        if gone:
            log.warning("what processes %s held is free again", ", ".join(map(str, gone)))
            self._freed()

    def _beat(self) -> Sequence[int]:
        if self._store.process is None:
            return []
        with self._store.write() as work:
            known = work.processes.beat(self._store.process)
            gone = work.processes.silent() if time.monotonic() >= self._trusted_from else []
            if gone:
                work.processes.free(gone)
        if not known:
            log.warning("this process was taken for gone, and begins anew")
            self._enter()
        return gone

    def _unlocked(self) -> Sequence[int]:
        if self._store.process is None:
            return []
        with self._store.read() as work:
            others = work.processes.others(self._store.process)
        gone = [(number, name) for number, name in others if not _locked(_path(self._folder, name))]
        if gone:
            with self._store.write() as work:
                for number, _ in gone:
                    work.processes.leave(number)
        for _, name in gone:
            _path(self._folder, name).unlink(missing_ok=True)
        return [number for number, _ in gone]


def _path(folder: Path, name: str) -> Path:
    return folder / f"{name}.lock"


def _locked(path: Path) -> bool:
    try:
        with path.open("rb") as file:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except FileNotFoundError:
        return False
    except BlockingIOError:
        return True
    return False


def _told(fault: SQLAlchemyError) -> str:
    return str(fault).splitlines()[0]
