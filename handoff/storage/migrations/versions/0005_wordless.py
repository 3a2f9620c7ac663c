"""A conversation that is forgotten takes with it how far its client had read."""

from alembic import op

revision = "0005"
down_revision = "0004"


def upgrade() -> None:
    """Let a wordless conversation be deleted although its client has asked for events."""
    op.execute(
        """
        ALTER TABLE rest_deliveries
            DROP CONSTRAINT rest_deliveries_conversation_id_fkey,
            ADD FOREIGN KEY (conversation_id) REFERENCES conversations ON DELETE CASCADE
        """
    )
