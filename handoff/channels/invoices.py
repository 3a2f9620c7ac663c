"""Invoices of the demo shop: a link that holds for a week, and the page behind it.

A real shop makes its own invoices: the bot then hands over to a human.
"""

import hmac
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID

import jwt
from fastapi import APIRouter, Depends
from fastapi.responses import HTMLResponse
from pydantic import BaseModel

from actions.shop.client import ShopUnavailable
from handoff.channels.changing import Wish, order_in
from handoff.channels.internal import PREFIX, check_token, known
from handoff.channels.invoice_page import page
from handoff.doors.errors import Refused, not_found
from handoff.doors.service import Service, ServiceDep

internal = APIRouter(prefix=PREFIX, include_in_schema=False, dependencies=[Depends(check_token)])
router = APIRouter(include_in_schema=False)

HOLDS_FOR = timedelta(days=7)

_ALGORITHM = "HS256"


class Invoice(BaseModel):
    """Where the invoice can be read, until when; nothing where the shop makes none."""

    url: str | None = None
    until: datetime | None = None


@internal.post("/invoices")
async def invoice(id: UUID, wish: Wish, service: ServiceDep) -> Invoice:
    """A link to the invoice of an order that this conversation may read."""
    conversation = await known(id, service)
    order = await order_in(service, conversation, wish.order_number)
    if not _makes_invoices(service, order.brand):
        return Invoice()
    until = datetime.now(UTC).replace(microsecond=0) + HOLDS_FOR
    token = signed(service.settings.secret, order.brand, order.number, until)
    return Invoice(url=f"{service.settings.links_begin}/demo/invoices/{token}", until=until)


def signed(secret: str, brand: str, order_number: str, until: datetime) -> str:
    """What stands for an order's invoice in its address, until then."""
    claims = {"brand": brand, "order": order_number, "exp": until}
    return jwt.encode(  # pyright: ignore[reportUnknownMemberType]
        claims, _key(secret), _ALGORITHM
    )


@router.get("/demo/invoices/{token}")
async def read(token: str, service: ServiceDep) -> HTMLResponse:
    """The invoice behind a link; a link that is not ours or too old is refused in words."""
    try:
        claims: dict[str, Any] = jwt.decode(  # pyright: ignore[reportUnknownMemberType]
            token, _key(service.settings.secret), [_ALGORITHM], options={"require": ["exp"]}
        )
        brand = service.brands[claims["brand"]]
        order = await service.orders(brand.name).order(brand.name, claims["order"])
    except jwt.ExpiredSignatureError as error:
        message = "This link has expired. Ask for the invoice again in the chat."
        raise Refused(410, "link_expired", message) from error
    except (jwt.InvalidTokenError, KeyError) as error:
        raise not_found("invoice") from error
    except ShopUnavailable as error:
        raise Refused(503, "shop_unavailable", "The shop gives no answer. Try again.") from error
    if order is None or not _makes_invoices(service, brand.name):
        raise not_found("invoice")
    return page(brand, order)


def _key(secret: str) -> bytes:
    # A key of its own: no other token that this service signs opens an invoice.
    return hmac.digest(secret.encode(), b"invoice", "sha256")


def _makes_invoices(service: Service, brand: str) -> bool:
    """Only the demo shop does, and only in development."""
    return service.settings.development and service.brands[brand].shop.kind == "demo"
