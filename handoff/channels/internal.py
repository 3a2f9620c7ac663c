"""The internal API: what the bot's actions may ask of the record. Never published.

What proves identity is no slot of Rasa's that text could fill: actions ask here, each time.
"""

import hmac
from datetime import datetime
from typing import Annotated, Any
from uuid import UUID

from fastapi import APIRouter, Depends, Header
from pydantic import AwareDatetime, BaseModel, ConfigDict, Field
from sqlalchemy import text

from actions.shop.orders import ShopUnavailable, proves
from actions.shop.proof import order_number
from handoff.conversations import proofs
from handoff.conversations.cases import open_case
from handoff.conversations.log import NotFound
from handoff.conversations.model import Conversation
from handoff.doors.errors import Refused, not_found
from handoff.doors.proven import readable_orders
from handoff.doors.service import Service, ServiceDep
from handoff.doors.texts import Storable


def check_token(service: ServiceDep, authorization: Annotated[str | None, Header()] = None) -> None:
    """Let only the bot's actions in; raises `Refused`."""
    expected = f"Bearer {service.settings.internal_token}"
    if not hmac.compare_digest((authorization or "").encode(), expected.encode()):
        raise Refused(401, "wrong_token", "This address is for the bot's actions only.")


PREFIX = "/internal/conversations/{id}"

router = APIRouter(prefix=PREFIX, include_in_schema=False, dependencies=[Depends(check_token)])


class Question(BaseModel):
    """A body of the internal API."""

    model_config = ConfigDict(extra="forbid")


class Claimed(Question):
    """What a customer says to prove that an order is theirs."""

    order_number: Storable = Field(max_length=100)
    postcode: Storable | None = Field(default=None, max_length=100)
    email: Storable | None = Field(default=None, max_length=320)


class Proof(BaseModel):
    """`limited` means that too many attempts failed: a human decides."""

    granted: bool
    limited: bool


class Promise(Question):
    """A case that an action opens; the same turn and action opens it once."""

    turn_id: UUID
    action: Storable = Field(min_length=1, max_length=100)
    kind: Storable = Field(min_length=1, max_length=100)
    due_at: AwareDatetime
    team: Storable = Field(default="customer_care", max_length=100)
    order_number: Storable | None = Field(default=None, max_length=100)
    tracking_number: Storable | None = Field(default=None, max_length=100)
    summary: dict[str, Any] | str = Field(default_factory=dict[str, Any])


class Promised(BaseModel):
    """The case; `created` is false if it stood already."""

    number: str
    due_at: datetime
    created: bool


@router.post("/proof")
async def prove(id: UUID, claimed: Claimed, service: ServiceDep) -> Proof:
    """Compare what the customer says with the order; a success opens it in this conversation.

    It is never said which half was wrong, nor whether such an order exists.
    """
    try:
        conversation = await service.conversations.get(id)
        digits = service.brands[conversation.brand].shop.order_digits
        number = order_number(claimed.order_number, digits)
        if number is None:
            return Proof(granted=False, limited=False)
        fits = await proves(
            service.orders(conversation.brand),
            conversation.brand,
            number,
            postcode=claimed.postcode,
            email=claimed.email,
        )
        async with service.conversations.locked(id) as locked:
            # One attempt at an order at a time, or many at once would pass the limit together.
            await locked.connection.execute(
                text("SELECT pg_advisory_xact_lock(hashtextextended(:order, 0))"),
                {"order": f"{conversation.brand}/{number}"},
            )
            limited = await proofs.limited(
                locked.connection, conversation.brand, number, conversation.address
            )
            if limited:
                return Proof(granted=False, limited=True)
            await proofs.attempt(locked, number, granted=fits)
    except NotFound as error:
        raise not_found("conversation") from error
    except ShopUnavailable as error:
        raise Refused(503, "shop_unavailable", "The shop gives no answer; ask a human.") from error
    return Proof(granted=fits, limited=False)


@router.get("/proofs")
async def proven(id: UUID, service: ServiceDep) -> dict[str, list[str]]:
    """The orders that this conversation may read, by proof or by the shop's word."""
    conversation = await known(id, service)
    try:
        return {"orders": await readable_orders(service, conversation)}
    except ShopUnavailable as error:
        raise Refused(503, "shop_unavailable", "The shop gives no answer; ask a human.") from error


@router.post("/cases")
async def promise(id: UUID, asked: Promise, service: ServiceDep) -> Promised:
    """Open a case, once."""
    summary = {"text": asked.summary} if isinstance(asked.summary, str) else asked.summary
    try:
        async with service.conversations.locked(id) as locked:
            case, created = await open_case(
                locked,
                kind=asked.kind,
                turn_id=asked.turn_id,
                action=asked.action,
                due_at=asked.due_at,
                team=asked.team,
                order_number=asked.order_number,
                tracking_number=asked.tracking_number,
                summary=summary,
            )
    except NotFound as error:
        raise not_found("conversation") from error
    return Promised(number=case.number, due_at=case.due_at, created=created)


@router.post("/silence")
async def silence(id: UUID, service: ServiceDep) -> dict[str, str | None]:
    """Apply the rule of silence now: the end of a recorded dialogue that is played again."""
    try:
        outcome = await service.silence.apply(id)
    except NotFound as error:
        raise not_found("conversation") from error
    return {"outcome": outcome.value if outcome else None}


async def known(id: UUID, service: Service) -> Conversation:
    """The conversation of an internal address; raises `Refused`."""
    try:
        return await service.conversations.get(id)
    except NotFound as error:
        raise not_found("conversation") from error
