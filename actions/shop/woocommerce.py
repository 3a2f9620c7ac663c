"""A brand's WooCommerce shop, read through its REST API v3.

`GET {url}/wp-json/wc/v3/orders…` with consumer key and secret by Basic authentication, which
WooCommerce takes over HTTPS (https://developer.woocommerce.com/docs/apis/rest-api/). The key needs
the permission to read.
"""

from __future__ import annotations

import re
from collections.abc import Generator
from contextlib import contextmanager
from http import HTTPStatus
from typing import Any, Final, TypeVar, cast

import httpx
from pydantic import TypeAdapter, ValidationError

from actions.carriers.numbers import normalise
from actions.outside import Api, KeyRefused, Unanswered, parsed
from actions.policies import Policies
from actions.shop import proof
from actions.shop.order import Order, Parcel
from actions.shop.orders import ShopUnavailable
from actions.shop.woocommerce_order import WireOrder, read_order, read_parcels

SECONDS: Final = 3.0
"""A question may take this long: a bot's turn has 5 s in total for calls to the outside."""

ON_A_PAGE: Final = 100
"""The most that WooCommerce gives at once."""
MOST_PAGES: Final = 3
"""Of one customer's orders, or of what a search gives: the newest of them are what is asked for."""

_NO_SUCH_ORDER: Final = "woocommerce_rest_shop_order_invalid_id"
_LONGEST_NUMBER: Final = 18
"""Digits that WordPress can hold as an id."""

_ORDERS = TypeAdapter(list[WireOrder])


class WooCommerce:
    """One brand's shop; `close()` it at the end.

    Args:
        brand: the brand whose shop this is; another's orders do not exist here.
        url: the shop's front page.
        key, secret: WooCommerce's consumer key and secret.
        policies: the brand's; they say how long a delivery takes.
    """

    def __init__(
        self,
        brand: str,
        url: str,
        key: str,
        secret: str,
        policies: Policies,
        *,
        budget: float = SECONDS,
    ) -> None:
        self._brand = brand
        self._policies = policies
        self._api = Api(f"{url}/wp-json/wc/v3", auth=(key, secret), budget=budget)

    async def close(self) -> None:
        """Close the connections."""
        await self._api.close()

    async def order(self, brand: str, number: str) -> Order | None:
        """The order, by its number as typed (`20 417`); None where the brand has none such."""
        found = await self._found(brand, number)
        return read_order(found, self._brand, self._policies) if found else None

    async def orders_of(self, brand: str, email: str) -> list[Order]:
        """A customer's orders, the newest first."""
        address = proof.email_address(email)
        if brand != self._brand or not address:
            return []
        with _as_shop_errors():
            found = await self._api.within(self._searched(address))
        theirs = (one for one in found if proof.same_email(one.billing.email, address))
        return [read_order(one, self._brand, self._policies) for one in theirs]

    async def proves(
        self, brand: str, number: str, *, postcode: str | None = None, email: str | None = None
    ) -> bool:
        """Whether these words are those on that order; False for an order that does not exist."""
        order = await self.order(brand, number)
        return order is not None and proof.proves(order, postcode=postcode, email=email)

    async def parcels_of(self, order: Order) -> list[Parcel]:
        """The order's parcels, the first shipped first; empty while nothing has left."""
        found = await self._found(order.brand, order.number)
        return self._parcels(found) if found else []

    async def parcel(self, brand: str, tracking_number: str) -> Parcel | None:
        """The brand's parcel with that tracking number, as the carriers spell it.

        WooCommerce finds it where the shop has made its tracking numbers searchable; elsewhere the
        customer is asked for the order's number.
        """
        wanted = normalise(tracking_number)
        if brand != self._brand or not wanted:
            return None
        with _as_shop_errors():
            found = await self._api.within(self._searched(wanted))
        parcels = (parcel for order in found for parcel in self._parcels(order))
        return next((one for one in parcels if one.tracking_number == wanted), None)

    async def _found(self, brand: str, number: str) -> WireOrder | None:
        exact = _order_number(number)
        if brand != self._brand or exact is None:
            return None
        with _as_shop_errors():
            return await self._api.within(self._numbered(exact))

    async def _numbered(self, number: str) -> WireOrder | None:
        """By id, which is its number unless a plugin numbers orders; then by searching."""
        response = await self._api.get(f"orders/{number}")
        if response.status_code == HTTPStatus.OK:
            order = _read(TypeAdapter(WireOrder), response)
            if order.digits == number:
                return order if order.is_order else None
        elif _refusal(response) != _NO_SUCH_ORDER:
            # Not "no such order", but no WooCommerce at this address.
            raise Unanswered("unreadable")
        return next((o for o in await self._searched(number) if o.digits == number), None)

    async def _searched(self, words: str) -> list[WireOrder]:
        """The orders that WooCommerce finds by these words, the newest first."""
        found: list[WireOrder] = []
        for page in range(1, MOST_PAGES + 1):
            response = await self._api.get(
                "orders", search=words, page=page, per_page=ON_A_PAGE, orderby="date", order="desc"
            )
            if response.status_code != HTTPStatus.OK:
                raise Unanswered("unreadable")
            found += [order for order in _read(_ORDERS, response) if order.is_order]
            if page >= _pages(response):
                break
        return found

    def _parcels(self, order: WireOrder) -> list[Parcel]:
        try:
            return read_parcels(order, self._brand)
        except ValidationError as error:
            raise ShopUnavailable("The shop's tracking items cannot be read.") from error


@contextmanager
def _as_shop_errors() -> Generator[None, None, None]:
    try:
        yield
    except Unanswered as error:
        raise ShopUnavailable(f"WooCommerce gave no usable answer ({error.reason}).") from error
    except KeyRefused as error:
        told = "WooCommerce refused the key: check it, and that it may read."
        raise ShopUnavailable(told) from error


Read = TypeVar("Read")


def _order_number(text: str) -> str | None:
    """The number in `text`: as the demo shop's, or of any length where it is all that was typed."""
    alone = re.sub(r"[\s.\-#]|n°", "", text, flags=re.I)
    if alone.isascii() and alone.isdigit() and len(alone) <= _LONGEST_NUMBER:
        return alone.lstrip("0") or None
    return proof.order_number(text)


def _read(kind: TypeAdapter[Read], response: httpx.Response) -> Read:
    try:
        return kind.validate_python(parsed(response))
    except ValidationError as error:
        raise Unanswered("unreadable") from error


def _refusal(response: httpx.Response) -> str:
    """WooCommerce's word for what is wrong."""
    body = parsed(response)
    return str(cast("dict[str, Any]", body).get("code")) if isinstance(body, dict) else ""


def _pages(response: httpx.Response) -> int:
    stated = response.headers.get("X-WP-TotalPages", "")
    return int(stated) if stated.isdigit() else 1
