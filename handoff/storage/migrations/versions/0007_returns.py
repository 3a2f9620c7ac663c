"""What was changed in the demo shop: returns, refunds, cancellations, addresses, resends."""

from alembic import op

from handoff.storage.row_security import protect

revision = "0007"
down_revision = "0006"

# An effect happens once for the turn and the action that asked for it.
ONCE = """
        turn_id uuid NOT NULL,
        action text NOT NULL,
        created_at timestamptz NOT NULL DEFAULT now(),
        UNIQUE (brand, turn_id, action),
        FOREIGN KEY (brand, order_number) REFERENCES shop.orders ON DELETE CASCADE
"""

STATEMENTS = [
    "ALTER TABLE shop.orders ADD COLUMN street text NOT NULL DEFAULT ''",
    # Carriers forget a parcel after some months; a guarantee runs for years from this moment.
    "ALTER TABLE shop.parcels ADD COLUMN delivered_at timestamptz",
    "CREATE SEQUENCE shop.change_numbers START 1001",
    f"""
    CREATE TABLE shop.returns (
        brand text NOT NULL,
        number text NOT NULL,
        order_number text NOT NULL,
        lines jsonb NOT NULL,
        purpose text NOT NULL CHECK (
            purpose IN ('withdrawal', 'return', 'exchange', 'conformity')
        ),
        wanted text NOT NULL,
        declared_at timestamptz NOT NULL,
        send_by date NOT NULL,
        label_id uuid UNIQUE,
        received_on date,
        PRIMARY KEY (brand, number),
        {ONCE}
    )
    """,
    f"""
    CREATE TABLE shop.refunds (
        brand text NOT NULL,
        number text NOT NULL,
        order_number text NOT NULL,
        lines jsonb NOT NULL,
        amount numeric(10, 2) NOT NULL CHECK (amount > 0),
        currency text NOT NULL,
        reason text NOT NULL,
        due_on date NOT NULL,
        done_on date,
        PRIMARY KEY (brand, number),
        {ONCE}
    )
    """,
    f"""
    CREATE TABLE shop.resends (
        brand text NOT NULL,
        number text NOT NULL,
        order_number text NOT NULL,
        lines jsonb NOT NULL,
        reason text NOT NULL,
        PRIMARY KEY (brand, number),
        {ONCE}
    )
    """,
    f"""
    CREATE TABLE shop.cancellations (
        brand text NOT NULL,
        order_number text NOT NULL,
        PRIMARY KEY (brand, order_number),
        {ONCE}
    )
    """,
    f"""
    CREATE TABLE shop.address_changes (
        brand text NOT NULL,
        order_number text NOT NULL,
        before jsonb NOT NULL,
        after jsonb NOT NULL,
        {ONCE}
    )
    """,
]

TABLES = ("returns", "refunds", "resends", "cancellations", "address_changes")


def upgrade() -> None:
    """Create the tables of changes behind the wall between brands."""
    for statement in STATEMENTS:
        op.execute(statement)
    for table in TABLES:
        protect(op, f"shop.{table}")
        op.execute(f"CREATE INDEX ON shop.{table} (brand, order_number)")


def downgrade() -> None:
    """Remove them."""
    op.execute(f"DROP TABLE {', '.join(f'shop.{table}' for table in TABLES)}")
    op.execute("DROP SEQUENCE shop.change_numbers")
    op.execute("ALTER TABLE shop.parcels DROP COLUMN delivered_at")
    op.execute("ALTER TABLE shop.orders DROP COLUMN street")
