"""Outgoing mail, links that prove who may change an order, and customers a brand vouches for."""

from alembic import op

from handoff.storage.row_security import protect

revision = "0008"
down_revision = "0007"

STATEMENTS = [
    """
    CREATE TABLE change_links (
        id uuid PRIMARY KEY,
        brand text NOT NULL,
        conversation_id uuid NOT NULL REFERENCES conversations,
        order_number text NOT NULL,
        created_at timestamptz NOT NULL,
        expires_at timestamptz NOT NULL,
        sent_at timestamptz,
        confirmed_at timestamptz
    )
    """,
    "CREATE INDEX ON change_links (brand, order_number, created_at)",
    "CREATE INDEX ON change_links (conversation_id)",
    # `sent_to` is masked: what the shop knows of its customer stays in the shop.
    """
    CREATE TABLE mails (
        id uuid PRIMARY KEY,
        brand text NOT NULL,
        conversation_id uuid NOT NULL REFERENCES conversations,
        turn_id uuid NOT NULL,
        action text NOT NULL,
        order_number text NOT NULL,
        sent_to text NOT NULL,
        subject text NOT NULL,
        body text NOT NULL,
        created_at timestamptz NOT NULL,
        sent_at timestamptz,
        UNIQUE (conversation_id, turn_id, action)
    )
    """,
    # The secret itself is derived from this and RELAIS_SECRET: the table alone opens nothing.
    """
    CREATE TABLE identity_keys (
        brand text PRIMARY KEY,
        salt bytea NOT NULL,
        created_at timestamptz NOT NULL DEFAULT now()
    )
    """,
    "ALTER TABLE customers ADD COLUMN email text, ADD COLUMN verified_until timestamptz",
]


def upgrade() -> None:
    """Create the tables behind the wall between brands."""
    for statement in STATEMENTS:
        op.execute(statement)
    for table in ("change_links", "mails", "identity_keys"):
        protect(op, table)
