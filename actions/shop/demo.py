"""Filling the demo shops: orders dated relative to today, so that a demo never grows old."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timezone
from typing import Any

from sqlalchemy import Table, delete, text
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncConnection

from actions.shop import tables
from actions.shop.client import engine
from actions.shop.order import Order, Parcel
from actions.shop.scenarios import scenarios

_AS_EVERY_BRAND = text(
    "SELECT set_config('role', 'relais_app', true), set_config('relais.brands', '*', true)"
)


async def seed(url: str, now: datetime | None = None) -> int:
    """Put the demo orders into the shop at `url`, or bring them to today; gives their number.

    Safe to repeat and to run beside itself; touches no order that is not the demo's.
    """
    moment = now or datetime.now(timezone.utc)
    shop = engine(url)
    try:
        async with shop.begin() as connection:
            await connection.execute(_AS_EVERY_BRAND)
            return await _fill(connection, moment)
    finally:
        await shop.dispose()


async def _fill(connection: AsyncConnection, now: datetime) -> int:
    told = [(scenario.order(now), scenario.parcels(now)) for scenario in scenarios()]
    orders = [order for order, _ in told]
    customers = {
        (order.brand, order.customer.email): vars(order.customer).copy() for order in orders
    }
    await _upsert(connection, tables.customers, list(customers.values()))
    await _upsert(connection, tables.orders, [_order_row(order) for order in orders])
    for brand in {order.brand for order in orders}:
        numbers = [order.number for order in orders if order.brand == brand]
        await connection.execute(
            delete(tables.parcels).where(
                tables.parcels.c.brand == brand, tables.parcels.c.order_number.in_(numbers)
            )
        )
    rows = [_parcel_row(parcel) for _, parcels in told for parcel in parcels]
    await _upsert(connection, tables.parcels, rows)
    return len(orders)


async def _upsert(
    connection: AsyncConnection, table: Table, rows: Sequence[dict[str, Any]]
) -> None:
    statement = insert(table).values(rows)
    key = {column.name for column in table.primary_key}
    fresh = {c.name: statement.excluded[c.name] for c in table.columns if c.name not in key}
    await connection.execute(
        statement.on_conflict_do_update(index_elements=sorted(key), set_=fresh)
    )


def _order_row(order: Order) -> dict[str, Any]:
    row = vars(order).copy()
    row["email"] = row.pop("customer").email
    row["lines"] = [line.to_json() for line in order.lines]
    return row


def _parcel_row(parcel: Parcel) -> dict[str, Any]:
    row = vars(parcel).copy()
    row["contents"] = list(parcel.contents)
    row["pickup_point"] = parcel.pickup_point.to_json() if parcel.pickup_point else None
    return row
