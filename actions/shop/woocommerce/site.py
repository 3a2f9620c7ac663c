"""Asking the REST API of one WooCommerce shop, and what its answers mean.

`{url}/wp-json/wc/v3/…` with consumer key and secret by Basic authentication, which WooCommerce
takes over HTTPS.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Generator, Mapping
from contextlib import contextmanager
from http import HTTPStatus
from typing import Any, Final, Literal, TypeVar, cast

import httpx
from pydantic import BaseModel, TypeAdapter, ValidationError

from actions.outside import LONGEST_BUDGET, Api, KeyRefused, Unanswered, parsed
from actions.shop.aftersales import ChangeRefused
from actions.shop.orders import ShopUnavailable
from actions.shop.pending import AnswerLost

logger = logging.getLogger(__name__)

ON_A_PAGE: Final = 100
"""The most that WooCommerce gives at once."""

_MISSING: Final = "_invalid_id"
"""How WooCommerce's word for "no such order", "no such product" ends."""
_NO_REFUND: Final = "woocommerce_rest_cannot_create_order_refund"
"""A 500 all the same: more than is left to refund, or a payment service that does not refund."""

_LIST: Final = TypeAdapter(list[Any])

Answer = TypeVar("Answer")
Wire = TypeVar("Wire", bound=BaseModel)


class Site:
    """One shop's REST API; `close()` it at the end.

    Args:
        url: the shop's front page.
        key, secret: WooCommerce's consumer key and secret.
        budget: seconds that a question or a change may take; a bot's turn has 5 in total.
    """

    def __init__(self, url: str, key: str, secret: str, *, budget: float = LONGEST_BUDGET) -> None:
        self._api = Api(f"{url}/wp-json/wc/v3", auth=(key, secret), budget=budget)

    async def close(self) -> None:
        """Close the connections."""
        await self._api.close()

    async def within(self, work: Awaitable[Answer]) -> Answer:
        """What `work` reads, within the budget; raises `ShopUnavailable`."""
        with _as_shop_errors():
            return await self._api.within(work)

    async def one(self, kind: type[Wire], path: str) -> Wire | None:
        """What stands at `path`; None where WooCommerce has none such."""
        response = await self._api.get(path)
        if response.status_code == HTTPStatus.OK:
            return _read(kind, response)
        if not _refusal(response).endswith(_MISSING):
            # Not "no such order", but no WooCommerce at this address.
            raise Unanswered("unreadable")
        return None

    async def many(
        self, kind: type[Wire], path: str, *, pages: int = 1, **wanted: str | int
    ) -> list[Wire]:
        """A list's first `pages`: the first tells how many there are, the others come at once."""
        first = await self._page(path, 1, wanted)
        count = min(pages, _pages(first))
        rest = await asyncio.gather(*(self._page(path, n, wanted) for n in range(2, count + 1)))
        return [one for response in (first, *rest) for one in _read_list(kind, response)]

    async def change(
        self, method: Literal["POST", "PUT"], path: str, body: Mapping[str, Any], kind: type[Wire]
    ) -> Wire:
        """Ask once for a change, and give what stands after it.

        Raises:
            ChangeRefused: it was not made (`not_allowed`, `declined`).
            ShopUnavailable: it was not even heard.
            AnswerLost: nobody knows.
        """
        ask = self._api.post if method == "POST" else self._api.put
        try:
            response = await self._api.within(ask(path, body))
            if response.status_code >= HTTPStatus.MULTIPLE_CHOICES:
                raise _not_made(response)
            return _read(kind, response)
        except KeyRefused as error:
            logger.warning("shop_key_may_not_write path=%s", path.split("/")[0])
            raise ChangeRefused("not_allowed") from error
        except Unanswered as error:
            if not error.heard:
                raise _unavailable(error) from error
            if error.answer is not None and _refusal_if_any(error.answer) == _NO_REFUND:
                raise ChangeRefused("declined") from error
            raise AnswerLost from error

    async def _page(
        self, path: str, number: int, wanted: Mapping[str, str | int]
    ) -> httpx.Response:
        response = await self._api.get(path, page=number, per_page=ON_A_PAGE, **wanted)
        if response.status_code != HTTPStatus.OK:
            raise Unanswered("unreadable")
        return response


def _not_made(response: httpx.Response) -> Exception:
    """Why an answer that is no success says that nothing was changed."""
    word = _refusal_if_any(response)
    if word:
        logger.warning("shop_declined code=%s", word)
        return ChangeRefused("declined")
    return ShopUnavailable("There is no WooCommerce at the shop's address.")


@contextmanager
def _as_shop_errors() -> Generator[None, None, None]:
    try:
        yield
    except Unanswered as error:
        raise _unavailable(error) from error
    except KeyRefused as error:
        told = "WooCommerce refused the key: check it, and that it may read."
        raise ShopUnavailable(told) from error


def _unavailable(error: Unanswered) -> ShopUnavailable:
    return ShopUnavailable(f"WooCommerce gave no usable answer ({error.reason}).")


def _read(kind: type[Wire], response: httpx.Response) -> Wire:
    try:
        return kind.model_validate(parsed(response))
    except ValidationError as error:
        raise Unanswered("unreadable") from error


def _read_list(kind: type[Wire], response: httpx.Response) -> list[Wire]:
    try:
        return [kind.model_validate(one) for one in _LIST.validate_python(parsed(response))]
    except ValidationError as error:
        raise Unanswered("unreadable") from error


def _refusal(response: httpx.Response) -> str:
    """WooCommerce's word for what is wrong; raises `Unanswered` where it is no JSON."""
    body = parsed(response)
    return str(cast("dict[str, Any]", body).get("code", "")) if isinstance(body, dict) else ""


def _refusal_if_any(response: httpx.Response) -> str:
    try:
        return _refusal(response)
    except Unanswered:
        return ""


def _pages(response: httpx.Response) -> int:
    stated = response.headers.get("X-WP-TotalPages", "")
    return int(stated) if stated.isdigit() else 1
