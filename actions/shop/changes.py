"""Writing to the demo shop: returns with a label, refunds, resends, addresses, cancellations.

Every change locks its order first, is refused where the order's state does not allow it, and
happens once for the turn and action that ask for it: asked again, it gives what stands. What is
given back is read from the database after it was written.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import asdict
from datetime import date, datetime, timedelta, timezone
from decimal import Decimal
from typing import Any, TypeVar
from uuid import UUID, uuid4

from sqlalchemy import RowMapping, Select, Table, select, update

from actions.shop import tables
from actions.shop.aftersales import (
    FIRST_INCIDENT_DAYS,
    INCIDENTS,
    Address,
    ChangeRefused,
    Once,
    Purpose,
    Reason,
    Refund,
    Resend,
    Return,
)
from actions.shop.client import engine, narrowed
from actions.shop.locked_order import locked_order, read_lines
from actions.shop.order import Line

Found = TypeVar("Found")

EVERY_BRAND = "*"
"""The wall lets a transaction through to all brands for this name alone."""

_MADE_GOOD = (tables.resends, tables.refunds)


class Changes:
    """A client that changes the shop's orders, an `Aftersales`; `close()` it at the end.

    Args:
        url: `postgresql://user:password@host:port/database`.
        public_url: what the addresses of labels begin with.
    """

    def __init__(self, url: str, public_url: str) -> None:
        self._engine = engine(url)
        self._public_url = public_url.rstrip("/")

    async def close(self) -> None:
        """Close the connections."""
        await self._engine.dispose()

    # What stands

    async def returns_of(self, brand: str, order_number: str) -> list[Return]:
        """What is sent back of an order, the newest first."""
        return await self._of(brand, order_number, tables.returns, self._return)

    async def refunds_of(self, brand: str, order_number: str) -> list[Refund]:
        """The refunds of an order, the newest first."""
        return await self._of(brand, order_number, tables.refunds, _refund)

    async def resends_of(self, brand: str, order_number: str) -> list[Resend]:
        """What went out again of an order, the newest first."""
        return await self._of(brand, order_number, tables.resends, _resend)

    async def is_first_incident(self, brand: str, email: str) -> bool:
        """Whether this customer had nothing re-sent or refunded for an incident in a year."""
        async with narrowed(self._engine, brand) as connection:
            for table in _MADE_GOOD:
                if await connection.scalar(_incidents(table, brand, email).limit(1)):
                    return False
        return True

    async def labelled(self, label_id: UUID) -> tuple[str, Return] | None:
        """The brand and the return of a label; who has its address may see it."""
        returns = tables.returns
        async with narrowed(self._engine, EVERY_BRAND) as connection:
            query = select(returns).where(returns.c.label_id == label_id)
            row = (await connection.execute(query)).mappings().one_or_none()
        return (row["brand"], self._return(row)) if row else None

    # What changes

    async def declare_return(
        self,
        brand: str,
        order_number: str,
        lines: Sequence[Line],
        *,
        purpose: Purpose,
        declared_at: datetime,
        send_by: date,
        once: Once,
        wanted: str = "",
    ) -> Return:
        """Note that these lines come back; `wanted` is what they are exchanged for.

        Raises `ChangeRefused` (`already`, `cancelled`).
        """
        async with locked_order(self._engine, brand, order_number, once) as order:
            row = await order.done_before(tables.returns)
            if row is None:
                await order.refuse_cancelled()
                await order.refuse_more_than_ordered(lines, [tables.returns])
                values = {
                    "lines": [line.to_json() for line in lines],
                    "purpose": purpose,
                    "wanted": wanted,
                    "declared_at": declared_at,
                    "send_by": send_by,
                }
                row = await order.write(tables.returns, values, letter="R")
            return self._return(row)

    async def make_label(self, brand: str, return_number: str) -> Return:
        """Give a declared return its label; one that has a label keeps it.

        Raises `ChangeRefused` (`unknown`).
        """
        returns = tables.returns
        mine = (returns.c.brand == brand) & (returns.c.number == return_number)
        without = mine & returns.c.label_id.is_(None)
        async with narrowed(self._engine, brand) as connection:
            await connection.execute(update(returns).where(without).values(label_id=uuid4()))
            row = (await connection.execute(select(returns).where(mine))).mappings().one_or_none()
        if row is None:
            raise ChangeRefused("unknown")
        return self._return(row)

    async def refund(
        self,
        brand: str,
        order_number: str,
        lines: Sequence[Line],
        *,
        reason: Reason,
        due_on: date,
        once: Once,
    ) -> Refund:
        """Send the money for these lines back. Raises `ChangeRefused` (`already`, `cancelled`)."""
        async with locked_order(self._engine, brand, order_number, once) as order:
            row = await order.done_before(tables.refunds)
            if row is None:
                await order.refuse_cancelled()
                await order.refuse_more_than_ordered(lines, _MADE_GOOD)
                money = _money(lines, order.currency, reason, due_on)
                row = await order.write(tables.refunds, money, letter="F")
            return _refund(row)

    async def resend(
        self, brand: str, order_number: str, lines: Sequence[Line], *, reason: Reason, once: Once
    ) -> Resend:
        """Have these lines sent again. Raises `ChangeRefused` (`already`, `cancelled`)."""
        async with locked_order(self._engine, brand, order_number, once) as order:
            row = await order.done_before(tables.resends)
            if row is None:
                await order.refuse_cancelled()
                await order.refuse_more_than_ordered(lines, _MADE_GOOD)
                values = {"lines": [line.to_json() for line in lines], "reason": reason}
                row = await order.write(tables.resends, values, letter="N")
            return _resend(row)

    async def cancel(self, brand: str, order_number: str, *, due_on: date, once: Once) -> Refund:
        """Cancel an order that has not left, and send all of its money back.

        Raises `ChangeRefused` (`dispatched`, `cancelled`, `already`).
        """
        async with locked_order(self._engine, brand, order_number, once) as order:
            row = await order.done_before(tables.refunds)
            if row is None:
                await order.refuse_cancelled()
                await order.refuse_dispatched()
                await order.refuse_more_than_ordered(order.lines, _MADE_GOOD)
                await order.write(tables.cancellations, {})
                money = _money(order.lines, order.currency, "cancelled", due_on)
                row = await order.write(tables.refunds, money, letter="F")
            return _refund(row)

    async def change_address(
        self, brand: str, order_number: str, address: Address, *, once: Once
    ) -> Address:
        """Send an order that has not left to `address`; gives the one that stands now.

        Raises `ChangeRefused` (`dispatched`, `cancelled`).
        """
        orders = tables.orders
        mine = (orders.c.brand == brand) & (orders.c.number == order_number)
        async with locked_order(self._engine, brand, order_number, once) as order:
            if await order.done_before(tables.address_changes) is None:
                await order.refuse_cancelled()
                await order.refuse_dispatched()
                change = {"before": asdict(order.address), "after": asdict(address)}
                await order.write(tables.address_changes, change)
                await order.connection.execute(update(orders).where(mine).values(**asdict(address)))
        async with locked_order(self._engine, brand, order_number, once) as order:
            return order.address

    async def _of(
        self, brand: str, order_number: str, table: Table, read: Callable[[RowMapping], Found]
    ) -> list[Found]:
        query = (
            select(table)
            .where(table.c.brand == brand, table.c.order_number == order_number)
            .order_by(table.c.created_at.desc(), table.c.number.desc())
        )
        async with narrowed(self._engine, brand) as connection:
            return [read(row) for row in (await connection.execute(query)).mappings()]

    def _return(self, row: RowMapping) -> Return:
        label: UUID | None = row["label_id"]
        return Return(
            number=row["number"],
            order_number=row["order_number"],
            lines=read_lines(row["lines"]),
            purpose=row["purpose"],
            wanted=row["wanted"],
            declared_at=row["declared_at"],
            send_by=row["send_by"],
            label_url=f"{self._public_url}/demo/labels/{label}" if label else None,
            received_on=row["received_on"],
        )


def _incidents(table: Table, brand: str, email: str) -> Select[Any]:
    orders = tables.orders
    since = datetime.now(timezone.utc) - timedelta(days=FIRST_INCIDENT_DAYS)
    same_order = (orders.c.brand == table.c.brand) & (orders.c.number == table.c.order_number)
    return (
        select(table.c.number)
        .join(orders, same_order)
        .where(
            table.c.brand == brand,
            orders.c.email == email,
            table.c.reason.in_(INCIDENTS),
            table.c.created_at > since,
        )
    )


def _money(lines: Sequence[Line], currency: str, reason: Reason, due_on: date) -> dict[str, Any]:
    return {
        "lines": [line.to_json() for line in lines],
        "amount": sum((line.total for line in lines), Decimal(0)),
        "currency": currency,
        "reason": reason,
        "due_on": due_on,
    }


def _refund(row: RowMapping) -> Refund:
    return Refund(
        number=row["number"],
        order_number=row["order_number"],
        lines=read_lines(row["lines"]),
        amount=row["amount"],
        currency=row["currency"],
        reason=row["reason"],
        due_on=row["due_on"],
        done_on=row["done_on"],
    )


def _resend(row: RowMapping) -> Resend:
    return Resend(row["number"], row["order_number"], read_lines(row["lines"]), row["reason"])
