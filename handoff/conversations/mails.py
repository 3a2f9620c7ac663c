"""Mails to a customer about what was done: one for each act, and the record of it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID, uuid4

from sqlalchemy import func, select, update
from sqlalchemy.dialects.postgresql import insert

from handoff.conversations.log import Locked
from handoff.conversations.tables import mails
from handoff.storage.engine import Record


@dataclass(frozen=True, slots=True)
class Mail:
    """A mail of a conversation; `sent_to` is masked, `sent_at` None until the server took it."""

    id: UUID
    brand: str
    sent_to: str
    subject: str
    body: str
    created_at: datetime
    sent_at: datetime | None


async def write(
    locked: Locked,
    *,
    turn_id: UUID,
    action: str,
    order_number: str,
    sent_to: str,
    subject: str,
    body: str,
) -> Mail:
    """Keep a mail that is about to go; the same turn and action give the one that is kept."""
    m = mails.c
    await locked.connection.execute(
        insert(mails)
        .values(
            id=uuid4(),
            brand=locked.conversation.brand,
            conversation_id=locked.conversation.id,
            turn_id=turn_id,
            action=action,
            order_number=order_number,
            sent_to=sent_to,
            subject=subject,
            body=body,
            created_at=locked.now,
        )
        .on_conflict_do_nothing(index_elements=[m.conversation_id, m.turn_id, m.action])
    )
    kept = await locked.connection.execute(
        select(m.id, m.brand, m.sent_to, m.subject, m.body, m.created_at, m.sent_at).where(
            m.conversation_id == locked.conversation.id, m.turn_id == turn_id, m.action == action
        )
    )
    return Mail(**kept.mappings().one())


async def sent(record: Record, mail: Mail) -> None:
    """Note that the server took the mail."""
    async with record.transaction([mail.brand]) as connection:
        await connection.execute(
            update(mails).where(mails.c.id == mail.id).values(sent_at=func.now())
        )
