"""The page of the resolutions in a real browser: found, corrected, merged, allowed to the bot."""

from __future__ import annotations

import pytest
from playwright.async_api import Browser, Page, expect

from tests.colleagues import PASSWORD, Person
from tests.front_door import FrontDoor, Learnt
from tests.stories.conftest import Login, Pictures, chromium, complaints_of, log_in  # noqa: F401

pytestmark = [pytest.mark.browser, pytest.mark.timeout(240)]

LINEN = "Le lin se lave à 40 °C sur l'envers et sèche à l'air libre."
PAST = [
    ("Le lin, je le lave à combien ?", LINEN),
    ("Comment laver une nappe en lin ?", LINEN),
    ("Où en est mon remboursement ?", "Je vous rembourse {amount} avant vendredi."),
]

SIZES = {"wide": {"width": 1440, "height": 900}, "narrow": {"width": 390, "height": 844}}


@pytest.fixture
async def door(open_learnt: Learnt) -> FrontDoor:
    return await open_learnt(PAST)


async def test_a_supervisor_corrects_merges_and_allows_a_resolution_by_keyboard(
    chromium: Browser,  # noqa: F811
    door: FrontDoor,
    person: Person,
) -> None:
    await person("solange", role="supervisor")
    page = await log_in(chromium, door.url, Login("solange", PASSWORD, "Solange"))
    complaints = complaints_of(page)
    pictures = Pictures("resolutions")
    await page.keyboard.press("7")
    listed = page.get_by_role("region", name="Résolutions")
    await expect(listed.get_by_role("listitem")).to_have_count(3)

    # Found by its words, whatever the accents and apostrophes.
    await page.keyboard.press("/")
    await page.keyboard.type("sèche a l’air")
    await expect(listed.get_by_role("listitem")).to_have_count(2)
    await page.keyboard.press("Escape")
    await page.keyboard.press("j")
    pane = page.get_by_role("article")
    await expect(pane).to_contain_text("40 °C")

    # Corrected, without what belongs to one customer.
    await _rewrite(page, "Le lin se lave à 30 °C. Un doute : 06 12 34 56 78.")
    await expect(pane).to_contain_text("propre à un client : téléphone")
    await expect(pane).to_contain_text("30 °C")

    # Merged with the one that says the same, and allowed to the bot once it holds for everybody.
    await page.keyboard.press("f")
    await pane.get_by_role("checkbox").first.check()
    await pane.get_by_role("button", name="Fusionner celle-ci").click()
    await expect(pane).to_contain_text("1 autre fusionnée ici")
    await expect(pane).to_contain_text("elle a un champ que seul un dossier précis remplit")
    await _rewrite(page, "Le lin se lave à 30 °C.")
    await expect(pane.get_by_role("button", name="Autoriser au bot")).to_be_enabled()
    await page.keyboard.press("a")
    await expect(pane).to_contain_text("Autorisée au bot par Solange")
    await pictures.take(page, "allowed")
    await page.keyboard.press("r")
    await expect(pane).to_contain_text("Retirée")
    assert complaints == []


async def test_the_page_fits_a_phone_and_tells_a_cm_whom_to_ask(
    chromium: Browser,  # noqa: F811
    door: FrontDoor,
    person: Person,
) -> None:
    await person("camille")
    page = await log_in(chromium, door.url, Login("camille", PASSWORD, "Camille"))
    for size in SIZES.values():
        await page.set_viewport_size(size)
        await page.goto(f"{door.url}/console#/resolutions")
        await page.get_by_text("nappe en lin").click()
        await expect(page.get_by_role("article")).to_contain_text("demandez à un formateur")
        assert await _overflow(page) == 0
        await page.keyboard.press("1")


async def _rewrite(page: Page, reply: str) -> None:
    """Give the resolution that is open another reply."""
    await page.keyboard.press("e")
    await expect(page.get_by_label("La question")).to_be_focused()
    await page.keyboard.press("Tab")
    await page.keyboard.press("Control+a")
    await page.keyboard.type(reply)
    await page.keyboard.press("Control+Enter")


async def _overflow(page: Page) -> int:
    """Pixels by which the page is wider than its window."""
    return await page.evaluate(
        "document.documentElement.scrollWidth - document.documentElement.clientWidth"
    )
