"""People who use a running Relais in Chromium."""

from __future__ import annotations

import os
import time
from collections.abc import AsyncIterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from playwright.async_api import Browser, Page, async_playwright

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
    login = Login(f"camille-{time.monotonic_ns()}", "une phrase assez longue", "Camille")
    record = Record(relais.running.postgres.url)
    await people.create(
        record,
        login=login.login,
        name=login.name,
        password=login.password,
        role="cm",
        brands=["demo"],
        teams=["customer_care"],
    )
    await record.close()
    return login


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
