"""What customers made of past replies that the bot gave them."""

from alembic import op

revision = "0013"
down_revision = "0012"

STATEMENTS = [
    "ALTER TABLE suggestion_feedback DROP CONSTRAINT suggestion_feedback_verdict_check",
    """
    ALTER TABLE suggestion_feedback ADD CONSTRAINT suggestion_feedback_verdict_check
        CHECK (verdict IN (
            'shown', 'abstained', 'inserted', 'edited', 'sent', 'ignored', 'rejected',
            'offered', 'helped', 'not_helped'
        ))
    """,
]


def upgrade() -> None:
    """Let a customer's verdicts in beside the CM's."""
    for statement in STATEMENTS:
        op.execute(statement)
