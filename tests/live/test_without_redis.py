"""Redis killed, stopped, and back: late at worst, never lost, and nobody waits for it."""

import asyncio
import os
import signal
import time
from collections.abc import Callable

import pytest

from handoff.conversations.log import Conversations
from handoff.live.hub import Hub
from handoff.live.signals import Head, Written
from handoff.storage.engine import EVERY_BRAND, Record

NOWHERE = "redis://127.0.0.1:9/0"


async def until(holds: Callable[[], bool], *, within: float = 5) -> None:
    async with asyncio.timeout(within):
        while True:
            if holds():
                return
            await asyncio.sleep(0.01)


@pytest.fixture
async def other_process(postgres_url):
    record = Record(postgres_url, pool_size=2)
    yield Conversations(record, EVERY_BRAND)
    await record.close()


async def test_a_message_of_another_process_arrives_without_redis(
    conversations, conversation, other_process
):
    hub = Hub(NOWHERE, conversations)
    await hub.start()
    try:
        async with await hub.subscribe(conversation.id) as subscription:
            async with other_process.locked(conversation.id) as locked:
                await locked.append("message", "customer", {"text": "bonjour"})
            async with asyncio.timeout(4):
                async for received in subscription:
                    if isinstance(received, Head) and received.number == 1:
                        break
    finally:
        await hub.close()


async def test_storing_a_message_does_not_wait_for_redis(record, conversations, conversation):
    hub = Hub(NOWHERE, conversations)
    record.listen(hub.publish)
    await hub.start()
    try:
        async with await hub.subscribe(conversation.id) as subscription:
            started = time.monotonic()
            for number in range(20):
                async with conversations.locked(conversation.id) as locked:
                    await locked.append("message", "customer", {"text": str(number)})
            assert time.monotonic() - started < 1
            received = await asyncio.wait_for(anext(subscription), 1)
            assert isinstance(received, Written)
    finally:
        await hub.close()


async def test_a_stopped_redis_is_noticed_and_what_it_missed_is_sent_later(
    redis, redis_url, record, conversations, conversation, other_process
):
    """SIGSTOP leaves connections open that answer nothing."""
    hub = Hub(redis_url, other_process)
    writer = Hub(redis_url, conversations)
    record.listen(writer.publish)
    await hub.start()
    await writer.start()
    await until(lambda: hub.connected and writer.connected)
    try:
        async with await hub.subscribe(conversation.id) as subscription:
            os.kill(redis.pid, signal.SIGSTOP)
            try:
                started = time.monotonic()
                async with conversations.locked(conversation.id) as locked:
                    await locked.append("message", "customer", {"text": "pendant"})
                assert time.monotonic() - started < 1
                await until(lambda: not hub.connected, within=12)
            finally:
                os.kill(redis.pid, signal.SIGCONT)
            async with asyncio.timeout(6):
                async for received in subscription:
                    if isinstance(received, Head) and received.number == 1:
                        break
            await until(lambda: hub.connected)
    finally:
        await hub.close()
        await writer.close()
