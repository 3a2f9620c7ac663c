"""What other rooms and processes keep of a conversation, and how it goes when a customer does."""

from uuid import UUID

from sqlalchemy import bindparam, text
from sqlalchemy.dialects.postgresql import ARRAY
from sqlalchemy.ext.asyncio import AsyncConnection
from sqlalchemy.types import Text

from handoff.conversations.erasure import Eraser
from handoff.suggestions import store

# Rasa creates its table itself, with its first conversation.
_HAS_TRACKERS = text("SELECT to_regclass('rasa.events') IS NOT NULL")

_TRACKERS = text(
    "DELETE FROM rasa.events WHERE split_part(sender_id, '.', 1) = ANY (:conversations)"
).bindparams(bindparam("conversations", type_=ARRAY(Text)))


async def erase_trackers(connection: AsyncConnection, conversations: list[UUID]) -> None:
    """Delete what Rasa remembers: its sender ids are `<conversation>.<stint>`."""
    if await connection.scalar(_HAS_TRACKERS):
        await connection.execute(_TRACKERS, {"conversations": [str(one) for one in conversations]})


ERASERS: tuple[Eraser, ...] = (erase_trackers, store.forget)
