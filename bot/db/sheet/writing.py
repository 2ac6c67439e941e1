"""Writing the changed entries of an opened sheet: only what differs from what stands in the database."""

from dataclasses import dataclass

import sqlalchemy as sa

from bot.db.sheet.rows import entry_values, evidence_values, former_values, kept, request_values, score_values
from bot.db.tables import entries, evidence, former_evidence, requests, scores
from bot.db.transaction import Transaction
from scoring.sheet.entry import Entry, Request, Stage

ADD_ENTRY = sa.insert(entries).returning(entries.c.id)
CHANGE_ENTRY = sa.update(entries).where(entries.c.id == sa.bindparam("entry_id"))
_score = sa.and_(scores.c.entry == sa.bindparam("entry_id"), scores.c.stage == sa.bindparam("its_stage"))
ADD_SCORE, CHANGE_SCORE, DROP_SCORE = sa.insert(scores), sa.update(scores).where(_score), sa.delete(scores).where(_score)
ADD_REQUEST = sa.insert(requests)
CHANGE_REQUEST = sa.update(requests).where(requests.c.entry == sa.bindparam("entry_id"))
DROP_REQUEST = sa.delete(requests).where(requests.c.entry == sa.bindparam("entry_id"))
ADD_FILE, ADD_FORMER = sa.insert(evidence), sa.insert(former_evidence)
_file = evidence.c.id == sa.bindparam("file_id")
CHANGE_FILE, DROP_FILE = sa.update(evidence).where(_file), sa.delete(evidence).where(_file)


@dataclass
class Stored:
    """The entries of a sheet as they stand in the database; nobody else changes them while the sheet is held."""

    sheet_id: int
    ids: dict[str, int]
    entries: dict[str, Entry]

    def write(self, transaction: Transaction, after: Entry) -> None:
        leaf = after.leaf.code
        was = self.entries.get(leaf) or Entry(after.leaf)
        self._write_entry(transaction, was, after)
        entry_id = self.ids[leaf]
        _write_scores(transaction, entry_id, was, after)
        _write_files(transaction, entry_id, was, after)
        for gone in after.former[len(was.former) :]:
            transaction.run(ADD_FORMER, entry=entry_id, **former_values(gone))
        _write_request(transaction, entry_id, was.request, after.request)
        self.entries[leaf] = after

    def _write_entry(self, transaction: Transaction, was: Entry, entry: Entry) -> None:
        """Only what has changed: what could not be read, and what a newer release has put there, stays as it is."""
        values, leaf = entry_values(entry), entry.leaf.code
        if leaf in self.ids:
            before = entry_values(was)
            changed = {name: value for name, value in values.items() if name == "complete" or value != before[name]}
            transaction.run(CHANGE_ENTRY, entry_id=self.ids[leaf], **changed)
        else:
            self.ids[leaf] = transaction.scalar(ADD_ENTRY, sheet=self.sheet_id, leaf=leaf, **values)


def _write_scores(transaction: Transaction, entry_id: int, was: Entry, after: Entry) -> None:
    for stage in Stage:
        before, score = was.score(stage), after.score(stage)
        if score == before:
            continue
        if score is None:
            transaction.run(DROP_SCORE, entry_id=entry_id, its_stage=stage.value)
        elif before is None:
            transaction.run(ADD_SCORE, entry=entry_id, stage=stage.value, **score_values(score))
        else:
            transaction.run(CHANGE_SCORE, entry_id=entry_id, its_stage=stage.value, **score_values(score))


def _write_files(transaction: Transaction, entry_id: int, was: Entry, after: Entry) -> None:
    if after.evidence == was.evidence:
        return
    old, new = {file.id: file for file in was.evidence}, kept(after.evidence)
    # What is gone goes first: what comes may take the place of the same document under the same item.
    for gone in old.keys() - new.keys():
        transaction.run(DROP_FILE, file_id=gone)
    for file in new.values():
        if file.id not in old:
            transaction.run(ADD_FILE, entry=entry_id, **evidence_values(file))
        elif file != old[file.id]:
            transaction.run(CHANGE_FILE, file_id=file.id, **evidence_values(file))


def _write_request(transaction: Transaction, entry_id: int, was: Request | None, after: Request | None) -> None:
    if after == was:
        return
    if after is None:
        transaction.run(DROP_REQUEST, entry_id=entry_id)
    elif was is None:
        transaction.run(ADD_REQUEST, entry=entry_id, **request_values(after))
    else:
        transaction.run(CHANGE_REQUEST, entry_id=entry_id, **request_values(after))
