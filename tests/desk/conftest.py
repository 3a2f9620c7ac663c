"""A desk as a service process has it, and CMs to work at it."""

from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import AsyncExitStack
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest

from handoff.brands.brand import Brand, load_brands
from handoff.conversations.customers import create_anonymous
from handoff.conversations.log import Conversations
from handoff.conversations.model import Conversation
from handoff.conversations.people import CM
from handoff.desk.desk import Desk
from handoff.live.hub import Hub
from handoff.storage.engine import EVERY_BRAND, Record
from tests.colleagues import Person

ROOT = Path(__file__).resolve().parents[2]
DeskFactory = Callable[..., Awaitable[Desk]]
CMFactory = Callable[..., Awaitable[CM]]
Escalated = Callable[..., Awaitable[Conversation]]


@pytest.fixture(scope="session")
def brands() -> dict[str, Brand]:
    return load_brands(ROOT / "data" / "brands")


@pytest.fixture
async def desk_of(
    postgres_url: str, redis_url: str, brands: dict[str, Brand]
) -> AsyncIterator[DeskFactory]:
    """Start as many service processes' desks as a test needs; `redis` may be an address of none."""
    async with AsyncExitStack() as stack:

        async def start(*, redis: str = redis_url, loops: bool = True) -> Desk:
            record = Record(postgres_url, pool_size=5)
            stack.push_async_callback(record.close)
            hub = Hub(redis, Conversations(record, EVERY_BRAND))
            stack.push_async_callback(hub.close)
            desk = Desk(record, redis, brands, hub)
            stack.push_async_callback(desk.close)
            record.listen(hub.publish)
            record.listen(desk.heard)
            await hub.start()
            if loops:
                await desk.start()
            return desk

        yield start


@pytest.fixture
async def desk(desk_of: DeskFactory) -> Desk:
    return await desk_of()


@pytest.fixture
def cm_of(person: Person) -> CMFactory:
    """Add a CM, who has a login that no test asks for."""

    async def add(name: str = "Camille", **post: Any) -> CM:
        return await person(uuid4().hex, name=name, **post)

    return add


@pytest.fixture
async def camille(cm_of: CMFactory) -> CM:
    return await cm_of("Camille")


@pytest.fixture
async def noe(cm_of: CMFactory) -> CM:
    return await cm_of("Noé")


@pytest.fixture
async def supervisor(cm_of: CMFactory) -> CM:
    return await cm_of("Salomé", role="supervisor")


@pytest.fixture
def opened(record: Record, conversations: Conversations) -> Escalated:
    """A conversation in which the customer has written."""

    async def open_one(brand: str = "demo", language: str = "fr") -> Conversation:
        session, _ = await create_anonymous(record, brand)
        conversation = await conversations.open(brand, session.customer_id, language)
        async with conversations.locked(conversation.id) as locked:
            await locked.append("message", "customer", {"text": "mon colis n'est jamais arrivé"})
        return locked.conversation

    return open_one


@pytest.fixture
def waiting(desk: Desk, opened: Escalated, conversations: Conversations) -> Escalated:
    """A conversation that waits in the queue."""

    async def escalate(
        brand: str = "demo", *, team: str = "customer_care", urgency: str = "normal"
    ) -> Conversation:
        conversation = await opened(brand)
        async with desk._any_brand(conversation.id) as locked:
            await desk.escalate(locked, reason="asked_human", team=team, urgency=urgency)
        return locked.conversation

    return escalate
