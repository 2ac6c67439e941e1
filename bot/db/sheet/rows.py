"""A sheet's rows and its entries: what is written for each, and how it is read back."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from fractions import Fraction
from functools import lru_cache
from typing import Any, TypeVar

import sqlalchemy as sa

from bot.db import tables
from bot.db.columns import of_text
from bot.db.unreadable import decoded, decoded_or, tell
from handlers.stored import UnreadableRow, read_stored
from knowledge.documents.addresses import LINK
from knowledge.working import in_words
from scoring.criteria import CriteriaSet
from scoring.declared import Declared
from scoring.rules.working import AsWritten, Working
from scoring.sheet.entry import (
    Authorship,
    Claim,
    Entry,
    Evidence,
    FileStatus,
    Former,
    Paper,
    Request,
    RequestState,
    Score,
    Stage,
    Undo,
)
from scoring.sheet.papers import Scan
from scoring.sheet.stored import declared_to_json, stored_declaration

Values = dict[str, Any]
Value = TypeVar("Value")
#: Of a declaration and of what it replaced, as stored.
VERSION = 1


Rows = Iterable[sa.Row[Any]]
OfEntry = tuple[sa.Row[Any], ...]
#: So many entries are kept as they were read, those of the sheets that are being worked on.
KEPT = 2048


def read_entries(criteria: CriteriaSet, entries: Rows, scores: Rows, evidence: Rows, former: Rows) -> dict[str, Entry]:
    """The entries by leaf. Rows of a leaf that a later version of the set dropped stay in the record alone."""
    scored, shown, gone = _by_entry(scores), _by_entry(evidence), _by_entry(former)
    return {
        row.leaf: Entry(criteria.leaf(row.leaf), *_read(row, scored[row.id], shown[row.id], gone[row.id]))
        for row in entries
        if row.leaf in criteria.leaves
    }


def _by_entry(rows: Rows) -> Mapping[int, OfEntry]:
    by_entry: dict[int, OfEntry] = defaultdict(tuple)
    for row in rows:
        by_entry[row.entry] += (row,)
    return by_entry


@lru_cache(maxsize=KEPT)
def _read(row: sa.Row[Any], scores: OfEntry, evidence: OfEntry, former: OfEntry) -> tuple[Any, ...]:
    """What an entry holds besides its leaf, in the order of its fields. The same rows always say the same."""
    read, c = EntryColumns(row), tables.entries.c
    declared, claim = read(c.declared, read_declared, None), read(c.claim, read_claim, None)
    scored = _scores(scores)
    explained: frozenset[str] = read(c.explained, read_explained, frozenset())
    undo = read(c.undo, read_undo, None)
    return (
        declared,
        read_working(row.working),
        claim,
        tuple((stage, scored[stage]) for stage in Stage if stage in scored),
        row.explanation,
        explained,
        tuple(map(_file, evidence)),
        tuple(map(_former, former)),
        _request(row) if row.request_state else None,
        row.reopened,
        row.version,
        undo,
        frozenset(read.lost),
    )


class EntryColumns:
    """Reads the columns of one entry; the names of those that cannot be read are kept, and nobody is stopped by them."""

    def __init__(self, row: sa.Row[Any]) -> None:
        self._row = row
        self.lost: list[str] = []

    def __call__(self, column: sa.Column[Any], reader: Callable[[Any], Value], blank: Value) -> Value:
        stored = getattr(self._row, column.name)
        try:
            return decoded(column, self._row.id, of_text(stored) if isinstance(column.type, sa.JSON) else stored, reader)
        except UnreadableRow as fault:
            tell(str(fault))
            self.lost.append(column.name)
            return blank


def entry_values(entry: Entry) -> Values:
    return {
        "declared": _declared_json(entry.declared),
        "working": in_words(entry.working),
        "claim": entry.claim.value if entry.claim else None,
        "explanation": entry.explanation,
        "explained": sorted(entry.explained),
        "reopened": entry.reopened,
        "version": entry.version,
        "undo": _undo_json(entry.undo) if entry.undo else None,
        "complete": entry.complete,
    }


def read_declared(data: Any) -> Declared | None:
    return None if data is None else stored_declaration(data)


def read_explained(data: Any) -> frozenset[str]:
    return frozenset(read_stored(list[str], data))


def read_working(text: str) -> Working:
    """How points came about is kept as it was told: the rule may be another one by now."""
    return (AsWritten(text),) if text else ()


def read_claim(text: str | None) -> Claim | None:
    return Claim(text) if text else None


def _declared_json(declared: Declared | None) -> Any:
    return None if declared is None else {"v": VERSION, **declared_to_json(declared)}


# -- scores ----------------------------------------------------------------------------------------------------------


def _scores(rows: Rows) -> Mapping[str, Score]:
    by_stage: dict[str, Score] = {}
    for row in rows:
        decoded(tables.scores.c.points, f"{row.entry} {row.stage}", row.points, read_points)
        by_stage[row.stage] = read_score(row)
    return by_stage


def read_score(row: sa.Row[Any]) -> Score:
    return Score(read_points(row.points), Authorship(row.by, row.at, row.channel), row.note)


def score_values(score: Score) -> Values:
    by = score.by
    return {
        "points": None if score.points is None else str(score.points),
        "note": score.note,
        "by": by.person,
        "at": by.at,
        "channel": by.channel,
    }


@lru_cache(maxsize=4096)
def read_points(text: str | None) -> Fraction | None:
    return None if text is None else Fraction(text)


# -- what the last declaration replaced ------------------------------------------------------------------------------


def _undo_json(undo: Undo) -> Values:
    score = score_values(undo.score) if undo.score else None
    return {
        "v": VERSION,
        "declared": _declared_json(undo.declared),
        "working": in_words(undo.working),
        "claim": undo.claim.value if undo.claim else None,
        "score": score | {"at": score["at"].isoformat()} if score else None,
        "version": undo.version,
    }


def read_undo(data: Any) -> Undo | None:
    if data is None:
        return None
    score = _undone_score(data["score"]) if data["score"] else None
    declared, claim = read_declared(data["declared"]), read_claim(data["claim"])
    working = read_working(read_stored(str, data["working"]))
    return Undo(declared, working, claim, score, read_stored(int, data["version"]))


def _undone_score(data: Values) -> Score:
    by = read_stored(Authorship, {"person": data["by"], "at": data["at"], "channel": data["channel"]})
    return Score(read_points(data["points"]), by, read_stored(str, data["note"]))


# -- evidence --------------------------------------------------------------------------------------------------------


def _file(row: sa.Row[Any]) -> Evidence:
    address = address_of(row.mime, row.ref)
    return Evidence(
        id=row.id,
        document=row.document,
        name=row.note or row.name if address else row.name,
        item=row.item,
        by=Authorship(row.by, row.at, row.channel),
        sha256=row.sha256,
        mime=row.mime,
        size=row.size,
        status=FileStatus(row.status),
        note=row.note,
        number=row.number,
        date=row.date,
        issuer=row.issuer,
        pages=row.pages,
        checked=row.checked,
        held=row.held,
        address=address,
        read=paper_of(row.document, of_text(row.read)),
        citizens=row.citizens,
        preview=row.preview,
    )


def _former(row: sa.Row[Any]) -> Former:
    return Former(_file(row), Authorship(row.ended_by, row.ended_at, row.ended_channel), row.replaced_by)


def read_paper(read: Any) -> Paper:
    return Paper() if read is None else read_stored(Paper, read)


def address_of(mime: str, ref: str) -> str:
    """Of a page; "" of a file, whose reference is its channel's own."""
    return ref if mime == LINK else ""


