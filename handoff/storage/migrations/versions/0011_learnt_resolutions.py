"""Where a resolution was learnt, how that ended, and what a supervisor decided about it."""

from alembic import op

revision = "0011"
down_revision = "0010"

STATEMENTS = [
    """
    ALTER TABLE resolutions
        ADD COLUMN conversation_id uuid REFERENCES conversations,
        ADD COLUMN episode integer,
        ADD COLUMN intent text,
        ADD COLUMN reopened boolean NOT NULL DEFAULT false,
        ADD COLUMN handling_seconds integer CHECK (handling_seconds >= 0),
        ADD COLUMN approved_at timestamptz,
        ADD COLUMN approved_by uuid REFERENCES cms,
        ADD COLUMN holds_until date,
        ADD COLUMN edited_at timestamptz,
        ADD COLUMN merged_into uuid REFERENCES resolutions ON DELETE SET NULL,
        ADD UNIQUE (conversation_id, episode),
        ADD CHECK ((conversation_id IS NULL) = (episode IS NULL)),
        ADD CHECK (merged_into IS NULL OR merged_into <> id)
    """,
    "CREATE INDEX ON resolutions (merged_into) WHERE merged_into IS NOT NULL",
    # Two episodes may have been resolved in the same words; only a file is checked for repeats.
    "ALTER TABLE resolutions DROP CONSTRAINT resolutions_brand_content_hash_key",
    """
    CREATE UNIQUE INDEX resolutions_imported_once ON resolutions (brand, content_hash)
        WHERE conversation_id IS NULL
    """,
    "CREATE INDEX ON resolutions (brand, content_hash)",
    # Set when an episode was looked at, whether or not anything could be learnt from it.
    "ALTER TABLE episodes ADD COLUMN learnt_at timestamptz",
    """
    CREATE INDEX episodes_to_learn ON episodes (closed_at)
        WHERE outcome = 'resolved_by_cm' AND learnt_at IS NULL
    """,
    "CREATE INDEX episodes_recontacted ON episodes (conversation_id, episode) WHERE recontacted",
    # Which encoders were asked for, and since when every resolution has vectors of theirs.
    """
    CREATE TABLE encoders (
        identity text PRIMARY KEY,
        wanted_at timestamptz NOT NULL,
        complete_at timestamptz
    )
    """,
    # A space is named after its encoder, then the side of the resolution.
    """
    INSERT INTO encoders SELECT DISTINCT regexp_replace(space, '/[^/]*$', ''), now(), now()
    FROM resolution_vectors
    """,
]


def upgrade() -> None:
    """Add the columns; the wall between brands stands already."""
    for statement in STATEMENTS:
        op.execute(statement)
