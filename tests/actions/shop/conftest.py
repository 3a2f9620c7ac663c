"""The demo shop in a database of its own."""

from __future__ import annotations

from collections.abc import AsyncIterator
from datetime import datetime, timezone

import pytest

from actions.shop.client import Shop
from actions.shop.demo import seed

NOW = datetime(2026, 3, 18, 10, 0, tzinfo=timezone.utc)


@pytest.fixture
async def shop(postgres_url: str) -> AsyncIterator[Shop]:
    """The demo shop, seeded as on a Wednesday in March."""
    await seed(postgres_url, NOW)
    shop = Shop(postgres_url)
    yield shop
    await shop.close()
