"""A sheet's rows and its entries: what is written for each, and how it is read back."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import datetime
from fractions import Fraction
from typing import Any

import sqlalchemy as sa

from scoring.answers import declared_from_json, declared_to_json
from scoring.criteria import CriteriaSet, Leaf
from scoring.declared import Declared
from scoring.entry import Claim, Entry, Evidence, FileStatus, Request, RequestState, Score, Signature, Stage, Undo

Values = dict[str, Any]


def read_entries(
    criteria: CriteriaSet,
    entries: Iterable[sa.Row[Any]],
    scores: Iterable[sa.Row[Any]],
    evidence: Iterable[sa.Row[Any]],
) -> dict[str, Entry]:
    """The entries by leaf. Rows of a leaf that a later version of the set dropped stay in the record alone."""
    scored, shown = _by_entry(scores), _by_entry(evidence)
    return {
        row.leaf: replace(
            _entry(criteria.leaf(row.leaf), row),
            scores=_in_order(scored[row.id]),
            evidence=tuple(_evidence(file) for file in shown[row.id]),
        )
        for row in entries
        if row.leaf in criteria.leaves
    }


def _by_entry(rows: Iterable[sa.Row[Any]]) -> Mapping[int, list[sa.Row[Any]]]:
    sorted_out: dict[int, list[sa.Row[Any]]] = defaultdict(list)
    for row in rows:
        sorted_out[row.entry].append(row)
    return sorted_out


def _entry(leaf: Leaf, row: sa.Row[Any]) -> Entry:
    return Entry(
        leaf=leaf,
        declared=_declared(row.declared),
        working=row.working,
        claim=Claim(row.claim) if row.claim else None,
        explanation=row.explanation,
        explained=frozenset(row.explained),
        request=_request(row) if row.request_state else None,
        reopened=row.reopened,
        version=row.version,
        undo=_undo(row.undo) if row.undo else None,
    )


def entry_values(entry: Entry) -> Values:
    return {
        "declared": _declared_json(entry.declared),
        "working": entry.working,
        "claim": entry.claim.value if entry.claim else None,
        "explanation": entry.explanation,
        "explained": sorted(entry.explained),
        "reopened": entry.reopened,
        "version": entry.version,
        "undo": _undo_json(entry.undo) if entry.undo else None,
        "complete": entry.complete,
    }


def _declared(data: Any) -> Declared | None:
    return None if data is None else declared_from_json(data)


def _declared_json(declared: Declared | None) -> Any:
    return None if declared is None else declared_to_json(declared)


# -- scores ----------------------------------------------------------------------------------------------------------


def _in_order(rows: Iterable[sa.Row[Any]]) -> tuple[tuple[Stage, Score], ...]:
    known = {row.stage: row for row in rows}
    return tuple((stage, _score(known[stage])) for stage in Stage if stage in known)


def _score(row: sa.Row[Any]) -> Score:
    return Score(_points(row.points), Signature(row.by, row.at, row.channel), row.note)


def score_values(score: Score) -> Values:
    signed = score.signed
    return {
        "points": _points_text(score.points),
        "note": score.note,
        "by": signed.by,
        "at": signed.at,
        "channel": signed.channel,
    }


def _points(text: str | None) -> Fraction | None:
    return None if text is None else Fraction(text)


def _points_text(points: Fraction | None) -> str | None:
    return None if points is None else str(points)


# -- what the last declaration replaced ------------------------------------------------------------------------------


def _undo_json(undo: Undo) -> Values:
    score = score_values(undo.score) if undo.score else None
    return {
        "declared": _declared_json(undo.declared),
        "working": undo.working,
        "claim": undo.claim.value if undo.claim else None,
        "score": score | {"at": score["at"].isoformat()} if score else None,
        "version": undo.version,
    }


def _undo(data: Values) -> Undo:
    claim = Claim(data["claim"]) if data["claim"] else None
    score = _undone_score(data["score"]) if data["score"] else None
    return Undo(_declared(data["declared"]), data["working"], claim, score, data["version"])


def _undone_score(data: Values) -> Score:
    signed = Signature(data["by"], datetime.fromisoformat(data["at"]), data["channel"])
    return Score(_points(data["points"]), signed, data["note"])


# -- evidence --------------------------------------------------------------------------------------------------------


def _evidence(row: sa.Row[Any]) -> Evidence:
    return Evidence(
        id=row.id,
        document=row.document,
        name=row.name,
        item=row.item,
        signed=Signature(row.by, row.at, row.channel),
        sha256=row.sha256,
        mime=row.mime,
        size=row.size,
        status=FileStatus(row.status),
        note=row.note,
        number=row.number,
        date=row.date,
        issuer=row.issuer,
    )


def evidence_values(file: Evidence) -> Values:
    return {
        "id": file.id,
        "document": file.document,
        "item": file.item,
        "note": file.note,
        "number": file.number,
        "date": file.date,
        "issuer": file.issuer,
        "by": file.signed.by,
        "at": file.signed.at,
        "channel": file.signed.channel,
    }


def kept(files: Iterable[Evidence]) -> dict[str, Evidence]:
    """The files to keep, by id: a document sent again for the same item stands for the one that failed before."""
    last = {(file.document, file.item): file for file in files}
    return {file.id: file for file in last.values()}


# -- the request for explanation -------------------------------------------------------------------------------------


def _request(row: sa.Row[Any]) -> Request:
    answered = Signature(row.answered_by, row.answered_at, row.answered_channel) if row.answered_by else None
    signed = Signature(row.request_by, row.request_at, row.request_channel)
    return Request(row.request_reason, row.request_due, signed, RequestState(row.request_state), row.request_answer, answered)


def request_values(request: Request) -> Values:
    answered = request.answered
    return {
        "reason": request.reason,
        "due": request.due,
        "by": request.signed.by,
        "at": request.signed.at,
        "channel": request.signed.channel,
        "state": request.state.value,
        "answer": request.answer,
        "answered_by": answered.by if answered else None,
        "answered_at": answered.at if answered else None,
        "answered_channel": answered.channel if answered else None,
    }
