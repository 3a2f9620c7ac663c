"""A mailbox that is real: an SMTP server on loopback, and the links in what it took."""

import re
from collections.abc import AsyncIterator
from dataclasses import dataclass
from typing import Any

import httpx
import pytest

from handoff.conversations.model import Conversation
from handoff.mail.sandbox import Sandbox
from tests.front_door import INTERNAL_TOKEN, FrontDoor, Opened

AUTHORISED = {"Authorization": f"Bearer {INTERNAL_TOKEN}"}
ORDER = "20417"


@dataclass
class Mailbox:
    """What was mailed, the newest first."""

    sandbox: Sandbox
    port: int

    @property
    def mails(self) -> list[dict[str, Any]]:
        return self.sandbox.mails

    @property
    def link(self) -> str:
        """The path of the link in the newest mail."""
        found = re.search(
            r"^https://aide\.relais\.example(/confirm/\S+)$", self.mails[0]["text"], re.M
        )
        assert found, self.mails[0]["text"]
        return found[1]


@pytest.fixture
async def mailbox() -> AsyncIterator[Mailbox]:
    """A mailbox that is empty."""
    sandbox = Sandbox()
    async with sandbox.listening("127.0.0.1", 0) as port:
        yield Mailbox(sandbox, port)


@pytest.fixture
async def mailing_door(open_door: Opened, mailbox: Mailbox) -> FrontDoor:
    """A front door that sends its mails there."""
    return await mailing(open_door, mailbox.port)


async def mailing(open_door: Opened, port: int, **fields: Any) -> FrontDoor:
    """A front door that sends its mails to that port."""
    return await open_door(
        smtp_url=f"smtp://127.0.0.1:{port}",
        mail_from="service@relais.example",
        public_url="https://aide.relais.example",
        **fields,
    )


async def ask(door: FrontDoor, conversation: Conversation, verb: str, body: object):
    """What the internal API answers to the bot's actions."""
    async with httpx.AsyncClient(base_url=door.url, headers=AUTHORISED, timeout=30) as client:
        return await client.post(f"/internal/conversations/{conversation.id}/{verb}", json=body)


async def prove(door: FrontDoor, conversation: Conversation) -> str:
    """Prove the order for reading; gives its customer's address."""
    order = await door.service.orders("demo").order("demo", ORDER)
    assert order is not None
    said = {"order_number": ORDER, "postcode": order.postcode}
    answer = await ask(door, conversation, "proof", said)
    assert answer.json()["granted"] is True
    return order.customer.email


async def changing(door: FrontDoor, conversation: Conversation) -> dict[str, str | None]:
    """What the internal API says of changing the order."""
    answer = await ask(door, conversation, "changing", {"order_number": ORDER})
    assert answer.status_code == 200, answer.text
    return answer.json()
