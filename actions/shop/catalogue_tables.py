"""The catalogue's tables in the schema `shop`; migration 0006 creates them."""

from __future__ import annotations

from sqlalchemy import (
    Boolean,
    Column,
    Date,
    ForeignKeyConstraint,
    Integer,
    Numeric,
    PrimaryKeyConstraint,
    SmallInteger,
    Table,
    Text,
)
from sqlalchemy.dialects.postgresql import JSONB

from actions.shop.tables import shop

products = Table(
    "products",
    shop,
    Column("brand", Text, nullable=False),
    Column("id", Text, nullable=False),
    Column("title", Text, nullable=False),
    # ["vase", …]: how customers call such a thing, in all languages.
    Column("kind", JSONB, nullable=False),
    # ["ondine"]: its proper name, in one or two languages.
    Column("names", JSONB, nullable=False),
    Column("price", Numeric(10, 2), nullable=False),
    Column("currency", Text, nullable=False),
    # A text for each language.
    Column("materials", JSONB, nullable=False),
    Column("care", JSONB, nullable=False),
    PrimaryKeyConstraint("brand", "id"),
)

stock = Table(
    "stock",
    shop,
    Column("brand", Text, nullable=False),
    Column("product", Text, nullable=False),
    Column("place", SmallInteger, nullable=False),
    Column("size", Text, nullable=False),
    Column("colour", JSONB, nullable=False),
    Column("pieces", Integer, nullable=False),
    Column("back_on", Date),
    PrimaryKeyConstraint("brand", "product", "place"),
    ForeignKeyConstraint(
        ["brand", "product"], ["shop.products.brand", "shop.products.id"], ondelete="CASCADE"
    ),
)

promotions = Table(
    "promotions",
    shop,
    Column("brand", Text, nullable=False),
    Column("code", Text, nullable=False),
    Column("percent", Integer),
    Column("amount", Numeric(10, 2)),
    Column("starts_on", Date, nullable=False),
    Column("ends_on", Date, nullable=False),
    Column("minimum", Numeric(10, 2)),
    # Ids of products.
    Column("excluded", JSONB, nullable=False),
    Column("once", Boolean, nullable=False),
    Column("public", Boolean, nullable=False),
    PrimaryKeyConstraint("brand", "code"),
)

promotion_uses = Table(
    "promotion_uses",
    shop,
    Column("brand", Text, nullable=False),
    Column("code", Text, nullable=False),
    Column("email", Text, nullable=False),
    PrimaryKeyConstraint("brand", "code", "email"),
    ForeignKeyConstraint(
        ["brand", "code"], ["shop.promotions.brand", "shop.promotions.code"], ondelete="CASCADE"
    ),
)
