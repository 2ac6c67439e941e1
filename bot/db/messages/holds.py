"""Channels that stumble: for a moment nobody asks anything of them, and then one alone tries whether they are well again.

Shared by all processes. A hold ends with the first answer to its probe; the pause between two probes grows with the time
that the channel has been stumbling, so that nobody waits for its recovery much longer than for the fault itself.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TypeVar

import sqlalchemy as sa

from bot.db.tables import holds
from bot.db.transaction import Transaction

T = TypeVar("T", int, str)

#: The longest pause stays below what people notice as "still broken" after everything is well again.
SHORTEST, LONGEST = timedelta(seconds=0.5), timedelta(seconds=8)
#: A pause is so large a part of the time that the fault has lasted.
SHARE = 4
#: A probe of which nothing was heard for so long is followed by another.
PROBING = timedelta(seconds=60)
#: Whatever opens so many holds, while others go through in between, stumbles by itself.
OPENINGS = 3
#: Nothing is tried at its channel's expense for longer.
PATIENCE = timedelta(days=1)

_this = holds.c.name == sa.bindparam("hold")
ONE = sa.select(holds).where(_this)
_now = sa.bindparam("now", type_=holds.c.until.type)
#: A channel may be asked for something: it is well, or its pause is over and nobody tries it.
FREE = sa.or_(holds.c.name.is_(None), holds.c.until <= _now)
PROBE = (
    sa.update(holds)
    .where(_this, holds.c.until <= _now)
    .values(
        probe=sa.bindparam("what"),
        probe_by=sa.bindparam("process", type_=sa.Integer),
        until=sa.bindparam("ends", type_=holds.c.until.type),
    )
)
END = sa.delete(holds).where(_this, holds.c.probe == sa.bindparam("what"))
GIVE_BACK = sa.update(holds).where(_this, holds.c.probe == sa.bindparam("what")).values(probe=None, probe_by=None, until=_now)


@dataclass(frozen=True, slots=True)
class Hold:
    """``opened``: it has begun just now, and the channel was taken for well before."""

    name: str
    since: datetime
    until: datetime
    why: str
    opened: bool = False


@dataclass(frozen=True, slots=True)
class Stumble:
    """``after``: how long the channel asks to be left alone; ``took``: how long it was waited for in vain."""

    why: str
    after: timedelta | None = None
    took: timedelta = timedelta(0)

    def pause(self, lasted: timedelta) -> timedelta:
        """Waiting in vain was a pause as well."""
        return self.after or max(pause_after(lasted) - self.took, SHORTEST)


def pause_after(lasted: timedelta) -> timedelta:
    return min(max(lasted / SHARE, SHORTEST), LONGEST)


class Holds:
    def __init__(self, transaction: Transaction) -> None:
        self._transaction = transaction

    def begin(self, name: str, stumble: Stumble, now: datetime, *, probe: str = "") -> Hold:
        """The channel stumbled over ``probe``, if that was one.

        Many that were in flight together stumble as one: the pause depends on the time alone.
        """
        began = Hold(name, now, now + stumble.pause(timedelta(0)), stumble.why, opened=True)
        if self._transaction.add(holds, name=name, since=now, until=began.until, why=stumble.why):
            return began
        row = self._transaction.first(self._transaction.locked(ONE), hold=name)
        if row is None:
            # Another process has ended it between the two.
            return self.begin(name, stumble, now, probe=probe)
        until, values = now + stumble.pause(now - row.since), dict[str, str | None](why=stumble.why)
        if row.probe == probe:
            values |= dict.fromkeys(("probe", "probe_by"))
        else:
            until = max(until, row.until)
        self._transaction.run(sa.update(holds).where(holds.c.name == name).values(until=until, **values))
        return Hold(name, row.since, until, stumble.why)

    def held(self, name: str) -> Hold | None:
        row = self._transaction.first(ONE, hold=name)
        return None if row is None else Hold(row.name, row.since, row.until, row.why)

    def probed(self, name: str, what: str, now: datetime) -> bool:
        """Takes the place of the only one that leaves; ``False`` where somebody else has it."""
        taken = {"what": what, "process": self._transaction.process, "ends": now + PROBING}
        return self._transaction.run(PROBE, hold=name, now=now, **taken) == 1

    def probes(self, due: Iterable[tuple[str, T]], now: datetime) -> set[T]:
        """Of each channel that stumbles, the first of these that are due is the one that tries it."""
        first: dict[str, T] = {}
        for name, what in due:
            first.setdefault(name, what)
        return {what for name, what in first.items() if self.probed(name, str(what), now)}

    def give_back(self, name: str, probe: str, now: datetime) -> None:
        """The probe has not left: another may, at once."""
        self._transaction.run(GIVE_BACK, hold=name, what=probe, now=now)

    def end(self, name: str, probe: str) -> bool:
        """The probe was answered, so the channel is well; ``False`` where it was no probe (any more)."""
        return self._transaction.run(END, hold=name, what=probe) == 1

    def list(self) -> list[Hold]:
        rows = self._transaction.rows(sa.select(holds).order_by(holds.c.name))
        return [Hold(row.name, row.since, row.until, row.why) for row in rows]
