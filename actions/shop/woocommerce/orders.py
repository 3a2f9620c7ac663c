"""The orders of a WooCommerce shop, read: `GET /orders…`. The key needs the permission to read."""

from __future__ import annotations

from typing import Final

from pydantic import ValidationError

from actions.brands.policies import Policies
from actions.carriers.numbers import normalise
from actions.shop import proof
from actions.shop.order import Order, Parcel
from actions.shop.orders import ShopUnavailable
from actions.shop.place import OrderDigits
from actions.shop.woocommerce.order import WireOrder, read_order, read_parcels
from actions.shop.woocommerce.site import Site

MOST_PAGES: Final = 3
"""Of one customer's orders, or of what a search gives: the newest of them are what is asked for."""


class WooCommerceOrders:
    """One brand's orders, an `Orders`.

    Args:
        brand: the brand whose shop this is; another's orders do not exist here.
        site: the shop's REST API.
        digits: how long its order numbers are.
        policies: the brand's; they say how long a delivery takes.
    """

    def __init__(self, brand: str, site: Site, digits: OrderDigits, policies: Policies) -> None:
        self._brand = brand
        self._site = site
        self._digits = digits
        self._policies = policies

    async def close(self) -> None:
        """Close the connections."""
        await self._site.close()

    async def order(self, brand: str, number: str) -> Order | None:
        """See `Orders.order`."""
        found = await self.wire(brand, number)
        return read_order(found, self._brand, self._policies) if found else None

    async def orders_of(self, brand: str, email: str) -> list[Order]:
        """See `Orders.orders_of`."""
        found = await self.wires_of(brand, email)
        return [read_order(one, self._brand, self._policies) for one in found]

    async def parcels_of(self, order: Order) -> list[Parcel]:
        """See `Orders.parcels_of`."""
        found = await self.wire(order.brand, order.number)
        return self._parcels(found) if found else []

    async def parcel(self, brand: str, tracking_number: str) -> Parcel | None:
        """See `Orders.parcel`.

        WooCommerce finds it where the shop has made its tracking numbers searchable; elsewhere the
        customer is asked for the order's number.
        """
        wanted = normalise(tracking_number)
        if brand != self._brand or not wanted:
            return None
        found = await self._site.within(self._searched(wanted))
        parcels = (parcel for order in found for parcel in self._parcels(order))
        return next((one for one in parcels if one.tracking_number == wanted), None)

    # As WooCommerce writes them, for those who change them

    async def wire(self, brand: str, number: str) -> WireOrder | None:
        """The order by its number as typed, as WooCommerce writes it; None where there is none."""
        exact = proof.order_number(number, self._digits)
        if brand != self._brand or exact is None:
            return None
        return await self._site.within(self._numbered(exact))

    async def wires_of(self, brand: str, email: str) -> list[WireOrder]:
        """A customer's orders as WooCommerce writes them, the newest first."""
        address = proof.email_address(email)
        if brand != self._brand or not address:
            return []
        found = await self._site.within(self._searched(address))
        # The search looks into gift messages, too.
        return [one for one in found if proof.same_email(one.billing.email, address)]

    async def _numbered(self, number: str) -> WireOrder | None:
        """By id, which is its number unless a plugin numbers orders; then by searching."""
        exact = number.lstrip("0")
        order = await self._site.one(WireOrder, f"orders/{exact}") if exact else None
        if order is not None and order.digits == exact:
            return order if order.is_order else None
        found = await self._searched(number)
        return next((one for one in found if one.digits.lstrip("0") == exact), None)

    async def _searched(self, words: str) -> list[WireOrder]:
        """The orders that WooCommerce finds by these words, the newest first."""
        found = await self._site.many(
            WireOrder, "orders", pages=MOST_PAGES, search=words, orderby="date", order="desc"
        )
        return [order for order in found if order.is_order]

    def _parcels(self, order: WireOrder) -> list[Parcel]:
        try:
            return read_parcels(order, self._brand)
        except ValidationError as error:
            raise ShopUnavailable("The shop's tracking items cannot be read.") from error
