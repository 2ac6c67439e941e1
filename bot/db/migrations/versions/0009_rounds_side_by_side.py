"""Rounds run side by side, and each is closed by an act of its own."""

from alembic import op

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None

#: So far the youngest of the open rounds was the one in which everybody worked; nobody saw the others any more.
CLOSE_THE_SHADOWED = """
    UPDATE rounds SET state = 'closed'
    WHERE state = 'open' AND code <> (
        SELECT code FROM rounds WHERE state = 'open' ORDER BY created_at DESC, year DESC, code DESC LIMIT 1
    )
"""
#: The release before knows no closed rounds. An older one is shadowed again by the youngest; one that is younger than
#: every open round would become the current one, so it is published, which is how a round ended there.
SHADOW_THE_CLOSED = """
    UPDATE rounds SET state = CASE
        WHEN created_at < (SELECT max(created_at) FROM rounds WHERE state = 'open') THEN 'open' ELSE 'published' END
    WHERE state = 'closed'
"""


def upgrade() -> None:
    op.execute(CLOSE_THE_SHADOWED)


def downgrade() -> None:
    op.execute(SHADOW_THE_CLOSED)
