"""A suggested reply in a real browser: what is missing and what must agree, before it is sent."""

from __future__ import annotations

import pytest
from playwright.async_api import Browser, expect

from tests.colleagues import PASSWORD, Person
from tests.front_door import FrontDoor, Learnt, Waiting
from tests.stories.conftest import Login, Pictures, chromium, complaints_of, log_in  # noqa: F401

pytestmark = [pytest.mark.browser, pytest.mark.timeout(240)]

QUESTION = "Mon colis {tracking_number} n'est jamais arrivé"
REPLY = (
    "Je suis désolée de cette attente. La commande {order_number} repart, vous serez prévenue "
    "avant le {date} et remboursée de {amount} pour le colis {tracking_number}."
)


@pytest.fixture
async def door(open_learnt: Learnt) -> FrontDoor:
    return await open_learnt([(QUESTION, REPLY)])


async def test_a_cm_goes_to_each_gap_by_its_name_and_sees_what_must_agree(
    chromium: Browser,  # noqa: F811
    door: FrontDoor,
    person: Person,
    waiting: Waiting,
) -> None:
    await person("camille")
    await waiting(order_number="20417")
    page = await log_in(chromium, door.url, Login("camille", PASSWORD, "Camille"))
    complaints = complaints_of(page)
    pictures = Pictures("suggestions")
    await page.keyboard.press("n")
    suggested = page.get_by_label("Réponses suggérées")
    await expect(suggested).to_contain_text("La commande 20417 repart")
    await expect(suggested).to_contain_text(
        "avant le date et remboursée de montant pour le colis n° de suivi"
    )
    await expect(suggested).to_contain_text("Accord à vérifier : désolée, prévenue, remboursée")
    await pictures.take(page, "suggested")

    await suggested.get_by_role("button").first.click()
    to_fill = page.get_by_role("group", name="À remplir")
    reply = page.get_by_label("Votre réponse")
    await expect(to_fill.get_by_role("button")).to_have_text(["date", "montant", "n° de suivi"])
    assert "pour le colis {n° de suivi}." in await reply.input_value()
    await to_fill.get_by_role("button", name="montant").click()
    await page.keyboard.type("4,90 €")
    await to_fill.get_by_role("button", name="n° de suivi").click()
    await page.keyboard.type("6A15602676300")
    await expect(to_fill.get_by_role("button")).to_have_text(["date"])
    await pictures.take(page, "one-gap-left")
    await to_fill.get_by_role("button", name="date").click()
    await page.keyboard.type("3 décembre")
    await expect(to_fill).to_have_count(0)
    assert "avant le 3 décembre et remboursée de 4,90 €" in await reply.input_value()
    await page.keyboard.press("Control+Enter")
    await expect(reply).to_have_value("")
    await expect(page.get_by_role("main")).to_contain_text("avant le 3 décembre")
    assert complaints == []