def paper_of(document: str, read: Any) -> Paper:
    """What a document says of itself; only a proposal, so that nobody misses it where it cannot be read."""
    return decoded_or(Paper(), tables.documents.c.read, document, read, read_paper)


def evidence_values(file: Evidence) -> Values:
    return {
        "id": file.id,
        "document": file.document,
        "item": file.item,
        "note": file.note,
        "number": file.number,
        "date": file.date,
        "issuer": file.issuer,
        "pages": file.pages,
        "checked": file.checked,
        "held": file.held,
        "by": file.by.person,
        "at": file.by.at,
        "channel": file.by.channel,
    }


def former_values(former: Former) -> Values:
    ended = former.ended
    held = {"ended_by": ended.person, "ended_at": ended.at, "ended_channel": ended.channel}
    return evidence_values(former.file) | held | {"replaced_by": former.replaced_by}


def kept(files: Iterable[Evidence]) -> dict[str, Evidence]:
    """The files to keep, by id: a document sent again for the same item stands for the one that failed before."""
    last = {(file.document, file.item): file for file in files}
    return {file.id: file for file in last.values()}


def read_scans(rows: Rows) -> tuple[Scan, ...]:
    return tuple(Scan(_scan(row), row.current) for row in rows)


def _scan(row: sa.Row[Any]) -> Evidence:
    by = Authorship(row.by, row.at, row.channel)
    status = FileStatus(row.status)
    return Evidence(row.id, row.document, row.name, None, by, row.sha256, row.mime, row.size, status)


def scan_values(scan: Scan) -> Values:
    file = scan.file
    return {
        "id": file.id,
        "document": file.document,
        "current": scan.current,
        "by": file.by.person,
        "at": file.by.at,
        "channel": file.by.channel,
    }


# -- the request for explanation -------------------------------------------------------------------------------------


def _request(row: sa.Row[Any]) -> Request:
    answered = Authorship(row.answered_by, row.answered_at, row.answered_channel) if row.answered_by else None
    by = Authorship(row.request_by, row.request_at, row.request_channel)
    return Request(row.request_reason, row.request_due, by, RequestState(row.request_state), row.request_answer, answered)


def request_values(request: Request) -> Values:
    answered = request.answered
    return {
        "reason": request.reason,
        "due": request.due,
        "by": request.by.person,
        "at": request.by.at,
        "channel": request.by.channel,
        "state": request.state.value,
        "answer": request.answer,
        "answered_by": answered.person if answered else None,
        "answered_at": answered.at if answered else None,
        "answered_channel": answered.channel if answered else None,
    }
