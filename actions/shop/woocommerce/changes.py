"""Changing the orders of a WooCommerce shop. The key needs the permission to read and write.

Each change is noted in `PendingChanges` before it is asked for, carries a `Mark`, and is looked
for by that mark where its answer was lost: it is asked for once, and told only where it stands.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable, Sequence
from datetime import date, datetime, timedelta, timezone
from typing import Any, Final, TypeVar

from pydantic import BaseModel, ConfigDict

from actions.brands.policies import Policies
from actions.shop.aftersales import (
    FIRST_INCIDENT_DAYS,
    INCIDENTS,
    NEVER_CAME,
    Address,
    ChangeRefused,
    Once,
    Reason,
    Refund,
    Resend,
    pieces,
    refuse_more_than_ordered,
)
from actions.shop.order import Line
from actions.shop.orders import ShopUnavailable
from actions.shop.pending import AnswerLost, PendingChanges
from actions.shop.woocommerce import notes
from actions.shop.woocommerce.mark import Mark, is_marked, marks
from actions.shop.woocommerce.order import WireLine, WireOrder, read_address, read_lines
from actions.shop.woocommerce.orders import WooCommerceOrders
from actions.shop.woocommerce.refund import WireRefund, read_refund, refund_of, refund_of_all
from actions.shop.woocommerce.resend import items_of, read_resend, resend_of
from actions.shop.woocommerce.returns import NoReturns
from actions.shop.woocommerce.site import Site

logger = logging.getLogger(__name__)

Done = TypeVar("Done")

MOST_REFUNDED_ORDERS: Final = 10
"""Of one customer that are looked into: who has more is no first case anyway."""


class WooCommerceChanges(NoReturns):
    """One brand's aftersales, an `Aftersales`; `close()` it before its site.

    Args:
        site: the shop's REST API.
        orders: its orders.
        pending: what was asked of it and has no known end.
        policies: the brand's; they say when a refund is due.
    """

    def __init__(
        self, site: Site, orders: WooCommerceOrders, pending: PendingChanges, policies: Policies
    ) -> None:
        self._site = site
        self._orders = orders
        self._pending = pending
        self._policies = policies
        self._notes: set[asyncio.Task[None]] = set()

    async def close(self) -> None:
        """Wait until the notes are written."""
        await asyncio.gather(*self._notes)

    # What stands

    async def refunds_of(self, brand: str, order_number: str) -> list[Refund]:
        """See `Aftersales.refunds_of`."""
        order = await self._orders.wire(brand, order_number)
        if order is None or not order.refunds:
            return []
        return [self._read(one, order) for one in await self._refunds(order)]

    async def resends_of(self, brand: str, order_number: str) -> list[Resend]:
        """See `Aftersales.resends_of`."""
        order = await self._orders.wire(brand, order_number)
        sent = await self._children(order) if order else []
        return [found for one in sent if (found := read_resend(one, order_number))]

    async def is_first_incident(self, brand: str, email: str) -> bool:
        """See `Aftersales.is_first_incident`.

        A refund that somebody else made of an order that was sent counts as one for an incident:
        WooCommerce does not say why it was made, and a human can.
        """
        since = datetime.now(timezone.utc) - timedelta(days=FIRST_INCIDENT_DAYS)
        orders = await self._orders.wires_of(brand, email)
        resent = (one for one in orders if one.placed_at > since)
        if any(mark.reason in INCIDENTS for one in resent for mark in marks(one.meta_data)):
            return False
        refunded = [one for one in orders if one.refunds and not one.is_cancelled]
        if len(refunded) > MOST_REFUNDED_ORDERS:
            return False
        refunds = await asyncio.gather(*(self._refunds(one) for one in refunded))
        return not any(
            refund.is_incident and refund.made_at > since for made in refunds for refund in made
        )

    # What changes

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
        """Have the payment service send the money for these lines back; see `Aftersales.refund`."""
        mark = Mark(kind="refund", reason=reason, due_on=due_on).meta(once)

        async def make(order: WireOrder) -> Refund:
            _refuse_cancelled(order)
            refuse_more_than_ordered(read_lines(order), lines, await self._made_good(order))
            if reason in NEVER_CAME and pieces(lines) == pieces(read_lines(order)):
                wanted = refund_of_all(order, reason)
            else:
                wanted = refund_of(order, lines, reason)
            refund = await self._post_refund(order, wanted, mark)
            self._note(order, notes.of_refund(refund))
            return refund

        return await self._once(brand, order_number, once, self._found_refund(once), make)

    async def resend(
        self, brand: str, order_number: str, lines: Sequence[Line], *, reason: Reason, once: Once
    ) -> Resend:
        """Place the same order again for these lines, free; see `Aftersales.resend`."""
        mark = Mark(kind="resend", reason=reason).meta(once)

        async def find(order: WireOrder) -> Resend | None:
            sent = (c for c in await self._children(order) if is_marked(c.meta_data, once))
            return next((read_resend(one, order.digits) for one in sent), None)

        async def make(order: WireOrder) -> Resend:
            _refuse_cancelled(order)
            refuse_more_than_ordered(read_lines(order), lines, await self._made_good(order))
            items = items_of(order, lines)
            await self._refuse_out_of_stock(items)
            body = {**resend_of(order, items), "meta_data": [mark]}
            placed = await self._site.change("POST", "orders", body, WireOrder)
            resend = read_resend(placed, order.digits)
            if resend is None:
                raise AnswerLost
            self._note(order, notes.of_resend(resend))
            return resend

        return await self._once(brand, order_number, once, find, make)

    async def cancel(self, brand: str, order_number: str, *, due_on: date, once: Once) -> Refund:
        """Send all the money back, then cancel; see `Aftersales.cancel`.

        In this order a payment service that declines leaves the order as it was. Once the money
        has gone, WooCommerce calls the order refunded, which nobody packs.
        """
        mark = Mark(kind="cancel", reason="cancelled", due_on=due_on).meta(once)
        found_refund = self._found_refund(once)

        async def find(order: WireOrder) -> Refund | None:
            refund = await found_refund(order)
            if refund is not None and not is_marked(order.meta_data, once):
                await self._call_off(order, mark)
            return refund

        async def make(order: WireOrder) -> Refund:
            _refuse_cancelled(order)
            _refuse_dispatched(order)
            if order.date_paid_gmt is None or not order.total:
                raise ChangeRefused("not_paid")
            if order.refunds:
                raise ChangeRefused("already")
            refund = await self._post_refund(order, refund_of_all(order, "cancelled"), mark)
            await self._call_off(order, mark)
            self._note(order, notes.of_cancel(refund))
            return refund

        return await self._once(brand, order_number, once, find, make)

    async def change_address(
        self, brand: str, order_number: str, address: Address, *, once: Once
    ) -> Address:
        """See `Aftersales.change_address`."""
        mark = Mark(kind="address").meta(once)
        where = {"address_1": address.street, "address_2": ""}
        where |= {"postcode": address.postcode, "city": address.city}

        async def find(order: WireOrder) -> Address | None:
            return read_address(order) if is_marked(order.meta_data, once) else None

        async def make(order: WireOrder) -> Address:
            _refuse_cancelled(order)
            _refuse_dispatched(order)
            # Where the bill's address served for both, the name goes with the parcel, too.
            whole = {**order.place.model_dump(exclude={"email"}), **where}
            body = {"shipping": whole, "meta_data": [mark]}
            changed = await self._site.change("PUT", f"orders/{order.id}", body, WireOrder)
            stands = read_address(changed)
            self._note(order, notes.of_address(stands))
            return stands

        return await self._once(brand, order_number, once, find, make)

    async def _once(
        self,
        brand: str,
        order_number: str,
        once: Once,
        find: Callable[[WireOrder], Awaitable[Done | None]],
        make: Callable[[WireOrder], Awaitable[Done]],
    ) -> Done:
        """`make` on the order as it stands, unless `find` shows that it was done."""
        seen: list[WireOrder] = []

        async def look() -> Done | None:
            order = await self._orders.wire(brand, order_number)
            if order is None:
                raise ChangeRefused("unknown")
            seen.append(order)
            return await find(order)

        return await self._pending.once(
            brand, order_number, once, find=look, make=lambda: make(seen[-1])
        )

    def _found_refund(self, once: Once) -> Callable[[WireOrder], Awaitable[Refund | None]]:
        async def find(order: WireOrder) -> Refund | None:
            made = (r for r in await self._refunds(order) if is_marked(r.meta_data, once))
            return next((self._read(one, order) for one in made), None)

        return find

    async def _post_refund(
        self, order: WireOrder, wanted: dict[str, Any], mark: dict[str, Any]
    ) -> Refund:
        body = {**wanted, "meta_data": [mark]}
        made = await self._site.change("POST", f"orders/{order.id}/refunds", body, WireRefund)
        return self._read(made, order)

    async def _call_off(self, order: WireOrder, mark: dict[str, Any]) -> None:
        """Cancel an order whose money has gone; safe to repeat."""
        body = {"status": "cancelled", "meta_data": [mark]}
        try:
            await self._site.change("PUT", f"orders/{order.id}", body, WireOrder)
        except (ChangeRefused, ShopUnavailable) as error:
            # The money has gone all the same: this is no refusal any more.
            raise AnswerLost from error

    async def _refunds(self, order: WireOrder) -> list[WireRefund]:
        return await self._site.within(self._site.many(WireRefund, f"orders/{order.id}/refunds"))

    async def _children(self, order: WireOrder) -> list[WireOrder]:
        found = await self._site.within(self._site.many(WireOrder, "orders", parent=order.id))
        return [one for one in found if one.is_order and one.parent_id == order.id]

    async def _made_good(self, order: WireOrder) -> list[Line]:
        """The lines that were refunded or sent again already."""
        refunds, children = await asyncio.gather(self._refunds(order), self._children(order))
        resends = [one for one in children if read_resend(one, order.digits)]
        lines = [line for refund in refunds for line in refund.lines]
        if sum((refund.amount for refund in refunds if not refund.lines), start=0):
            # A sum without lines: nobody knows which pieces it was for.
            raise ChangeRefused("already")
        return [*lines, *(line for one in resends for line in read_lines(one))]

    async def _refuse_out_of_stock(self, items: Sequence[tuple[WireLine, int]]) -> None:
        paths = [
            f"products/{item.product_id}"
            + (f"/variations/{item.variation_id}" if item.variation_id else "")
            for item, _ in items
        ]
        asked = asyncio.gather(*(self._site.one(_WireStock, path) for path in paths))
        found = await self._site.within(asked)
        for stock, (_, count) in zip(found, items, strict=True):
            if stock is None or not stock.has(count):
                raise ChangeRefused("out_of_stock")

    def _read(self, wire: WireRefund, order: WireOrder) -> Refund:
        return read_refund(wire, order, self._policies.refund_days)

    def _note(self, order: WireOrder, text: str) -> None:
        """Tell the shop's staff, without the customer waiting for it."""
        task = asyncio.ensure_future(self._write_note(order.id, text))
        self._notes.add(task)
        task.add_done_callback(self._notes.discard)

    async def _write_note(self, order_id: int, text: str) -> None:
        body = {"note": text, "customer_note": False}
        try:
            await self._site.change("POST", f"orders/{order_id}/notes", body, _WireNote)
        except (ChangeRefused, ShopUnavailable, AnswerLost) as error:
            # The change itself is done and stands in the shop.
            logger.warning("order_note_missing error=%s", type(error).__name__)


class _WireStock(BaseModel):
    """What a product or a variation says of its stock."""

    model_config = ConfigDict(extra="ignore")

    stock_status: str
    stock_quantity: int | None = None

    def has(self, count: int) -> bool:
        """Whether so many pieces are there now; what is on backorder is not."""
        enough = self.stock_quantity is None or self.stock_quantity >= count
        return self.stock_status == "instock" and enough


class _WireNote(BaseModel):
    model_config = ConfigDict(extra="ignore")

    id: int


def _refuse_cancelled(order: WireOrder) -> None:
    if order.is_cancelled:
        raise ChangeRefused("cancelled")


def _refuse_dispatched(order: WireOrder) -> None:
    if order.has_left:
        raise ChangeRefused("dispatched")
