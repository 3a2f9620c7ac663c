"""Replies that colleagues gave to the same problem: for a CM, or for a brand's own system."""

from dataclasses import dataclass
from typing import Annotated, Any, Literal
from uuid import UUID

from fastapi import APIRouter, Depends
from pydantic import BaseModel, ConfigDict, Field
from sqlalchemy import select
from starlette.requests import HTTPConnection

from handoff.console.dependencies import MyConversation, Person, check_origin, person_of
from handoff.conversations.log import Conversations, NotFound
from handoff.conversations.model import Conversation, Event
from handoff.conversations.people import CM
from handoff.doors.errors import Refused, not_found
from handoff.doors.keyholders import Bearer, key_of
from handoff.doors.service import Service, ServiceDep
from handoff.doors.texts import Storable
from handoff.suggestions import feedback
from handoff.suggestions.engine import SHOWN, SuggestionResult
from handoff.suggestions.feedback import Occasion, Reason, Verdict
from handoff.suggestions.present import present
from handoff.suggestions.refill import refill
from handoff.suggestions.tables import resolutions
from handoff.suggestions.withholding import withheld

router = APIRouter(tags=["suggestions"])

LOOKED_AT = 60
"""Newest events of a conversation among which its problem is looked for."""

SAID = 4
"""Newest messages of the customer that make the problem."""


class Question(BaseModel):
    """What to suggest a reply to: a text, or what the customer of a conversation has written."""

    model_config = ConfigDict(extra="forbid")

    text: Storable | None = Field(default=None, max_length=20_000)
    brand: str | None = Field(default=None, max_length=64)
    language: str | None = Field(default=None, pattern=r"^[a-z]{2}$")
    conversation_id: UUID | None = None


class SourceView(BaseModel):
    """Where a suggestion comes from; `count` past resolutions say the same."""

    question: str
    resolved_at: str | None
    csat: int | None
    count: int
    language: str


class SuggestionView(BaseModel):
    """A reply ready to insert.

    `missing` are placeholders that still stand in it, `agreeing` words that agree in gender with
    whom it was written for, or by.
    """

    resolution_id: UUID
    reply: str
    confidence: float
    source: SourceView
    missing: list[str]
    agreeing: list[str]


class SuggestionList(BaseModel):
    """The best first; `abstained` when nothing comparable is known, or for a `reason`.

    The one reason is `withheld`: the brand keeps this conversation without suggestions.
    """

    suggestions: list[SuggestionView]
    abstained: bool
    reason: Literal["withheld"] | None = None


class Rejection(BaseModel):
    """Why a suggestion is of no use."""

    model_config = ConfigDict(extra="forbid")

    reason: Reason


@dataclass(frozen=True, slots=True)
class Asker:
    """Who asks: a CM with their brands, or a brand's key."""

    brands: list[str]
    cm: CM | None


async def _asker(connection: HTTPConnection, shown: Bearer, service: ServiceDep) -> Asker:
    if shown is not None:
        return Asker(brands=[(await key_of(service, shown)).brand], cm=None)
    check_origin(connection, service)
    person = await person_of(connection, service)
    return Asker(brands=service.brands_of(person), cm=person)


@router.post("/suggestions")
async def suggest(
    question: Question, asker: Annotated[Asker, Depends(_asker)], service: ServiceDep
) -> SuggestionList:
    """Up to three replies, filled in for this conversation, or an abstention."""
    conversation = await _conversation(question, asker, service)
    text = question.text or await _problem(service, conversation)
    if not text.strip():
        raise Refused(422, "no_text", "Send a text, or the id of a conversation with one.")
    brand = _brand(question, asker, conversation)
    occasion = _occasion(brand, conversation, asker.cm)
    if conversation and withheld(conversation.id, service.brands[brand].suggestions_withheld):
        await feedback.withheld(service.record, occasion)
        return SuggestionList(suggestions=[], abstained=True, reason=feedback.WITHHELD)
    rejected = await _rejected(service, occasion)
    found = await service.suggesting.engine.suggest(
        text,
        brand,
        question.language or (conversation.language if conversation else None),
        await _facts(service, conversation) if conversation else {},
        cm=asker.cm.name if asker.cm else None,
        k=SHOWN + len(rejected),
    )
    kept = [each for each in found.suggestions if each.resolution_id not in rejected]
    result = SuggestionResult(tuple(kept[:SHOWN]))
    await feedback.shown(service.record, occasion, result)
    return SuggestionList.model_validate(result.as_json())


