"""The queue is an index: lost, wrong or out of reach, it is rebuilt, mended or done without."""

import asyncio

import pytest
from redis.asyncio import Redis

from handoff.desk import queue as queue_module
from handoff.live import redis_keys

CARE = redis_keys.queue("demo", "customer_care")


@pytest.fixture
async def redis_client(redis_url):
    async with Redis.from_url(redis_url, decode_responses=True) as client:
        yield client


async def until_queue(client, members: set[str], within: float = 5) -> None:
    async with asyncio.timeout(within):
        while True:
            if set(await client.zrange(CARE, 0, -1)) == members:
                return
            await asyncio.sleep(0.02)


async def test_a_claim_right_after_flushall_rebuilds_the_queue(
    desk, waiting, camille, redis_client
):
    conversations = [await waiting() for _ in range(3)]
    await until_queue(redis_client, {str(c.id) for c in conversations})
    await redis_client.flushall()
    order = [(await desk.claim_next(camille)).id for _ in range(3)]
    assert order == [c.id for c in conversations]
    assert await redis_client.exists(redis_keys.GENERATION)


async def test_the_sweep_rebuilds_a_lost_queue_by_itself(desk, waiting, redis_client):
    conversation = await waiting()
    await until_queue(redis_client, {str(conversation.id)})
    await redis_client.flushall()
    await until_queue(redis_client, {str(conversation.id)}, within=9)


async def test_the_sweep_mends_every_kind_of_difference_and_counts_it(
    desk_of, waiting, opened, redis_client
):
    desk = await desk_of(loops=False)
    await desk.queue.rebuild()
    missing, displaced, kept = await waiting(), await waiting(), await waiting()
    ghost = await opened()
    for conversation in (displaced, kept):
        await desk.queue.index(conversation)
    await redis_client.zrem(CARE, str(missing.id))
    await redis_client.zadd(CARE, {str(displaced.id): 1, str(ghost.id): 2})
    await redis_client.zadd(redis_keys.queue("demo", "quality"), {str(kept.id): 3})
    mends = queue_module.MENDS._value.get()
    assert await desk.queue.sweep() == 4
    assert queue_module.MENDS._value.get() == mends + 4
    assert await redis_client.zrange(CARE, 0, -1) == [str(c.id) for c in (missing, displaced, kept)]
    assert await redis_client.zcard(redis_keys.queue("demo", "quality")) == 0
    assert await desk.queue.sweep() == 0


async def test_a_full_redis_stops_nobody(desk, waiting, camille, redis_client):
    conversation = await waiting()
    await redis_client.config_set("maxmemory", "1")
    try:
        async with asyncio.timeout(5):
            assert (await desk.claim_next(camille)).id == conversation.id
            await desk.ask_human((await waiting()).id)
    finally:
        await redis_client.config_set("maxmemory", "0")


async def test_the_whole_desk_works_without_redis(desk_of, opened, camille, noe):
    desk = await desk_of(redis="redis://127.0.0.1:9/0")
    first, second = await opened(), await opened()
    async with asyncio.timeout(5):
        for conversation in (first, second):
            await desk.ask_human(conversation.id)
        wait = await desk.wait_of(await _read(desk, second))
        assert (wait.place, wait.estimate) == (2, None)
        claimed = await desk.claim_next(camille)
        assert claimed.id == first.id
        await desk.presence.renew(camille)
        sent = await desk.send(
            camille, first.id, client_id="a", version=claimed.version, text="Bonjour"
        )
        assert sent.author == "cm"
        await desk.hand_back(camille, first.id, version=claimed.version)


async def test_nobody_is_gone_because_redis_was_lost(desk_of, waiting, camille, redis_client):
    """Leases that nobody could renew say nothing about anybody."""
    desk = await desk_of(loops=False)
    await desk.presence.renew(camille)
    assert await desk.presence.gone([camille.id]) == set()
    await redis_client.flushall()
    assert await desk.presence.gone([camille.id]) == set()


async def _read(desk, conversation):
    async with desk._any_brand(conversation.id) as locked:
        return locked.conversation
