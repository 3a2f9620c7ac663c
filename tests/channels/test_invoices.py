"""An invoice opens for whoever holds its link, for a week, and for nobody else."""

from datetime import UTC, datetime, timedelta

import httpx
import pytest

from handoff.channels.invoices import signed
from handoff.conversations.model import Conversation
from tests.front_door import FrontDoor
from tests.mailbox import ORDER, ask, prove

pytestmark = pytest.mark.usefixtures("shop")


async def _invoice(door: FrontDoor, conversation: Conversation) -> dict[str, str | None]:
    return (await ask(door, conversation, "invoices", {"order_number": ORDER})).json()


async def test_the_link_opens_the_invoice_of_that_order(
    door: FrontDoor, http: httpx.AsyncClient, conversation: Conversation
) -> None:
    await prove(door, conversation)
    made = await _invoice(door, conversation)
    assert made["url"] is not None
    assert made["until"] is not None
    page = await http.get(httpx.URL(made["url"]).raw_path.decode())
    assert page.status_code == 200
    assert f"Facture F-{ORDER}" in page.text
    assert "Anna Delmas" in page.text
    assert "63,90 €" in page.text
    # What the tax is of: 63.90 / 1.20.
    assert "53,25 €" in page.text
    assert page.headers["cache-control"] == "no-store"
    left = datetime.fromisoformat(made["until"]) - datetime.now(UTC)
    assert timedelta(days=6) < left <= timedelta(days=7)


async def test_without_proof_no_link_is_made(door: FrontDoor, conversation: Conversation) -> None:
    answer = await ask(door, conversation, "invoices", {"order_number": ORDER})
    assert answer.status_code == 403


@pytest.mark.parametrize(
    ("brand", "order", "ahead", "status"),
    [
        ("demo", ORDER, timedelta(seconds=-5), 410),
        ("nobody", ORDER, timedelta(days=1), 404),
        ("demo", "99999", timedelta(days=1), 404),
        ("kiosque", ORDER, timedelta(days=1), 404),
    ],
)
async def test_a_link_that_is_old_or_to_nothing_opens_nothing(
    door: FrontDoor, http: httpx.AsyncClient, brand: str, order: str, ahead: timedelta, status: int
) -> None:
    token = signed(door.settings.secret, brand, order, datetime.now(UTC) + ahead)
    assert (await http.get(f"/demo/invoices/{token}")).status_code == status


async def test_a_link_signed_by_somebody_else_opens_nothing(
    door: FrontDoor, http: httpx.AsyncClient
) -> None:
    token = signed("somebody else", "demo", ORDER, datetime.now(UTC) + timedelta(days=1))
    assert (await http.get(f"/demo/invoices/{token}")).status_code == 404


@pytest.mark.parametrize("token", ["x", "a.b.c", "%00", "eyJhbGciOiJub25lIn0.e30."])
async def test_what_nobody_signed_opens_nothing(
    door: FrontDoor, http: httpx.AsyncClient, token: str
) -> None:
    assert (await http.get(f"/demo/invoices/{token}")).status_code in {404, 422}


async def test_the_catalogue_shows_stock_as_the_bot_tells_it(
    door: FrontDoor, http: httpx.AsyncClient
) -> None:
    page = await http.get("/demo/catalogue/demo")
    assert page.status_code == 200
    assert "Vase Ondine en grès" in page.text
    assert "14 en stock" in page.text
    assert (await http.get("/demo/catalogue/nobody")).status_code == 404
