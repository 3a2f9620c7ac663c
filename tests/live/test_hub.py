"""What one process commits, the sockets of every process learn, with or without Redis."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import aclosing

import pytest
from redis.asyncio import Redis

from handoff.conversations.log import Conversations
from handoff.conversations.model import Conversation
from handoff.live import redis_keys
from handoff.live.hub import Hub
from handoff.live.signals import Head, Refetch, Row, Typing, Written
from handoff.live.subscription import Subscription
from handoff.storage.engine import EVERY_BRAND, Record


@pytest.fixture
async def hub_of(
    postgres_url: str, redis_url: str
) -> AsyncIterator[Callable[[], Awaitable[tuple[Hub, Conversations]]]]:
    """Start as many service processes' hubs as a test needs, each with a record of its own."""
    started: list[tuple[Hub, Record]] = []

    async def start() -> tuple[Hub, Conversations]:
        record = Record(postgres_url, pool_size=2)
        conversations = Conversations(record, EVERY_BRAND)
        hub = Hub(redis_url, conversations)
        record.listen(hub.publish)
        await hub.start()
        await until(lambda: hub.connected)
        started.append((hub, record))
        return hub, conversations

    yield start
    for hub, record in started:
        await hub.close()
        await record.close()


async def until(holds: Callable[[], bool], *, within: float = 5) -> None:
    async with asyncio.timeout(within):
        while True:
            if holds():
                return
            await asyncio.sleep(0.01)


async def say(conversations: Conversations, conversation: Conversation, text: str) -> None:
    async with conversations.locked(conversation.id) as locked:
        await locked.append("message", "customer", {"text": text})


async def next_of(subscription: Subscription, kind: type, *, within: float = 5):
    async with asyncio.timeout(within):
        async for signal in subscription:
            if isinstance(signal, kind):
                return signal
    raise AssertionError("the subscription ended")


async def test_an_event_reaches_the_sockets_of_every_process(hub_of, conversation):
    here, writes = await hub_of()
    there, _ = await hub_of()
    async with (
        await here.subscribe(conversation.id) as mine,
        await there.subscribe(conversation.id) as theirs,
    ):
        await say(writes, conversation, "mon colis ?")
        for subscription in (mine, theirs):
            written = await next_of(subscription, Written)
            assert [e.body["text"] for e in written.events] == ["mon colis ?"]
            assert written.conversation.last_number == 1


async def test_events_arrive_once_and_in_order(hub_of, conversation):
    _, writes = await hub_of()
    there, _ = await hub_of()
    async with await there.subscribe(conversation.id) as theirs:
        for number in range(50):
            await say(writes, conversation, str(number))
        numbers: list[int] = []
        while len(numbers) < 50:
            written = await next_of(theirs, Written)
            numbers += [event.number for event in written.events]
        assert numbers == list(range(1, 51))


async def test_a_console_sees_the_row_of_its_brand_and_of_no_other(hub_of, conversation):
    _, writes = await hub_of()
    there, _ = await hub_of()
    async with (
        await there.subscribe_brand("demo") as demo,
        await there.subscribe_brand("kiosque") as kiosque,
    ):
        await say(writes, conversation, "bonjour")
        row = await next_of(demo, Row)
        assert row.conversation.id == conversation.id
        assert row.last_message is not None
        assert row.last_message.body == {"text": "bonjour"}
        with pytest.raises(TimeoutError):
            await next_of(kiosque, Row, within=0.3)


async def test_typing_reaches_the_other_side_and_holds_the_bot_back(hub_of, conversation):
    here, _ = await hub_of()
    there, _ = await hub_of()
    async with await there.subscribe(conversation.id) as theirs:
        assert await there.customer_types_for(conversation.id) == 0
        await here.typing(conversation.id, "customer")
        typing = await next_of(theirs, Typing)
        assert (typing.who, typing.name) == ("customer", None)
        assert 0 < await there.customer_types_for(conversation.id) <= 2.5


async def test_a_lost_last_publish_is_noticed_by_the_head(hub_of, conversation, record):
    """The record is written by a process that dies before it publishes."""
    hub, _ = await hub_of()
    silent = Conversations(record, EVERY_BRAND)
    async with await hub.subscribe(conversation.id) as subscription:
        await say(silent, conversation, "perdu")
        hub._missed.set()  # what a reconnect does, and the clock every ten seconds
        head = await next_of(subscription, Head)
        assert (head.conversation, head.number) == (conversation.id, 1)
        assert hub.head(conversation.id) == 1


async def test_a_reconnect_reads_the_heads_and_refetches_the_rows(hub_of, conversation, redis_url):
    here, _ = await hub_of()
    _, writes = await hub_of()
    async with (
        await here.subscribe(conversation.id) as mine,
        await here.subscribe_brand("demo") as rows,
    ):
        async with Redis.from_url(redis_url) as client:
            await client.client_kill_filter(_type="pubsub")
            await say(writes, conversation, "pendant la coupure")
        signal = await next_of(mine, Written | Head)
        number = signal.number if isinstance(signal, Head) else signal.events[0].number
        assert number == 1
        await next_of(rows, Refetch)
        await until(lambda: here.connected)
        await say(writes, conversation, "après")
        written = await next_of(mine, Written)
        assert written.conversation.last_number == 2


async def test_a_socket_that_reads_too_slowly_is_told_to_refetch(hub_of, conversation):
    hub, writes = await hub_of()
    async with hub.listen(limit=5) as slow:
        await slow.watch(conversation.id)
        for number in range(20):
            await say(writes, conversation, str(number))
        kept = slow._queue.qsize()
        assert kept <= 6
        first = await anext(slow)
        assert isinstance(first, Refetch)


async def test_leaving_the_last_socket_leaves_redis_too(hub_of, conversation, redis_url):
    hub, _ = await hub_of()
    channel = redis_keys.conversation_channel(conversation.id)
    async with Redis.from_url(redis_url, decode_responses=True) as client:
        subscription = await hub.subscribe(conversation.id)
        assert channel in await client.pubsub_channels()
        subscription.close()
        async with asyncio.timeout(8):
            while True:
                if channel not in await client.pubsub_channels():
                    break
                await asyncio.sleep(0.1)
    assert hub.watched == []


async def test_rubbish_on_the_channel_harms_nobody(hub_of, conversation, redis_url):
    hub, writes = await hub_of()
    async with await hub.subscribe(conversation.id) as subscription:
        async with Redis.from_url(redis_url) as client:
            for rubbish in ("", "x", "x {}", 'x {"type":"written"}', "x \x00"):
                channel = redis_keys.conversation_channel(conversation.id)
                await client.publish(channel, rubbish)
        await say(writes, conversation, "toujours là")
        assert (await next_of(subscription, Written)).conversation.last_number == 1
        assert hub.connected


async def test_closing_the_hub_ends_every_subscription(hub_of, conversation):
    hub, _ = await hub_of()
    subscription = await hub.subscribe(conversation.id)
    await hub.close()
    async with asyncio.timeout(2), aclosing(aiter_of(subscription)) as signals:
        assert [signal async for signal in signals] == []


async def aiter_of(subscription: Subscription):
    async for signal in subscription:
        yield signal
