"""A burst is one turn: wait until the customer has finished, then answer all of it."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from enum import Enum
from typing import Final
from uuid import UUID

LONGEST_BURST: Final = 12.0
"""Seconds after which somebody who never stops typing is answered all the same."""


class Left(Enum):
    """What is left to answer after a turn."""

    NOTHING = "nothing"
    MORE = "more"
    ELSEWHERE = "elsewhere"
    """Another process plays it."""


class Mailbox:
    """The unanswered messages of one conversation, as far as this process has seen them.

    It holds no message, only the moment at which to look: what is to be answered is read from the
    record, and a mailbox that dies with its process is found again by the sweep.

    Args:
        types_for: gives for how many seconds the customer still counts as typing.
        turn: plays one turn; gives what is left to answer.
    """

    def __init__(
        self,
        conversation_id: UUID,
        *,
        types_for: Callable[[UUID], Awaitable[float]],
        turn: Callable[[UUID], Awaitable[Left]],
    ) -> None:
        self._conversation_id = conversation_id
        self._types_for = types_for
        self._turn = turn
        self._due = 0.0
        self._latest = 0.0
        self._hurry = asyncio.Event()
        self._news = True

    def said(self, pause: float) -> None:
        """The customer wrote: answer after `pause` seconds without more."""
        now = asyncio.get_running_loop().time()
        if not self._news or not self._latest:
            self._latest = now + LONGEST_BURST
        self._news = True
        self._due = min(now + pause, self._latest)

    def hurry(self) -> None:
        """Somebody waits for the answer: no pause."""
        self._news = True
        self._hurry.set()

    async def run(self) -> Left:
        """Play turns until nothing is left to answer, or nothing that is not played elsewhere."""
        left = Left.MORE
        while left is Left.MORE or self._news:
            await self._let_finish()
            self._news = False
            self._due = self._latest = 0.0
            left = await self._turn(self._conversation_id)
        return left

    async def _let_finish(self) -> None:
        loop = asyncio.get_running_loop()
        while not self._hurry.is_set():
            wait = self._due - loop.time()
            if wait <= 0 and loop.time() < self._latest:
                wait = await self._types_for(self._conversation_id)
            if wait <= 0:
                return
            try:
                async with asyncio.timeout(wait):
                    await self._hurry.wait()
            except TimeoutError:
                continue
        self._hurry.clear()
