"""No conversation is claimed twice, and none that waits is missed."""

import asyncio

import pytest
from redis.asyncio import Redis

from handoff.conversations.log import NotFound
from handoff.conversations.ownership import Owner
from handoff.desk.refusals import DeskRefusal
from handoff.live import redis_keys

NOWHERE = "redis://127.0.0.1:9/0"


async def until_indexed(redis_url: str, count: int) -> None:
    async with asyncio.timeout(5), Redis.from_url(redis_url) as client:
        while True:
            if await client.zcard(redis_keys.queue("demo", "customer_care")) == count:
                return
            await asyncio.sleep(0.01)


@pytest.mark.parametrize("queue", ["up", "away"])
async def test_of_fifty_claims_at_once_exactly_one_holds(
    desk_of, waiting, cm_of, queue, redis_url, conversations
):
    address = redis_url if queue == "up" else NOWHERE
    desks = [await desk_of(redis=address), await desk_of(redis=address)]
    conversation = await waiting()
    cms = [await cm_of(f"CM {n}") for n in range(10)]

    async def claim(n: int):
        try:
            return await desks[n % 2].claim(cms[n % 10], conversation.id)
        except DeskRefusal as refusal:
            return refusal

    results = await asyncio.gather(*(claim(n) for n in range(50)))
    held = [r for r in results if not isinstance(r, DeskRefusal)]
    winner = held[0].cm
    # The winner's own four repetitions are harmless.
    assert {r.cm for r in held} == {winner}
    assert len(held) == 5
    refusals = [r for r in results if isinstance(r, DeskRefusal)]
    assert {r.code for r in refusals} == {"already_claimed"}
    assert all(r.conversation.cm == winner for r in refusals)
    events = await conversations.events(conversation.id)
    assert [e.body["move"] for e in events if e.kind == "owner"] == ["escalate", "claim"]


@pytest.mark.parametrize("queue", ["up", "away"])
async def test_fifty_cms_asking_for_the_next_get_thirty_conversations_once_each(
    desk_of, waiting, camille, noe, queue, redis_url, conversations
):
    address = redis_url if queue == "up" else NOWHERE
    desks = [await desk_of(redis=address), await desk_of(redis=address)]
    ids = {(await waiting()).id for _ in range(30)}
    cms = [camille, noe]
    taken = await asyncio.gather(*(desks[n % 2].claim_next(cms[n % 2]) for n in range(50)))
    claimed = [c.id for c in taken if c is not None]
    assert len(claimed) == 30
    assert set(claimed) == ids
    for conversation_id in ids:
        events = await conversations.events(conversation_id)
        assert [e.body["move"] for e in events if e.kind == "owner"] == ["escalate", "claim"]


async def test_whoever_is_due_first_is_next(desk, waiting, camille, redis_url):
    first = await waiting()
    second = await waiting()
    critical = await waiting(urgency="critical")
    await until_indexed(redis_url, 3)
    order = [(await desk.claim_next(camille)).id for _ in range(3)]
    assert order == [critical.id, first.id, second.id]
    assert await desk.claim_next(camille) is None


async def test_a_cm_is_given_only_what_their_teams_and_brands_answer(desk, waiting, cm_of):
    await waiting("kiosque")
    await waiting(team="quality")
    assert await desk.claim_next(await cm_of("Inès")) is None
    quality = await cm_of("Ali", teams=("quality",))
    assert (await desk.claim_next(quality)).team == "quality"
    kiosque = await cm_of("Lou", brands=("kiosque",))
    assert (await desk.claim_next(kiosque)).brand == "kiosque"


async def test_another_brands_cm_finds_no_such_conversation(desk, waiting, cm_of):
    conversation = await waiting("kiosque")
    with pytest.raises(NotFound):
        await desk.claim(await cm_of("Inès"), conversation.id)


async def test_a_hint_that_becomes_no_claim_is_put_back(desk, waiting, camille, noe, redis_url):
    conversation = await waiting()
    await until_indexed(redis_url, 1)
    queues = [("demo", "customer_care")]
    assert await desk.queue.next_hint(queues) == conversation.id
    assert await desk.queue.next_hint(queues) is None
    await desk.queue.put_back(conversation.id)
    assert await desk.queue.next_hint(queues) == conversation.id
    # The one who has the lease died; the record still knows that somebody waits.
    assert (await desk.claim_next(noe)).id == conversation.id


async def test_a_stale_entry_costs_one_look_and_is_forgotten(
    desk, waiting, camille, redis_url, opened
):
    ghost = await opened()
    conversation = await waiting()
    await until_indexed(redis_url, 1)
    async with Redis.from_url(redis_url) as client:
        await client.zadd(redis_keys.queue("demo", "customer_care"), {str(ghost.id): 0})
    assert (await desk.claim_next(camille)).id == conversation.id
    await until_indexed(redis_url, 0)


async def test_a_claim_by_id_works_without_redis(desk_of, waiting, camille):
    conversation = await waiting()
    desk = await desk_of(redis=NOWHERE)
    async with asyncio.timeout(5):
        claimed = await desk.claim(camille, conversation.id)
    assert (claimed.owner, claimed.cm) == (Owner.CM, camille.id)
