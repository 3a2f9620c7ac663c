"""Who may change an order: the customer whose mailbox is on file, and nobody else."""

import asyncio
import re
from datetime import timedelta
from email.utils import parsedate_to_datetime
from uuid import uuid4

import pytest
import structlog
from aiosmtpd.smtp import SMTP
from sqlalchemy import text

from handoff.conversations.log import Conversations
from handoff.conversations.model import Conversation
from handoff.storage.engine import EVERY_BRAND, Record
from tests.front_door import FrontDoor, Opened
from tests.mailbox import ORDER, Mailbox, ask, changing, mailing, prove

pytestmark = pytest.mark.usefixtures("shop")


async def test_a_link_goes_to_the_contact_on_file_and_only_its_mailbox_is_told_masked(
    mailing_door: FrontDoor, mailbox: Mailbox, conversation: Conversation
) -> None:
    email = await prove(mailing_door, conversation)
    answer = await changing(mailing_door, conversation)
    masked = f"{email[0]}…@{email.partition('@')[2]}"
    assert answer == {"state": "sent", "sent_to": masked}
    (mail,) = mailbox.mails
    headers = mail["headers"]
    assert mail["to"] == [email]
    assert headers["From"] == "Maison Orme <service@relais.example>"
    assert headers["Reply-To"] == "Maison Orme <bonjour@maison-orme.example>"
    assert headers["Message-ID"].endswith("@relais.example>")
    assert headers["Auto-Submitted"] == "auto-generated"
    assert headers["Content-Language"] == "fr"
    assert parsedate_to_datetime(headers["Date"]).utcoffset() == timedelta(0)
    assert headers["Content-Type"].startswith("text/plain")
    assert ORDER in mail["subject"]
    assert re.search(r"^https://aide\.relais\.example/confirm/[\w-]{54}$", mail["text"], re.M)
    assert mail["text"].startswith("Bonjour ")
    assert mail["text"].rstrip().endswith("Maison Orme")


async def test_asked_again_at_once_no_second_mail_goes(
    mailing_door: FrontDoor, mailbox: Mailbox, conversation: Conversation
) -> None:
    await prove(mailing_door, conversation)
    first = await changing(mailing_door, conversation)
    assert await changing(mailing_door, conversation) == first
    assert len(mailbox.mails) == 1


async def test_an_order_without_proof_and_one_that_does_not_exist_are_refused_alike(
    mailing_door: FrontDoor, mailbox: Mailbox, conversation: Conversation
) -> None:
    for verb, beside in (
        ("changing", {}),
        ("mails", {"turn_id": str(uuid4()), "action": "a", "subject": "s", "text": "t"}),
    ):
        answers = [
            await ask(mailing_door, conversation, verb, {"order_number": number, **beside})
            for number in (ORDER, "99998", "no number")
        ]
        assert {answer.status_code for answer in answers} == {403}
        assert {answer.json()["error"]["code"] for answer in answers} == {"not_proven"}
    assert mailbox.mails == []


async def test_a_mailbox_gets_three_links_an_hour_whatever_the_number_of_conversations(
    mailing_door: FrontDoor,
    mailbox: Mailbox,
    conversation: Conversation,
    conversations: Conversations,
    record: Record,
) -> None:
    async def another() -> Conversation:
        opened = await conversations.open("demo", conversation.customer_id, "fr")
        await prove(mailing_door, opened)
        return opened

    at_once = [await another() for _ in range(5)]
    answers = await asyncio.gather(*(changing(mailing_door, one) for one in at_once))
    assert sorted(answer["state"] or "" for answer in answers) == ["limited"] * 2 + ["sent"] * 3
    assert len(mailbox.mails) == 3
    async with record.transaction(EVERY_BRAND) as connection:
        earlier = "UPDATE change_links SET created_at = created_at - interval '61 minutes'"
        await connection.execute(text(earlier))
    assert (await changing(mailing_door, await another()))["state"] == "sent"


async def test_without_a_mail_server_nothing_is_promised(
    door: FrontDoor, conversation: Conversation
) -> None:
    await prove(door, conversation)
    assert await changing(door, conversation) == {"state": "unavailable", "sent_to": None}
    letter = {"turn_id": str(uuid4()), "action": "a", "subject": "s", "text": "t"}
    answer = await ask(door, conversation, "mails", {"order_number": ORDER, **letter})
    assert answer.json() == {"state": "unavailable", "sent_to": None}


class Refusing:
    """A server that refuses every recipient, naming them."""

    async def handle_RCPT(self, *command) -> str:  # noqa: N802 - the name is aiosmtpd's
        return f"550 no such mailbox: {command[3]}"


class Hanging:
    """A server that takes for ever."""

    async def handle_RCPT(self, *command) -> str:  # noqa: N802 - the name is aiosmtpd's
        await asyncio.sleep(60)
        return "250 OK"


@pytest.mark.parametrize("handler", [Refusing, Hanging, None])
async def test_a_mail_server_that_is_ill_is_unavailable_and_names_nobody_in_the_log(
    open_door: Opened,
    conversation: Conversation,
    handler: type | None,
) -> None:
    loop = asyncio.get_running_loop()
    make = (lambda: SMTP(handler(), loop=loop)) if handler else asyncio.Protocol
    server = await loop.create_server(make, "127.0.0.1", 0)
    try:
        door = await mailing(open_door, server.sockets[0].getsockname()[1])
        email = await prove(door, conversation)
        with structlog.testing.capture_logs() as logged:
            answer = await changing(door, conversation)
    finally:
        server.close()
    assert answer == {"state": "unavailable", "sent_to": None}
    assert [(line["event"], line["log_level"]) for line in logged] == [
        ("mail_not_taken", "warning")
    ]
    assert email not in str(logged)
    # What nobody received is no reason to refuse the next try.
    async with door.service.record.transaction(EVERY_BRAND) as connection:
        assert await connection.scalar(text("SELECT count(*) FROM change_links")) == 0


async def test_what_was_done_is_mailed_once_for_a_turn_and_kept(
    mailing_door: FrontDoor,
    mailbox: Mailbox,
    conversation: Conversation,
    record: Record,
) -> None:
    await prove(mailing_door, conversation)
    letter = {
        "order_number": f"n° {ORDER}",
        "turn_id": str(uuid4()),
        "action": "withdrawal",
        "subject": "Votre rétractation\r\nBcc: everybody@example.com",
        "text": "Nous avons bien reçu votre rétractation le 22/11/2026 à 10 h 12.",
    }
    first = await ask(mailing_door, conversation, "mails", letter)
    again = await ask(mailing_door, conversation, "mails", letter)
    assert first.json() == again.json()
    assert first.json()["state"] == "sent"
    (mail,) = mailbox.mails
    assert mail["subject"] == "Votre rétractation Bcc: everybody@example.com"
    assert "Bcc" not in mail["headers"]
    assert len(mail["to"]) == 1
    assert "10 h 12" in mail["text"]
    async with record.transaction(["demo"]) as connection:
        kept = (await connection.execute(text("SELECT * FROM mails"))).mappings().one()
    assert kept["sent_at"] is not None
    assert kept["sent_to"] == first.json()["sent_to"]
    async with record.transaction(["kiosque"]) as connection:
        assert (await connection.execute(text("SELECT * FROM mails"))).all() == []
