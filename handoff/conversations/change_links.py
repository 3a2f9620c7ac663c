"""Proof for changing an order: links mailed to the contact on file, and who has followed one.

Reading an order takes what is printed on it (`proofs`); changing it takes its customer's mailbox,
or the shop's word that they are logged in. A link is for one conversation and one order, lives for
half an hour and works once.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import Final
from uuid import UUID, uuid4

from sqlalchemy import ColumnElement, delete, func, insert, select, update

from handoff.conversations.log import Locked
from handoff.conversations.tables import change_links
from handoff.storage.engine import EVERY_BRAND, Record

LINK_LIFE: Final = timedelta(minutes=30)

PROOF_LIFE: Final = timedelta(hours=24)
"""A browser comes back to its conversation for months; leave to change an order is not that old."""

SAME_MAIL: Final = timedelta(minutes=2)
"""Asked again so soon, the mail is on its way: a second one would only confuse."""

WINDOW: Final = timedelta(hours=1)
MAILS_BY_ORDER: Final = 3
"""In that window, across conversations: nobody's mailbox is flooded from a chat."""


@dataclass(frozen=True, slots=True)
class Link:
    """A link, as the page behind it shows it."""

    conversation_id: UUID
    brand: str
    order_number: str
    used: bool
    expired: bool


async def confirmed(locked: Locked, order_number: str) -> bool:
    """Whether a link of this conversation and order was followed, not too long ago."""
    lately = change_links.c.confirmed_at > locked.now - PROOF_LIFE
    return await _count(locked, order_number, _mine(locked), lately) > 0


async def confirmed_orders(record: Record, brand: str, conversation_id: UUID) -> list[str]:
    """Numbers of the orders whose links were followed in this conversation, not too long ago."""
    c = change_links.c
    query = select(c.order_number.distinct()).where(
        c.conversation_id == conversation_id, c.confirmed_at > func.now() - PROOF_LIFE
    )
    async with record.transaction([brand]) as connection:
        return list((await connection.execute(query)).scalars())


async def on_its_way(locked: Locked, order_number: str) -> bool:
    """Whether a link for this conversation and order was mailed a moment ago."""
    lately = change_links.c.sent_at > locked.now - SAME_MAIL
    return await _count(locked, order_number, _mine(locked), lately) > 0


async def limited(locked: Locked, order_number: str) -> bool:
    """Whether enough links for this order were asked for lately, in whatever conversation."""
    lately = change_links.c.created_at > locked.now - WINDOW
    return await _count(locked, order_number, lately) >= MAILS_BY_ORDER


async def issue(locked: Locked, order_number: str) -> UUID:
    """A new link; it counts from now on, and is sent once `sent` says so."""
    new = uuid4()
    await locked.connection.execute(
        insert(change_links).values(
            id=new,
            brand=locked.conversation.brand,
            conversation_id=locked.conversation.id,
            order_number=order_number,
            created_at=locked.now,
            expires_at=locked.now + LINK_LIFE,
        )
    )
    return new


async def sent(record: Record, brand: str, link: UUID) -> None:
    """Note that the mail with the link has gone."""
    async with record.transaction([brand]) as connection:
        await connection.execute(
            update(change_links).where(change_links.c.id == link).values(sent_at=func.now())
        )


async def withdraw(record: Record, brand: str, link: UUID) -> None:
    """Forget a link whose mail was not taken: nobody has it."""
    async with record.transaction([brand]) as connection:
        await connection.execute(delete(change_links).where(change_links.c.id == link))


async def follow(locked: Locked, link: UUID) -> bool:
    """Use the link up; false if it was used before or has expired."""
    c = change_links.c
    used = await locked.connection.execute(
        update(change_links)
        .where(
            c.id == link,
            c.conversation_id == locked.conversation.id,
            c.confirmed_at.is_(None),
            c.expires_at > locked.now,
        )
        .values(confirmed_at=locked.now)
    )
    return used.rowcount == 1


async def look(record: Record, link: UUID) -> Link | None:
    """The link as it stands; None once its conversation was erased."""
    c = change_links.c
    query = select(
        c.conversation_id,
        c.brand,
        c.order_number,
        c.confirmed_at.is_not(None).label("used"),
        (c.expires_at <= func.now()).label("expired"),
    ).where(c.id == link)
    async with record.transaction(EVERY_BRAND) as connection:
        row = (await connection.execute(query)).mappings().one_or_none()
    return Link(**row) if row else None


async def _count(locked: Locked, order_number: str, *conditions: ColumnElement[bool]) -> int:
    """How many links of the brand's order meet the conditions."""
    c = change_links.c
    of_the_order = (c.brand == locked.conversation.brand, c.order_number == order_number)
    query = select(func.count()).where(*of_the_order, *conditions)
    return await locked.connection.scalar(query) or 0


def _mine(locked: Locked) -> ColumnElement[bool]:
    return change_links.c.conversation_id == locked.conversation.id
