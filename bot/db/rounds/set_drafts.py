"""Criteria sets read out of files: waiting to be read, read, and put to use."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any

import sqlalchemy as sa

from bot.db.record.log import Log
from bot.db.rounds.sets import Sets
from bot.db.tables import criteria_sets, documents, rounds, set_drafts
from bot.db.transaction import Transaction, new_id
from bot.db.unreadable import decoded
from handlers.ports import DraftKind, DraftState, ListedSet, SetDraft
from handlers.stored import read_stored
from knowledge.reading import read_set
from scoring.criteria import CriteriaSet
from scoring.people import Person
from scoring.sheet.entry import Authorship, FileStatus

#: Longer than the largest file takes to be read; whoever dies over one leaves it to the next.
LEASE = timedelta(minutes=10)
MOST_TRIES = 3

_now = sa.bindparam("now", type_=set_drafts.c.created_at.type)
DUE = (
    sa.select(set_drafts.c.id, set_drafts.c.file, set_drafts.c.person, set_drafts.c.tries, documents.c.sha256)
    .join(documents, documents.c.id == set_drafts.c.document)
    .where(
        set_drafts.c.state == DraftState.WAITING,
        documents.c.status == FileStatus.STORED.value,
        sa.or_(set_drafts.c.leased_until.is_(None), set_drafts.c.leased_until <= _now),
    )
    .order_by(set_drafts.c.created_at, set_drafts.c.id)
    .limit(1)
    .with_for_update(of=set_drafts, skip_locked=True)
)
ONE = sa.select(set_drafts).where(set_drafts.c.id == sa.bindparam("draft_id"))
_draft_too, _same = set_drafts.alias("draft_too"), documents.alias("same")
#: The file of a draft; whether another draft still waits for it, and whether another document has its content.
FILE_OF = (
    sa.select(
        set_drafts.c.document,
        sa.exists()
        .where(_draft_too.c.document == set_drafts.c.document, _draft_too.c.state == DraftState.WAITING)
        .label("waiting"),
        sa.exists().where(_same.c.sha256 == documents.c.sha256, _same.c.id != documents.c.id).label("others"),
    )
    .join(documents, documents.c.id == set_drafts.c.document)
    .where(set_drafts.c.id == sa.bindparam("draft_id"))
)
VERSIONS = sa.select(criteria_sets.c.version).where(criteria_sets.c.id == sa.bindparam("set_id"))


@dataclass(frozen=True, slots=True)
class Due:
    """A file to be read; ``last`` says that it has brought down its readers before."""

    id: str
    file: str
    person: str
    sha256: str
    last: bool


@dataclass(frozen=True, slots=True)
class DraftOutcome:
    """What was read: the whole report as text, and the set as it may be edited ("" where it has faults), or a list's rows."""

    report: str
    data: str = ""
    leaves: int = 0
    total: str = ""
    uncertain: tuple[str, ...] = ()
    faults: tuple[str, ...] = ()
    kind: DraftKind = DraftKind.SET


