"""Past resolutions with their vectors, and what CMs did with the suggestions made from them."""

from alembic import op

from handoff.storage.row_security import protect

revision = "0002"
down_revision = "0001"

TABLES = [
    "CREATE EXTENSION IF NOT EXISTS vector",
    """
    CREATE TABLE resolutions (
        id uuid PRIMARY KEY,
        brand text NOT NULL,
        language text NOT NULL,
        team text,
        external_id text,
        question text NOT NULL,
        reply text NOT NULL,
        content_hash bytea NOT NULL,
        resolved_at timestamptz,
        csat smallint CHECK (csat BETWEEN 1 AND 5),
        created_at timestamptz NOT NULL DEFAULT now(),
        retired_at timestamptz,
        UNIQUE (brand, content_hash),
        UNIQUE (brand, external_id)
    )
    """,
    "CREATE INDEX ON resolutions (brand, language, id) WHERE retired_at IS NULL",
    # One row for each space (encoder and analysis), so that another encoder's vectors can be
    # built beside those that still serve. No fixed dimension: it is the encoder's.
    """
    CREATE TABLE resolution_vectors (
        resolution_id uuid NOT NULL REFERENCES resolutions ON DELETE CASCADE,
        space text NOT NULL,
        brand text NOT NULL,
        language text NOT NULL,
        meaning vector NOT NULL,
        words sparsevec(262144) NOT NULL,
        PRIMARY KEY (space, resolution_id)
    )
    """,
    "CREATE INDEX ON resolution_vectors (resolution_id)",
    "CREATE INDEX ON resolution_vectors (space, brand, language)",
    # How often words occur is cached by the processes; this tells them when to count again.
    """
    CREATE TABLE resolution_counts (
        brand text NOT NULL,
        language text NOT NULL,
        version bigint NOT NULL,
        rows bigint NOT NULL,
        PRIMARY KEY (brand, language)
    )
    """,
    """
    CREATE TABLE suggestion_feedback (
        id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
        brand text NOT NULL,
        resolution_id uuid REFERENCES resolutions ON DELETE SET NULL,
        conversation_id uuid REFERENCES conversations,
        cm_id uuid REFERENCES cms,
        verdict text NOT NULL CHECK (verdict IN
            ('shown', 'abstained', 'inserted', 'edited', 'sent', 'ignored', 'rejected')),
        rank smallint,
        confidence real CHECK (confidence BETWEEN 0 AND 1),
        changed real CHECK (changed BETWEEN 0 AND 1),
        reason text,
        at timestamptz NOT NULL DEFAULT now()
    )
    """,
    "CREATE INDEX ON suggestion_feedback (brand, at)",
    "CREATE INDEX ON suggestion_feedback (resolution_id, verdict)",
    "CREATE INDEX ON suggestion_feedback (conversation_id)",
]

OF_A_BRAND = ["resolutions", "resolution_vectors", "resolution_counts", "suggestion_feedback"]


def upgrade() -> None:
    """Create the tables and put each brand's rows behind the wall."""
    for statement in TABLES:
        op.execute(statement)
    for table in OF_A_BRAND:
        protect(op, table)
