"""A customer at the REST door who says what a script says, whatever is answered."""

from __future__ import annotations

import asyncio
import re
from collections.abc import Awaitable, Callable
from typing import Any, TypeVar
from uuid import uuid4

import httpx

from benchmarks.mailbox import links
from benchmarks.played import Exchange, Said
from benchmarks.scripts import Confirm, Press, Script
from handoff.conversations.keys import Key
from handoff.conversations.log import Conversations
from handoff.conversations.model import Conversation
from handoff.conversations.ownership import Owner
from handoff.storage.engine import EVERY_BRAND, Record

WITHIN = 15.0
"""Seconds for a mail to arrive, and for the bot to go on once its link was opened."""

Found = TypeVar("Found")

Heard = tuple[list[Said], str | None]
"""What was said, and what a client cannot mend."""


class Customer:
    """Plays one script.

    Args:
        http: a client of the running service.
        mails: where its mail sandbox shows what went out; None where there is none.
        key, secret: the brand's key, whose namespace the sender belongs to.
    """

    def __init__(
        self,
        script: Script,
        http: httpx.AsyncClient,
        record: Record,
        mails: str | None,
        key: Key,
        secret: str,
    ) -> None:
        self._script = script
        self._http = http
        self._record = record
        self._mails = mails
        self._sender = uuid4().hex
        self._name = f"rest:{key.id}:{self._sender}"
        self._headers = {"Authorization": f"Bearer {secret}"}
        self._buttons: list[tuple[str, str]] = []
        self._heard = 0

    async def play(self) -> tuple[Exchange, ...]:
        """Every turn of the script, and what was said to it."""
        opened_before = set(await links(self._http, self._mails))
        return tuple([await self._exchange(turn, opened_before) for turn in self._script.turns])

    async def conversation(self) -> Conversation | None:
        """The conversation as it is stored; None before its first message."""
        conversations = Conversations(self._record, EVERY_BRAND)
        return await conversations.of_sender(self._script.brand, "rest", self._name)

    async def _exchange(self, turn: list[str] | Press | Confirm, old_links: set[str]) -> Exchange:
        conversation = await self.conversation()
        owner = (conversation.owner if conversation else Owner.BOT).value
        does, sent = self._words(turn)
        try:
            said, trouble = await (self._confirm(old_links) if sent is None else self._send(sent))
        except httpx.HTTPError as error:
            said, trouble = [], f"the service gave no answer ({type(error).__name__})"
        return Exchange(does, tuple(said), owner, trouble)

    def _words(self, turn: list[str] | Press | Confirm) -> tuple[tuple[str, ...], str | None]:
        """What the customer does, and the message that is sent for it; None for a link.

        A burst goes as the lines of one message: so the front door joins it, and over REST no
        pause tells where a burst ends.
        """
        if isinstance(turn, Confirm):
            return ("(opens the link in the mail)",), None
        if isinstance(turn, list):
            return tuple(turn), "\n".join(turn)
        for title, payload in self._buttons:
            if re.search(turn.press, title, re.I):
                return (f"(presses « {title} »)",), payload
        return (turn.or_type,), turn.or_type

    async def _send(self, message: str) -> Heard:
        answer = await self._http.post(
            "/webhooks/rest/webhook",
            json={"sender": self._sender, "message": message},
            headers=self._headers,
        )
        if answer.is_server_error:
            return [], f"the service failed ({answer.status_code})"
        if answer.is_client_error:
            # A refusal has to say what to do, and is judged as what the customer reads.
            return [Said("door", answer.json()["error"]["message"])], None
        return self._listen(answer.json()), None

    def _listen(self, elements: list[dict[str, Any]]) -> list[Said]:
        said: list[Said] = []
        for element in elements:
            self._heard = max(self._heard, element["number"])
            shown: list[dict[str, str]] = element.get("buttons") or []
            if shown:
                self._buttons = [(b["title"], b.get("payload") or f"/{b['id']}") for b in shown]
            titles = tuple(button["title"] for button in shown)
            said.append(Said(element["author"], element.get("text") or "", titles))
        return said

    async def _confirm(self, old_links: set[str]) -> Heard:
        """Open the newest link that was mailed, press its page's button, hear the bot go on."""

        async def mailed() -> list[str]:
            return [link for link in await links(self._http, self._mails) if link not in old_links]

        found = await _until(mailed)
        if not found:
            return [], "no link was mailed"
        page = await self._http.get(found[0])
        pressed = await self._http.post(found[0])
        if page.is_error or pressed.is_error:
            return [], f"the link is refused ({page.status_code}, {pressed.status_code})"
        return await _until(self._news) or [], None

    async def _news(self) -> list[Said]:
        """What was said since, once the bot is among those who said it."""
        answer = await self._http.get(
            "/webhooks/rest/events",
            params={"sender": self._sender, "after": self._heard},
            headers=self._headers,
        )
        events: list[dict[str, Any]] = answer.json()["events"]
        said = [e for e in events if e["kind"] == "message" and e["author"] != "customer"]
        return self._listen(said) if any(e["author"] == "bot" for e in said) else []


async def _until(found: Callable[[], Awaitable[list[Found]]]) -> list[Found]:
    """What `found` gives as soon as it gives something; nothing once time is up."""
    clock = asyncio.get_running_loop().time
    until = clock() + WITHIN
    while clock() < until:
        if got := await found():
            return got
        await asyncio.sleep(0.2)
    return []
