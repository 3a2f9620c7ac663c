"""A return label has a page that prints, for who has its address."""

from datetime import UTC, date, datetime
from urllib.parse import urlsplit
from uuid import uuid4

import httpx
import pytest

from actions.shop.aftersales import Once
from actions.shop.changes import Changes
from actions.shop.client import Shop
from tests.front_door import FrontDoor

pytestmark = pytest.mark.usefixtures("shop")


async def test_a_label_shows_where_it_goes_and_nothing_of_the_customer(
    door: FrontDoor, postgres_url: str
) -> None:
    shop, changes = Shop(postgres_url), Changes(postgres_url, door.url)
    order = await shop.order("demo", "20460")
    assert order is not None
    declared = await changes.declare_return(
        "demo",
        order.number,
        order.lines[:1],
        purpose="withdrawal",
        declared_at=datetime.now(UTC),
        send_by=date(2030, 5, 4),
        once=Once(str(uuid4()), "test"),
    )
    labelled = await changes.make_label("demo", declared.number)
    await shop.close()
    await changes.close()
    assert labelled.label_url is not None
    async with httpx.AsyncClient(base_url=door.url) as browser:
        page = await browser.get(urlsplit(labelled.label_url).path)
        unknown = await browser.get(f"/demo/labels/{uuid4()}")
        typed = await browser.get("/demo/labels/1")
    assert page.status_code == 200
    for said in (declared.number, "Maison Orme", "1 × Vase Ondine en grès", "04/05/2030"):
        assert said in page.text
    for private in (order.customer.last_name, order.customer.email, order.postcode):
        assert private not in page.text
    assert "default-src 'none'" in page.headers["content-security-policy"]
    assert unknown.status_code == 404
    assert typed.status_code == 422
