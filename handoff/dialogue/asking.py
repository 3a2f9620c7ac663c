"""How an answer is got out of Rasa: seeded, asked, waited for while it starts, or given up."""

from __future__ import annotations

import asyncio
from typing import Any, Final

from handoff.brands.brand import Brand
from handoff.brands.service_messages import ServiceMessages
from handoff.conversations.log import read_events
from handoff.conversations.model import Conversation
from handoff.dialogue.answers import BadAnswer, BotAnswer, parse
from handoff.dialogue.holds import Hold, Holds
from handoff.dialogue.rasa import (
    BotError,
    BotFailed,
    BotInterrupted,
    BotUnavailable,
    Rasa,
)
from handoff.suggestions import offers

START_LIMIT: Final = 30.0
"""Seconds for which a Rasa that refuses connections is waited for."""

ONE_MOMENT_AFTER: Final = 1.0
"""Seconds of refusals after which the customer reads "one moment"."""

TRY_AGAIN_EVERY: Final = 0.3

SEEDED_FACTS: Final = ("order_number", "tracking_number", "first_name")
"""What a new stint knows from the one before, as far as the bot has slots for it."""


class Asking:
    """Asks Rasa on behalf of a hold."""

    def __init__(self, rasa: Rasa, holds: Holds, texts: ServiceMessages) -> None:
        self._rasa = rasa
        self._holds = holds
        self._texts = texts

    async def answer(self, hold: Hold, brand: Brand) -> BotAnswer:
        """Ask until there is an answer or no hope of one; raises BotError.

        Only what Rasa has not seen is sent again: a refused connection, or a broken one where the
        tracker does not hold the turn, once.
        """
        loop = asyncio.get_running_loop()
        refused_at: float | None = None
        interrupted = told = False
        while True:
            try:
                return await self._ask(hold, brand, look_first=hold.resumed or interrupted)
            except BotInterrupted:
                if interrupted:
                    raise
                interrupted = True
            except BotUnavailable:
                refused_at = refused_at if refused_at is not None else loop.time()
                if loop.time() - refused_at > START_LIMIT:
                    raise
                if not told and loop.time() - refused_at > ONE_MOMENT_AFTER:
                    told = await self._say_one_moment(hold, brand)
            await asyncio.sleep(TRY_AGAIN_EVERY)

    async def model(self) -> str | None:
        """The id of the model that answers, for the CM's eyes only: an answer stands without it."""
        try:
            return await self._rasa.model()
        except BotError:
            return None

    async def _ask(self, hold: Hold, brand: Brand, *, look_first: bool) -> BotAnswer:
        elements: Any = None
        if look_first:
            elements = await self._rasa.replay(hold.sender, str(hold.turn_id))
        if elements is None:
            if hold.conversation.bot_cursor <= hold.conversation.stint_started:
                slots = _slots(hold.conversation, brand)
                if since := await self._holds.asked_since(hold):
                    slots["asked_since"] = since.isoformat()
                await self._rasa.seed(hold.sender, slots)
            elements = await self._rasa.turn(hold.sender, hold.message, _metadata(hold, brand))
        try:
            answer = parse(elements)
        except BadAnswer as error:
            raise BotFailed(f"The bot's answer is not understood: {error}") from error
        if answer.empty:
            raise BotFailed("The bot answered nothing.")
        return answer

    async def _say_one_moment(self, hold: Hold, brand: Brand) -> bool:
        async with self._holds.fenced(hold) as locked:
            if locked is not None:
                since = await read_events(locked.connection, hold.conversation.id, after=hold.upto)
                if not any(event.body.get("code") == "one_moment" for event in since):
                    text = self._texts.say(
                        "one_moment", locked.conversation.language, brand.voice.address
                    )
                    await locked.append("message", "service", {"text": text, "code": "one_moment"})
        return True


def _slots(conversation: Conversation, brand: Brand) -> dict[str, Any]:
    known = {name: conversation.facts[name] for name in SEEDED_FACTS if name in conversation.facts}
    if "order_number" in known:
        # A parcel is to find the order; beside one it is that order's, or an old one.
        known.pop("tracking_number", None)
    return {
        "brand": brand.name,
        "voice": brand.voice.address,
        "language": conversation.language,
        "brand_name": brand.display_name,
        "bot_name": brand.bot_name,
        "order_digits": brand.shop.order_digits.in_words(),
        "is_returning": conversation.stint > 1 or conversation.episode > 1,
        **known,
    }


def _metadata(hold: Hold, brand: Brand) -> dict[str, Any]:
    return {
        "turn_id": str(hold.turn_id),
        "brand": brand.name,
        "conversation": str(hold.conversation.id),
        "language": hold.conversation.language,
        "voice": brand.voice.address,
        "offered": hold.conversation.last_turn == offers.OFFER,
    }
