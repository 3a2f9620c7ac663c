"""The demo shop can be filled again and again, and is of today each time."""

from __future__ import annotations

import asyncio
from datetime import timedelta

from sqlalchemy import text

from actions.shop.client import Shop, engine
from actions.shop.demo import seed
from actions.shop.scenarios import scenarios
from tests.actions.shop.conftest import NOW


async def test_seeding_twice_and_side_by_side_changes_nothing(
    shop: Shop, postgres_url: str
) -> None:
    before = await shop.order("demo", "20417")
    assert await seed(postgres_url, NOW) == len(scenarios())
    await asyncio.gather(*(seed(postgres_url, NOW) for _ in range(3)))
    assert await shop.order("demo", "20417") == before
    database = engine(postgres_url)
    async with database.begin() as connection:
        count = await connection.scalar(text("SELECT count(*) FROM shop.orders"))
    await database.dispose()
    assert count == len(scenarios())


async def test_seeding_on_a_later_day_brings_the_dates_along(shop: Shop, postgres_url: str) -> None:
    before = await shop.order("demo", "20426")
    await seed(postgres_url, NOW + timedelta(days=7))
    after = await shop.order("demo", "20426")
    assert before is not None
    assert after is not None
    assert after.promised_on - before.promised_on == timedelta(days=7)
    (parcel,) = await shop.parcels_of(after)
    assert parcel.shipped_at > before.placed_at + timedelta(days=5)


async def test_seeding_leaves_the_shops_own_orders_alone(shop: Shop, postgres_url: str) -> None:
    database = engine(postgres_url)
    async with database.begin() as connection:
        await connection.execute(
            text(
                "INSERT INTO shop.orders SELECT brand, '77777', email, postcode, city, country,"
                " lines, total, currency, placed_at, promised_on, is_gift, wanted_by"
                " FROM shop.orders WHERE number = '20417'"
            )
        )
    await database.dispose()
    before = await shop.order("demo", "77777")
    await seed(postgres_url, NOW + timedelta(days=7))
    assert before is not None
    assert await shop.order("demo", "77777") == before
