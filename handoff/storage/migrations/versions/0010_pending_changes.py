"""Changes that were asked of a shop elsewhere and whose end is not known yet."""

from alembic import op

from handoff.storage.row_security import protect

revision = "0010"
down_revision = "0009"

# One at a time for an order: that shop cannot be locked.
STATEMENT = """
    CREATE TABLE shop.pending_changes (
        brand text NOT NULL,
        order_number text NOT NULL,
        turn_id uuid NOT NULL,
        action text NOT NULL,
        asked_at timestamptz NOT NULL DEFAULT now(),
        PRIMARY KEY (brand, order_number)
    )
"""


def upgrade() -> None:
    """Create the table behind the wall between brands."""
    op.execute(STATEMENT)
    protect(op, "shop.pending_changes")
