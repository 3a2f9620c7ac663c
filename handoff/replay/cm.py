"""A CM at the console's own API: logs in, claims, answers, closes."""

from __future__ import annotations

import time
from typing import Any, Self
from uuid import UUID, uuid4

import httpx


class Refused(Exception):
    """The console refused; the message is the console's."""


class CM:
    """One CM's session. Use as an asynchronous context manager."""

    def __init__(self, url: str, login: str, password: str) -> None:
        self._http = httpx.AsyncClient(base_url=url, headers={"Origin": url}, timeout=30)
        self._login = {"login": login, "password": password}

    async def __aenter__(self) -> Self:
        await self._post("/api/login", self._login)
        return self

    async def __aexit__(self, *_: object) -> None:
        await self._http.aclose()

    async def claim(self, conversation: UUID) -> int:
        """Take a waiting conversation; gives its version, which the next words must name."""
        return (await self._act(conversation, "claim", {}))["row"]["version"]

    async def answer(self, conversation: UUID, version: int, text: str) -> tuple[int, float]:
        """Say something; gives the event's number and when it was sent (monotonic seconds)."""
        began = time.monotonic()
        body = {"client_id": str(uuid4()), "version": version, "text": text, "suggestion": None}
        answer = await self._act(conversation, "messages", body)
        return answer["event"]["number"], began

    async def close(self, conversation: UUID, version: int) -> None:
        """Close it as resolved by the CM."""
        body = {"version": version, "outcome": "resolved_by_cm"}
        await self._act(conversation, "close", body)

    async def _act(self, conversation: UUID, verb: str, body: dict[str, Any]) -> dict[str, Any]:
        return await self._post(f"/api/conversations/{conversation}/{verb}", body)

    async def _post(self, path: str, body: dict[str, Any]) -> dict[str, Any]:
        response = await self._http.post(path, json=body)
        if response.is_error:
            raise Refused(f"{path.rsplit('/', 1)[-1]}: {response.json()['error']['message']}")
        return response.json()
