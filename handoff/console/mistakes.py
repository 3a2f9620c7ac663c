"""A CM says that the bot was wrong there, for whoever trains it."""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Path
from pydantic import BaseModel, ConfigDict

from handoff.console.dependencies import MyConversation, MyConversations, Person
from handoff.conversations.model import Event
from handoff.doors.errors import Refused, not_found
from handoff.doors.service import ServiceDep
from handoff.steering import mistakes

router = APIRouter(tags=["console"])


class Wrong(BaseModel):
    """Whether the bot was wrong; false takes it back."""

    model_config = ConfigDict(extra="forbid")

    wrong: bool


class Mistakes(BaseModel):
    """The numbers of this conversation's messages that are marked."""

    mistakes: list[int]


@router.put("/conversations/{id}/events/{number}/wrong")
async def mark(
    number: Annotated[int, Path(ge=1, le=2**31 - 1)],
    said: Wrong,
    conversation: MyConversation,
    conversations: MyConversations,
    person: Person,
    service: ServiceDep,
) -> Mistakes:
    """Mark a message of the bot as wrong, or take the mark back."""
    event = await _message(conversations, conversation.id, number)
    if said.wrong:
        await mistakes.mark(service.record, conversation.brand, event, person.id)
    else:
        await mistakes.unmark(service.record, conversation.brand, event)
    marked = await mistakes.of_conversation(service.record, conversation.brand, conversation.id)
    return Mistakes(mistakes=marked)


async def _message(conversations: MyConversations, conversation_id: UUID, number: int) -> Event:
    found = await conversations.events(conversation_id, after=number - 1, limit=1)
    if not found:
        raise not_found("message")
    event = found[0]
    if event.kind != "message" or event.author != "bot":
        raise Refused(422, "not_the_bots", "Only a message of the bot can be marked as wrong.")
    return event
