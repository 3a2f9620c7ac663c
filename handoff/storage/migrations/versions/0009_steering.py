"""The supervisor's hand on the bot, and what CMs say it got wrong."""

from alembic import op

from handoff.storage.row_security import protect

revision = "0009"
down_revision = "0008"

TABLES = {
    "notices": """
        CREATE TABLE notices (
            id uuid PRIMARY KEY,
            brand text NOT NULL,
            texts jsonb NOT NULL,
            flows text[] NOT NULL DEFAULT '{}',
            carriers text[] NOT NULL DEFAULT '{}',
            postcodes text[] NOT NULL DEFAULT '{}',
            starts_at timestamptz NOT NULL,
            ends_at timestamptz NOT NULL,
            written_by uuid NOT NULL REFERENCES cms,
            written_at timestamptz NOT NULL DEFAULT now(),
            CHECK (ends_at >= starts_at)
        )
    """,
    "switched_off": """
        CREATE TABLE switched_off (
            brand text NOT NULL,
            flow text NOT NULL,
            reason text NOT NULL,
            switched_by uuid NOT NULL REFERENCES cms,
            switched_at timestamptz NOT NULL DEFAULT now(),
            PRIMARY KEY (brand, flow)
        )
    """,
    "wordings": """
        CREATE TABLE wordings (
            brand text NOT NULL,
            response text NOT NULL,
            language text NOT NULL,
            text text NOT NULL,
            written_by uuid NOT NULL REFERENCES cms,
            written_at timestamptz NOT NULL DEFAULT now(),
            PRIMARY KEY (brand, response, language)
        )
    """,
    "bot_mistakes": """
        CREATE TABLE bot_mistakes (
            conversation_id uuid NOT NULL REFERENCES conversations ON DELETE CASCADE,
            number integer NOT NULL,
            brand text NOT NULL,
            said_by uuid NOT NULL REFERENCES cms,
            said_at timestamptz NOT NULL DEFAULT now(),
            PRIMARY KEY (conversation_id, number)
        )
    """,
}


def upgrade() -> None:
    """Create the tables behind the wall between brands."""
    for name, statement in TABLES.items():
        op.execute(statement)
        protect(op, name)
