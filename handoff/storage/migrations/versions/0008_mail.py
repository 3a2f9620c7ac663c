"""Outgoing mail, proofs for changing, identity secrets."""

revision = "0008"
down_revision = "0007"


def upgrade() -> None:
    """Nothing yet."""
