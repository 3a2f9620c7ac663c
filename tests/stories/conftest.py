"""People who use a running Relais in Chromium."""

from __future__ import annotations

import os
import time
from collections.abc import AsyncIterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from playwright.async_api import Browser, Locator, Page, async_playwright, expect

from handoff.conversations import people
from handoff.storage.engine import Record
from tests.relais import Relais

CHROMIUM = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-sync"]


@pytest.fixture
async def chromium() -> AsyncIterator[Browser]:
    """Debian's Chromium."""
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(
            executable_path="/usr/bin/chromium", args=CHROMIUM
        )
        yield browser
        await browser.close()


@dataclass(frozen=True)
class Login:
    login: str
    password: str
    name: str


@pytest.fixture
async def camille(relais: Relais) -> Login:
    """A CM of the demo brand."""
    return await _hired(relais, "Camille", "cm")


@pytest.fixture
async def solange(relais: Relais) -> Login:
    """A supervisor of the demo brand."""
    return await _hired(relais, "Solange", "supervisor")


async def _hired(relais: Relais, name: str, role: people.Role) -> Login:
    login = Login(f"{name.lower()}-{time.monotonic_ns()}", "une phrase assez longue", name)
    record = Record(relais.running.postgres.url)
    await people.create(
        record,
        login=login.login,
        name=login.name,
        password=login.password,
        role=role,
        brands=["demo"],
        teams=["customer_care"],
    )
    await record.close()
    return login


async def open_widget(chromium: Browser, url: str, language: str) -> tuple[Page, list[str]]:
    """The demo page with the widget opened, and what the page complains of."""
    page = await (await chromium.new_context(locale=language)).new_page()
    complaints = complaints_of(page)
    await page.goto(f"{url}/demo?lang={language}")
    await page.locator("relais-widget").get_by_role("button").first.click()
    await expect(page.get_by_role("textbox", name="Message")).to_be_visible(timeout=15_000)
    return page, complaints


async def say(page: Page, text: str) -> None:
    """Write to the brand in the widget."""
    box = page.get_by_role("textbox", name="Message")
    await box.fill(text)
    await box.press("Enter")


def conversation_of(page: Page) -> Locator:
    """All that the widget shows of the conversation."""
    return page.get_by_role("region", name="Messages")


def bot_messages(page: Page) -> Locator:
    """The bot's messages in the widget."""
    return page.locator("relais-widget li.line.bot")


async def log_in(chromium: Browser, url: str, login: Login) -> Page:
    """The console in French, on what waits."""
    page = await (
        await chromium.new_context(locale="fr", viewport={"width": 1440, "height": 900})
    ).new_page()
    await page.goto(f"{url}/console")
    await page.get_by_label("Identifiant").fill(login.login)
    await page.get_by_label("Mot de passe", exact=True).fill(login.password)
    await page.keyboard.press("Enter")
    await expect(page.get_by_role("heading", name="En attente")).to_be_visible(timeout=15_000)
    return page


def complaints_of(page: Page) -> list[str]:
    """What the page's own console will complain of from now on: errors, refusals of its policy."""
    complaints: list[str] = []
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.on(
        "console",
        lambda line: complaints.append(line.text) if line.type == "error" else None,
    )
    return complaints


class Pictures:
    """Screenshots of a story, kept where RELAIS_PICTURES says, if it does."""

    def __init__(self, story: str) -> None:
        folder = os.environ.get("RELAIS_PICTURES")
        self._folder = Path(folder) / story if folder else None
        self._taken = 0

    async def take(self, page: Page, name: str) -> None:
        """Keep a picture of what the page shows."""
        if self._folder is not None:
            self._taken += 1
            self._folder.mkdir(parents=True, exist_ok=True)
            await page.screenshot(path=self._folder / f"{self._taken:02d}-{name}.png")
