"""A customer's rights."""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID, uuid4

import pytest
from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncConnection

from handoff.channels.deliveries import read_after
from handoff.conversations.cases import open_case
from handoff.conversations.customers import create_anonymous, resume
from handoff.conversations.erasure import erase_customer, export_customer, forget_wordless
from handoff.conversations.log import Conversations, NotFound
from handoff.conversations.proofs import attempt
from handoff.storage.engine import EVERY_BRAND, Record

SECRETS = ("colis jamais recu", "Rue Verte", "20417", "rappeler lundi")


async def test_erasure_leaves_numbers_and_kinds_and_no_word(
    record: Record, conversations: Conversations
) -> None:
    session, token = await create_anonymous(record, "demo")
    conversation = await conversations.open("demo", session.customer_id, "fr", address="h4sh")
    async with conversations.locked(conversation.id) as locked:
        await locked.append("message", "customer", {"text": SECRETS[0]}, client_id="a")
        await locked.learn({"address": SECRETS[1], "order_number": SECRETS[2]})
        await locked.append("note", "cm", {"text": SECRETS[3]})
        await open_case(
            locked,
            kind="investigation",
            turn_id=uuid4(),
            action="x",
            due_at=locked.now,
            team="customer_care",
            order_number=SECRETS[2],
            summary={"said": SECRETS[0]},
        )
        await attempt(locked, SECRETS[2], granted=True)
    exported = str(await export_customer(record, ["demo"], session.customer_id))
    assert all(secret in exported for secret in SECRETS)
    before = [(e.number, e.kind) for e in await conversations.events(conversation.id)]

    erased_elsewhere: list[UUID] = []

    async def eraser(_connection: AsyncConnection, ids: list[UUID]) -> None:
        erased_elsewhere.extend(ids)

    assert await erase_customer(record, ["demo"], session.customer_id, [eraser]) == 1
    assert erased_elsewhere == [conversation.id]
    after = [(e.number, e.kind) for e in await conversations.events(conversation.id)]
    assert after == before
    assert await resume(record, token) is None
    async with record.transaction(EVERY_BRAND) as connection:
        for table in ("events", "conversations", "cases", "proof_attempts", "customers"):
            rows = await connection.execute(text(f"SELECT t::text FROM {table} t"))
            stored = " ".join(rows.scalars())
            for secret in (*SECRETS, "h4sh"):
                assert secret not in stored, table


async def test_what_was_opened_and_never_used_is_forgotten_with_its_customer(
    record: Record, conversations: Conversations
) -> None:
    opened, said = [await create_anonymous(record, "demo") for _ in range(2)]
    empty = await conversations.open("demo", opened[0].customer_id, "fr")
    used = await conversations.open("demo", said[0].customer_id, "fr")
    again = await conversations.open("demo", said[0].customer_id, "fr")
    async with conversations.locked(used.id) as locked:
        await locked.append("message", "customer", {"text": "bonjour"})
    # A client of the REST door may have asked for events before anything was said.
    assert await read_after(record, empty, 0) == []
    assert await forget_wordless(record, timedelta(hours=1), 10) == 0
    assert await forget_wordless(record, timedelta(0), 10) == 2
    assert (await conversations.get(used.id)).last_number == 1
    for gone in (empty, again):
        with pytest.raises(NotFound):
            await conversations.get(gone.id)
    assert await resume(record, opened[1]) is None
    assert await resume(record, said[1]) == said[0]


async def test_another_brand_can_neither_export_nor_erase(record: Record) -> None:
    session, token = await create_anonymous(record, "demo")
    with pytest.raises(NotFound):
        await export_customer(record, ["kiosque"], session.customer_id)
    with pytest.raises(NotFound):
        await erase_customer(record, ["kiosque"], session.customer_id)
    assert await resume(record, token) == session
