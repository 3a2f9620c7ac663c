"""Filling the demo shops: orders dated relative to today, so that a demo never grows old."""

from __future__ import annotations

from datetime import datetime, timezone
from typing import Any
from uuid import UUID, uuid5

from sqlalchemy import delete, text
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncConnection

from actions.carriers.calendar import PARIS
from actions.shop import demo_catalogue, tables
from actions.shop.client import engine
from actions.shop.order import Order, Parcel
from actions.shop.rows import upsert
from actions.shop.scenarios import scenarios

_STORIES = UUID("1d6c3c52-9d0f-4b4e-8a53-0f2f3b1c7a90")
_ACTION = "demo"
"""Stands for the turn and the action where a story has changed an order."""

_AS_EVERY_BRAND = text(
    "SELECT set_config('role', 'relais_app', true), set_config('relais.brands', '*', true)"
)


async def seed(url: str, now: datetime | None = None) -> int:
    """Put the demo orders into the shop at `url`, or bring them to today; gives their number.

    Safe to repeat and to run beside itself; touches no order that is not the demo's. What customers
    changed today stays; what they changed on an earlier day goes with that day's dates.
    """
    moment = now or datetime.now(timezone.utc)
    shop = engine(url)
    try:
        async with shop.begin() as connection:
            await connection.execute(_AS_EVERY_BRAND)
            await demo_catalogue.fill(connection, moment.astimezone(PARIS).date())
            return await _fill(connection, moment)
    finally:
        await shop.dispose()


async def _fill(connection: AsyncConnection, now: datetime) -> int:
    told = [(scenario.order(now), scenario.parcels(now)) for scenario in scenarios()]
    orders = [order for order, _ in told]
    customers = {
        (order.brand, order.customer.email): vars(order.customer).copy() for order in orders
    }
    await upsert(connection, tables.customers, list(customers.values()))
    await upsert(connection, tables.orders, [_order_row(order) for order in orders])
    for brand in {order.brand for order in orders}:
        numbers = [order.number for order in orders if order.brand == brand]
        await connection.execute(
            delete(tables.parcels).where(
                tables.parcels.c.brand == brand, tables.parcels.c.order_number.in_(numbers)
            )
        )
        await _forget_changes(connection, brand, numbers, now)
    rows = [_parcel_row(parcel) for _, parcels in told for parcel in parcels]
    await upsert(connection, tables.parcels, rows)
    await connection.execute(_ADDRESSES_THAT_STAND)
    await _send_back(connection, now)
    return len(orders)


# Bringing an order to today must not undo the address that its customer gave today.
_ADDRESSES_THAT_STAND = text(
    """
    UPDATE shop.orders SET street = newest.after ->> 'street',
        postcode = newest.after ->> 'postcode', city = newest.after ->> 'city'
    FROM (
        SELECT DISTINCT ON (brand, order_number) brand, order_number, after
        FROM shop.address_changes ORDER BY brand, order_number, created_at DESC
    ) AS newest
    WHERE orders.brand = newest.brand AND orders.number = newest.order_number
    """
)


async def _forget_changes(
    connection: AsyncConnection, brand: str, numbers: list[str], now: datetime
) -> None:
    midnight = now.astimezone(PARIS).replace(hour=0, minute=0, second=0, microsecond=0)
    for table in tables.CHANGES:
        await connection.execute(
            delete(table).where(
                table.c.brand == brand,
                table.c.order_number.in_(numbers),
                (table.c.created_at < midnight) | (table.c.action == _ACTION),
            )
        )


async def _send_back(connection: AsyncConnection, now: datetime) -> None:
    """The returns and refunds that the stories tell."""
    for scenario in scenarios():
        told = ((tables.returns, scenario.return_(now)), (tables.refunds, scenario.refund(now)))
        for table, change in told:
            if change is not None:
                row = vars(change).copy()
                row.pop("label_url", None)
                row["lines"] = [line.to_json() for line in change.lines]
                once = {"turn_id": uuid5(_STORIES, change.number), "action": _ACTION}
                await connection.execute(
                    insert(table)
                    .values(brand=scenario.spec.brand, created_at=now, **once, **row)
                    .on_conflict_do_nothing()
                )


def _order_row(order: Order) -> dict[str, Any]:
    row = vars(order).copy()
    row["email"] = row.pop("customer").email
    # Cancelling is a change of its own.
    row.pop("cancelled_at")
    row["lines"] = [line.to_json() for line in order.lines]
    return row


def _parcel_row(parcel: Parcel) -> dict[str, Any]:
    row = vars(parcel).copy()
    row["contents"] = list(parcel.contents)
    row["pickup_point"] = parcel.pickup_point.to_json() if parcel.pickup_point else None
    return row
