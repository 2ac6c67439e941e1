"""The questions by which a sheet is read, however many leaves it has."""

import sqlalchemy as sa

from bot.db.tables import documents, entries, evidence, requests, scores, sheets, submission_scans

SHEET = sa.select(sheets).where(sheets.c.round == sa.bindparam("round_code"), sheets.c.unit == sa.bindparam("unit_code"))
SHEET_HELD = SHEET.with_for_update()
_this = entries.c.sheet == sa.bindparam("sheet_id")
ENTRIES = (
    sa.select(
        entries,
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
EVIDENCE = (
    sa.select(
        evidence.c.entry,
        evidence.c.by,
        evidence.c.at,
        evidence.c.channel,
        evidence.c.id,
        evidence.c.document,
        documents.c.name,
        evidence.c.item,
        documents.c.sha256,
        documents.c.mime,
        documents.c.size,
        documents.c.status,
        evidence.c.note,
        evidence.c.number,
        evidence.c.date,
        evidence.c.issuer,
    )
    .join(entries, entries.c.id == evidence.c.entry)
    .join(documents, documents.c.id == evidence.c.document)
    .where(_this)
    .order_by(evidence.c.at, evidence.c.id)
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
