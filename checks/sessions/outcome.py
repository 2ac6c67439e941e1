"""What a session has left behind, in a form in which two runs of the same session can be compared."""

import hashlib
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, fields
from datetime import UTC
from typing import Any

import sqlalchemy as sa

from bot.channels.rendering import as_html
from bot.db.engine import open_engine
from bot.db.record.readings import Backlog
from bot.db.tables import chats, documents, inbox, outbox, people
from bot.db.work import SqlWork
from bot.files.storage import EvidenceStore
from bot.reports.unit.sheet_json import SheetJson
from checks.sessions.session import OF_COLLEAGUES, ROW_ID
from checks.sessions.sites import Site
from handlers.cards.card import Card, Choice
from scoring.rounds.round import RoundState
from tests.doorway import store_on
from tests.fakes.telegram.bot_api import FakeTelegram
from tests.fakes.telegram.html import shown_text

UNITS = ("XA01", "XA02")
#: What two runs of the same session cannot have in common.
TIMES = frozenset({"at", "locked_at", "due"})
CARDS = (
    sa.select(people.c.name, outbox.c.card, outbox.c.state, outbox.c.message_ref, chats.c.channel, chats.c.chat)
    .join(chats, chats.c.id == outbox.c.chat)
    .join(people, people.c.id == chats.c.person)
    .order_by(outbox.c.id)
)
EVENTS = (
    sa.select(people.c.name, inbox.c.state, sa.func.count().label("number"))
    .select_from(inbox.join(chats, chats.c.id == inbox.c.chat).join(people, people.c.id == chats.c.person))
    .group_by(people.c.name, inbox.c.state)
)


@dataclass(frozen=True, slots=True)
class Outcome:
    """Sheets by unit; log lines by place, in their order; the cards of each person by what they ask; events by state."""

    sheets: dict[str, Any]
    log: dict[str, list[Any]]
    cards: dict[str, list[Any]]
    events: dict[tuple[str, str], int]

    def differences(self, other: "Outcome") -> Iterator[str]:
        for field in fields(self):
            yield from _differences(field.name, getattr(self, field.name), getattr(other, field.name))


def _differences(place: str, expected: Any, found: Any) -> Iterator[str]:
    """One line for each of the smallest parts that differ."""
    if expected == found:
        return
    match expected, found:
        case dict(), dict():
            for key in sorted(expected.keys() | found.keys(), key=str):
                yield from _differences(f"{place}, {key}", expected.get(key), found.get(key))
        case list(), list() if len(expected) == len(found):
            for number, pair in enumerate(zip(expected, found, strict=True)):
                yield from _differences(f"{place}, {number}", *pair)
        case _:
            yield f"{place}: expected {expected}, found {found}"


class Records:
    """The product's database, looked at from outside."""

    def __init__(self, site: Site) -> None:
        self._engine = open_engine(site.database)
        self._store = store_on(self._engine)
        self._evidence = EvidenceStore(site.evidence)

    def close(self) -> None:
        self._engine.dispose()

    def reading(self) -> Backlog:
        with self._store.read() as work:
            return work.readings.take()

    def offered(self, name: str) -> tuple[Choice, ...]:
        """The choices on the last card of a person."""
        rows = self._rows(CARDS.where(people.c.name == name))
        return Card.from_json(rows[-1].card).choices if rows else ()

    def outcome(self) -> Outcome:
        names = {row.id: row.name for row in self._rows(sa.select(documents.c.id, documents.c.name))}
        events = {(row.name, row.state): row.number for row in self._rows(EVENTS)}
        with self._store.read() as work:
            return Outcome(_sheets(work), _log(work, names), self._cards(), events)

    def _cards(self) -> dict[str, list[Any]]:
        asked = defaultdict(list)
        for row in self._rows(CARDS):
            named = [_named(choice) for choice in Card.from_json(row.card).choices]
            asked[row.name].append([one for one in named if one[0] not in OF_COLLEAGUES])
        return asked

    def _rows(self, query: sa.Select[Any]) -> Sequence[sa.Row[Any]]:
        with self._engine.connect().execution_options(reading=True) as connection:
            return connection.execute(query).all()

    # -- what is no matter of comparison -----------------------------------------------------------------------------

    def damaged(self) -> Iterator[str]:
        """Stored contents that are not what they were stored as."""
        for row in self._rows(sa.select(documents.c.name, documents.c.sha256, documents.c.status)):
            content = self._evidence.path(row.sha256).read_bytes() if row.sha256 else b""
            if hashlib.sha256(content).hexdigest() != row.sha256:
                yield f"the content of {row.name} ({row.status}) is not there"

    def unseen(self, fake: FakeTelegram) -> Iterator[str]:
        """Replies that are not on the screen of their person's phone."""
        for row in self._rows(CARDS.where(chats.c.channel == "telegram", outbox.c.key.is_(None))):
            screen = {str(one["message_id"]): one.get("text", "") for one in fake.chats.messages[int(row.chat)]}
            words = shown_text(as_html(Card.from_json(row.card).text), "HTML").strip()
            # Of a card in several messages the reference is the last one's.
            if row.state != "sent" or not words.endswith(screen.get(row.message_ref) or "\0"):
                yield f"{row.name} has not seen ({row.state}): {words[:60]}"

    def repeated(self, fake: FakeTelegram) -> int:
        """Messages that arrived more than once."""
        cards = Counter(int(row.chat) for row in self._rows(CARDS.where(chats.c.channel == "telegram")))
        return sum(len(fake.chats.messages[chat]) - number for chat, number in cards.items())


def _named(choice: Choice) -> list[str]:
    """What a choice does, without the ids of rows and the mark of its round."""
    action, *arguments = choice.code.split(":")
    return [action.partition("@")[0], *("…" if ROW_ID.fullmatch(argument) else argument for argument in arguments)]


def _sheets(work: SqlWork) -> dict[str, Any]:
    (current,) = (one for one in work.rounds.list() if one.state is RoundState.OPEN)
    written = SheetJson(current, work.people.name, UTC)
    return {unit: _timeless(written.whole(work.sheets.read(current, unit), unit)) for unit in UNITS}


def _timeless(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _timeless(part) for key, part in value.items() if key not in TIMES}
    return [_timeless(part) for part in value] if isinstance(value, list) else value


def _log(work: SqlWork, documents_: dict[str, str]) -> dict[str, list[Any]]:
    lines = defaultdict(list)
    for line in work.log.lines():
        changed = [_with_names(value, documents_) for value in (line.before, line.after)]
        lines[line.where].append([line.what, work.people.name(line.who), line.channel, *changed])
    return lines


def _with_names(value: Any, documents_: dict[str, str]) -> Any:
    """Documents by the name of their file: their ids differ from run to run."""
    if isinstance(value, list):
        return [_with_names(part, documents_) for part in value]
    return documents_.get(value, value) if isinstance(value, str) else value
