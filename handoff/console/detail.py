"""One conversation with everything that is known of it."""

from typing import Annotated, Any
from uuid import UUID

from fastapi import APIRouter, Query
from pydantic import BaseModel

from handoff.console.cases import CaseView, case_view
from handoff.console.dependencies import MyConversation, MyConversations, Person
from handoff.console.orders import OrderView, ParcelView, orders_and_parcels
from handoff.console.rows import Row, rows_of
from handoff.conversations import cases
from handoff.conversations.log import Conversations
from handoff.conversations.model import Conversation
from handoff.conversations.people import CM
from handoff.conversations.views import cm_view
from handoff.doors.errors import not_found
from handoff.doors.proven import proof_of
from handoff.doors.service import Service, ServiceDep
from handoff.steering import mistakes

router = APIRouter(tags=["console"])

NEWEST = 500
"""Events that a detail shows; earlier ones come from `/events`."""


class OfferedView(BaseModel):
    """A past reply that the bot gave; `refused` where the customer said that it did not help."""

    resolution_id: UUID
    reply: str
    refused: bool


class Summary(BaseModel):
    """What a CM has to know before writing the first word."""

    problem: str | None
    done: list[str]
    offered: OfferedView | None
    order: OrderView | None
    parcel: ParcelView | None
    reason: str | None


class Detail(BaseModel):
    """A conversation, its newest events, what was learned, and what it is about."""

    row: Row
    events: list[dict[str, Any]]
    facts: dict[str, Any]
    summary: Summary
    orders: list[OrderView]
    parcels: list[ParcelView]
    cases: list[CaseView]
    mistakes: list[int]
    """Numbers of the bot's messages that a CM has marked as wrong."""
    head: int


class Events(BaseModel):
    """Events in order; `head` is the number of the newest one that exists."""

    events: list[dict[str, Any]]
    head: int


@router.get("/conversations/{id}")
async def read_detail(conversation: MyConversation, person: Person, service: ServiceDep) -> Detail:
    """The conversation with everything that is known of it."""
    return await detail(service, person, conversation)


@router.get("/conversations/{id}/events")
async def read_events(
    conversation: MyConversation,
    conversations: MyConversations,
    after: Annotated[int, Query(ge=0, le=2**31 - 1)] = 0,
    limit: Annotated[int, Query(ge=1, le=NEWEST)] = NEWEST,
) -> Events:
    """The events after a number, in order."""
    found = await conversations.events(conversation.id, after=after, limit=limit)
    return Events(events=[cm_view(event) for event in found], head=conversation.last_number)


async def detail(service: Service, person: CM, conversation: Conversation) -> Detail:
    """The detail of a conversation that `person` may see."""
    brands = [conversation.brand]
    log = Conversations(service.record, brands)
    after = max(0, conversation.last_number - NEWEST)
    events = await log.events(conversation.id, after=after)
    orders, parcels = await orders_and_parcels(
        service.orders(conversation.brand),
        conversation.brand,
        conversation.facts,
        await proof_of(service, conversation),
        events,
    )
    promised = await cases.of_conversation(service.record, brands, conversation.id)
    return Detail(
        row=await row_of(service, person, conversation.id),
        events=[cm_view(event) for event in events],
        facts=conversation.facts,
        summary=_summary(conversation, orders, parcels),
        orders=orders,
        parcels=parcels,
        cases=[case_view(case) for case in promised],
        mistakes=await mistakes.of_conversation(
            service.record, conversation.brand, conversation.id
        ),
        head=events[-1].number if events else 0,
    )


async def row_of(service: Service, person: CM, conversation_id: UUID) -> Row:
    """The row of a conversation; raises `Refused` (404) where `person` may not see it."""
    async with service.record.transaction(service.brands_of(person)) as connection:
        rows = await rows_of(connection, [conversation_id])
    if conversation_id not in rows:
        raise not_found("conversation")
    return rows[conversation_id]


def _summary(
    conversation: Conversation, orders: list[OrderView], parcels: list[ParcelView]
) -> Summary:
    facts, told = conversation.facts, conversation.summary
    done: list[Any] = told.get("done") or []
    tracked = facts.get("tracking_number")
    parcel = next((one for one in parcels if one.tracking_number == tracked), None)
    return Summary(
        problem=told.get("problem") or facts.get("problem"),
        done=[str(step) for step in done],
        offered=told.get("offered"),
        order=orders[0] if orders else None,
        parcel=parcel or (parcels[0] if parcels else None),
        reason=conversation.reason,
    )
