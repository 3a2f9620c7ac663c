"""How often a resolution was shown and used, counted once: every search asks for it."""

from alembic import op

from handoff.storage.row_security import protect

revision = "0016"
down_revision = "0015"

STATEMENTS = [
    """
    CREATE TABLE resolution_uses (
        resolution_id uuid PRIMARY KEY REFERENCES resolutions ON DELETE CASCADE,
        brand text NOT NULL,
        shown integer NOT NULL CHECK (shown >= 0),
        used integer NOT NULL CHECK (used >= 0)
    )
    """,
    """
    INSERT INTO resolution_uses
    SELECT f.resolution_id, r.brand, count(*) FILTER (WHERE f.verdict = 'shown'),
        count(*) FILTER (WHERE f.verdict IN ('sent', 'edited'))
    FROM suggestion_feedback f JOIN resolutions r ON r.id = f.resolution_id
    WHERE f.verdict IN ('shown', 'sent', 'edited')
    GROUP BY f.resolution_id, r.brand
    """,
]


def upgrade() -> None:
    """Count what there is, then put it behind the wall."""
    for statement in STATEMENTS:
        op.execute(statement)
    protect(op, "resolution_uses")
