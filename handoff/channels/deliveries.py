"""How far each client of the REST door has read."""

from uuid import UUID

from sqlalchemy import Column, Integer, Table, Text, Uuid, func
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncConnection

from handoff.conversations.log import read_events
from handoff.conversations.model import Conversation, Event
from handoff.storage.engine import Record, metadata

rest_deliveries = Table(
    "rest_deliveries",
    metadata,
    Column("conversation_id", Uuid(), primary_key=True),
    Column("brand", Text, nullable=False),
    Column("delivered", Integer, nullable=False),
)

AT_A_TIME = 500


async def unread(record: Record, conversation: Conversation) -> list[Event]:
    """The events that the client has not had yet; from now on it counts as having had them."""
    async with record.transaction([conversation.brand]) as connection:
        after = await _locked(connection, conversation)
        events = await read_events(connection, conversation.id, after=after, limit=AT_A_TIME)
        if events:
            await _note(connection, conversation.id, events[-1].number)
    return events


async def read_after(record: Record, conversation: Conversation, after: int) -> list[Event]:
    """The events after a number that the client names; they count as had."""
    async with record.transaction([conversation.brand]) as connection:
        await _locked(connection, conversation)
        events = await read_events(connection, conversation.id, after=after, limit=AT_A_TIME)
        if events:
            await _note(connection, conversation.id, events[-1].number)
    return events


async def _locked(connection: AsyncConnection, conversation: Conversation) -> int:
    """How far the client has read, locked: two requests at once must not both deliver."""
    d = rest_deliveries.c
    # An update, of nothing: it locks the row, which a conflict left alone would not.
    query = (
        insert(rest_deliveries)
        .values(conversation_id=conversation.id, brand=conversation.brand, delivered=0)
        .on_conflict_do_update(index_elements=[d.conversation_id], set_={"delivered": d.delivered})
        .returning(d.delivered)
    )
    return (await connection.execute(query)).scalar_one()


async def _note(connection: AsyncConnection, conversation_id: UUID, number: int) -> None:
    d = rest_deliveries.c
    await connection.execute(
        rest_deliveries.update()
        .where(d.conversation_id == conversation_id)
        .values(delivered=func.greatest(d.delivered, number))
    )
