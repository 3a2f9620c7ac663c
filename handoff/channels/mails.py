"""The internal API's part that mails a customer about what was done."""

from typing import Literal
from uuid import UUID

from fastapi import APIRouter, Depends
from pydantic import BaseModel, Field

from handoff.channels.changing import order_in
from handoff.channels.internal import PREFIX, Question, check_token, known
from handoff.conversations import mails
from handoff.conversations.log import NotFound
from handoff.doors.errors import not_found
from handoff.doors.service import ServiceDep
from handoff.doors.texts import Storable
from handoff.mail.letter import masked
from handoff.mail.smtp import MailUnavailable

router = APIRouter(prefix=PREFIX, include_in_schema=False, dependencies=[Depends(check_token)])


class Letter(Question):
    """A mail in plain text, without greeting and closing, which the brand's voice adds."""

    turn_id: UUID
    action: Storable = Field(min_length=1, max_length=100)
    order_number: Storable = Field(max_length=100)
    subject: Storable = Field(min_length=1, max_length=200)
    text: Storable = Field(min_length=1, max_length=10_000)


class Mailed(BaseModel):
    """Whether the mail went; `sent_to` is the masked address of the contact on file."""

    state: Literal["sent", "unavailable"]
    sent_to: str | None = None


@router.post("/mails")
async def mail(id: UUID, asked: Letter, service: ServiceDep) -> Mailed:
    """Mail the order's customer, once for a turn and action."""
    conversation = await known(id, service)
    order = await order_in(service, conversation, asked.order_number)
    try:
        async with service.conversations.locked(id) as locked:
            kept = await mails.write(
                locked,
                turn_id=asked.turn_id,
                action=asked.action,
                order_number=order.number,
                sent_to=masked(order.customer.email),
                subject=asked.subject,
                body=asked.text,
            )
    except NotFound as error:
        raise not_found("conversation") from error
    if kept.sent_at is None:
        try:
            await service.postman.send(conversation, order, kept)
        except MailUnavailable:
            return Mailed(state="unavailable")
        await mails.sent(service.record, kept)
    return Mailed(state="sent", sent_to=kept.sent_to)
