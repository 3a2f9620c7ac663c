"""The service's internal API, as the actions see it: proofs and cases.

Actions never write conversations; they ask here, and the record decides.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any, Literal

import httpx

SECONDS = 2.5
"""The service is next door; slower than this, it is in trouble."""

MAIL_SECONDS = 4.8
"""Where the service waits for a mail server, which it gives 4 s."""


class RecordUnavailable(Exception):
    """The service gave no usable answer; a human can take over with what is known."""


@dataclass(frozen=True)
class Proof:
    """What the record says of an attempt; `limited` means that no further one is heard."""

    granted: bool
    limited: bool


@dataclass(frozen=True)
class Case:
    """A promise that somebody owns; `number` is what customers are told (`D-1042`).

    `created` is false where the case stood already.
    """

    number: str
    due_at: datetime
    created: bool


@dataclass(frozen=True)
class Changing:
    """Whether a conversation may change an order.

    `sent`: a link has gone to the contact on file, whose masked address is `sent_to`; `limited`:
    too many have; `unavailable`: no mail can be sent, so a human has to decide.
    """

    state: Literal["proven", "sent", "limited", "unavailable"]
    sent_to: str | None


@dataclass(frozen=True)
class Mailed:
    """Whether a mail went to the contact on file, whose masked address is `sent_to`."""

    state: Literal["sent", "unavailable"]
    sent_to: str | None


@dataclass(frozen=True)
class Invoice:
    """Where an invoice can be read, and until when."""

    url: str
    until: datetime


class Record:
    """A client of `/internal`; `close()` it at the end."""

    def __init__(self, base_url: str, token: str) -> None:
        self._client = httpx.AsyncClient(
            base_url=base_url, headers={"Authorization": f"Bearer {token}"}, timeout=SECONDS
        )

    async def close(self) -> None:
        """Close the connections."""
        await self._client.aclose()

    async def prove(
        self, conversation: str, order_number: str, *, postcode: str | None, email: str | None
    ) -> Proof:
        """Compare what the customer says with the order; the attempt is counted."""
        given = {"order_number": order_number, "postcode": postcode, "email": email}
        said = {name: value for name, value in given.items() if value}
        answer = await self._ask("POST", f"/internal/conversations/{conversation}/proof", said)
        return Proof(granted=bool(answer["granted"]), limited=bool(answer["limited"]))

    async def proven(self, conversation: str) -> list[str]:
        """The orders that this conversation has proof of."""
        answer = await self._ask("GET", f"/internal/conversations/{conversation}/proofs", None)
        return [str(number) for number in answer["orders"]]

    async def changing(self, conversation: str, order_number: str) -> Changing:
        """Whether the conversation may change the order; if not yet, its customer is mailed a link.

        Raises `RecordUnavailable`, also for an order that the conversation may not even read.
        """
        path = f"/internal/conversations/{conversation}/changing"
        wish = {"order_number": order_number}
        answer = await self._ask("POST", path, wish, seconds=MAIL_SECONDS)
        return Changing(state=answer["state"], sent_to=answer["sent_to"])

    async def mail(
        self,
        conversation: str,
        order_number: str,
        *,
        turn_id: str,
        action: str,
        subject: str,
        text: str,
    ) -> Mailed:
        """Mail the order's contact on file in the brand's name, once for a turn and action.

        `text` is plain; greeting and closing come from the brand. Raises `RecordUnavailable`, also
        for an order that the conversation may not even read.
        """
        path = f"/internal/conversations/{conversation}/mails"
        letter = {
            "order_number": order_number,
            "turn_id": turn_id,
            "action": action,
            "subject": subject,
            "text": text,
        }
        answer = await self._ask("POST", path, letter, seconds=MAIL_SECONDS)
        return Mailed(state=answer["state"], sent_to=answer["sent_to"])

    async def invoice(self, conversation: str, order_number: str) -> Invoice | None:
        """A link to the order's invoice; None where the shop makes none.

        Raises `RecordUnavailable`, also for an order that the conversation may not even read.
        """
        path = f"/internal/conversations/{conversation}/invoices"
        answer = await self._ask("POST", path, {"order_number": order_number})
        if answer["url"] is None:
            return None
        return Invoice(url=str(answer["url"]), until=_time(str(answer["until"])))

    async def steering(self, brand: str) -> dict[str, Any]:
        """What a supervisor has told the bot of this brand, as the service says it."""
        return await self._ask("GET", f"/internal/brands/{brand}/steering", None)

    async def open_case(self, conversation: str, promise: dict[str, Any]) -> Case:
        """Open a case once for a turn and action; asked again, it is the same case."""
        answer = await self._ask("POST", f"/internal/conversations/{conversation}/cases", promise)
        return Case(
            number=str(answer["number"]),
            due_at=_time(str(answer["due_at"])),
            created=bool(answer["created"]),
        )

    async def _ask(
        self, method: str, path: str, body: dict[str, Any] | None, *, seconds: float = SECONDS
    ) -> dict[str, Any]:
        try:
            response = await self._client.request(method, path, json=body, timeout=seconds)
            response.raise_for_status()
            return response.json()
        except (httpx.HTTPError, ValueError) as error:
            raise RecordUnavailable("The service's internal API gave no answer.") from error


def _time(text: str) -> datetime:
    return datetime.fromisoformat(text.replace("Z", "+00:00"))
