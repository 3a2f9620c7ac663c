"""Every demo order is diagnosed as its story announces, whatever the day."""

from __future__ import annotations

import asyncio
import socket
from collections import Counter
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import datetime, timezone
from pathlib import Path

import pytest
import uvicorn

from actions.brands.policies import load
from actions.carriers.calendar import PARIS
from actions.carriers.diagnosis import Code
from actions.carriers.inquiry import inquire
from actions.carriers.laposte import LaPoste
from actions.carriers.numbers import Check, recognise
from actions.carriers.sandbox import KEY, Sandbox
from actions.carriers.trackers import Trackers
from actions.shop.demo_page import page
from actions.shop.scenarios import Scenario, demo_histories, scenarios

ROOT = Path(__file__).resolve().parents[3]
POLICIES = {brand: load(brand, ROOT / "data" / "brands") for brand in ("demo", "kiosque")}

DAYS = {
    "a plain Wednesday": datetime(2026, 3, 18, 11, 0, tzinfo=PARIS),
    "a Sunday": datetime(2026, 11, 22, 15, 0, tzinfo=PARIS),
    "a Monday before dawn": datetime(2026, 3, 16, 0, 0, 30, tzinfo=PARIS),
    "the last minute of a Saturday": datetime(2026, 6, 27, 23, 59, tzinfo=PARIS),
    "Labour Day, a Friday": datetime(2026, 5, 1, 9, 0, tzinfo=PARIS),
    "Good Friday": datetime(2026, 4, 3, 9, 0, tzinfo=PARIS),
    "Christmas": datetime(2026, 12, 25, 12, 0, tzinfo=PARIS),
    "New Year": datetime(2027, 1, 1, 1, 0, tzinfo=PARIS),
    "the hour that summer time skips": datetime(2026, 3, 29, 1, 30, tzinfo=timezone.utc),
    "Ascension and a leap year": datetime(2028, 5, 25, 18, 0, tzinfo=PARIS),
}


@pytest.mark.parametrize("day", DAYS)
async def test_each_order_is_diagnosed_as_its_story_announces(day: str) -> None:
    now = DAYS[day]
    async with _carrier(now) as url, LaPoste(url, KEY) as laposte:
        found = await asyncio.gather(*(_diagnosed(s, laposte, now) for s in scenarios()))
    announced = {s.spec.number: s.story.diagnosis for s in scenarios()}
    assert dict(zip(announced, found, strict=True)) == announced


def test_each_diagnosis_has_at_least_two_orders_and_each_brand_one() -> None:
    told = [(s.spec.brand, code) for s in scenarios() for code in s.story.diagnosis]
    everywhere = Counter(code for _, code in told)
    assert {code.value for code in Code} == set(everywhere)
    assert {code for code, count in everywhere.items() if count < 2} == set()
    for brand in POLICIES:
        assert {code for of, code in told if of == brand} == set(everywhere)


def test_orders_numbers_and_parcels_are_unique_and_well_formed() -> None:
    now = DAYS["a plain Wednesday"]
    orders = Counter((s.spec.brand, s.spec.number) for s in scenarios())
    parcels = [parcel for s in scenarios() for parcel in s.parcels(now)]
    numbers = Counter(parcel.tracking_number for parcel in parcels)
    assert set(orders.values()) == {1}
    assert set(numbers.values()) == {1}
    for parcel in parcels:
        number = recognise(parcel.tracking_number)
        assert number is not None
        assert number.formats
        assert number.check is not Check.bad


def test_what_is_told_has_happened_already_and_in_order() -> None:
    for now in DAYS.values():
        for number, history in demo_histories(now).items():
            dates = [event.date for event in history.events]
            assert dates == sorted(dates), number
            assert all(date <= now for date in dates), number
        for scenario in scenarios():
            order = scenario.order(now)
            assert order.placed_at < now
            assert all(p.shipped_at > order.placed_at for p in scenario.parcels(now))


def test_the_page_of_demo_orders_is_up_to_date() -> None:
    written = (ROOT / "docs" / "demo-orders.md").read_text(encoding="utf-8")
    assert written == page(), "run: python -m actions.shop.demo_page > docs/demo-orders.md"


async def _diagnosed(scenario: Scenario, laposte: LaPoste, now: datetime) -> tuple[str, ...]:
    policies = POLICIES[scenario.spec.brand]
    found = await inquire(
        Trackers(laposte), scenario.order(now), scenario.parcels(now), policies, now
    )
    return tuple(diagnosis.code.value for diagnosis in found)


@asynccontextmanager
async def _carrier(now: datetime) -> AsyncIterator[str]:
    """A sandbox carrier for which it is `now`."""
    sandbox = Sandbox(lambda: demo_histories(now))
    config = uvicorn.Config(sandbox.application(), log_level="error", lifespan="off", ws="none")
    listening = socket.create_server(("127.0.0.1", 0))
    server = uvicorn.Server(config)
    serving = asyncio.create_task(server.serve(sockets=[listening]))
    # Connections wait in the socket's queue until the server accepts them.
    yield f"http://127.0.0.1:{listening.getsockname()[1]}"
    server.should_exit = True
    await serving
