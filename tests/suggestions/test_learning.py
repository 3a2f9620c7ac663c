"""Every episode that a CM resolved is learnt, once, whoever dies, and suggested at once."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import AsyncExitStack, asynccontextmanager
from pathlib import Path
from uuid import UUID

import pytest
from sqlalchemy import text

from actions.shop.demo import seed as seed_shop
from actions.shop.shops import Shops
from handoff.brands.brand import Brand
from handoff.console.erasers import ERASERS
from handoff.conversations.customers import create_anonymous
from handoff.conversations.erasure import erase_customer
from handoff.conversations.log import Conversations
from handoff.conversations.model import Conversation
from handoff.conversations.ownership import Move, Outcome
from handoff.conversations.people import CM
from handoff.conversations.people import create as create_person
from handoff.doors.suggesting import Suggesting
from handoff.storage.engine import EVERY_BRAND, Record
from handoff.suggestions import store
from handoff.suggestions.encoder import Encoder
from handoff.suggestions.learning import Learning
from handoff.suggestions.revising import merge

PROBLEM = "mon colis est marqué livré mais je n'ai rien reçu"
ANSWER = "Nous ouvrons une enquête auprès du transporteur et vous renvoyons l'article."


@pytest.fixture
async def cm(record: Record) -> CM:
    return await create_person(
        record,
        login="camille",
        name="Camille",
        password="a-long-password",
        role="cm",
        brands=["demo"],
        teams=["customer_care"],
        language="fr",
    )


@pytest.fixture
async def shops(postgres_url: str) -> AsyncIterator[Shops]:
    shops = Shops(postgres_url, "http://localhost:8000")
    yield shops
    await shops.close()


@pytest.fixture
def learn(
    record: Record, encoder: Encoder, brands: dict[str, Brand], shops: Shops
) -> Callable[[], Learning]:
    """Another process that learns."""
    return lambda: Learning(record, brands, lambda brand: shops.of(brand).orders, lambda: [encoder])


@pytest.fixture
def learning(learn: Callable[[], Learning]) -> Learning:
    return learn()


async def resolved(
    record: Record,
    conversation_id: UUID,
    cm: CM,
    *,
    problem: str = PROBLEM,
    answer: str = ANSWER,
    outcome: Outcome = Outcome.RESOLVED_BY_CM,
) -> Conversation:
    """The next episode of a conversation, from the customer's words to its end."""
    conversations = Conversations(record, EVERY_BRAND)
    async with conversations.locked(conversation_id) as locked:
        await locked.append("message", "customer", {"text": problem})
        await locked.learn({"problem": problem, "topic": "missing"})
        await locked.move(Move.TAKE_OVER, author="cm", author_id=cm.id, cm=cm.id, cm_name=cm.name)
        await locked.append("message", "cm", {"text": answer}, author_id=cm.id, name=cm.name)
    async with conversations.locked(conversation_id) as locked:
        await locked.move(Move.CLOSE, author="cm", author_id=cm.id, outcome=outcome)
    return locked.conversation


async def rows(record: Record) -> list[tuple[str, str, bool]]:
    async with record.transaction(EVERY_BRAND) as connection:
        found = await connection.execute(
            text("SELECT question, reply, reopened FROM resolutions ORDER BY resolved_at")
        )
        return [tuple(row) for row in found]


async def test_what_a_dead_process_closed_is_learnt_by_the_next_sweep_and_once(
    record: Record, learn: Callable[[], Learning], conversation: Conversation, cm: CM
) -> None:
    await resolved(record, conversation.id, cm)
    await resolved(record, conversation.id, cm, problem="et le second colis n'est pas là non plus")
    made = await asyncio.gather(*(learn().sweep() for _ in range(4)))
    assert sum(made) == 2
    assert await learn().sweep() == 0
    assert len(await rows(record)) == 2


@pytest.mark.parametrize("outcome", [Outcome.SPAM, Outcome.PROMISED, Outcome.ANSWERED_BY_MAIL])
async def test_only_what_a_cm_resolved_is_learnt(
    record: Record, learning: Learning, conversation: Conversation, cm: CM, outcome: Outcome
) -> None:
    await resolved(record, conversation.id, cm, outcome=outcome)
    assert await learning.sweep() == 0


async def test_what_says_nothing_is_looked_at_once(
    record: Record, learning: Learning, conversation: Conversation, cm: CM
) -> None:
    await resolved(record, conversation.id, cm, answer="Bonne journée !")
    assert await learning.sweep() == 0
    async with record.transaction(EVERY_BRAND) as connection:
        left = await connection.scalar(
            text("SELECT count(*) FROM episodes WHERE learnt_at IS NULL")
        )
    assert left == 0


async def test_a_customer_who_comes_back_about_the_same_marks_what_was_learnt(
    record: Record, learning: Learning, conversation: Conversation, cm: CM
) -> None:
    await resolved(record, conversation.id, cm)
    await learning.sweep()
    assert [row[2] for row in await rows(record)] == [False]
    await resolved(record, conversation.id, cm, problem="toujours rien reçu")
    await learning.sweep()
    assert [row[2] for row in await rows(record)] == [True, False]


