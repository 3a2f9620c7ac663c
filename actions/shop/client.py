"""The demo shop, read from the schema `shop` of PostgreSQL.

Every query names its brand, and every transaction is narrowed to it, so that PostgreSQL's
row-level security holds the wall even where a query forgets.
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from typing import Any

from asyncpg import PostgresError
from sqlalchemy import ColumnElement, RowMapping, Select, select, text
from sqlalchemy.engine import make_url
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine, create_async_engine

from actions.shop import proof, tables
from actions.shop.order import Customer, Line, Order, Parcel, PickupPoint
from actions.shop.orders import ShopUnavailable
from actions.shop.place import OrderDigits

DIGITS = OrderDigits()
"""The demo shop's numbers have five."""

_NARROW = text(
    "SELECT set_config('role', 'relais_app', true), set_config('relais.brands', :brand, true)"
)

SECONDS = 3
"""A query may take this long: a bot's turn has 5 s in total for calls to the outside."""


# What PostgreSQL answers while a connection is made reaches us as asyncpg's own error.
_NO_ANSWER = (SQLAlchemyError, PostgresError, OSError, asyncio.TimeoutError)


class Shop:
    """A client of the shop's orders; `close()` it at the end.

    Args:
        url: `postgresql://user:password@host:port/database`.
    """

    def __init__(self, url: str) -> None:
        self._engine = engine(url)

    async def close(self) -> None:
        """Close the connections."""
        await self._engine.dispose()

    async def order(self, brand: str, number: str) -> Order | None:
        """The order, by its number as typed (`20 417`); None where the brand has none such."""
        exact = proof.order_number(number, DIGITS)
        if exact is None:
            return None
        found = await self._orders(brand, tables.orders.c.number == exact)
        return found[0] if found else None

    async def orders_of(self, brand: str, email: str) -> list[Order]:
        """A customer's orders, the newest first."""
        return await self._orders(brand, tables.orders.c.email == proof.email_address(email))

    async def parcels_of(self, order: Order) -> list[Parcel]:
        """The order's parcels, the first shipped first; empty while nothing has left."""
        query = (
            select(tables.parcels)
            .where(
                tables.parcels.c.brand == order.brand,
                tables.parcels.c.order_number == order.number,
            )
            .order_by(tables.parcels.c.shipped_at, tables.parcels.c.tracking_number)
        )
        return [_parcel(row) for row in await self._rows(order.brand, query)]

    async def parcel(self, brand: str, tracking_number: str) -> Parcel | None:
        """The brand's parcel with that tracking number, as the carriers spell it."""
        query = select(tables.parcels).where(
            tables.parcels.c.brand == brand,
            tables.parcels.c.tracking_number == tracking_number,
        )
        rows = await self._rows(brand, query)
        return _parcel(rows[0]) if rows else None

    async def _orders(self, brand: str, condition: ColumnElement[bool]) -> list[Order]:
        cancelled = tables.cancellations.c
        query = (
            select(
                tables.orders,
                tables.customers.c.first_name,
                tables.customers.c.last_name,
                cancelled.created_at.label("cancelled_at"),
            )
            .join(tables.customers)
            .outerjoin(
                tables.cancellations,
                (cancelled.brand == tables.orders.c.brand)
                & (cancelled.order_number == tables.orders.c.number),
            )
            .where(tables.orders.c.brand == brand, condition)
            .order_by(tables.orders.c.placed_at.desc())
        )
        return [_order(row) for row in await self._rows(brand, query)]

    async def _rows(self, brand: str, query: Select[Any]) -> list[RowMapping]:
        async with narrowed(self._engine, brand) as connection:
            return list((await connection.execute(query)).mappings())


@asynccontextmanager
async def narrowed(engine: AsyncEngine, brand: str) -> AsyncGenerator[AsyncConnection, None]:
    """A transaction that sees `brand` alone; raises `ShopUnavailable` where the shop is."""
    try:
        async with engine.begin() as connection:
            await connection.execute(_NARROW, {"brand": brand})
            yield connection
    except _NO_ANSWER as error:
        raise ShopUnavailable("The shop's database gave no answer.") from error


def engine(url: str) -> AsyncEngine:
    """An engine for `url` with the driver that both environments have."""
    return create_async_engine(
        make_url(url).set(drivername="postgresql+asyncpg"),
        pool_size=5,
        pool_timeout=SECONDS,
        # A restarted PostgreSQL must cost no answer: dead connections are noticed first.
        pool_pre_ping=True,
        connect_args={"timeout": SECONDS, "command_timeout": SECONDS},
    )


def _order(known: RowMapping) -> Order:
    return Order(
        brand=known["brand"],
        number=known["number"],
        customer=Customer(known["brand"], known["email"], known["first_name"], known["last_name"]),
        postcode=known["postcode"],
        city=known["city"],
        country=known["country"],
        lines=tuple(Line.from_json(line) for line in known["lines"]),
        total=known["total"],
        currency=known["currency"],
        placed_at=known["placed_at"],
        promised_on=known["promised_on"],
        is_gift=known["is_gift"],
        wanted_by=known["wanted_by"],
        street=known["street"],
        cancelled_at=known["cancelled_at"],
    )


def _parcel(known: RowMapping) -> Parcel:
    point = known["pickup_point"]
    return Parcel(
        brand=known["brand"],
        order_number=known["order_number"],
        tracking_number=known["tracking_number"],
        carrier=known["carrier"],
        service=known["service"],
        shipped_at=known["shipped_at"],
        contents=tuple(known["contents"]),
        pickup_point=PickupPoint.from_json(point) if point else None,
        delivered_at=known["delivered_at"],
    )
