"""The link in the mail: it takes a person, in time, once."""

from collections.abc import AsyncIterator
from uuid import uuid4

import httpx
import pytest
from sqlalchemy import text

from handoff.channels.link_token import sign
from handoff.console.erasers import ERASERS
from handoff.conversations.customers import create_anonymous
from handoff.conversations.erasure import erase_customer, export_customer
from handoff.conversations.log import Conversations
from handoff.conversations.model import Conversation
from handoff.storage.engine import EVERY_BRAND, Record
from tests.front_door import FrontDoor, Opened
from tests.mailbox import ORDER, Mailbox, ask, changing, mailing, prove

pytestmark = pytest.mark.usefixtures("shop")

SAID = "J'ai confirmé depuis ma messagerie"
BUTTONS = [{"title": "C'est fait", "payload": "/confirmed", "id": "1.0"}]


@pytest.fixture
async def browser(mailing_door: FrontDoor) -> AsyncIterator[httpx.AsyncClient]:
    """A browser in which the mail is read: not the one of the conversation."""
    headers = {"Accept-Language": "fr-FR,fr;q=0.9"}
    async with httpx.AsyncClient(
        base_url=mailing_door.url, headers=headers, follow_redirects=True, timeout=30
    ) as client:
        yield client


@pytest.fixture
async def linked(mailing_door: FrontDoor, mailbox: Mailbox, conversation: Conversation) -> str:
    """The path of a link that was mailed for the conversation."""
    await prove(mailing_door, conversation)
    await changing(mailing_door, conversation)
    return mailbox.link


async def test_the_button_proves_and_the_conversation_goes_on_by_itself(
    mailing_door: FrontDoor,
    browser: httpx.AsyncClient,
    conversation: Conversation,
    linked: str,
) -> None:
    for waiting in ("1", "2"):  # the newest of two is the one that is pressed
        told = {"buttons": [{**BUTTONS[0], "id": f"{waiting}.0"}]}
        await mailing_door.bot_says(str(conversation.id), "Un lien est parti.", **told)
    asked = await browser.get(linked)
    assert asked.status_code == 200
    assert ORDER in asked.text
    assert "Maison Orme" in asked.text
    assert "Oui, je confirme" in asked.text
    assert "<script" not in asked.text

    done = await browser.post(linked)
    assert done.status_code == 200
    assert "C&#x27;est confirmé" in done.text
    assert "<button" not in done.text
    events = await mailing_door.conversations.events(conversation.id)
    said = [e for e in events if e.author == "customer"]
    assert [e.body for e in said] == [{"text": SAID, "button": "2.0"}]
    assert (await changing(mailing_door, conversation))["state"] == "proven"


async def test_a_mail_scanner_that_opens_the_link_confirms_nothing(
    mailing_door: FrontDoor, browser: httpx.AsyncClient, conversation: Conversation, linked: str
) -> None:
    for method in ("GET", "HEAD", "GET", "OPTIONS"):
        await browser.request(method, linked)
    assert (await changing(mailing_door, conversation))["state"] == "sent"
    assert await mailing_door.texts(str(conversation.id)) == []


async def test_the_page_allows_nothing_and_tells_nobody_its_address(
    browser: httpx.AsyncClient, linked: str
) -> None:
    for path in (linked, "/confirm/nothing"):
        headers = (await browser.get(path)).headers
        policy = headers["content-security-policy"]
        assert policy.startswith("default-src 'none'; style-src 'sha256-")
        assert "unsafe" not in policy
        assert "frame-ancestors 'none'" in policy
        assert headers["referrer-policy"] == "no-referrer"
        assert headers["cache-control"] == "no-store"
        assert headers["x-robots-tag"] == "noindex"


async def test_a_link_works_once(
    mailing_door: FrontDoor, browser: httpx.AsyncClient, conversation: Conversation, linked: str
) -> None:
    for _ in range(3):
        assert (await browser.post(linked)).status_code == 200
    # The bot may have answered by now.
    assert (await mailing_door.texts(str(conversation.id))).count(SAID) == 1


async def test_after_half_an_hour_a_link_is_worth_nothing_and_says_so(
    mailing_door: FrontDoor,
    browser: httpx.AsyncClient,
    conversation: Conversation,
    record: Record,
    linked: str,
) -> None:
    await _later(record, "31 minutes")
    for method in ("GET", "POST"):
        answer = await browser.request(method, linked)
        assert answer.status_code == 410
        assert "n&#x27;est plus valable" in answer.text
    assert await mailing_door.texts(str(conversation.id)) == []
    assert (await changing(mailing_door, conversation))["state"] == "sent"


