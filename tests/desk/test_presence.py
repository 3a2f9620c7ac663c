"""A CM who vanishes gives back what is owed to customers, at its old place, and nothing else."""

import asyncio

import pytest
from redis.asyncio import Redis

from handoff.conversations.ownership import Owner
from handoff.desk import presence as presence_module
from handoff.live import redis_keys


@pytest.fixture
def quick(monkeypatch):
    """Leases and grace that pass in a test's time."""
    monkeypatch.setattr(presence_module, "LEASE", 0.0)
    monkeypatch.setattr(presence_module, "GRACE", 0.0)


@pytest.fixture
async def desk(desk_of):
    desk = await desk_of(loops=False)
    await desk.presence.look()
    return desk


async def answer(desk, cm, conversation):
    await desk.send(
        cm, conversation.id, client_id="a", version=conversation.version, text="Je regarde."
    )


async def test_an_unanswered_conversation_returns_to_its_old_place(
    desk, waiting, camille, conversations, quick
):
    conversation = await waiting()
    claimed = await desk.claim(camille, conversation.id)
    await desk.presence.renew(camille)
    assert await desk.absence.take_back() == 1
    after = await conversations.get(conversation.id)
    assert (after.owner, after.cm) == (Owner.WAITING, None)
    assert after.deadline == conversation.deadline
    assert after.waiting_since == claimed.waiting_since
    told = (await conversations.events(conversation.id))[-1]
    assert told.body["code"] == "place"
    assert "gardez votre place" in told.body["text"]


async def test_what_owes_nothing_stays_until_the_customer_writes(
    desk, waiting, camille, conversations, quick
):
    conversation = await waiting()
    await answer(desk, camille, await desk.claim(camille, conversation.id))
    assert await desk.absence.take_back() == 0
    async with conversations.locked(conversation.id) as locked:
        await locked.append("message", "customer", {"text": "merci, et ensuite ?"})
    assert await desk.absence.take_back() == 1
    assert (await conversations.get(conversation.id)).owner is Owner.WAITING


async def test_taken_from_the_bot_it_returns_to_the_queue_with_a_deadline(
    desk, opened, camille, conversations, quick
):
    conversation = await opened()
    await desk.take_over(camille, conversation.id)
    assert await desk.absence.take_back() == 1
    after = await conversations.get(conversation.id)
    assert after.owner is Owner.WAITING
    assert after.deadline is not None


async def test_a_present_cm_keeps_everything(desk, waiting, camille, monkeypatch):
    monkeypatch.setattr(presence_module, "GRACE", -45.0)  # as if a lease had passed since the start
    conversation = await waiting()
    await desk.claim(camille, conversation.id)
    monkeypatch.setattr(presence_module, "LEASE", 90.0)
    await desk.presence.renew(camille)
    monkeypatch.setattr(presence_module, "LEASE", 45.0)
    assert await desk.absence.take_back() == 0


async def test_within_the_grace_period_nothing_is_taken(desk, waiting, camille, redis_url):
    conversation = await waiting()
    await desk.claim(camille, conversation.id)
    await desk.presence.renew(camille)
    await desk.presence.gone([])
    async with Redis.from_url(redis_url) as client:
        seconds, _ = await client.time()
        await client.zadd(redis_keys.PRESENCE_LEASES, {"since": (seconds - 3600) * 1000})
        desk.presence._reachable_since = seconds - 3600
        await client.zadd(redis_keys.PRESENCE_LEASES, {str(camille.id): (seconds - 50) * 1000})
        assert await desk.presence.gone([camille.id]) == set()
        await client.zadd(redis_keys.PRESENCE_LEASES, {str(camille.id): (seconds - 70) * 1000})
        assert await desk.presence.gone([camille.id]) == {camille.id}


async def test_a_process_that_just_began_declares_nobody_gone(desk, camille, redis_url):
    """All processes were down for an hour: no lease could be renewed."""
    async with Redis.from_url(redis_url) as client:
        seconds, _ = await client.time()
        leases = {"since": (seconds - 7200) * 1000, str(camille.id): (seconds - 3600) * 1000}
        await client.zadd(redis_keys.PRESENCE_LEASES, leases)
    assert await desk.presence.gone([camille.id]) == set()


async def test_only_cms_online_for_that_team_count_for_the_estimate(desk, cm_of):
    await desk.presence.renew(await cm_of("Un"))
    await desk.presence.renew(await cm_of("Deux"), "away")
    await desk.presence.renew(await cm_of("Trois", teams=("quality",)))
    await desk.presence.renew(await cm_of("Quatre", brands=("kiosque",)))
    gone = await cm_of("Cinq")
    await desk.presence.renew(gone)
    await desk.presence.leave(gone.id)
    present = await desk.presence.look()
    assert len(present) == 4
    assert desk.presence.online("demo", "customer_care") == 1
    assert desk.presence.online("demo", "quality") == 1
    assert desk.presence.online("kiosque", "customer_care") == 1
    assert desk.presence.online("kiosque", "quality") == 0


async def test_a_cm_who_claims_is_there_whatever_became_of_the_console(desk_of, waiting, camille):
    desk = await desk_of()
    await desk.presence.renew(camille, "away")
    await desk.presence.leave(camille.id)
    assert await desk.presence.look() == []
    await desk.claim(camille, (await waiting()).id)
    async with asyncio.timeout(10):
        while not (present := await desk.presence.look()):
            await asyncio.sleep(0.02)
    assert [(one.cm, one.status) for one in present] == [(camille.id, "away")]
