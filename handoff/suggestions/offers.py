"""What the bot itself may say from past resolutions, and what it has said so.

An offer is one bot message of an episode whose body names the resolution (`offer`); whether it
helped is told by what the customer answers next. The log is the only place where offers are kept.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any, Final
from uuid import UUID
from zoneinfo import ZoneInfo

from sqlalchemy import exists, or_, select
from sqlalchemy.ext.asyncio import AsyncConnection

from handoff.brands.brand import Brand
from handoff.conversations.log import Locked
from handoff.conversations.model import Conversation
from handoff.conversations.ownership import Owner
from handoff.conversations.tables import events
from handoff.storage.engine import Record
from handoff.suggestions import feedback
from handoff.suggestions.approval import barred
from handoff.suggestions.engine import Suggestions
from handoff.suggestions.feedback import Occasion
from handoff.suggestions.refill import refill
from handoff.suggestions.tables import resolutions

OFFER: Final = "offer"
"""The kind of a bot's turn that made an offer, as the conversation keeps it (`last_turn`)."""

ASKED_HUMAN: Final = "asked_human"
"""The reason with which a customer comes who wants a human."""

OFFERED_FROM: Final[Mapping[str, float]] = {"fr": 0.87, "en": 0.66}
"""Confidence from which the bot offers; in a language without a figure it never does.

Chosen on the seed resolutions, each left out in turn (benchmarks/offers.py): from here on every
first choice is right, 3 of 3 in French and 6 of 6 in English (95 % intervals from .44 and .61 up),
where of the first suggestions that a CM is shown .61 and .39 are. On questions that nothing was
chosen on: 7 of 7 in French (of 557: rarely), 73 of 77 in English (.95, .87 to .98, of 397).
"""


@dataclass(frozen=True, slots=True)
class Offer:
    """A past reply as the bot gives it to a customer; `confidence` is the engine's."""

    resolution_id: UUID
    reply: str
    confidence: float

    def as_json(self) -> dict[str, Any]:
        """As the body of the bot's message keeps it, beside the text."""
        return {"resolution_id": str(self.resolution_id), "confidence": round(self.confidence, 3)}


@dataclass(frozen=True, slots=True)
class Offered:
    """What was offered in an episode; `refused` where the customer says that it did not help."""

    resolution_id: UUID
    reply: str
    refused: bool = False

    def as_json(self) -> dict[str, Any]:
        """As the summary of a hand-over keeps it."""
        return {
            "resolution_id": str(self.resolution_id),
            "reply": self.reply,
            "refused": self.refused,
        }


async def find(
    engine: Suggestions, record: Record, brand: Brand, language: str, problem: str, now: datetime
) -> Offer | None:
    """The reply that the bot may give to `problem`, in the customer's language; None without one.

    It is the engine's first choice among everything that is known, sure enough, and approved:
    what a supervisor did not approve is not passed over for something that fits less.
    """
    found = await engine.suggest(problem, brand.name, language, {}, k=1)
    best = next(iter(found.suggestions), None)
    if best is None or best.source.language != language:
        return None
    if best.confidence < OFFERED_FROM.get(language, 1.0):
        return None
    approved = await _approved(record, brand, best.resolution_id, now)
    if approved is None:
        return None
    resolution_id, reply = approved
    if barred(reply):
        return None
    # Of the conversation nothing is filled in: what may be said unread is true for everybody.
    ready = refill(reply, {}, brand, language)
    return None if ready.missing else Offer(resolution_id, ready.text, best.confidence)


async def may_offer(connection: AsyncConnection, conversation: Conversation) -> bool:
    """Whether the bot may offer something in this episode.

    Not twice, and not once the customer was on the way to a human or with one.
    """
    e = events.c
    to_a_human = e.body["to"].astext.in_([Owner.WAITING, Owner.CM])
    before = exists().where(
        *_of_episode(conversation),
        or_(_OFFERS, (e.kind == "owner") & to_a_human),
    )
    return not await connection.scalar(select(before))


async def made(locked: Locked, offer: Offer) -> None:
    """Keep for the figures that the bot gives it to the customer."""
    occasion = _occasion(locked.conversation)
    await feedback.offered(locked.connection, occasion, offer.resolution_id, offer.confidence)


async def helped(locked: Locked) -> None:
    """Keep that what the bot offered in this episode has helped, as the customer says."""
    offered = await _offered(locked)
    if offered is not None:
        await _judge(locked, offered, helped=True)


async def handed_over(locked: Locked, reason: str) -> Offered | None:
    """What the bot has offered in this episode, for the human who takes over; None if it helped.

    A customer who asks for a human right after an offer says that it did not.
    """
    offered = await _offered(locked)
    if offered is None:
        return None
    occasion = _occasion(locked.conversation)
    if await feedback.has_helped(locked.connection, occasion, offered.resolution_id):
        return None
    if reason == ASKED_HUMAN and locked.conversation.last_turn == OFFER:
        await _judge(locked, offered, helped=False)
        return replace(offered, refused=True)
    return offered


async def _offered(locked: Locked) -> Offered | None:
    query = select(events.c.body).where(*_of_episode(locked.conversation), _OFFERS).limit(1)
    body = await locked.connection.scalar(query)
    return Offered(UUID(body["offer"]["resolution_id"]), body["text"]) if body else None


async def _judge(locked: Locked, offered: Offered, *, helped: bool) -> None:
    occasion = _occasion(locked.conversation)
    await feedback.judged(locked.connection, occasion, offered.resolution_id, helped=helped)


def _occasion(conversation: Conversation) -> Occasion:
    return Occasion(conversation.brand, conversation.id, conversation.episode)


_OFFERS = (events.c.author == "bot") & events.c.body.has_key("offer")


def _of_episode(conversation: Conversation) -> tuple[Any, ...]:
    e = events.c
    return e.conversation_id == conversation.id, e.episode == conversation.episode


async def _approved(
    record: Record, brand: Brand, resolution_id: UUID, now: datetime
) -> tuple[UUID, str] | None:
    """That resolution, or one with the very same reply, if the bot may answer with it today."""
    c, same = resolutions.c, resolutions.alias("same").c
    today = now.astimezone(ZoneInfo(brand.hours.timezone)).date()
    reply = select(same.reply).where(same.id == resolution_id).scalar_subquery()
    query = (
        select(c.id, c.reply)
        .where(
            c.brand == brand.name,
            or_(c.id == resolution_id, c.reply == reply),
            c.approved_at.is_not(None),
            c.retired_at.is_(None),
            c.merged_into.is_(None),
            or_(c.holds_until.is_(None), c.holds_until >= today),
        )
        .order_by(c.id != resolution_id, c.id)
        .limit(1)
    )
    async with record.transaction([brand.name]) as connection:
        row = (await connection.execute(query)).one_or_none()
    return (row.id, row.reply) if row else None
