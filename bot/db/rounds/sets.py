"""Criteria sets as stored: never edited, so that whatever was parsed once stays true for the life of a process."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

import sqlalchemy as sa

from bot.db.tables import criteria_sets
from bot.db.transaction import Transaction
from knowledge.reading import dump_set, read_set
from knowledge.search.index import Index
from scoring.criteria import CriteriaSet

KEY = sa.and_(criteria_sets.c.id == sa.bindparam("id"), criteria_sets.c.version == sa.bindparam("version"))
DATA = sa.select(criteria_sets.c.data).where(KEY)


@dataclass
class SetAlreadyThere(Exception):
    """This version is stored with other content. A correction is a new version."""

    id: str
    version: str


@dataclass
class SetNotKept(Exception):
    """The text form of this set is not the set: a round could not be scored by it later."""

    id: str
    version: str


@dataclass
class SetMissing(Exception):
    id: str
    version: str


@dataclass(frozen=True, slots=True)
class StoredSet:
    id: str
    version: str
    name: str
    imported_at: datetime


class Library:
    """Parsed sets and their search indexes, shared by all works of a process."""

    def __init__(self) -> None:
        self.sets: dict[tuple[str, str], CriteriaSet] = {}
        self.indexes: dict[tuple[str, str], Index] = {}


class Sets:
    def __init__(self, transaction: Transaction, library: Library) -> None:
        self._transaction = transaction
        self._library = library

    def add(self, criteria: CriteriaSet, now: datetime) -> bool:
        """Stores a set; ``False`` if it was there before.

        Raises ``SetAlreadyThere`` rather than change one, and ``SetNotKept`` rather than store what cannot be read back.
        """
        data = dump_set(criteria)
        if read_set(data).set != criteria:
            raise SetNotKept(criteria.id, criteria.version)
        key = {"id": criteria.id, "version": criteria.version}
        if self._transaction.add(criteria_sets, **key, name=criteria.name, data=data, imported_at=now):
            return True
        if self.get(criteria.id, criteria.version) != criteria:
            raise SetAlreadyThere(criteria.id, criteria.version)
        return False

    def list(self) -> Sequence[StoredSet]:
        query = sa.select(
            criteria_sets.c.id, criteria_sets.c.version, criteria_sets.c.name, criteria_sets.c.imported_at
        ).order_by(criteria_sets.c.imported_at, criteria_sets.c.id, criteria_sets.c.version)
        return [StoredSet(*row) for row in self._transaction.rows(query)]

    def get(self, set_id: str, version: str) -> CriteriaSet:
        key = (set_id, version)
        if key not in self._library.sets:
            self._library.sets[key] = self._parse(set_id, version)
        return self._library.sets[key]

    def index(self, set_id: str, version: str) -> Index:
        key = (set_id, version)
        if key not in self._library.indexes:
            self._library.indexes[key] = Index(self.get(set_id, version))
        return self._library.indexes[key]

    def _parse(self, set_id: str, version: str) -> CriteriaSet:
        data = self._transaction.scalar(DATA, id=set_id, version=version)
        reading = read_set(data) if data else None
        if reading is None or reading.set is None:
            raise SetMissing(set_id, version)
        return reading.set
