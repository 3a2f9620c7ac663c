"""Asking an HTTP API that is not ours: in time, again where that is safe, never past a quota."""

from __future__ import annotations

import asyncio
import logging
import random
import re
import time
from collections.abc import Awaitable, Mapping
from datetime import datetime, timezone
from email.utils import parsedate_to_datetime
from http import HTTPStatus
from typing import Any, Final, TypeVar

import httpx

LONGEST_BUDGET: Final = 4.0
"""Seconds: a bot's turn has 5 in total for calls to the outside (docs: a bot's turn)."""

ATTEMPTS: Final = 3
FIRST_PAUSE: Final = 0.15
"""Seconds before the second attempt; doubled for the third, each with up to as much jitter."""

LONGEST_SILENCE: Final = 3600.0
"""Seconds for which a `Retry-After` is believed: a slip of theirs must not silence us for days."""

# httpx logs every address at INFO, and these addresses hold customers' numbers.
logging.getLogger("httpx").setLevel(logging.WARNING)

_OF_THE_KEY: Final = {HTTPStatus.UNAUTHORIZED, HTTPStatus.FORBIDDEN}

Result = TypeVar("Result")


class Unanswered(Exception):
    """No usable answer.

    Attributes:
        reason: one of `unreachable`, `timeout`, `server_error`, `quota`, `unreadable`.
        heard: whether they may have done what was asked for: nobody knows where the answer was
            lost; surely not where no connection was made, or where the quota was spent.
        answer: theirs, where it is a `server_error`.
    """

    def __init__(
        self, reason: str, *, heard: bool = True, answer: httpx.Response | None = None
    ) -> None:
        super().__init__(f"No usable answer ({reason}).")
        self.reason = reason
        self.heard = heard
        self.answer = answer


class KeyRefused(Exception):
    """The key is not accepted: somebody has to renew it; asking again is useless."""


class Api:
    """One API, its connections and its budget.

    Args:
        base_url: what every path is relative to.
        headers: sent with every request; the key, as a rule.
        auth: user and password, where the key goes by Basic authentication.
        budget: seconds for all that is done `within` it; 4 at most.
    """

    def __init__(
        self,
        base_url: str,
        *,
        headers: Mapping[str, str] | None = None,
        auth: tuple[str, str] | None = None,
        budget: float = LONGEST_BUDGET,
    ) -> None:
        if not 0 < budget <= LONGEST_BUDGET:
            raise ValueError(f"budget must lie between 0 and {LONGEST_BUDGET} seconds")
        self._budget = budget
        self._silent_until = 0.0
        self._client = httpx.AsyncClient(
            base_url=base_url,
            headers={"Accept": "application/json", **(headers or {})},
            auth=auth,
            timeout=budget,
        )

    async def close(self) -> None:
        """Close the connections."""
        await self._client.aclose()

    async def within(self, work: Awaitable[Result]) -> Result:
        """What `work` gives; raises `Unanswered` (`timeout`) once the budget is spent."""
        try:
            return await asyncio.wait_for(work, self._budget)
        except asyncio.TimeoutError as error:
            raise Unanswered("timeout") from error

    async def get(self, path: str, **parameters: str | int) -> httpx.Response:
        """An answer below 500; GET is safe, so what failed on their side is asked again.

        Raises:
            Unanswered: none came, or their quota is spent.
            KeyRefused: 401 or 403.
        """
        request = self._client.build_request("GET", path, params=parameters)
        failure = Unanswered("unreachable")
        for attempt in range(ATTEMPTS):
            if attempt:
                pause = FIRST_PAUSE * 2 ** (attempt - 1)
                await asyncio.sleep(pause + random.uniform(0, pause))  # noqa: S311 - jitter
            try:
                return await self._send(request)
            except Unanswered as error:
                # Out of time or of quota: a second try would only make the customer wait.
                if error.reason in {"timeout", "quota"}:
                    raise
                failure = error
        raise failure

    async def post(self, path: str, body: Mapping[str, Any]) -> httpx.Response:
        """As `get`, but asked once: nobody knows what a lost answer has done."""
        return await self._send(self._client.build_request("POST", path, json=body))

    async def put(self, path: str, body: Mapping[str, Any]) -> httpx.Response:
        """As `post`, to change what is there."""
        return await self._send(self._client.build_request("PUT", path, json=body))

    async def _send(self, request: httpx.Request) -> httpx.Response:
        if time.monotonic() < self._silent_until:
            raise Unanswered("quota", heard=False)
        try:
            response = await self._client.send(request)
        except (httpx.ConnectError, httpx.ConnectTimeout) as error:
            raise Unanswered(_lost_how(error), heard=False) from error
        except httpx.RequestError as error:
            raise Unanswered(_lost_how(error)) from error
        if response.status_code in _OF_THE_KEY:
            raise KeyRefused("The key was refused.")
        if response.status_code == HTTPStatus.TOO_MANY_REQUESTS:
            self._silent_until = time.monotonic() + _retry_after(response)
            raise Unanswered("quota", heard=False)
        if response.status_code >= HTTPStatus.INTERNAL_SERVER_ERROR:
            raise Unanswered("server_error", answer=response)
        return response


def _lost_how(error: httpx.RequestError) -> str:
    return "timeout" if isinstance(error, httpx.TimeoutException) else "unreachable"


def parsed(response: httpx.Response) -> Any:
    """The JSON of an answer; raises `Unanswered` (`unreadable`) where it is none."""
    try:
        return response.json()
    except ValueError as error:
        raise Unanswered("unreadable") from error


def _retry_after(response: httpx.Response) -> float:
    """Seconds to leave them alone: a number or a date (RFC 9110, section 10.2.3)."""
    stated = response.headers.get("Retry-After", "").strip()
    if re.fullmatch(r"\d+", stated):
        return min(float(stated), LONGEST_SILENCE)
    try:
        moment = parsedate_to_datetime(stated)
    except ValueError:
        return 0.0
    aware = moment if moment.tzinfo else moment.replace(tzinfo=timezone.utc)
    ahead = (aware - datetime.now(timezone.utc)).total_seconds()
    return min(max(ahead, 0.0), LONGEST_SILENCE)
