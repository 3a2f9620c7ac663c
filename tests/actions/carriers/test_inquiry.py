"""All parcels of an order are asked about at once, and each gets its diagnosis."""

from __future__ import annotations

import subprocess
from dataclasses import replace
from datetime import datetime, timezone
from pathlib import Path

import httpx
import pytest

from actions.brands.policies import load
from actions.carriers.diagnosis import Code
from actions.carriers.inquiry import inquire
from actions.carriers.laposte import LaPoste
from actions.carriers.sandbox import KEY
from actions.carriers.trackers import Trackers
from actions.shop.scenarios import Scenario, scenarios

ROOT = Path(__file__).resolve().parents[3]
POLICIES = load("demo", ROOT / "data" / "brands")


def scenario(number: str) -> Scenario:
    return next(one for one in scenarios() if one.spec.number == number)


async def test_each_parcel_of_an_order_is_told(laposte: LaPoste) -> None:
    now, told = datetime.now(timezone.utc), scenario("20456")
    parcels = told.parcels(now)
    found = await inquire(Trackers(laposte), told.order(now), parcels, POLICIES, now)
    assert [one.parcel for one in found] == parcels
    assert [one.code for one in found] == [Code.delivered, Code.presumed_lost]


async def test_a_carrier_that_is_down_leaves_the_other_carriers_parcels_told(
    control: httpx.AsyncClient, laposte: LaPoste
) -> None:
    await control.put("/histories/*", json={"failure": "unavailable"})
    now, told = datetime.now(timezone.utc), scenario("20456")
    asked, other = told.parcels(now)
    elsewhere = replace(other, carrier="mondial_relay", tracking_number="20456002")
    found = await inquire(Trackers(laposte), told.order(now), [asked, elsewhere], POLICIES, now)
    assert [one.code for one in found] == [Code.carrier_down, Code.no_client]


async def test_a_parcel_without_a_number_is_asked_of_nobody() -> None:
    now, told = datetime.now(timezone.utc), scenario("20456")
    unnumbered = replace(told.parcels(now)[0], tracking_number="", delivered_at=None)
    async with LaPoste("http://127.0.0.1:1", KEY) as nobody:
        found = await inquire(Trackers(nobody), told.order(now), [unnumbered], POLICIES, now)
    assert [one.code for one in found] == [Code.no_client]


async def test_an_order_that_has_not_left_is_told_without_asking_a_carrier() -> None:
    now, told = datetime.now(timezone.utc), scenario("20422")
    async with LaPoste("http://127.0.0.1:1", KEY) as nobody:
        found = await inquire(Trackers(nobody), told.order(now), [], POLICIES, now)
    assert [one.code for one in found] == [Code.not_handed_over]


async def test_the_carriers_words_are_in_the_customers_language(laposte: LaPoste) -> None:
    now, told = datetime.now(timezone.utc), scenario("20435")
    (found,) = await inquire(
        Trackers(laposte), told.order(now), told.parcels(now), POLICIES, now, language="en"
    )
    assert found.facts()["parcel_last_event"] == "Your parcel was delivered to your letter box"
    assert found.facts()["delivered_to"] == "letter_box"


def test_it_works_in_the_action_servers_environment_too(carrier_url: str) -> None:
    python = ROOT / "actions" / ".venv" / "bin" / "python"
    if not python.exists():
        pytest.skip("actions/.venv is not set up: run `make setup`")
    program = (
        "import asyncio, sys\n"
        "from datetime import datetime, timezone\n"
        "from actions.carriers.inquiry import inquire\n"
        "from actions.carriers.laposte import LaPoste\n"
        "from actions.carriers.trackers import Trackers\n"
        "from actions.brands.policies import load\n"
        "from actions.shop.scenarios import scenarios\n"
        "async def main():\n"
        "    now = datetime.now(timezone.utc)\n"
        f"    async with LaPoste(sys.argv[1], {KEY!r}) as laposte:\n"
        "        asked = Trackers(laposte)\n"
        "        for told in scenarios():\n"
        "            order, parcels = told.order(now), told.parcels(now)\n"
        "            found = await inquire(asked, order, parcels, load(order.brand), now)\n"
        "            assert tuple(f.code.value for f in found) == told.story.diagnosis, order\n"
        "    print('told')\n"
        "asyncio.run(main())\n"
    )
    ran = subprocess.run(
        [python, "-W", "error", "-c", program, carrier_url],
        capture_output=True,
        text=True,
        check=False,
        cwd=ROOT,
    )
    assert ran.stdout.strip() == "told", ran.stderr
