"""Resolutions past their date are left out of every search, which has to find them at once."""

from alembic import op

revision = "0015"
down_revision = "0014"

STATEMENTS = [
    "CREATE INDEX ON resolutions (holds_until) WHERE holds_until IS NOT NULL",
    # Both vectors of a row on its page: to fetch one from elsewhere costs more than to compare it.
    "ALTER TABLE resolution_vectors SET (toast_tuple_target = 8160)",
]


def upgrade() -> None:
    """Let dates be found, and keep what is compared together."""
    for statement in STATEMENTS:
        op.execute(statement)
