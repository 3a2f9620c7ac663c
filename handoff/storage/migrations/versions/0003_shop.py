"""The demo shop: customers, orders and parcels, in a schema of their own."""

from alembic import op

from handoff.storage.row_security import protect

revision = "0003"
down_revision = "0002"

TABLES = [
    """
    CREATE TABLE shop.customers (
        brand text NOT NULL,
        email text NOT NULL CHECK (email = lower(email)),
        first_name text NOT NULL,
        last_name text NOT NULL,
        PRIMARY KEY (brand, email)
    )
    """,
    """
    CREATE TABLE shop.orders (
        brand text NOT NULL,
        number text NOT NULL,
        email text NOT NULL,
        postcode text NOT NULL,
        city text NOT NULL,
        country text NOT NULL,
        lines jsonb NOT NULL,
        total numeric(10, 2) NOT NULL,
        currency text NOT NULL,
        placed_at timestamptz NOT NULL,
        promised_on date NOT NULL,
        is_gift boolean NOT NULL,
        wanted_by date,
        PRIMARY KEY (brand, number),
        FOREIGN KEY (brand, email) REFERENCES shop.customers
    )
    """,
    "CREATE INDEX ON shop.orders (brand, email)",
    """
    CREATE TABLE shop.parcels (
        brand text NOT NULL,
        tracking_number text NOT NULL,
        order_number text NOT NULL,
        carrier text NOT NULL,
        service text NOT NULL,
        shipped_at timestamptz NOT NULL,
        contents jsonb NOT NULL,
        pickup_point jsonb,
        PRIMARY KEY (brand, tracking_number),
        FOREIGN KEY (brand, order_number) REFERENCES shop.orders ON DELETE CASCADE
    )
    """,
    "CREATE INDEX ON shop.parcels (brand, order_number)",
]


def upgrade() -> None:
    """Create the shop's tables behind the wall between brands."""
    for statement in TABLES:
        op.execute(statement)
    for table in ("customers", "orders", "parcels"):
        protect(op, f"shop.{table}")


def downgrade() -> None:
    """Remove the shop's tables."""
    op.execute("DROP TABLE shop.parcels, shop.orders, shop.customers")
