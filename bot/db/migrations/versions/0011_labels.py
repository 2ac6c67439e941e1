"""Columns that say a state, a stage, a role or a kind hold nothing but those that there are."""

import sqlalchemy as sa
from alembic import op

from bot.db.engine import UnknownLabels

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None

#: What every release so far has written, so that one that is still running is refused nothing.
LABELS: dict[str, dict[str, tuple[str, ...]]] = {
    "inbox": {"state": ("waiting", "handled", "failed")},
    "outbox": {"state": ("waiting", "sending", "sent", "unknown", "failed", "unreached", "superseded")},
    "documents": {"status": ("stored", "pending", "failed")},
    "people": {
        "role": (
            *("official", "coordinator", "leader", "appraiser"),
            *("secretariat", "standing_body", "council", "approver", "operator"),
        )
    },
    "set_drafts": {"state": ("waiting", "read"), "kind": ("set", "units", "people")},
    "rounds": {"state": ("prepared", "open", "closed", "published")},
    "sheets": {
        "state": (
            *("draft", "internal_review", "submitted", "first_appraisal", "explanation_requested"),
            *("explanation_submitted", "second_appraisal", "council", "approved", "published"),
        )
    },
    "entries": {"claim": ("claimed", "accepted", "refused")},
    "scores": {"stage": ("self", "first_appraisal", "second_appraisal", "council")},
    "requests": {"state": ("open", "answered", "closed")},
    "reopenings": {"state": ("waiting", "granted", "refused")},
}


def upgrade() -> None:
    for table, columns in LABELS.items():
        for column, labels in columns.items():
            _refuse_others(table, column, labels)
        with op.batch_alter_table(table) as changing:
            for column, labels in columns.items():
                changing.create_check_constraint(op.f(f"ck_{table}_{column}"), sa.column(column).in_(labels))


def _refuse_others(table: str, column: str, labels: tuple[str, ...]) -> None:
    """No release has written anything else: what a hand has put there is named, and stays for a hand to mend."""
    said: sa.ColumnClause[str] = sa.column(column)
    query = sa.select(said).distinct().select_from(sa.table(table, said)).where(said.not_in(labels))
    others = op.get_bind().execute(query).scalars().all()
    if others:
        raise UnknownLabels(table, column, tuple(others))


def downgrade() -> None:
    for table, columns in reversed(LABELS.items()):
        with op.batch_alter_table(table) as changing:
            for column in columns:
                changing.drop_constraint(op.f(f"ck_{table}_{column}"), type_="check")
