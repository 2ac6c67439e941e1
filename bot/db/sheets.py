"""Score sheets: loaded whole, written by the changes they carry."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

import sqlalchemy as sa

from bot.db.log import Log
from bot.db.rounds import Rounds
from bot.db.sheet_queries import ENTRIES, EVIDENCE, SCORES, SHEET, SHOWING
from bot.db.sheet_rows import entry_values, evidence_values, kept, read_entries, request_values, score_values
from bot.db.tables import entries, evidence, requests, scores, sheets
from bot.db.transaction import Transaction
from scoring.entry import Entry, Stage
from scoring.rounds import Round
from scoring.sheet import ScoreSheet
from scoring.states import State


@dataclass
class SheetNotOpened(Exception):
    """Only a sheet that this work opened can be saved: it is the one that nobody else changes meanwhile."""

    round: str
    unit: str


@dataclass
class Held:
    """An opened sheet, with what stands in the database."""

    id: int
    sheet: ScoreSheet
    entries: dict[str, Entry]
    stored: tuple[State, datetime | None, str]


@dataclass(frozen=True, slots=True)
class Shown:
    """A leaf that shows a document, and who filed it there."""

    round: str
    unit: str
    leaf: str
    by: str


class Sheets:
    def __init__(self, transaction: Transaction, rounds_: Rounds, log: Log) -> None:
        self._transaction = transaction
        self._rounds = rounds_
        self._log = log
        self._held: dict[tuple[str, str], Held] = {}

    def open(self, round_: Round, unit: str) -> ScoreSheet:
        """A sheet to be changed; opened twice in one work it is the same object."""
        key = (round_.code, unit)
        if key not in self._held:
            row = self._locked_row(round_, unit)
            sheet = self._load(round_, unit, row)
            self._held[key] = Held(row.id, sheet, dict(sheet.entries), _state(sheet))
        return self._held[key].sheet

    def read(self, round_: Round, unit: str) -> ScoreSheet:
        return self._load(round_, unit, self._transaction.first(SHEET, round_code=round_.code, unit_code=unit))

    def _locked_row(self, round_: Round, unit: str) -> sa.Row[Any]:
        row = self._transaction.first(SHEET.with_for_update(), round_code=round_.code, unit_code=unit)
        if row is not None:
            return row
        self._transaction.add(sheets, round=round_.code, unit=unit, state=State.DRAFT.value)
        return self._locked_row(round_, unit)

    def _load(self, round_: Round, unit: str, row: sa.Row[Any] | None) -> ScoreSheet:
        criteria = self._rounds.criteria(round_)
        ends = round_.self_scoring_ends(unit) if round_.settings.lock_at_deadline else None
        if row is None:
            return ScoreSheet(unit, round_.code, criteria, self_scoring_ends=ends)
        parts = [self._transaction.rows(query, sheet_id=row.id) for query in (ENTRIES, SCORES, EVIDENCE)]
        return ScoreSheet(
            unit=unit,
            round=round_.code,
            criteria=criteria,
            state=State(row.state),
            entries=read_entries(criteria, *parts),
            locked_at=row.locked_at,
            returned_reason=row.returned_reason,
            self_scoring_ends=ends,
        )

    # -- writing -----------------------------------------------------------------------------------------------------

    def save(self, sheet: ScoreSheet) -> None:
        held = self._held.get((sheet.round, sheet.unit))
        if held is None or held.sheet is not sheet:
            raise SheetNotOpened(sheet.round, sheet.unit)
        for leaf in dict.fromkeys(change.leaf for change in sheet.changes if change.leaf is not None):
            self._write(held, held.entries.get(leaf), sheet.entries[leaf])
            held.entries[leaf] = sheet.entries[leaf]
        self._write_state(held)
        for change in sheet.changes:
            place = "/".join(part for part in (sheet.round, sheet.unit, change.leaf) if part)
            self._log.note(change.what, place, change.before, change.after, change.signed)
        sheet.changes.clear()

    def _write_state(self, held: Held) -> None:
        now = _state(held.sheet)
        if now != held.stored:
            values = {"state": now[0].value, "locked_at": now[1], "returned_reason": now[2]}
            self._transaction.run(sa.update(sheets).where(sheets.c.id == held.id).values(values))
            held.stored = now

    def _write(self, held: Held, before: Entry | None, after: Entry) -> None:
        values = entry_values(after)
        insert = self._transaction.insert(entries).values(sheet=held.id, leaf=after.leaf.code, **values)
        upsert = insert.on_conflict_do_update(index_elements=["sheet", "leaf"], set_=values).returning(entries.c.id)
        entry_id = self._transaction.scalar(upsert)
        was = before or Entry(after.leaf)
        self._write_scores(entry_id, was, after)
        self._write_evidence(entry_id, was, after)
        if after.request and after.request != was.request:
            row = request_values(after.request)
            request = self._transaction.insert(requests).values(entry=entry_id, **row)
            self._transaction.run(request.on_conflict_do_update(index_elements=["entry"], set_=row))

    def _write_scores(self, entry_id: int, was: Entry, after: Entry) -> None:
        for stage in Stage:
            score = after.score(stage)
            if score == was.score(stage):
                continue
            if score is None:
                this = sa.and_(scores.c.entry == entry_id, scores.c.stage == stage.value)
                self._transaction.run(sa.delete(scores).where(this))
                continue
            row = score_values(score)
            insert = self._transaction.insert(scores).values(entry=entry_id, stage=stage.value, **row)
            self._transaction.run(insert.on_conflict_do_update(index_elements=["entry", "stage"], set_=row))

    def _write_evidence(self, entry_id: int, was: Entry, after: Entry) -> None:
        if after.evidence == was.evidence:
            return
        old, new = {file.id: file for file in was.evidence}, kept(after.evidence)
        self._transaction.run(sa.delete(evidence).where(evidence.c.id.in_(old.keys() - new.keys())))
        for file in new.values():
            row = evidence_values(file)
            if file.id not in old:
                self._transaction.run(sa.insert(evidence).values(entry=entry_id, **row))
            elif file != old[file.id]:
                self._transaction.run(sa.update(evidence).where(evidence.c.id == file.id).values(row))

    # -- documents that came, or failed for good ---------------------------------------------------------------------

    def recheck(self, document: str) -> list[Shown]:
        """Puts the ``complete`` mark of every leaf right that shows a document; which leaves these are."""
        shown = self._transaction.rows(SHOWING, document_id=document)
        for row in shown:
            round_ = self._rounds.get(row.round)
            if round_ is not None:
                self._mark(self._load(round_, row.unit, self._locked_row(round_, row.unit)), row)
        return [Shown(row.round, row.unit, row.leaf, row.by) for row in shown]

    def _mark(self, sheet: ScoreSheet, row: sa.Row[Any]) -> None:
        if row.leaf in sheet.criteria.leaves:
            this = sa.and_(entries.c.sheet == row.id, entries.c.leaf == row.leaf)
            self._transaction.run(sa.update(entries).where(this).values(complete=sheet.entry(row.leaf).complete))


def _state(sheet: ScoreSheet) -> tuple[State, datetime | None, str]:
    return sheet.state, sheet.locked_at, sheet.returned_reason