@router.post("/conversations/{id}/suggestions/{resolution}/inserted", status_code=204)
async def insert(
    conversation: MyConversation, resolution: UUID, person: Person, service: ServiceDep
) -> None:
    """Note that I put this suggestion into my draft."""
    occasion = await _shown_there(service, conversation, person, resolution)
    await feedback.inserted(service.record, occasion, resolution)


@router.post("/conversations/{id}/suggestions/{resolution}/rejected", status_code=204)
async def reject(
    conversation: MyConversation,
    resolution: UUID,
    person: Person,
    service: ServiceDep,
    body: Rejection,
) -> None:
    """Say why this suggestion is of no use: it is not shown again in this episode."""
    occasion = await _shown_there(service, conversation, person, resolution)
    await feedback.rejected(service.record, occasion, resolution, body.reason)


async def remember_answer(
    service: Service, cm: CM, sent: Event, resolution_id: UUID | None
) -> None:
    """Keep that `cm` sent a message made from a resolution, or one of their own.

    Once, however often it was sent.
    """
    conversation = await service.conversations.get(sent.conversation)
    occasion = Occasion(conversation.brand, conversation.id, sent.episode, cm.id)
    if resolution_id is None:
        await feedback.own_answer(service.record, occasion)
        return
    async with service.record.transaction([conversation.brand]) as connection:
        row = (
            await connection.execute(
                select(resolutions.c.reply, resolutions.c.language).where(
                    resolutions.c.id == resolution_id
                )
            )
        ).one_or_none()
    if row is None:
        return
    brand = service.brands[conversation.brand]
    facts = await _facts(service, conversation)
    suggested = refill(row.reply, facts, brand, row.language, cm.name).text
    await feedback.sent(
        service.record, occasion, resolution_id, suggested, str(sent.body.get("text", ""))
    )


async def _conversation(question: Question, asker: Asker, service: Service) -> Conversation | None:
    if question.conversation_id is None:
        return None
    try:
        return await Conversations(service.record, asker.brands).get(question.conversation_id)
    except NotFound as error:
        raise not_found("conversation") from error


def _brand(question: Question, asker: Asker, conversation: Conversation | None) -> str:
    if conversation is not None:
        return conversation.brand
    if question.brand is None and len(asker.brands) == 1:
        return asker.brands[0]
    if question.brand is None:
        raise Refused(422, "no_brand", "Name the brand: you may see several.")
    if question.brand not in asker.brands:
        raise not_found("brand")
    return question.brand


async def _problem(service: Service, conversation: Conversation | None) -> str:
    """What the customer wants now: the problem as the bot noted it, and their newest words."""
    if conversation is None:
        return ""
    log = Conversations(service.record, [conversation.brand])
    events = await log.events(conversation.id, after=conversation.last_number - LOOKED_AT)
    said = [
        str(event.body.get("text", ""))
        for event in events
        if event.kind == "message"
        and event.author == "customer"
        and event.episode == conversation.episode
        and "button" not in event.body
    ]
    noted = conversation.facts.get("problem")
    return "\n".join(dict.fromkeys([*([str(noted)] if noted else []), *said[-SAID:]]))


async def _facts(service: Service, conversation: Conversation) -> dict[str, Any]:
    """What its placeholders are filled with."""
    return await present(service.record, conversation, service.brands[conversation.brand])


def _occasion(brand: str, conversation: Conversation | None, cm: CM | None) -> Occasion:
    by = cm.id if cm else None
    if conversation is None:
        return Occasion(brand, cm_id=by)
    return Occasion(brand, conversation.id, conversation.episode, by)


async def _rejected(service: Service, occasion: Occasion) -> set[UUID]:
    """What was of no use in this episode already: to a CM, or to the customer."""
    if occasion.conversation_id is None:
        return set()
    useless = (Verdict.REJECTED, Verdict.NOT_HELPED)
    return await feedback.of_episode(service.record, occasion, *useless)


async def _shown_there(
    service: Service, conversation: Conversation, person: CM, resolution: UUID
) -> Occasion:
    """Where it was shown; raises `Refused` (404) for what was not."""
    occasion = _occasion(conversation.brand, conversation, person)
    if resolution not in await feedback.of_episode(service.record, occasion, Verdict.SHOWN):
        raise not_found("suggestion")
    return occasion
