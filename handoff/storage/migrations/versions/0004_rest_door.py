"""How far a client of the REST door has read, so that no answer comes twice and none is lost."""

from alembic import op

from handoff.storage.row_security import protect

revision = "0004"
down_revision = "0003"


def upgrade() -> None:
    """Create the table behind the wall between brands."""
    op.execute(
        """
        CREATE TABLE rest_deliveries (
            conversation_id uuid PRIMARY KEY REFERENCES conversations,
            brand text NOT NULL,
            delivered integer NOT NULL
        )
        """
    )
    protect(op, "rest_deliveries")