async def test_a_proof_does_not_outlive_the_day(
    mailing_door: FrontDoor,
    browser: httpx.AsyncClient,
    conversation: Conversation,
    record: Record,
    linked: str,
) -> None:
    await browser.post(linked)
    await _later(record, "25 hours")
    assert (await changing(mailing_door, conversation))["state"] == "sent"


@pytest.mark.parametrize("forge", ["shortened", "changed", "other_secret", "unknown", "no_token"])
async def test_a_forged_link_leads_nowhere(
    mailing_door: FrontDoor,
    browser: httpx.AsyncClient,
    conversation: Conversation,
    linked: str,
    forge: str,
) -> None:
    token = linked.removeprefix("/confirm/")
    path = (
        "/confirm/"
        + {
            "shortened": token[:-4],
            "changed": token[:-1] + ("A" if token[-1] != "A" else "Q"),
            "other_secret": sign("another secret", uuid4()),
            "unknown": sign(mailing_door.settings.secret, uuid4()),
            "no_token": "é'%22%3Cscript%3E",
        }[forge]
    )
    for method in ("GET", "POST"):
        answer = await browser.request(method, path)
        assert answer.status_code == 404
        assert "<script>" not in answer.text
        assert "mène nulle part" in answer.text
    assert await mailing_door.texts(str(conversation.id)) == []


async def test_a_link_proves_its_own_conversation_and_order_only(
    mailing_door: FrontDoor,
    browser: httpx.AsyncClient,
    conversation: Conversation,
    conversations: Conversations,
    linked: str,
) -> None:
    await browser.post(linked)
    other = await conversations.open("demo", conversation.customer_id, "fr")
    await prove(mailing_door, other)
    assert (await changing(mailing_door, other))["state"] == "sent"


@pytest.mark.parametrize(
    ("brand", "language", "words"),
    [("demo", "en", "Yes, I confirm"), ("kiosque", "fr", "Ferme cette page")],
)
async def test_the_page_speaks_the_brands_voice_and_the_conversations_language(
    open_door: Opened,
    mailbox: Mailbox,
    record: Record,
    conversations: Conversations,
    brand: str,
    language: str,
    words: str,
) -> None:
    door = await mailing(open_door, mailbox.port)
    session, _ = await create_anonymous(record, brand)
    conversation = await conversations.open(brand, session.customer_id, language)
    async with record.transaction([brand]) as connection:
        number = await connection.scalar(
            text("SELECT number FROM shop.orders WHERE brand = :brand"), {"brand": brand}
        )
    order = await door.service.orders(brand).order(brand, number)
    assert order is not None
    await ask(door, conversation, "proof", {"order_number": number, "email": order.customer.email})
    await ask(door, conversation, "changing", {"order_number": number})
    async with httpx.AsyncClient(base_url=door.url) as client:
        answer = await client.get(mailbox.link)
    assert words in answer.text
    assert door.service.brands[brand].colours.primary in answer.text


async def test_a_human_who_has_the_conversation_reads_that_it_was_confirmed(
    mailing_door: FrontDoor, browser: httpx.AsyncClient, conversation: Conversation, linked: str
) -> None:
    async with mailing_door.conversations.locked(conversation.id) as locked:
        await mailing_door.service.desk.escalate(locked, reason="asked_human")
    await browser.post(linked)
    assert (await mailing_door.texts(str(conversation.id)))[-1] == SAID
    assert await mailing_door.owner(str(conversation.id)) == "waiting"


async def test_erasing_the_customer_takes_links_and_mails_along(
    mailing_door: FrontDoor,
    browser: httpx.AsyncClient,
    conversation: Conversation,
    record: Record,
    linked: str,
) -> None:
    letter = {"turn_id": str(uuid4()), "action": "a", "subject": "Retour", "text": "Reçu."}
    await ask(mailing_door, conversation, "mails", {"order_number": ORDER, **letter})
    exported = await export_customer(record, EVERY_BRAND, conversation.customer_id)
    assert [mail["subject"] for mail in exported["conversations"][0]["mails"]] == ["Retour"]
    await erase_customer(record, EVERY_BRAND, conversation.customer_id, ERASERS)
    async with record.transaction(EVERY_BRAND) as connection:
        for table in ("change_links", "mails"):
            assert await connection.scalar(text(f"SELECT count(*) FROM {table}")) == 0
    assert (await browser.post(linked)).status_code == 404


async def _later(record: Record, interval: str) -> None:
    """Let so much time pass for every link."""
    moments = ("created_at", "expires_at", "sent_at", "confirmed_at")
    shifted = ", ".join(f"{moment} = {moment} - interval '{interval}'" for moment in moments)
    async with record.transaction(EVERY_BRAND) as connection:
        await connection.execute(text(f"UPDATE change_links SET {shifted}"))
