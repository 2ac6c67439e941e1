"""What was chosen together: its files come one by one, in any order, and any of them may carry the word for all."""

from dataclasses import asdict, dataclass, field
from datetime import datetime, timedelta
from typing import Any

from handlers.incoming.events import Incoming
from handlers.questions import Question, read, stored
from handlers.session import Session
from handlers.stored import read_stored

#: So many are remembered: two albums may arrive mixed, and a slow line brings the rest of one late.
REMEMBERED = 4
#: Where a channel does not say what was chosen together, files that follow each other as quickly as this were.
MOMENT = timedelta(seconds=2)
UNMARKED = "~"


@dataclass(slots=True)
class Album:
    """``leaf``: where its files stand, "" while that is being asked; ``files`` are their ids there.

    ``told``: a caption or the person has named the leaf, so that it is no guess; ``words`` is that caption; ``scored``:
    it has given the leaf its answer, which another caption of the same album must not replace unasked.
    ``before`` is the question that was open when its first file came, as it is stored; ``at``: when its newest file came.
    """

    id: str
    at: str
    before: tuple[str, dict[str, Any]] = ("", {})
    leaf: str = ""
    told: bool = False
    words: str = ""
    files: list[str] = field(default_factory=list)
    scored: bool = False

    @property
    def interrupted(self) -> Question | None:
        """The question that was open when its first file came."""
        return read(*self.before)

    @property
    def marked(self) -> bool:
        """The channel itself says that it is one."""
        return not self.id.startswith(UNMARKED)

    def kept(self, session: Session) -> None:
        """Writes it down; the oldest is forgotten."""
        others = {name: album for name, album in session.albums.items() if name != self.id}
        session.albums = dict([*others.items(), (self.id, asdict(self))][-REMEMBERED:])


def of(session: Session, incoming: Incoming) -> Album:
    """The album that a message belongs to, which may be its first; a file by itself is one of one."""
    known = known_as(session, incoming.album) if incoming.album else _of_the_moment(session, incoming)
    if known is None:
        known = Album(incoming.album or f"{UNMARKED}{incoming.key}", incoming.at.isoformat(), stored(session.question))
    known.at = incoming.at.isoformat()
    return known


def known_as(session: Session, name: str) -> Album | None:
    kept = session.albums.get(name)
    return read_stored(Album, kept) if kept else None


def _of_the_moment(session: Session, incoming: Incoming) -> Album | None:
    newest = known_as(session, next(reversed(session.albums), "")) if incoming.unmarked else None
    if newest is None or newest.marked or abs(incoming.at - datetime.fromisoformat(newest.at)) > MOMENT:
        return None
    return newest


def end_of_the_moment(session: Session) -> None:
    """Something else was said: what comes now was not chosen together with what came before."""
    session.albums = {name: album for name, album in session.albums.items() if not name.startswith(UNMARKED)}
