"""Buttons are ids that the service issued; what they send to the bot never leaves the service."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncConnection

from handoff.conversations.log import read_events
from handoff.dialogue.answers import Button


def issued(number: int, buttons: tuple[Button, ...]) -> list[dict[str, str]]:
    """The buttons as stored in bot message `number`, with their ids."""
    return [
        {"id": f"{number}.{index}", "title": button.title, "payload": button.payload}
        for index, button in enumerate(buttons)
    ]


async def pressed(
    connection: AsyncConnection, conversation_id: UUID, button_id: str
) -> Button | None:
    """The button of that id in that conversation; None if the service never issued it.

    A door stores the press as a customer's message `{"text": title, "button": button_id}`.
    """
    number, _, _ = button_id.partition(".")
    if not number.isascii() or not number.isdecimal() or len(number) > 9:
        return None
    events = await read_events(connection, conversation_id, after=int(number) - 1, limit=1)
    if not events or events[0].number != int(number) or events[0].author != "bot":
        return None
    buttons: list[dict[str, Any]] = events[0].body.get("buttons", [])
    for button in buttons:
        if button["id"] == button_id:
            return Button(button["title"], button["payload"])
    return None
