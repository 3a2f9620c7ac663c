"""What was changed in the demo shop: returns, refunds, cancellations, resends."""

revision = "0007"
down_revision = "0006"


def upgrade() -> None:
    """Nothing yet."""
