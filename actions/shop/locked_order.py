"""One order of the demo shop, locked in a transaction while something of it is changed."""

from __future__ import annotations

from collections.abc import AsyncGenerator, Sequence
from contextlib import asynccontextmanager
from typing import Any
from uuid import UUID

from sqlalchemy import RowMapping, Table, insert, select
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine

from actions.shop import tables
from actions.shop.aftersales import Address, ChangeRefused, Once, refuse_more_than_ordered
from actions.shop.client import narrowed
from actions.shop.order import Line


@asynccontextmanager
async def locked_order(
    engine: AsyncEngine, brand: str, number: str, once: Once
) -> AsyncGenerator[LockedOrder, None]:
    """The order, for the length of a transaction.

    Raises `ChangeRefused` (`unknown`) where the brand has none such.
    """
    async with narrowed(engine, brand) as connection:
        query = (
            select(tables.orders)
            .where(tables.orders.c.brand == brand, tables.orders.c.number == number)
            .with_for_update()
        )
        row = (await connection.execute(query)).mappings().one_or_none()
        if row is None:
            raise ChangeRefused("unknown")
        yield LockedOrder(connection, row, once)


class LockedOrder:
    """What may be asked of an order, and written beside it, while nobody else changes it."""

    def __init__(self, connection: AsyncConnection, row: RowMapping, once: Once) -> None:
        self.connection = connection
        self._row = row
        self._once = {"turn_id": UUID(once.turn_id), "action": once.action}
        self._key = {"brand": row["brand"], "order_number": row["number"]}

    @property
    def lines(self) -> tuple[Line, ...]:
        """What was ordered."""
        return read_lines(self._row["lines"])

    @property
    def currency(self) -> str:
        """ISO 4217."""
        return self._row["currency"]

    @property
    def address(self) -> Address:
        """Where it goes."""
        return Address(self._row["street"], self._row["postcode"], self._row["city"])

    async def done_before(self, table: Table) -> RowMapping | None:
        """What this turn and action wrote into `table` already."""
        query = select(table).where(
            table.c.brand == self._key["brand"],
            table.c.turn_id == self._once["turn_id"],
            table.c.action == self._once["action"],
        )
        return (await self.connection.execute(query)).mappings().one_or_none()

    async def write(self, table: Table, values: dict[str, Any], *, letter: str = "") -> RowMapping:
        """Write a row, with a number that begins with `letter`, and give it as it is stored."""
        if letter:
            number = await self.connection.scalar(select(tables.change_numbers.next_value()))
            values = {**values, "number": f"{letter}-{number}"}
        statement = insert(table).values({**self._key, **self._once, **values}).returning(table)
        return (await self.connection.execute(statement)).mappings().one()

    async def refuse_cancelled(self) -> None:
        """Raise `ChangeRefused` where the order is cancelled."""
        if await self._rows(tables.cancellations):
            raise ChangeRefused("cancelled")

    async def refuse_dispatched(self) -> None:
        """Raise `ChangeRefused` where a parcel of it has a number already."""
        if await self._rows(tables.parcels):
            raise ChangeRefused("dispatched")

    async def refuse_more_than_ordered(
        self, lines: Sequence[Line], within: Sequence[Table]
    ) -> None:
        """Raise `ChangeRefused` where `lines` and those of the tables exceed what was ordered."""
        rows = [row for table in within for row in await self._rows(table)]
        gone = [line for row in rows for line in read_lines(row["lines"])]
        refuse_more_than_ordered(self.lines, lines, gone)

    async def _rows(self, table: Table) -> Sequence[RowMapping]:
        query = select(table).where(
            table.c.brand == self._key["brand"],
            table.c.order_number == self._key["order_number"],
        )
        return (await self.connection.execute(query)).mappings().all()


def read_lines(stored: list[dict[str, Any]]) -> tuple[Line, ...]:
    """Lines as a table holds them."""
    return tuple(Line.from_json(line) for line in stored)
