"""The whole story, both pages open in Chromium: the bot, the hand-over, the CM, the way back."""

from __future__ import annotations

import asyncio
import re
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from uuid import UUID

import pytest
from playwright.async_api import Browser, Locator, Page, expect

from handoff.conversations import standing
from handoff.conversations.log import Conversations
from handoff.conversations.ownership import Move, Outcome
from handoff.storage.engine import EVERY_BRAND, Record
from tests.relais import Relais
from tests.stories.conftest import (
    Login,
    Pictures,
    bot_messages,
    conversation_of,
    log_in,
    open_widget,
    say,
)

pytestmark = [pytest.mark.stack, pytest.mark.browser, pytest.mark.timeout(420)]

ORDER, POSTCODE, TRACKING = "20435", "69002", "6A20435560951"


@dataclass(frozen=True)
class Words:
    """What is said and read in one language."""

    language: str
    hello: str
    problem: str
    robot: str
    asks: str
    explained: str
    human: str
    place: str
    more_time: str
    thanks: str
    with_bot: str


FRENCH = Words(
    language="fr",
    hello="Bonjour",
    problem="mon colis n'est jamais arrivé",
    robot="automatique|robot",
    asks="code postal",
    explained="livré|remis",
    human="je veux parler à quelqu'un",
    place="première|n° ?1|place|file",
    more_time="demande plus de temps",
    thanks="merci beaucoup",
    with_bot="assistant automatique",
)
ENGLISH = Words(
    language="en",
    hello="Hello",
    problem="my parcel never arrived",
    robot="automated|robot|bot",
    asks="postcode",
    explained="delivered|left",
    human="I want to talk to someone",
    place="first|number 1|queue|next",
    more_time="needs more time",
    thanks="thank you so much",
    with_bot="automated assistant",
)


@pytest.mark.parametrize("words", [FRENCH, ENGLISH], ids=["french", "english"])
async def test_a_lost_parcel_is_explained_handed_over_answered_and_closed(
    relais: Relais, chromium: Browser, camille: Login, words: Words
) -> None:
    pictures = Pictures(f"story-{words.language}")
    customer, complaints = await open_widget(chromium, relais.url, words.language)
    await pictures.take(customer, "widget-open")

    # The bot: one answer to two messages, which says what it is and asks for proof.
    await say(customer, words.hello)
    await say(customer, words.problem)
    first = bot_messages(customer).first
    await expect(first).to_contain_text(re.compile(words.robot, re.IGNORECASE), timeout=30_000)
    await expect(conversation_of(customer)).to_contain_text(re.compile(words.asks, re.IGNORECASE))
    await pictures.take(customer, "asks-for-proof")

    # The carrier's answer, and the case that was opened for it.
    await say(customer, f"{ORDER} {POSTCODE}")
    await expect(conversation_of(customer)).to_contain_text(
        re.compile(words.explained, re.IGNORECASE), timeout=30_000
    )
    await expect(conversation_of(customer)).to_contain_text(TRACKING, timeout=10_000)
    await pictures.take(customer, "parcel-explained")

    # A human; a CM is there, whatever the opening hours say.
    await nobody_else_waits(relais)
    console = await log_in(chromium, relais.url, camille)
    await say(customer, words.human)
    await expect(conversation_of(customer)).to_contain_text(
        re.compile(words.place, re.IGNORECASE), timeout=30_000
    )
    await pictures.take(customer, "waiting")

    # The CM: what waits, who it is, why, and three replies.
    await pictures.take(console, "console-waiting")
    await console.keyboard.press("n")
    conversation = console.get_by_role("main")
    await expect(conversation).to_contain_text("À vous", timeout=15_000)
    context = console.get_by_role("complementary")
    await expect(context).to_contain_text(words.problem)
    await expect(context).to_contain_text(ORDER)
    await expect(context).to_contain_text(TRACKING)
    await pictures.take(console, "console-claimed")
    editor = console.get_by_label("Votre réponse")
    await expect(editor).to_be_focused()
    await leave_the_text(console)
    await console.keyboard.press("b")  # unfold the bot's part
    await expect(conversation).to_contain_text(words.problem)
    suggestions = console.get_by_label("Réponses suggérées").get_by_role("listitem")
    await expect(suggestions).to_have_count(3, timeout=15_000)
    await editor.focus()
    await console.keyboard.press("Alt+Digit1")
    inserted = await editor.input_value()
    assert len(inserted) > 40
    await pictures.take(console, "console-inserted")

    # Edited, sent, read.
    reply = f"{re.sub(r'{[^{}]+}', '…', inserted)}\n42 km à pied"
    await editor.fill(reply)
    await console.keyboard.press("Control+Enter")
    await expect(conversation_of(customer)).to_contain_text("42 km à pied", timeout=15_000)
    await expect(conversation_of(customer)).to_contain_text("Camille")
    await expect(editor).to_have_value("")
    await pictures.take(customer, "answered")
    await pictures.take(console, "console-sent")

    # The promise of the bot: another day, of which the customer hears, then settled.
    await give_another_day(context)
    await expect(conversation_of(customer)).to_contain_text(
        re.compile(words.more_time, re.IGNORECASE), timeout=15_000
    )
    await context.get_by_role("button", name="Réglé").click()
    await expect(context.get_by_text("Clos")).to_be_visible(timeout=15_000)
    await pictures.take(console, "console-case-settled")

    # The customer answers the human, and the bot keeps quiet.
    said = await bot_messages(customer).count()
    await say(customer, words.thanks)
    await expect(conversation).to_contain_text(words.thanks, timeout=15_000)
    await customer.wait_for_timeout(3_000)
    assert await bot_messages(customer).count() == said

    # Back to the bot, which says again what it is; then the end.
    await open_dialog(console, "h")
    await console.get_by_role("dialog").get_by_role("button", name="Rendre au bot").click()
    await expect(customer.locator("relais-widget .speaker")).to_contain_text(
        re.compile(words.with_bot, re.IGNORECASE), timeout=15_000
    )
    await say(customer, words.thanks)
    await expect(bot_messages(customer)).not_to_have_count(said, timeout=30_000)
    await expect(bot_messages(customer).nth(said)).to_contain_text(
        re.compile(words.robot, re.IGNORECASE)
    )
    await pictures.take(customer, "back-with-the-bot")
    await close_as_resolved(relais, console, conversation)
    await pictures.take(console, "console-closed")
    assert complaints == []


