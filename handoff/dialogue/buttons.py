"""Buttons are ids that the service issued; what they send to the bot never leaves the service."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncConnection

from handoff.conversations.log import read_events
from handoff.conversations.tables import events
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
    found = await read_events(connection, conversation_id, after=int(number) - 1, limit=1)
    if not found or found[0].number != int(number) or found[0].author != "bot":
        return None
    buttons: list[dict[str, Any]] = found[0].body.get("buttons", [])
    for button in buttons:
        if button["id"] == button_id:
            return Button(button["title"], button["payload"])
    return None


async def newest(connection: AsyncConnection, conversation_id: UUID, payload: str) -> str | None:
    """The id of the newest button in that conversation that sends `payload`; None without one."""
    e = events.c
    body = await connection.scalar(
        select(e.body)
        .where(
            e.conversation_id == conversation_id,
            e.author == "bot",
            e.body.contains({"buttons": [{"payload": payload}]}),
        )
        .order_by(e.number.desc())
        .limit(1)
    )
    issued_then: list[dict[str, str]] = body["buttons"] if body else []
    return next((one["id"] for one in issued_then if one["payload"] == payload), None)
