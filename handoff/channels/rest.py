"""The Rasa-compatible door: a client made for Rasa's REST channel works by changing its address.

Requests and answers are those of https://rasa.com/docs/rasa/connectors/your-own-website/#restinput.
Senders live in a namespace of the brand's key, so that they cannot name a widget's conversation;
the client's metadata is taken and not believed.
"""

import re
from typing import Annotated, Any
from uuid import uuid4

from fastapi import APIRouter, Query, Request
from pydantic import BaseModel, Field
from sqlalchemy import text

from handoff.channels import intake
from handoff.channels.deliveries import read_after, unread
from handoff.conversations import customers
from handoff.conversations.keys import Key
from handoff.conversations.model import Conversation, Event
from handoff.conversations.views import customer_view
from handoff.doors.addresses import keyed
from handoff.doors.errors import not_found, too_many
from handoff.doors.frames import MAX_NUMBER
from handoff.doors.keyholders import KeyDep
from handoff.doors.service import Service, ServiceDep
from handoff.doors.texts import Storable

CHANNEL = "rest"

router = APIRouter(prefix="/webhooks/rest", tags=["Rasa-compatible"])

MESSAGES_A_MINUTE = 1200
"""Of one network address, behind which a brand's own server may stand."""

_BUTTON = re.compile(r"/(\d{1,9}\.\d{1,3})")


class RestMessage(BaseModel):
    """A message in Rasa's form."""

    sender: Storable = Field(min_length=1, max_length=200)
    message: str
    metadata: dict[str, Any] | None = Field(
        default=None, description="Taken for compatibility; what it says is not believed."
    )


class RestButton(BaseModel):
    """A choice; send `payload` as the next message to press it."""

    title: str
    payload: str


class RestReply(BaseModel):
    """One message for the user, as Rasa sends it, with its number and who says it."""

    recipient_id: str
    text: str | None = None
    buttons: list[RestButton] | None = None
    custom: dict[str, Any] | None = None
    number: int
    author: str
    name: str | None = None


class RestEvents(BaseModel):
    """Events as the customer sees them; `head` is the number of the newest one."""

    events: list[dict[str, Any]]
    head: int


@router.post("/webhook", response_model_exclude_none=True)
async def webhook(
    said: RestMessage, request: Request, key: KeyDep, service: ServiceDep
) -> list[RestReply]:
    """Say something; the answer holds what was said to the user since the last request.

    With the bot, the request waits for the answer to it. While a human has the conversation, the
    human's words come with the next request, or from `/webhooks/rest/events`.
    """
    if not await service.admits("rest", request, limit=MESSAGES_A_MINUTE):
        raise too_many("Too many messages from this network. Wait a minute.", 60)
    conversation = await _conversation(service, key, said.sender)
    button = _BUTTON.fullmatch(said.message.strip())
    client_id = str(uuid4())
    if button:
        await intake.press(service, conversation, button[1], client_id)
    else:
        await intake.say(service, conversation, said.message, client_id)
    await service.turns.answer_now(conversation.id)
    events = await unread(service.record, conversation)
    return [_reply(said.sender, event) for event in events if _is_for_user(event)]


@router.get("/events")
async def events(
    key: KeyDep,
    service: ServiceDep,
    sender: Annotated[Storable, Query(min_length=1, max_length=200)],
    after: Annotated[int, Query(ge=0, le=MAX_NUMBER)] = 0,
) -> RestEvents:
    """The events of this sender's conversation after a number."""
    known = await _known(service, key, sender)
    if known is None:
        raise not_found("sender")
    found = await read_after(service.record, known, after)
    head = max(known.last_number, found[-1].number if found else 0)
    return RestEvents(events=[customer_view(event) for event in found], head=head)


async def _conversation(service: Service, key: Key, sender: str) -> Conversation:
    """The sender's conversation, begun with their first words."""
    known = await _known(service, key, sender)
    if known is not None:
        return known
    name = _external_id(key, sender)
    # Two first messages at once must not begin two conversations.
    async with service.record.transaction([key.brand]) as connection:
        lock = text("SELECT pg_advisory_xact_lock(hashtextextended(:name, 0))")
        await connection.execute(lock, {"name": name})
        known = await _known(service, key, sender)
        if known is not None:
            return known
        customer = await customers.named(service.record, key.brand, name)
        return await service.conversations.open(
            key.brand,
            customer.customer_id,
            service.brands[key.brand].languages[0],
            channel=CHANNEL,
            sender=name,
            # A brand's server speaks for many people: attempts at proof are counted by sender.
            address=keyed(service.settings.secret, name),
        )


async def _known(service: Service, key: Key, sender: str) -> Conversation | None:
    name = _external_id(key, sender)
    return await service.conversations.of_sender(key.brand, CHANNEL, name)


def _external_id(key: Key, sender: str) -> str:
    """The sender within the key's namespace."""
    return f"{CHANNEL}:{key.id}:{sender}"


def _is_for_user(event: Event) -> bool:
    return event.kind == "message" and event.author != "customer"


def _reply(sender: str, event: Event) -> RestReply:
    seen = customer_view(event)
    buttons = [RestButton(title=b["title"], payload=f"/{b['id']}") for b in seen["buttons"]]
    return RestReply(
        recipient_id=sender,
        text=seen["text"] or None,
        buttons=buttons or None,
        custom={"card": seen["card"]} if seen["card"] else None,
        number=event.number,
        author=event.author,
        name=event.name,
    )
