"""Bot messages that a CM has marked as wrong: kept for learning."""

from __future__ import annotations

from uuid import UUID

from sqlalchemy import delete, select
from sqlalchemy.dialects.postgresql import insert

from handoff.conversations.model import Event
from handoff.steering.tables import bot_mistakes
from handoff.storage.engine import Record


async def mark(record: Record, brand: str, event: Event, by: UUID) -> None:
    """Note that the bot was wrong there; harmless when repeated."""
    row = {"conversation_id": event.conversation, "number": event.number}
    async with record.transaction([brand]) as connection:
        await connection.execute(
            insert(bot_mistakes).values(**row, brand=brand, said_by=by).on_conflict_do_nothing()
        )


async def unmark(record: Record, brand: str, event: Event) -> None:
    """Take the note back."""
    b = bot_mistakes.c
    async with record.transaction([brand]) as connection:
        await connection.execute(
            delete(bot_mistakes).where(
                b.conversation_id == event.conversation, b.number == event.number
            )
        )


async def of_conversation(record: Record, brand: str, conversation_id: UUID) -> list[int]:
    """The numbers of the messages that are marked."""
    b = bot_mistakes.c
    query = select(b.number).where(b.conversation_id == conversation_id).order_by(b.number)
    async with record.transaction([brand]) as connection:
        return list((await connection.execute(query)).scalars())
