"""What the demo shops sell: products, stock, promotions."""

from alembic import op

from handoff.storage.row_security import protect

revision = "0006"
down_revision = "0005"

TABLES = [
    """
    CREATE TABLE shop.products (
        brand text NOT NULL,
        id text NOT NULL,
        title text NOT NULL,
        kind jsonb NOT NULL,
        names jsonb NOT NULL,
        price numeric(10, 2) NOT NULL CHECK (price >= 0),
        currency text NOT NULL,
        materials jsonb NOT NULL,
        care jsonb NOT NULL,
        PRIMARY KEY (brand, id)
    )
    """,
    """
    CREATE TABLE shop.stock (
        brand text NOT NULL,
        product text NOT NULL,
        place smallint NOT NULL,
        size text NOT NULL,
        colour jsonb NOT NULL,
        pieces integer NOT NULL CHECK (pieces >= 0),
        back_on date,
        PRIMARY KEY (brand, product, place),
        FOREIGN KEY (brand, product) REFERENCES shop.products ON DELETE CASCADE
    )
    """,
    """
    CREATE TABLE shop.promotions (
        brand text NOT NULL,
        code text NOT NULL CHECK (code = upper(code)),
        percent integer CHECK (percent BETWEEN 1 AND 100),
        amount numeric(10, 2) CHECK (amount > 0),
        starts_on date NOT NULL,
        ends_on date NOT NULL CHECK (ends_on >= starts_on),
        minimum numeric(10, 2),
        excluded jsonb NOT NULL,
        once boolean NOT NULL,
        public boolean NOT NULL,
        PRIMARY KEY (brand, code),
        CHECK ((percent IS NULL) <> (amount IS NULL))
    )
    """,
    """
    CREATE TABLE shop.promotion_uses (
        brand text NOT NULL,
        code text NOT NULL,
        email text NOT NULL,
        PRIMARY KEY (brand, code, email),
        FOREIGN KEY (brand, code) REFERENCES shop.promotions ON DELETE CASCADE
    )
    """,
]


def upgrade() -> None:
    """Create the catalogue's tables behind the wall between brands."""
    for statement in TABLES:
        op.execute(statement)
    for table in ("products", "stock", "promotions", "promotion_uses"):
        protect(op, f"shop.{table}")


def downgrade() -> None:
    """Remove the catalogue's tables."""
    op.execute("DROP TABLE shop.promotion_uses, shop.promotions, shop.stock, shop.products")
