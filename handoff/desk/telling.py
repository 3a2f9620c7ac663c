"""What the desk tells a customer, in the transaction that makes it true."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from zoneinfo import ZoneInfo

from handoff.brands.brand import Brand
from handoff.brands.service_messages import DAYS, ServiceMessages
from handoff.conversations import standing
from handoff.conversations.log import Locked
from handoff.desk.waits import Waits


class Telling:
    """Writes service messages into conversations."""

    def __init__(self, brands: Mapping[str, Brand], waits: Waits, texts: ServiceMessages) -> None:
        self._brands = brands
        self._waits = waits
        self._texts = texts

    async def place(self, locked: Locked, begin: str) -> None:
        """Place and estimate of a conversation that waits now, after the text `begin`."""
        conversation = locked.conversation
        assert conversation.deadline is not None
        ahead = await standing.ahead(
            locked.connection,
            conversation.brand,
            conversation.team,
            conversation.deadline,
            conversation.id,
        )
        wait = self._waits.wait(
            conversation.id, conversation.brand, conversation.team, ahead + 1, locked.now
        )
        text = self._waits.words(wait, conversation, locked.now, begin)
        body = {"text": text, "code": "place", "place": wait.place, "estimate": wait.estimate}
        await locked.append("message", "service", body)

    async def new_date(self, locked: Locked, case_number: str, due_at: datetime) -> None:
        """The day on which a promise is due from now on, by the brand's clock."""
        conversation = locked.conversation
        hours = self._brands[conversation.brand].hours
        day = due_at.astimezone(ZoneInfo(hours.timezone))
        name = DAYS["fr" if conversation.language == "fr" else "en"][day.weekday()]
        await self.say(locked, "case_postponed", case_number=case_number, day=name, date=day)

    async def say(self, locked: Locked, key: str, **values: object) -> None:
        """The text `key`, which is the message's code too."""
        conversation = locked.conversation
        brand = self._brands[conversation.brand]
        text = self._texts.say(
            key, conversation.language, brand.voice.address, bot=brand.bot_name, **values
        )
        await locked.append("message", "service", {"text": text, "code": key})
