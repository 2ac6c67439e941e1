"""The log: append-only, every line chained to the one before."""

from collections.abc import Iterator
from datetime import UTC
from typing import Any

import sqlalchemy as sa

from bot.db.columns import Damaged
from bot.db.tables import log
from bot.db.transaction import Transaction
from scoring.chain import GENESIS, LogLine, first_broken, seal
from scoring.sheet.entry import Authorship

#: The PostgreSQL advisory lock under which lines are appended.
APPENDING = 7_202_602
LAST = sa.select(log.c.number, log.c.hash).order_by(log.c.number.desc()).limit(1)
PAGE = sa.select(log).where(log.c.number > sa.bindparam("after_number")).order_by(log.c.number).limit(1000)
OF_PERSON = sa.select(log).where(log.c.who == sa.bindparam("person")).order_by(log.c.number)


class Log:
    def __init__(self, transaction: Transaction) -> None:
        self._transaction = transaction
        self._noted: list[tuple[str, str, Any, Any, Authorship]] = []

    def note(self, what: str, place: str, before: Any, after: Any, by: Authorship) -> None:
        """Takes down one change; ``place`` is "ROUND", "ROUND/UNIT" or "ROUND/UNIT/LEAF"."""
        self._noted.append((what, place, before, after, by))

    def write(self) -> None:
        """Appends what was noted. The chain is the last thing a work takes hold of, so that nobody who holds it waits."""
        if not self._noted:
            return
        number, previous = self._end_of_chain()
        rows = []
        for what, place, before, after, by in self._noted:
            number += 1
            at = by.at.astimezone(UTC).isoformat()
            line = LogLine(number, at, by.person, by.channel, what, place, before, after, previous)
            previous = seal(line)
            rows.append(_row(line, previous))
        self._transaction.run_many(sa.insert(log), rows)
        self._noted.clear()

    def _end_of_chain(self) -> tuple[int, str]:
        if self._transaction.postgres:
            # In a statement of its own: the next one then sees what the holder before has committed.
            self._transaction.first(sa.select(sa.func.pg_advisory_xact_lock(APPENDING)))
        last = self._transaction.first(LAST)
        return (last.number, last.hash) if last else (0, GENESIS)

    def lines(self, after: int = 0) -> Iterator[LogLine]:
        """Every line behind a number, a page at a time in memory."""
        page = self._page(after)
        while page:
            yield from page
            page = self._page(page[-1].number)

    def of_person(self, person_id: str) -> list[LogLine]:
        """What one person has changed."""
        return [_line(row) for row in self._transaction.rows(OF_PERSON, person=person_id)]

    def _page(self, after: int) -> list[LogLine]:
        return [_line(row) for row in self._transaction.rows(PAGE, after_number=after)]

    def first_broken(self) -> int | None:
        """The number of the first line that is missing, moved or altered; ``None`` when the chain holds."""
        return first_broken(self.lines())


def _line(row: sa.Row[Any]) -> LogLine:
    """What cannot be read is shown as that; the hash tells that the line is not what was written."""
    before, after = ({"unreadable": value.why} if isinstance(value, Damaged) else value for value in (row.before, row.after))
    return LogLine(row.number, row.at, row.who, row.channel, row.what, row.place, before, after, row.previous, row.hash)


def _row(line: LogLine, sealed: str) -> dict[str, Any]:
    return {
        "number": line.number,
        "at": line.at,
        "who": line.who,
        "channel": line.channel,
        "what": line.what,
        "place": line.where,
        "before": line.before,
        "after": line.after,
        "previous": line.previous,
        "hash": sealed,
    }
