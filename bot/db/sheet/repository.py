"""Score sheets: loaded whole, written by the changes they carry."""

from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa

from bot.db.record.log import Log
from bot.db.rounds.rounds import Rounds
from bot.db.sheet.queries import DECLARED, ENTRIES, EVIDENCE, FORMER, LEAF_SCORES, SCANS, SCORES, SHEET, SHEET_HELD, SHOWING
from bot.db.sheet.rows import read_declared, read_entries, read_scans, read_score, scan_values
from bot.db.sheet.writing import Stored
from bot.db.tables import entries, sheets, submission_scans
from bot.db.transaction import Transaction
from bot.db.unreadable import decoded_or
from scoring.declared import Declared
from scoring.rounds.round import Round
from scoring.sheet.entry import Score, Stage
from scoring.sheet.papers import Scan
from scoring.sheet.score_sheet import ScoreSheet
from scoring.states import State

Loaded = tuple[ScoreSheet, dict[str, int]]
SheetState = dict[str, Any]


@dataclass
class SheetNotOpened(Exception):
    """Only a sheet that this work opened can be saved: it is the one that nobody else changes meanwhile."""

    round: str
    unit: str


@dataclass
class OpenSheet:
    """An opened sheet, with what stands in the database."""

    id: int
    sheet: ScoreSheet
    stored: Stored
    state: "SheetState"
    scans: tuple[Scan, ...]


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
        self._held: dict[tuple[str, str], OpenSheet] = {}

    def furthest(self, round_: Round, unit: str, leaf: str) -> tuple[Stage, Score] | None:
        """The score of the furthest stage that a leaf has reached."""
        rows = self._transaction.rows(LEAF_SCORES, round_code=round_.code, unit_code=unit, leaf_code=leaf)
        known = {row.stage: row for row in rows}
        return next(((stage, read_score(known[stage])) for stage in reversed(Stage) if stage in known), None)

    def declared(self, round_: Round, unit: str, leaf: str) -> Declared | None:
        """What was declared for a leaf."""
        row = self._transaction.first(DECLARED, round_code=round_.code, unit_code=unit, leaf_code=leaf)
        return None if row is None else decoded_or(None, entries.c.declared, row.id, row.declared, read_declared)

    def open(self, round_: Round, unit: str) -> ScoreSheet:
        """A sheet to be changed; opened twice in one work it is the same object."""
        key = (round_.code, unit)
        if key not in self._held:
            row = self._locked_row(round_, unit)
            sheet, ids = self._load(round_, unit, row)
            self._held[key] = OpenSheet(row.id, sheet, Stored(row.id, ids, dict(sheet.entries)), _state(sheet), sheet.scans)
        return self._held[key].sheet

    def read(self, round_: Round, unit: str) -> ScoreSheet:
        row = self._transaction.first(SHEET, round_code=round_.code, unit_code=unit)
        return self._empty(round_, unit) if row is None else self._load(round_, unit, row)[0]

    def _locked_row(self, round_: Round, unit: str) -> sa.Row[Any]:
        row = self._transaction.first(SHEET_HELD, round_code=round_.code, unit_code=unit)
        if row is not None:
            return row
        self._transaction.add(sheets, round=round_.code, unit=unit, state=State.DRAFT.value)
        return self._locked_row(round_, unit)

    def _load(self, round_: Round, unit: str, row: sa.Row[Any]) -> Loaded:
        """The sheet, and the ids of its entries by leaf."""
        queries = (ENTRIES, SCORES, EVIDENCE, FORMER)
        rows, scored, shown, gone = (self._transaction.rows(query, sheet_id=row.id) for query in queries)
        sheet = self._empty(round_, unit)
        sheet.state, sheet.locked_at, sheet.returned_reason = State(row.state), row.locked_at, row.returned_reason
        sheet.difficulties = row.difficulties
        if sheet.state is not State.DRAFT:
            # What was signed before a sheet was handed back counts no more: a draft needs no look at it.
            sheet.scans = read_scans(self._transaction.rows(SCANS, sheet_id=row.id))
        sheet.entries = read_entries(sheet.criteria, rows, scored, shown, gone)
        return sheet, {one.leaf: one.id for one in rows}

    def _empty(self, round_: Round, unit: str) -> ScoreSheet:
        ends = round_.self_scoring_ends(unit) if round_.settings.lock_at_deadline else None
        required = round_.settings.signed_scan_required
        return ScoreSheet(unit, round_.code, self._rounds.criteria(round_), self_scoring_ends=ends, scan_required=required)

    # -- writing -----------------------------------------------------------------------------------------------------

    def save(self, sheet: ScoreSheet) -> None:
        held = self._held.get((sheet.round, sheet.unit))
        if held is None or held.sheet is not sheet:
            raise SheetNotOpened(sheet.round, sheet.unit)
        for leaf in dict.fromkeys(change.leaf for change in sheet.changes if change.leaf is not None):
            held.stored.write(self._transaction, sheet.entries[leaf])
        self._write_state(held)
        self._write_scans(held)
        for change in sheet.changes:
            place = "/".join(part for part in (sheet.round, sheet.unit, change.leaf) if part)
            self._log.note(change.what, place, change.before, change.after, change.by)
        sheet.changes.clear()

    def _write_state(self, held: OpenSheet) -> None:
        now = _state(held.sheet)
        if now != held.state:
            self._transaction.run(sa.update(sheets).where(sheets.c.id == held.id).values(now))
            held.state = now

    def _write_scans(self, held: OpenSheet) -> None:
        known = {scan.file.id: scan for scan in held.scans}
        for scan in held.sheet.scans:
            if scan.file.id not in known:
                self._transaction.add(submission_scans, sheet=held.id, **scan_values(scan))
            elif scan != known[scan.file.id]:
                this = submission_scans.c.id == scan.file.id
                self._transaction.run(sa.update(submission_scans).where(this).values(current=scan.current))
        held.scans = held.sheet.scans

    # -- documents that came, or failed for good ---------------------------------------------------------------------

    def recheck(self, document: str) -> list[Shown]:
        """Puts the ``complete`` mark of every leaf right that shows a document; which leaves these are."""
        shown = self._transaction.rows(SHOWING, document_id=document)
        for row in shown:
            round_ = self._rounds.if_readable(row.round)
            if round_ is None:
                continue
            sheet, _ = self._load(round_, row.unit, self._locked_row(round_, row.unit))
            if row.leaf in sheet.criteria.leaves:
                this = sa.and_(entries.c.sheet == row.id, entries.c.leaf == row.leaf)
                self._transaction.run(sa.update(entries).where(this).values(complete=sheet.entry(row.leaf).complete))
        return [Shown(row.round, row.unit, row.leaf, row.by) for row in shown]


def _state(sheet: ScoreSheet) -> SheetState:
    return {
        "state": sheet.state.value,
        "locked_at": sheet.locked_at,
        "returned_reason": sheet.returned_reason,
        "difficulties": sheet.difficulties,
    }
