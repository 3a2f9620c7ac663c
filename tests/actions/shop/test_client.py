"""The shop as flows and console ask it."""

from __future__ import annotations

import subprocess
from datetime import timedelta
from decimal import Decimal
from pathlib import Path

import pytest
from sqlalchemy import text

from actions.shop.client import Shop, ShopUnavailable, engine
from actions.shop.order import Line
from actions.shop.orders import proves
from tests.actions.shop.conftest import NOW

ROOT = Path(__file__).resolve().parents[3]


async def test_an_order_is_found_with_all_that_the_shop_knows(shop: Shop) -> None:
    order = await shop.order("demo", "20417")
    assert order is not None
    assert (order.brand, order.number) == ("demo", "20417")
    assert (order.postcode, order.city, order.country) == ("01000", "Bourg-en-Bresse", "FR")
    assert (order.customer.first_name, order.customer.last_name) == ("Anna", "Delmas")
    assert order.lines == (
        Line("Vase Ondine en grès", 1, Decimal("39.90")),
        Line("Bougie Figuier", 1, Decimal("24.00")),
    )
    assert (order.total, order.currency) == (Decimal("63.90"), "EUR")
    assert order.placed_at < NOW
    assert order.promised_on < NOW.date()
    assert not order.is_gift


async def test_a_gift_has_the_day_it_is_needed_for(shop: Shop) -> None:
    order = await shop.order("demo", "20430")
    assert order is not None
    assert order.is_gift
    assert order.wanted_by == NOW.date() + timedelta(days=2)


async def test_an_order_number_in_pieces_is_found(shop: Shop) -> None:
    order = await shop.order("demo", "n° 20 417")
    assert order is not None
    assert order.number == "20417"


async def test_what_does_not_exist_is_not_found(shop: Shop) -> None:
    assert await shop.order("demo", "99999") is None
    assert await shop.order("demo", "bonjour") is None
    assert await shop.orders_of("demo", "nobody@example.com") == []
    assert await shop.parcel("demo", "6A00000000000") is None


async def test_a_customers_orders_come_newest_first(shop: Shop) -> None:
    orders = await shop.orders_of("demo", " Anna.Delmas@example.com ")
    assert [order.number for order in orders] == ["20422", "20417"]


async def test_an_order_has_its_parcels_each_with_its_contents(shop: Shop) -> None:
    order = await shop.order("demo", "20456")
    assert order is not None
    first, second = await shop.parcels_of(order)
    assert first.contents == ("Vase Ondine en grès",)
    assert second.contents == ("Plaid Brume en laine",)
    assert first.shipped_at < second.shipped_at
    assert await shop.parcel("demo", second.tracking_number) == second


async def test_a_pickup_parcel_has_its_point(shop: Shop) -> None:
    order = await shop.order("demo", "20440")
    assert order is not None
    (parcel,) = await shop.parcels_of(order)
    assert parcel.pickup_point is not None
    assert parcel.pickup_point.one_line() == "Épicerie du Pont, 2 place du Pont, 44100 Nantes"
    assert parcel.pickup_point.closed_until == NOW.date() + timedelta(days=6)


async def test_proof_is_the_postcode_or_the_address_on_the_order(shop: Shop) -> None:
    assert await proves(shop, "demo", "20 417", postcode="1000")
    assert await proves(shop, "demo", "20417", email="ANNA.delmas@example.com")
    assert not await proves(shop, "demo", "20417", postcode="75011")
    assert not await proves(shop, "demo", "20417")
    assert not await proves(shop, "demo", "99999", postcode="1000")


async def test_another_brands_orders_do_not_exist(shop: Shop) -> None:
    order = await shop.order("demo", "20417")
    assert order is not None
    (parcel,) = await shop.parcels_of(order)
    assert await shop.order("kiosque", "20417") is None
    assert await shop.orders_of("kiosque", "anna.delmas@example.com") == []
    assert await shop.parcel("kiosque", parcel.tracking_number) is None
    assert not await proves(shop, "kiosque", "20417", postcode="01000")


@pytest.mark.parametrize("table", ["customers", "orders", "parcels"])
async def test_a_query_that_forgets_its_brand_finds_nothing_of_others(
    shop: Shop, postgres_url: str, table: str
) -> None:
    database = engine(postgres_url)
    async with database.begin() as connection:
        narrow = (
            "SELECT set_config('role', 'relais_app', true), set_config('relais.brands', '{}', true)"
        )
        await connection.execute(text(narrow.format("kiosque")))
        brands = set(await connection.scalars(text(f"SELECT brand FROM shop.{table}")))
        assert brands == {"kiosque"}
        await connection.execute(text("SELECT set_config('relais.brands', '', true)"))
        assert list(await connection.scalars(text(f"SELECT brand FROM shop.{table}"))) == []
    await database.dispose()


async def test_a_database_that_is_not_there_is_an_error_of_the_shop() -> None:
    shop = Shop("postgresql://nobody:nothing@127.0.0.1:1/nowhere")
    with pytest.raises(ShopUnavailable):
        await shop.order("demo", "20417")
    await shop.close()


async def test_a_database_that_does_not_exist_is_an_error_of_the_shop(postgres_url: str) -> None:
    shop = Shop(f"{postgres_url}_gone")
    with pytest.raises(ShopUnavailable):
        await shop.order("demo", "20417")
    await shop.close()


def test_the_action_servers_environment_can_ask_it(shop: Shop, postgres_url: str) -> None:
    python = ROOT / "actions" / ".venv" / "bin" / "python"
    if not python.exists():
        pytest.skip("actions/.venv is not set up: run `make setup`")
    program = (
        "import asyncio, sys\n"
        "from actions.shop.client import Shop\n"
        "from actions.shop.orders import proves\n"
        "async def main():\n"
        "    shop = Shop(sys.argv[1])\n"
        "    print(await proves(shop, 'demo', '20417', postcode='1000'))\n"
        "    await shop.close()\n"
        "asyncio.run(main())\n"
    )
    ran = subprocess.run(
        [python, "-W", "error", "-c", program, postgres_url],
        capture_output=True,
        text=True,
        check=False,
        cwd=ROOT,
    )
    assert ran.stdout.strip() == "True", ran.stderr
