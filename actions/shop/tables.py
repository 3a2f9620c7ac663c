"""The tables of the schema `shop`; migrations 0003, 0007 and 0010 create them."""

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
    Sequence,
    Table,
    Text,
    func,
)
from sqlalchemy.dialects.postgresql import JSONB, UUID
from sqlalchemy.schema import SchemaItem

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
    Column("street", Text, nullable=False, server_default=""),
    Column("postcode", Text, nullable=False),
    Column("city", Text, nullable=False),
    Column("country", Text, nullable=False),
    # [{"title", "quantity", "price", "kind"?}]
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
    Column("delivered_at", DateTime(timezone=True)),
    PrimaryKeyConstraint("brand", "tracking_number"),
    ForeignKeyConstraint(
        ["brand", "order_number"], ["shop.orders.brand", "shop.orders.number"], ondelete="CASCADE"
    ),
)

change_numbers = Sequence("change_numbers", schema="shop")


def _of_an_order() -> tuple[SchemaItem, ...]:
    """Whose, and asked for by which turn and action: with them it happens once."""
    return (
        Column("brand", Text, nullable=False),
        Column("order_number", Text, nullable=False),
        Column("turn_id", UUID(as_uuid=True), nullable=False),
        Column("action", Text, nullable=False),
        Column("created_at", DateTime(timezone=True), nullable=False, server_default=func.now()),
    )


returns = Table(
    "returns",
    shop,
    *_of_an_order(),
    Column("number", Text, nullable=False),
    # [{"title", "quantity", "price", "kind"?}]: what is sent back
    Column("lines", JSONB, nullable=False),
    # withdrawal, return, exchange, conformity
    Column("purpose", Text, nullable=False),
    Column("wanted", Text, nullable=False),
    Column("declared_at", DateTime(timezone=True), nullable=False),
    Column("send_by", Date, nullable=False),
    Column("label_id", UUID(as_uuid=True)),
    Column("received_on", Date),
)

refunds = Table(
    "refunds",
    shop,
    *_of_an_order(),
    Column("number", Text, nullable=False),
    Column("lines", JSONB, nullable=False),
    Column("amount", Numeric(10, 2), nullable=False),
    Column("currency", Text, nullable=False),
    Column("reason", Text, nullable=False),
    Column("due_on", Date, nullable=False),
    Column("done_on", Date),
)

resends = Table(
    "resends",
    shop,
    *_of_an_order(),
    Column("number", Text, nullable=False),
    Column("lines", JSONB, nullable=False),
    Column("reason", Text, nullable=False),
)

cancellations = Table("cancellations", shop, *_of_an_order())

address_changes = Table(
    "address_changes",
    shop,
    *_of_an_order(),
    # {"street", "postcode", "city"}
    Column("before", JSONB, nullable=False),
    Column("after", JSONB, nullable=False),
)

CHANGES = (returns, refunds, resends, cancellations, address_changes)
"""What hangs on an order and may have been asked for by its customer."""

# Of shops elsewhere, whose orders are no rows here.
pending_changes = Table(
    "pending_changes",
    shop,
    Column("brand", Text, nullable=False),
    Column("order_number", Text, nullable=False),
    Column("turn_id", UUID(as_uuid=True), nullable=False),
    Column("action", Text, nullable=False),
    Column("asked_at", DateTime(timezone=True), nullable=False, server_default=func.now()),
    PrimaryKeyConstraint("brand", "order_number"),
)
