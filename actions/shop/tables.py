"""The tables of the schema `shop`; migration 0003 creates them."""

from __future__ import annotations

from sqlalchemy import (
    Boolean,
    Column,
    Date,
    DateTime,
    ForeignKeyConstraint,
    MetaData,
    Numeric,
    PrimaryKeyConstraint,
    Table,
    Text,
)
from sqlalchemy.dialects.postgresql import JSONB

shop = MetaData(schema="shop")

customers = Table(
    "customers",
    shop,
    Column("brand", Text, nullable=False),
    # In small letters: an address is written in many ways.
    Column("email", Text, nullable=False),
    Column("first_name", Text, nullable=False),
    Column("last_name", Text, nullable=False),
    PrimaryKeyConstraint("brand", "email"),
)

orders = Table(
    "orders",
    shop,
    Column("brand", Text, nullable=False),
    Column("number", Text, nullable=False),
    Column("email", Text, nullable=False),
    Column("postcode", Text, nullable=False),
    Column("city", Text, nullable=False),
    Column("country", Text, nullable=False),
    # [{"title", "quantity", "price"}]
    Column("lines", JSONB, nullable=False),
    Column("total", Numeric(10, 2), nullable=False),
    Column("currency", Text, nullable=False),
    Column("placed_at", DateTime(timezone=True), nullable=False),
    Column("promised_on", Date, nullable=False),
    Column("is_gift", Boolean, nullable=False),
    Column("wanted_by", Date),
    PrimaryKeyConstraint("brand", "number"),
    ForeignKeyConstraint(["brand", "email"], ["shop.customers.brand", "shop.customers.email"]),
)

parcels = Table(
    "parcels",
    shop,
    Column("brand", Text, nullable=False),
    Column("tracking_number", Text, nullable=False),
    Column("order_number", Text, nullable=False),
    Column("carrier", Text, nullable=False),
    Column("service", Text, nullable=False),
    Column("shipped_at", DateTime(timezone=True), nullable=False),
    # ["title"]
    Column("contents", JSONB, nullable=False),
    # The fields of `order.PickupPoint`, or null.
    Column("pickup_point", JSONB),
    PrimaryKeyConstraint("brand", "tracking_number"),
    ForeignKeyConstraint(
        ["brand", "order_number"], ["shop.orders.brand", "shop.orders.number"], ondelete="CASCADE"
    ),
)