async def give_another_day(context: Locator) -> None:
    """Promise the open case of the panel for ten days from now."""
    await context.get_by_role("button", name="Reporter").click()
    day = datetime.now(UTC).date() + timedelta(days=10)
    await context.get_by_label("Nouvelle échéance").fill(day.isoformat())
    await context.get_by_role("button", name="Promettre").click()


async def nobody_else_waits(relais: Relais) -> None:
    """End what earlier tests left in the queue, so that the next one is this story's."""
    record = Record(relais.running.postgres.url)
    conversations = Conversations(record, EVERY_BRAND)
    async with record.transaction(EVERY_BRAND) as connection:
        waiting = await standing.waiting(connection)
    for one in waiting:
        async with conversations.locked(one.id) as locked:
            await locked.move(Move.CLOSE, outcome=Outcome.ABANDONED_WAITING)
    await record.close()


async def leave_the_text(page: Page) -> None:
    await page.keyboard.press("Escape")


async def open_dialog(page: Page, key: str) -> Locator:
    """Open a window by its key; the reply box takes the focus in its own time, so try again."""
    dialog = page.get_by_role("dialog")
    async with asyncio.timeout(20):
        while not await dialog.is_visible():
            await leave_the_text(page)
            await page.wait_for_timeout(300)
            if not await page.evaluate("document.activeElement.matches('textarea, input')"):
                await page.keyboard.press(key)
                await page.wait_for_timeout(300)
    return dialog


async def close_as_resolved(relais: Relais, console: Page, conversation: Locator) -> None:
    """Take over from the bot again and close; the record says how it ended."""
    await console.keyboard.press("t")
    await expect(conversation).to_contain_text("À vous", timeout=15_000)
    dialog = await open_dialog(console, "e")
    await dialog.get_by_text("Résolue par un CM").click()
    await dialog.get_by_role("button", name="Fermer la conversation").click()
    await expect(console.get_by_text("Fermée : résolue par un cm")).to_be_visible(timeout=15_000)
    record = Record(relais.running.postgres.url)
    found = re.search(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}", console.url)
    assert found is not None
    stored = await Conversations(record, EVERY_BRAND).get(UUID(found[0]))
    await record.close()
    assert stored.outcome is Outcome.RESOLVED_BY_CM