class SetDrafts:
    def __init__(self, transaction: Transaction, sets: Sets, log: Log) -> None:
        self._transaction = transaction
        self._sets = sets
        self._log = log

    def receive(self, document: str, file: str, person: Person, now: datetime) -> None:
        row = {
            "document": document,
            "file": file,
            "person": person.id,
            "state": DraftState.WAITING,
            "created_at": now,
            "tries": 0,
        }
        self._transaction.add(set_drafts, id=new_id(), **row)

    def get(self, draft_id: str) -> SetDraft | None:
        row = self._transaction.first(ONE, draft_id=draft_id)
        return None if row is None else _draft(row)

    def known(self) -> Sequence[ListedSet]:
        used = self._transaction.rows(sa.select(rounds.c.code, rounds.c.set_id, rounds.c.set_version).order_by(rounds.c.code))
        by_set = {
            (set_.id, set_.version): [row.code for row in used if (row.set_id, row.set_version) == (set_.id, set_.version)]
            for set_ in self._sets.list()
        }
        return [ListedSet(set_.id, set_.version, set_.name, tuple(by_set[set_.id, set_.version])) for set_ in self._sets.list()]

    def activate(self, draft: SetDraft, by: Authorship) -> tuple[str, str]:
        row = self._transaction.rows(self._transaction.locked(ONE), draft_id=draft.id)[0]
        if row.active:
            set_id, _, version = row.active.rpartition("@")
            return set_id, version
        stored = self._stored(_read(row.data), by.at)
        name = f"{stored.id}@{stored.version}"
        self._change(draft.id, {"active": name})
        self._log.note("activate_set", name, None, draft.file, by)
        return stored.id, stored.version

    def _stored(self, criteria: CriteriaSet, now: datetime) -> CriteriaSet:
        """The set as it stands already, or as a version of its own."""
        versions = [row.version for row in self._transaction.rows(VERSIONS, set_id=criteria.id)]
        for version in versions:
            if self._sets.get(criteria.id, version) == replace(criteria, version=version):
                return replace(criteria, version=version)
        fresh = replace(criteria, version=_free(criteria.version, versions))
        self._sets.add(fresh, now)
        return fresh

    # -- the reading side ------------------------------------------------------------------------------------------------

    def due(self, now: datetime) -> Due | None:
        """Takes the oldest file that may be read now."""
        row = self._transaction.first(DUE, now=now)
        if row is None:
            return None
        leased = {"leased_until": now + LEASE, "leased_by": self._transaction.process}
        self._change(row.id, {**leased, "tries": row.tries + 1})
        return Due(row.id, row.file, row.person, row.sha256, row.tries + 1 >= MOST_TRIES)

    def held(self, draft_id: str) -> bool:
        """Whether it is still this process that reads the file."""
        row = self._transaction.first(self._transaction.locked(ONE), draft_id=draft_id)
        return row is not None and row.state == DraftState.WAITING and row.leased_by == self._transaction.process

    def read(self, draft_id: str, outcome: DraftOutcome) -> SetDraft:
        """Writes down what was read, and returns it as it is shown."""
        shown = {name: getattr(outcome, name) for name in ("report", "data", "leaves", "total", "kind")}
        lists = {"uncertain": list(outcome.uncertain), "faults": list(outcome.faults)}
        self._change(draft_id, {**shown, **lists, "state": DraftState.READ, "leased_until": None, "leased_by": None})
        return _draft(self._transaction.rows(ONE, draft_id=draft_id)[0])

    def texts(self, draft_id: str) -> tuple[str, str] | None:
        """The report and the set's own text."""
        row = self._transaction.first(ONE, draft_id=draft_id)
        return None if row is None else (row.report, row.data)

    def settle(self, draft_id: str, active: str) -> None:
        """Writes down what became of a list; the names in it stand among the people from now on, or nowhere."""
        self._change(draft_id, {"active": active, "report": "", "data": "", "uncertain": []})

    def let_go(self, draft_id: str) -> bool:
        """A list's file is done with once it was read; ``True`` when its content is nobody else's either."""
        row = self._transaction.rows(FILE_OF, draft_id=draft_id)[0]
        if row.waiting:
            return False
        gone = {"status": FileStatus.FAILED.value, "why": "a list is not kept", "sha256": None}
        self._transaction.run(sa.update(documents).where(documents.c.id == row.document).values(gone))
        return not row.others

    def _change(self, draft_id: str, values: dict[str, Any]) -> None:
        self._transaction.run(sa.update(set_drafts).where(set_drafts.c.id == draft_id).values(values))


def _draft(row: sa.Row[Any]) -> SetDraft:
    uncertain = decoded(set_drafts.c.uncertain, row.id, row.uncertain, read_lines)
    faults = decoded(set_drafts.c.faults, row.id, row.faults, read_lines)
    return SetDraft(
        id=row.id,
        file=row.file,
        state=DraftState(row.state),
        leaves=row.leaves,
        total=row.total,
        uncertain=uncertain,
        faults=faults,
        active=row.active,
        kind=DraftKind(row.kind),
    )


def read_lines(stored: Any) -> tuple[str, ...]:
    return tuple(read_stored(list[str], stored))


def _read(data: str) -> CriteriaSet:
    reading = read_set(data)
    if reading.set is None:
        raise ValueError(reading.faults)
    return reading.set


def _free(version: str, taken: Sequence[str]) -> str:
    """The version itself where it is free, or the next number."""
    if version not in taken:
        return version
    return str(1 + max((int(one) for one in taken if one.isdigit()), default=len(taken)))
