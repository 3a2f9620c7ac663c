"""Where the bot did not understand: a past reply of the team in its place, if one fits surely.

The bot says that it did not understand as data in its answer, before words that ask to rephrase or
hand over. Where the similarity engine knows something that a supervisor approved, those words give
way to it; in every other case, and whenever the engine is not there, they are said as they are.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import UTC, datetime
from typing import Final

import structlog

from handoff.brands.brand import Brand
from handoff.brands.service_messages import ServiceMessages, service_messages
from handoff.conversations.model import Conversation
from handoff.dialogue.answers import BotAnswer, Button, Reply
from handoff.dialogue.holds import Hold
from handoff.storage.engine import Record
from handoff.suggestions import offers
from handoff.suggestions.engine import Suggestions
from handoff.suggestions.offers import Offer

log = structlog.get_logger(__name__)

WITHIN: Final = 1.0
"""Seconds that the engine may take; it needs some hundredths."""


class Fallback:
    """Finds what is said in the bot's place.

    Args:
        record: where conversations and resolutions are.
        engine: gives the similarity engine; None while it is not ready.
        brands: by name.
    """

    def __init__(
        self,
        record: Record,
        engine: Callable[[], Suggestions | None],
        brands: Mapping[str, Brand],
        texts: ServiceMessages | None = None,
    ) -> None:
        self._record = record
        self._engine = engine
        self._brands = brands
        self._texts = texts or service_messages()

    async def better(self, hold: Hold, answer: BotAnswer) -> BotAnswer:
        """The answer with an offer in place of "I did not understand", or as it is."""
        engine = self._engine()
        if answer.fallback is None or engine is None:
            return answer
        try:
            async with asyncio.timeout(WITHIN):
                offer = await self._offer(hold, engine, _language(hold.conversation, answer))
        except Exception:
            # Whatever fails here, the customer gets the answer that they would have got without.
            log.exception("offer_failed", conversation=str(hold.conversation.id))
            return answer
        return answer if offer is None else self._with(offer, hold, answer)

    async def _offer(self, hold: Hold, engine: Suggestions, language: str) -> Offer | None:
        brand = self._brands[hold.conversation.brand]
        # What changes this before the turn is stored changes the version too: the turn is dropped.
        async with self._record.transaction([brand.name]) as connection:
            if not await offers.may_offer(connection, hold.conversation):
                return None
        now = datetime.now(UTC)
        return await offers.find(engine, self._record, brand, language, hold.problem, now)

    def _with(self, offer: Offer, hold: Hold, answer: BotAnswer) -> BotAnswer:
        brand = self._brands[hold.conversation.brand]
        language = _language(hold.conversation, answer)

        def say(key: str) -> str:
            return self._texts.say(key, language, brand.voice.address)

        # The bot takes them as the answer to its own "did that help?", pressed or typed.
        buttons = (Button(say("offer_yes"), "/affirm"), Button(say("offer_no"), "/deny"))
        return replace(
            answer,
            replies=[
                *answer.replies[: answer.fallback],
                Reply(say("offer_from_team")),
                Reply(offer.reply, offer=offer),
                Reply(say("offer_helped"), buttons),
            ],
            escalation=None,
            kind=offers.OFFER,
        )


def _language(conversation: Conversation, answer: BotAnswer) -> str:
    """What the customer writes now, which the bot's answer tells."""
    return str(answer.facts.get("language") or conversation.language)
