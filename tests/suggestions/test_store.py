"""What the record keeps of resolutions, and how they leave it."""

from __future__ import annotations

from uuid import UUID, uuid4

import pytest
from sqlalchemy import text

from handoff.console.erasers import ERASERS
from handoff.conversations.erasure import erase_customer
from handoff.conversations.model import Conversation
from handoff.storage.engine import EVERY_BRAND, Brands, Record
from handoff.suggestions import store
from handoff.suggestions.encoder import Encoder
from handoff.suggestions.store import Resolution


async def stored(record: Record, encoder: Encoder, *batch: Resolution) -> int:
    async with record.transaction("*") as connection:
        return await store.add(connection, encoder, batch, store.embed(encoder, batch))


def learnt(conversation: Conversation, episode: int = 1) -> Resolution:
    return Resolution(
        id=uuid4(),
        brand="demo",
        language="fr",
        question="colis jamais reçu",
        reply="Nous ouvrons une enquête.",
        conversation_id=conversation.id,
        episode=episode,
    )


async def rows_of(record: Record, table: str, brands: Brands = EVERY_BRAND) -> int:
    async with record.transaction(brands) as connection:
        return int(await connection.scalar(text(f"SELECT count(*) FROM {table}")) or 0)


async def test_erasing_a_customer_erases_what_was_learnt_of_them_with_its_vectors(
    record: Record, encoder: Encoder, conversation: Conversation
) -> None:
    of_another = Resolution(uuid4(), "demo", "fr", "taille du pull", "Prenez votre taille.")
    assert await stored(record, encoder, learnt(conversation), of_another) == 2
    await erase_customer(record, EVERY_BRAND, conversation.customer_id, ERASERS)
    assert await rows_of(record, "resolutions") == 1
    assert await rows_of(record, "resolution_vectors") == len(store.SIDES)
    assert await store.count(record, "*") == 1


async def test_an_episode_is_learnt_once_and_two_may_end_in_the_same_words(
    record: Record, encoder: Encoder, conversation: Conversation
) -> None:
    first, again, other = learnt(conversation), learnt(conversation), learnt(conversation, 2)
    assert await stored(record, encoder, first) == 1
    assert await stored(record, encoder, again) == 0
    assert await stored(record, encoder, other) == 1


@pytest.mark.parametrize("brands", [["kiosque"], []])
async def test_another_brand_sees_nothing_of_it(
    record: Record, encoder: Encoder, conversation: Conversation, brands: list[str]
) -> None:
    resolution = learnt(conversation)
    await stored(record, encoder, resolution)
    for table in ("resolutions", "resolution_vectors", "resolution_counts"):
        assert await rows_of(record, table, brands) == 0
    assert not await store.retire(record, brands, UUID(int=resolution.id.int))
