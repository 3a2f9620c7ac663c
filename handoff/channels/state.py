"""What a customer is told about who answers and how long it takes."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import select

from handoff.brands.brand import Brand
from handoff.conversations.model import Conversation
from handoff.conversations.ownership import Owner
from handoff.conversations.tables import cms
from handoff.doors.service import Service
from handoff.live.signals import Wait


@dataclass(frozen=True, slots=True)
class State:
    """Who answers now; `place` from 1 and `estimate` in minutes while waiting, None: unknown."""

    owner: Owner
    cm: str | None
    place: int | None
    estimate: int | None
    open: bool
    opens_at: datetime | None

    def frame(self) -> dict[str, Any]:
        """The state as the widget reads it."""
        return {
            "owner": self.owner.value,
            "cm": self.cm,
            "place": self.place,
            "estimate": self.estimate,
            "open": self.open,
            "opens_at": self.opens_at.isoformat() if self.opens_at else None,
        }


async def state_of(service: Service, conversation: Conversation, wait: Wait | None = None) -> State:
    """The state of a conversation; `wait` is the desk's newest word on it, if at hand."""
    wait = wait or await service.desk.wait_of(conversation)
    return State(
        owner=conversation.owner,
        cm=await _cm_name(service, conversation),
        place=wait.place,
        estimate=wait.estimate,
        open=wait.open,
        opens_at=wait.opens_at,
    )


def brand_view(brand: Brand) -> dict[str, Any]:
    """What the widget needs to know of a brand."""
    return {
        "name": brand.name,
        "display_name": brand.display_name,
        "bot_name": brand.bot_name,
        "colours": brand.colours.model_dump(),
        "logo": brand.logo,
        "languages": list(brand.languages),
        "privacy_url": brand.privacy_url,
    }


async def _cm_name(service: Service, conversation: Conversation) -> str | None:
    if conversation.cm is None:
        return None
    async with service.record.transaction([conversation.brand]) as connection:
        return await connection.scalar(select(cms.c.name).where(cms.c.id == conversation.cm))
