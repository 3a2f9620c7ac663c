"""People who work in the console, for the tests of every room."""

from __future__ import annotations

from collections.abc import Awaitable, Callable

import pytest

from handoff.conversations import people
from handoff.conversations.people import CM
from handoff.storage.engine import Record

PASSWORD = "a long enough password"

Person = Callable[..., Awaitable[CM]]


@pytest.fixture
def person(record: Record) -> Person:
    """Add people who work in the console."""

    async def add(
        login: str = "camille",
        *,
        name: str | None = None,
        role: people.Role = "cm",
        brands: tuple[str, ...] = ("demo",),
        teams: tuple[str, ...] = ("customer_care",),
    ) -> CM:
        return await people.create(
            record,
            login=login,
            name=name or login.title(),
            password=PASSWORD,
            role=role,
            brands=list(brands),
            teams=list(teams),
        )

    return add
