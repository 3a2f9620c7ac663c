"""What became of a suggestion is kept once for each episode of a conversation."""

from alembic import op

revision = "0012"
down_revision = "0011"

STATEMENTS = [
    "ALTER TABLE suggestion_feedback ADD COLUMN episode integer",
    """
    UPDATE suggestion_feedback f SET episode = coalesce((
        SELECT max(e.episode) FROM events e
        WHERE e.conversation_id = f.conversation_id AND e.at <= f.at
    ), 1)
    WHERE f.conversation_id IS NOT NULL
    """,
    # A console that read the suggestions again used to note again what it showed.
    """
    DELETE FROM suggestion_feedback f USING suggestion_feedback earlier
    WHERE earlier.id < f.id
      AND earlier.conversation_id = f.conversation_id AND earlier.episode = f.episode
      AND earlier.verdict = f.verdict
      AND earlier.resolution_id IS NOT DISTINCT FROM f.resolution_id
    """,
    "ALTER TABLE suggestion_feedback ADD CHECK ((conversation_id IS NULL) = (episode IS NULL))",
    # Nulls are distinct: several resolutions of one episode may be deleted.
    """
    CREATE UNIQUE INDEX feedback_once
        ON suggestion_feedback (conversation_id, episode, verdict, resolution_id)
    """,
    """
    CREATE UNIQUE INDEX abstained_once ON suggestion_feedback (conversation_id, episode)
        WHERE verdict = 'abstained'
    """,
    "DROP INDEX suggestion_feedback_conversation_id_idx",
]


def upgrade() -> None:
    """Count what was counted twice once, and keep it so."""
    for statement in STATEMENTS:
        op.execute(statement)