async def test_nothing_is_learnt_of_a_customer_who_was_forgotten_meanwhile(
    record: Record, learning: Learning, conversation: Conversation, cm: CM
) -> None:
    await resolved(record, conversation.id, cm)
    # The erasure holds the conversation while somebody learns from it: whoever commits last loses.
    await asyncio.gather(
        learning.learn(conversation.id, 1),
        erase_customer(record, EVERY_BRAND, conversation.customer_id, ERASERS),
    )
    await learning.sweep()
    assert await rows(record) == []
    assert await store.count(record, EVERY_BRAND) == 0


async def test_the_buyer_whom_only_the_shop_knows_is_taken_out(
    record: Record,
    postgres_url: str,
    shops: Shops,
    learning: Learning,
    cm: CM,
    conversation: Conversation,
) -> None:
    await seed_shop(postgres_url)
    order = await shops.of("demo").orders.order("demo", "20417")
    assert order is not None
    who, where = order.customer, order.city
    await resolved(
        record,
        conversation.id,
        cm,
        problem=f"commande 20417, {who.last_name} à {where}, le colis n'est pas arrivé",
        answer=f"{who.first_name}, votre colis repart demain pour {where}.",
    )
    async with Conversations(record, EVERY_BRAND).locked(conversation.id) as locked:
        await locked.learn({"order_number": "20417"})
    assert await learning.sweep() == 1
    ((question, reply, _),) = await rows(record)
    for value in (who.first_name, who.last_name, where, "20417"):
        assert value not in f"{question} {reply}"


async def test_what_was_merged_into_a_forgotten_one_stands_by_itself_again(
    record: Record, encoder: Encoder, learning: Learning, conversation: Conversation, cm: CM
) -> None:
    await resolved(record, conversation.id, cm)
    session, _ = await create_anonymous(record, "demo")
    other = await Conversations(record, EVERY_BRAND).open("demo", session.customer_id, "fr")
    await resolved(record, other.id, cm, problem="le suivi dit livré et je n'ai aucun colis")
    await learning.sweep()
    async with record.transaction(EVERY_BRAND) as connection:
        found = await connection.execute(text("SELECT conversation_id, id FROM resolutions"))
        ids = {row.conversation_id: row.id for row in found}
    await merge(record, ["demo"], ids[conversation.id], [ids[other.id]])
    assert await store.count(record, EVERY_BRAND) == 1
    await erase_customer(record, EVERY_BRAND, conversation.customer_id, ERASERS)
    assert await store.count(record, EVERY_BRAND) == 1
    assert await store.embed_missing(record, encoder) == 1


async def test_a_deleted_resolution_is_not_learnt_again(
    record: Record, learning: Learning, conversation: Conversation, cm: CM
) -> None:
    await resolved(record, conversation.id, cm)
    await learning.sweep()
    async with record.transaction(EVERY_BRAND) as connection:
        found = await connection.scalar(text("SELECT id FROM resolutions"))
    assert found is not None
    assert await store.remove(record, ["demo"], found)
    assert await learning.sweep() == 0


@asynccontextmanager
async def processes(
    url: str, brands: dict[str, Brand], folder: Path, shops: Shops, number: int
) -> AsyncIterator[list[tuple[Record, Suggesting]]]:
    """So many service processes' suggestions on one record."""
    async with AsyncExitStack() as stack:
        started: list[tuple[Record, Suggesting]] = []
        for _ in range(number):
            record = Record(url, pool_size=3)
            stack.push_async_callback(record.close)
            suggesting = Suggesting(record, brands, folder, lambda brand: shops.of(brand).orders)
            record.listen(suggesting.heard)
            await suggesting.start()
            stack.push_async_callback(suggesting.close)
            await suggesting.loaded()
            started.append((record, suggesting))
        yield started


async def suggested(suggesting: Suggesting) -> set[UUID]:
    result = await suggesting.engine.suggest(PROBLEM, "demo", "fr", {})
    return {each.resolution_id for each in result.suggestions}


async def until(suggesting: Suggesting, present: bool, seconds: float = 2.0) -> set[UUID]:
    """What is suggested once there is anything, or nothing any more; at most 2 s later."""
    async with asyncio.timeout(seconds):
        while bool(found := await suggested(suggesting)) is not present:
            await asyncio.sleep(0.02)
    return found


async def test_a_resolution_made_now_is_suggested_by_every_process_within_two_seconds(
    postgres_url: str,
    brands: dict[str, Brand],
    encoder_folder: Path,
    shops: Shops,
    conversation: Conversation,
    cm: CM,
) -> None:
    running = processes(postgres_url, brands, encoder_folder, shops, 2)
    async with running as ((one, here), (other, there)):
        assert await suggested(here) == await suggested(there) == set()
        await resolved(one, conversation.id, cm)
        found = await until(there, True)
        assert await until(here, True) == found
        await erase_customer(other, EVERY_BRAND, conversation.customer_id, ERASERS)
        assert await suggested(here) == await suggested(there) == set()
        # As much as before, and of somebody else: no cache of either process hides it.
        session, _ = await create_anonymous(one, "demo")
        again = await Conversations(one, EVERY_BRAND).open("demo", session.customer_id, "fr")
        await resolved(other, again.id, cm)
        (new,) = await until(here, True)
        assert await until(there, True) == {new}
        for statement in (
            "UPDATE resolutions SET holds_until = current_date - 1",
            "UPDATE resolutions SET holds_until = NULL, retired_at = now()",
        ):
            async with other.transaction(EVERY_BRAND) as connection:
                await connection.execute(text(statement))
            assert await suggested(here) == await suggested(there) == set()
