"""The questions by which a sheet is read, however many leaves it has."""

from typing import Any

import sqlalchemy as sa

from bot.db.columns import as_stored
from bot.db.tables import documents, entries, evidence, former_evidence, requests, scores, sheets, submission_scans

SHEET = sa.select(sheets).where(sheets.c.round == sa.bindparam("round_code"), sheets.c.unit == sa.bindparam("unit_code"))
SHEET_HELD = SHEET.with_for_update()
_this = entries.c.sheet == sa.bindparam("sheet_id")


ENTRIES = (
    sa.select(
        *map(as_stored, entries.c),
        requests.c.reason.label("request_reason"),
        requests.c.due.label("request_due"),
        requests.c.by.label("request_by"),
        requests.c.at.label("request_at"),
        requests.c.channel.label("request_channel"),
        requests.c.state.label("request_state"),
        requests.c.answer.label("request_answer"),
        requests.c.answered_by,
        requests.c.answered_at,
        requests.c.answered_channel,
    )
    .outerjoin(requests, requests.c.entry == entries.c.id)
    .where(_this)
)
SCORES = (
    sa.select(scores.c.entry, scores.c.stage, scores.c.points, scores.c.note, scores.c.by, scores.c.at, scores.c.channel)
    .join(entries, entries.c.id == scores.c.entry)
    .where(_this)
)


def _filed(table: sa.Table, *more: sa.ColumnElement[Any]) -> sa.Select[Any]:
    """The files of a sheet, each with what its document says."""
    c = table.c
    return (
        sa.select(c.entry, c.by, c.at, c.channel, c.id, c.document, documents.c.name, c.item)
        .add_columns(documents.c.sha256, documents.c.mime, documents.c.size, documents.c.status)
        .add_columns(c.note, c.number, c.date, c.issuer, c.pages, c.checked, c.held)
        .add_columns(as_stored(documents.c.read), documents.c.citizens, documents.c.preview, documents.c.ref, *more)
        .join(entries, entries.c.id == c.entry)
        .join(documents, documents.c.id == c.document)
        .where(_this)
    )


EVIDENCE = _filed(evidence).order_by(evidence.c.at, evidence.c.id)
_gone = former_evidence.c
FORMER = _filed(former_evidence, _gone.ended_by, _gone.ended_at, _gone.ended_channel, _gone.replaced_by).order_by(
    _gone.ended_at, _gone.id
)
SCANS = (
    sa.select(
        submission_scans,
        documents.c.name,
        documents.c.sha256,
        documents.c.mime,
        documents.c.size,
        documents.c.status,
    )
    .join(documents, documents.c.id == submission_scans.c.document)
    .where(submission_scans.c.sheet == sa.bindparam("sheet_id"))
    .order_by(submission_scans.c.at, submission_scans.c.id)
)
#: The leaves that show a document.
SHOWING = (
    sa.select(sheets.c.id, sheets.c.round, sheets.c.unit, entries.c.leaf, evidence.c.by)
    .join(entries, entries.c.sheet == sheets.c.id)
    .join(evidence, evidence.c.entry == entries.c.id)
    .where(evidence.c.document == sa.bindparam("document_id"))
    .order_by(sheets.c.id, entries.c.leaf)
)

#: The scores of one leaf, stage by stage, without the sheet around it.
LEAF_SCORES = (
    sa.select(scores.c.stage, scores.c.points, scores.c.note, scores.c.by, scores.c.at, scores.c.channel)
    .join(entries, entries.c.id == scores.c.entry)
    .join(sheets, sheets.c.id == entries.c.sheet)
    .where(
        sheets.c.round == sa.bindparam("round_code"),
        sheets.c.unit == sa.bindparam("unit_code"),
        entries.c.leaf == sa.bindparam("leaf_code"),
    )
)
#: What was declared for one leaf.
DECLARED = (
    sa.select(entries.c.id, entries.c.declared)
    .join(sheets, sheets.c.id == entries.c.sheet)
    .where(
        sheets.c.round == sa.bindparam("round_code"),
        sheets.c.unit == sa.bindparam("unit_code"),
        entries.c.leaf == sa.bindparam("leaf_code"),
    )
)
