"""The pair of tokens as all processes share it: sealed, renewed by one of them at a time."""

import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field
from datetime import datetime, timedelta
from hashlib import sha256
from typing import Any

from bot.db.tables import facts
from bot.db.unreadable import decoded_or
from bot.db.work import SqlWork, Store
from bot.links.sealing import Seal, SealBroken
from handlers.stored import read_stored

#: Longer than two requests to the authority may take, so that only a crash lets it run out.
LEASE = timedelta(seconds=90)
#: A refresh token works once. What was sent and never answered may have worked, and is asked for once more.
ASKS = 2
FACT = "zalo_oa_tokens"
LIFETIME = timedelta(hours=25)

UNANSWERED = "two requests for a new token stayed without an answer: authorise the application again"
UNREADABLE = "the stored tokens were sealed with another CCHC_SECRET_KEY: authorise the application again"


@dataclass(frozen=True, slots=True)
class Pair:
    access: str
    refresh: str

    @property
    def mark(self) -> str:
        """By which a pair of the settings is known again once it has been replaced."""
        return sha256(f"{self.access} {self.refresh}".encode()).hexdigest()[:16]


@dataclass(frozen=True, slots=True)
class StandingPair:
    """The pair in use. ``dead``: why no other will be had, or empty."""

    pair: Pair
    minted_at: datetime
    expires_at: datetime
    dead: str


@dataclass(frozen=True, slots=True)
class Renewal:
    """Either the pair is newer than the stale one already, or the claimant has to renew it now."""

    pair: Pair
    renew: bool


@dataclass(slots=True)
class _Record:
    """The fact as stored; times in ISO 8601. ``previous`` is kept sealed for diagnosis alone."""

    sealed: str
    minted_at: str
    expires_at: str
    previous: str = ""
    leased_until: str = ""
    not_before: str = ""
    asked: int = 0
    dead: str = ""
    #: Every pair that ever came from the settings, or a machine with old settings would bring an old pair back.
    seen: list[str] = field(default_factory=list)

    def adopt(self, sealed: str, now: datetime, lifetime: timedelta) -> None:
        self.previous, self.sealed = self.sealed, sealed
        self.minted_at, self.expires_at = now.isoformat(), (now + lifetime).isoformat()
        self.leased_until, self.not_before, self.asked, self.dead = "", "", 0, ""


def read_record(stored: Any) -> _Record | None:
    if stored is None:
        return None
    record = read_stored(_Record, stored)
    for moment in (
        record.minted_at,
        record.expires_at,
        record.leased_until or record.minted_at,
        record.not_before or record.minted_at,
    ):
        datetime.fromisoformat(moment)
    return record


class Pairs:
    """Every method is one transaction. ``first`` is the pair of the settings: a new one there replaces all others."""

    def __init__(self, store: Store, seal: Seal, account: str, first: Pair, clock: Callable[[], datetime]) -> None:
        self._store = store
        self._seal = seal
        self._name = f"{FACT}:{account}"
        self._first = first
        self._clock = clock

    def standing(self) -> StandingPair:
        with self._store.read() as work:
            known = self._known(work)
        if known is None or self._first.mark not in known.seen:
            with self._record() as record:
                return self._read(record)
        return self._read(known)

    def claim(self, stale: str) -> Renewal | None:
        """``None`` while somebody else renews the pair, or nobody may; else see ``Renewal``."""
        now = self._clock()
        with self._record() as record:
            known = self._read(record)
            if known.pair.access != stale and not known.dead:
                return Renewal(known.pair, renew=False)
            if known.dead or _after(record.leased_until, now) or _after(record.not_before, now):
                return None
            if record.asked >= ASKS:
                record.dead = UNANSWERED
                return None
            record.leased_until, record.asked = (now + LEASE).isoformat(), record.asked + 1
            return Renewal(known.pair, renew=True)

    def keep(self, used: Pair, new: Pair, lifetime: timedelta) -> None:
        """Before anybody uses it. A pair that somebody has put into the settings meanwhile goes before it."""
        with self._record() as record:
            if self._read(record).pair == used:
                record.adopt(self._sealed(new), self._clock(), lifetime)

    def give_back(self, *, spent: bool, pause: timedelta = timedelta(0)) -> None:
        """Ends a claim without a new pair. ``spent``: the request may have been taken, and the refresh token with it."""
        with self._record() as record:
            record.leased_until, record.not_before = "", (self._clock() + pause).isoformat()
            record.asked -= 0 if spent else 1

    def condemn(self, used: Pair, why: str) -> None:
        with self._record() as record:
            if self._read(record).pair == used:
                record.leased_until, record.dead = "", why

    @contextmanager
    def _record(self) -> Iterator[_Record]:
        """The record, held against all others till the end, with the pair of the settings in it if that is new."""
        with self._store.write() as work:
            work.facts.begin(self._name, asdict(self._fresh()))
            # A record that cannot be read gives way to the pair of the settings, as if it were the first.
            record = self._known(work) or self._fresh()
            if self._first.mark not in record.seen:
                record.adopt(self._sealed(self._first), self._clock(), LIFETIME)
                record.seen.append(self._first.mark)
            yield record
            stored = work.facts.get(self._name)
            newer = stored if isinstance(stored, dict) else {}
            work.facts.set(self._name, newer | asdict(record))

    def _known(self, work: SqlWork) -> _Record | None:
        return decoded_or(None, facts.c.value, self._name, work.facts.get(self._name), read_record)

    def _fresh(self) -> _Record:
        now = self._clock()
        return _Record(self._sealed(self._first), now.isoformat(), (now + LIFETIME).isoformat(), seen=[self._first.mark])

    def _sealed(self, pair: Pair) -> str:
        return self._seal.close(json.dumps(asdict(pair)))

    def _read(self, record: _Record) -> StandingPair:
        minted_at, expires_at = datetime.fromisoformat(record.minted_at), datetime.fromisoformat(record.expires_at)
        try:
            pair = Pair(**json.loads(self._seal.open(record.sealed)))
        except SealBroken:
            return StandingPair(Pair("", ""), minted_at, expires_at, UNREADABLE)
        return StandingPair(pair, minted_at, expires_at, record.dead)


def _after(moment: str, now: datetime) -> bool:
    return bool(moment) and datetime.fromisoformat(moment) > now
