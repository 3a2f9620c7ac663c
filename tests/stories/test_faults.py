"""One part after another is killed in mid-conversation: what people get, and what is stored."""

from __future__ import annotations

import asyncio
import os
import shutil
import signal
from collections.abc import AsyncIterator
from pathlib import Path

import httpx
import pytest

from handoff.conversations.log import Conversations
from handoff.replay.cm import CM
from handoff.replay.customer import Customer
from handoff.storage.engine import EVERY_BRAND, Record
from tests.relais import Relais
from tests.stories.conftest import Login

pytestmark = [pytest.mark.stack, pytest.mark.timeout(300)]


@pytest.fixture
async def customer(relais: Relais) -> AsyncIterator[Customer]:
    """A customer whom the bot has greeted."""
    await everything_answers(relais)
    async with Customer(relais.url, "demo", "fr") as customer:
        await customer.say("Bonjour")
        await customer.until(lambda: bool(customer.said_since(0, "bot")), 60, "a greeting")
        yield customer


@pytest.fixture
async def cm(relais: Relais, camille: Login) -> AsyncIterator[CM]:
    """A CM at work."""
    async with CM(relais.url, camille.login, camille.password) as cm:
        yield cm


async def test_rasa_killed_means_one_moment_and_then_an_answer_or_a_human(
    relais: Relais, customer: Customer
) -> None:
    kill(relais.running.bot.pid)
    said = customer.head
    await customer.say("où est mon colis ?")
    await customer.until(
        lambda: bool(customer.said_since(said, "service")), 30, "a word about the delay"
    )
    await customer.until(
        lambda: bool(customer.said_since(said, "bot")) or customer.owner == "waiting",
        90,
        "an answer or a human",
    )
    await nothing_is_missing(relais, customer)


async def test_the_action_server_killed_means_a_human_who_knows_why(
    relais: Relais, customer: Customer, cm: CM
) -> None:
    kill(relais.running.actions.pid)
    await customer.say("mon colis 20426 75011 n'est pas arrivé")
    await customer.until(
        lambda: customer.owner == "waiting" or bool(customer.said_since(3, "bot")),
        60,
        "a human, or the bot once its actions are back",
    )
    if customer.owner == "waiting":
        await cm.claim(customer.conversation)
    await nothing_is_missing(relais, customer)


async def test_redis_killed_with_its_data_loses_nobody_who_waits(
    relais: Relais, customer: Customer, cm: CM
) -> None:
    await customer.say("je veux parler à quelqu'un")
    await customer.until(lambda: customer.owner == "waiting", 30, "a human")
    redis = relais.running.redis
    assert redis.data is not None
    kill(redis.pid)
    empty(Path(redis.data))
    version = await cm.claim(customer.conversation)
    number, _ = await cm.answer(customer.conversation, version, "Je m'en occupe.")
    await customer.until(lambda: customer.head >= number, 30, "the CM's answer")
    await customer.say("merci")
    await nothing_is_missing(relais, customer)


async def test_the_service_killed_goes_on_where_it_was(
    relais: Relais, customer: Customer, cm: CM
) -> None:
    await customer.say("je veux parler à quelqu'un")
    await customer.until(lambda: customer.owner == "waiting", 30, "a human")
    version = await cm.claim(customer.conversation)
    kill(relais.running.service.pid)
    talk = asyncio.create_task(customer.say("vous êtes toujours là ?"))
    await talk
    number, _ = await cm.answer(customer.conversation, version, "Toujours là.")
    await customer.until(lambda: customer.head >= number, 30, "the CM's answer")
    await nothing_is_missing(relais, customer)


def kill(pid: int | None) -> None:
    """`kill -9`."""
    assert pid is not None
    os.kill(pid, signal.SIGKILL)


def empty(folder: Path) -> None:
    """Remove everything in a folder."""
    for part in folder.iterdir():
        if part.is_dir():
            shutil.rmtree(part)
        else:
            part.unlink()


async def everything_answers(relais: Relais) -> None:
    """Wait until the supervisor has started again what the test before killed."""
    deadline = asyncio.get_running_loop().time() + 150
    async with httpx.AsyncClient(timeout=5) as client:
        while True:
            running = relais.running
            urls = [
                f"{running.service.url}/readyz",
                f"{running.bot.url}/status?token={running.bot_token}",
                f"{running.actions.url}/health",
            ]
            try:
                answers = await asyncio.gather(*(client.get(url) for url in urls))
            except httpx.TransportError:
                answers = []
            if answers and all(answer.is_success for answer in answers):
                return
            assert asyncio.get_running_loop().time() < deadline, "a part did not come back"
            await asyncio.sleep(0.5)


async def nothing_is_missing(relais: Relais, customer: Customer) -> None:
    """What was acknowledged is stored once, in order, and the customer's view is the record's."""
    record = Record(relais.running.postgres.url)
    events = await Conversations(record, EVERY_BRAND).events(customer.conversation)
    await record.close()
    stored = [e.client_id for e in events if e.author == "customer"]
    assert stored == list(customer.sent)
    assert [e.number for e in events] == list(range(1, len(events) + 1))
    await customer.until(lambda: customer.head >= len(events), 30, "the newest event")
    assert [e["number"] for e in customer.events] == list(range(1, customer.head + 1))
