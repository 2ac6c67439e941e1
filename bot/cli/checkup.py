"""Reading back every row that holds JSON, as the operator's doctor does: which cannot be read, whose, and what to do."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa

from bot.db.people.people import read_scope
from bot.db.record.facts import read_text
from bot.db.record.processes import TROUBLE, read_troubles
from bot.db.rounds.rounds import read_ends, read_settings
from bot.db.rounds.set_drafts import read_lines
from bot.db.sheet.rows import read_declared, read_explained, read_paper, read_undo
from bot.db.states import TO_ARRIVE, InboxState
from bot.db.tables import chats, documents, entries, facts, inbox, log, outbox, people, rounds, set_drafts, sheets
from bot.db.unreadable import decoded
from bot.links.addresses import name_fact
from bot.registry import KINDS
from handlers.cards.card import Card
from handlers.incoming import events
from handlers.session import Session
from handlers.stored import UnreadableRow

#: As many rows of a column are read at most: what is still to be worked on first, then the newest.
NEWEST = 10_000
RESTORE = "khôi phục dòng này từ bản sao lưu"
PROPOSAL = "không phải làm gì: chỉ mất một gợi ý"
FOUND_ANEW = "không phải làm gì: sản phẩm tự hỏi lại; Zalo OA dùng token trong cài đặt"
AGAIN = "nhờ xã chấm lại tiêu chí; phiếu đã khoá thì mở lại trước (cchc sheet reopen --unit … --leaf …)"


@dataclass(frozen=True, slots=True)
class JsonColumn:
    """A column that holds JSON. ``place``: what tells the operator whose row it is; ``mends``: nothing has to be done."""

    column: sa.Column[Any]
    reader: Callable[[Any], object]
    source: sa.FromClause
    place: tuple[sa.ColumnElement[Any], ...]
    remedy: str
    mends: bool = False
    pending: sa.ColumnElement[bool] | None = None


@dataclass(frozen=True, slots=True)
class DamagedRow:
    """A row that cannot be read."""

    fault: UnreadableRow
    place: str
    remedy: str
    mends: bool


def _anything(stored: Any) -> object:
    return stored


_came = inbox.join(chats, chats.c.id == inbox.c.chat).outerjoin(people, people.c.id == chats.c.person)
_leaves = outbox.outerjoin(chats, chats.c.id == outbox.c.chat).outerjoin(people, people.c.id == outbox.c.person)
_talks = chats.outerjoin(people, people.c.id == chats.c.person)
_of_sheet = entries.join(sheets, sheets.c.id == entries.c.sheet)
_leaf = (sheets.c.round, sheets.c.unit, entries.c.leaf)
_whose = (chats.c.channel, people.c.unit, people.c.name)
HELD = (
    JsonColumn(
        inbox.c.event, events.from_json, _came, _whose,
        "không phải làm gì: tin này bỏ qua, người gửi được nhờ gửi lại", True, inbox.c.state == InboxState.WAITING,
    ),
    JsonColumn(
        outbox.c.card, Card.from_json, _leaves, _whose,
        "không phải làm gì: tin này bỏ qua; ai cần sẽ hỏi lại", True, outbox.c.state.in_(TO_ARRIVE),
    ),
    JsonColumn(chats.c.session, Session.from_json, _talks, _whose, "không phải làm gì: cuộc trò chuyện bắt đầu lại", True),
    JsonColumn(people.c.scope, read_scope, people, (people.c.unit, people.c.name), "giao lại nhiệm vụ (cchc people import)"),
    JsonColumn(documents.c.read, read_paper, documents, (documents.c.unit, documents.c.name), PROPOSAL, True),
    JsonColumn(entries.c.declared, read_declared, _of_sheet, _leaf, AGAIN),
    JsonColumn(entries.c.explained, read_explained, _of_sheet, _leaf, "nhờ xã giải trình lại tài liệu còn thiếu"),
    JsonColumn(entries.c.undo, read_undo, _of_sheet, _leaf, "không phải làm gì: câu trả lời cuối không hoàn tác được", True),
    JsonColumn(facts.c.value, _anything, facts, (), FOUND_ANEW, True),
    JsonColumn(log.c.before, _anything, log, (log.c.place,), RESTORE),
    JsonColumn(log.c.after, _anything, log, (log.c.place,), RESTORE),
    JsonColumn(rounds.c.ends, read_ends, rounds, (rounds.c.name,), RESTORE),
    JsonColumn(rounds.c.settings, read_settings, rounds, (rounds.c.name,), RESTORE),
    JsonColumn(set_drafts.c.uncertain, read_lines, set_drafts, (set_drafts.c.file,), "gửi lại tệp"),
    JsonColumn(set_drafts.c.faults, read_lines, set_drafts, (set_drafts.c.file,), "gửi lại tệp"),
)  # fmt: skip
#: What single facts have to look like; others are their reader's own.
FACTS: dict[str, Callable[[Any], object]] = {
    TROUBLE: read_troubles,
    **{name_fact(kind.name): read_text for kind in KINDS},
    **{name: reader for kind in KINDS for name, reader in kind.facts.items()},
}


def unreadable(connection: sa.Connection) -> list[DamagedRow]:
    """Every row that cannot be read, table by table."""
    return [finding for held in HELD for finding in _of_column(connection, held)]


def _of_column(connection: sa.Connection, held: JsonColumn) -> Iterator[DamagedRow]:
    keys = list(held.column.table.primary_key)
    query = (
        sa.select(*keys, held.column, *held.place)
        .select_from(held.source)
        .where(held.column.is_not(sa.null()))
        .order_by(*_first(held), keys[0].desc())
        .limit(NEWEST)
    )
    for row in connection.execute(query):
        key, stored, place = row[0], row[len(keys)], row[len(keys) + 1 :]
        reader = FACTS.get(key.split(":")[0], held.reader) if held.column is facts.c.value else held.reader
        try:
            decoded(held.column, key, stored, reader)
        except UnreadableRow as fault:
            yield DamagedRow(fault, _place(place), held.remedy, held.mends)


def _first(held: JsonColumn) -> tuple[sa.ColumnElement[Any], ...]:
    return () if held.pending is None else (sa.case((held.pending, 0), else_=1),)


def _place(parts: Sequence[Any]) -> str:
    return " · ".join(str(part) for part in parts if part)
