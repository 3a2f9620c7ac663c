"""The internal API's part about changing an order: is it its customer who asks?

Reading is proven by what is printed on an order; changing by the shop's signed identity, or by a
link sent to the contact on file, never to one given in the chat.
"""

from typing import Literal
from uuid import UUID

from fastapi import APIRouter, Depends
from pydantic import BaseModel, Field
from sqlalchemy import text

from actions.shop.client import ShopUnavailable
from actions.shop.order import Order
from actions.shop.proof import order_number
from handoff.channels.internal import PREFIX, Question, check_token, known
from handoff.channels.link_token import sign
from handoff.conversations import change_links
from handoff.conversations.log import Locked, NotFound
from handoff.conversations.model import Conversation
from handoff.doors.errors import Refused, not_found
from handoff.doors.proven import readable_orders, vouched_for
from handoff.doors.service import Service, ServiceDep
from handoff.doors.texts import Storable
from handoff.mail.letter import masked
from handoff.mail.smtp import MailUnavailable

router = APIRouter(prefix=PREFIX, include_in_schema=False, dependencies=[Depends(check_token)])


class Wish(Question):
    """Which order a conversation wants to change."""

    order_number: Storable = Field(max_length=100)


class Changing(BaseModel):
    """Whether it may; `sent_to` is the masked address of the contact on file, if a mail went."""

    state: Literal["proven", "sent", "limited", "unavailable"]
    sent_to: str | None = None


@router.post("/changing")
async def changing(id: UUID, wish: Wish, service: ServiceDep) -> Changing:
    """Whether this conversation may change the order; if not yet, a link goes to its customer."""
    conversation = await known(id, service)
    order = await order_in(service, conversation, wish.order_number)
    if await vouched_for(service, conversation, order):
        return Changing(state="proven")
    sent = Changing(state="sent", sent_to=masked(order.customer.email))
    try:
        async with service.conversations.locked(id) as locked:
            await _one_at_a_time(locked, order)
            if await change_links.confirmed(locked, order.number):
                return Changing(state="proven")
            if await change_links.on_its_way(locked, order.number):
                return sent
            if await change_links.limited(locked, order.number):
                return Changing(state="limited")
            link = await change_links.issue(locked, order.number)
    except NotFound as error:
        raise not_found("conversation") from error
    token = sign(service.settings.secret, link)
    try:
        await service.postman.send_link(conversation, order, id=link, token=token)
    except MailUnavailable:
        await change_links.withdraw(service.record, conversation.brand, link)
        return Changing(state="unavailable")
    await change_links.sent(service.record, conversation.brand, link)
    return sent


async def order_in(service: Service, conversation: Conversation, typed: str) -> Order:
    """The order, which this conversation may read already; raises `Refused`.

    An order without proof and one that does not exist are refused alike.
    """
    number = order_number(typed, service.brands[conversation.brand].shop.order_digits)
    try:
        orders = service.orders(conversation.brand)
        order = await orders.order(conversation.brand, number) if number else None
        readable = order and order.number in await readable_orders(service, conversation)
    except ShopUnavailable as error:
        raise Refused(503, "shop_unavailable", "The shop gives no answer; ask a human.") from error
    if order is None or not readable:
        message = "This conversation has no proof of that order: have it proven first."
        raise Refused(403, "not_proven", message)
    return order


async def _one_at_a_time(locked: Locked, order: Order) -> None:
    # Many conversations at once would pass the limit of an order together.
    await locked.connection.execute(
        text("SELECT pg_advisory_xact_lock(hashtextextended(:order, 0))"),
        {"order": f"change/{order.brand}/{order.number}"},
    )
