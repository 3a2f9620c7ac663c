"""Mails about an order to its contact on file, in the brand's voice: `data/texts/letters.yml`."""

from __future__ import annotations

import asyncio
from functools import lru_cache
from pathlib import Path

import yaml

from actions.record import Mailed, RecordUnavailable
from actions.turn import Turn

FILE = Path(__file__).resolve().parents[2] / "data" / "texts" / "letters.yml"

Letters = dict[str, dict[str, dict[str, str]]]


@lru_cache(maxsize=1)
def letters() -> Letters:
    """Subject and text of each letter, by `vous`, `tu` and `en`."""
    return yaml.safe_load(FILE.read_text(encoding="utf-8"))


async def send(turn: Turn, name: str, order_number: str, **values: str) -> Mailed:
    """Mail a letter, once for this turn.

    One that cannot go in time is `unavailable`: what it tells of is done all the same.
    """
    voice = "en" if turn.language == "en" else str(turn.slot("voice"))
    letter = letters()[name]
    known = {"order_number": order_number, **values}
    mail = turn.clients.record.mail(
        turn.conversation,
        order_number,
        turn_id=turn.turn_id,
        action=f"{turn.action}:{name}",
        subject=letter["subject"][voice].format(**known),
        text=letter["text"][voice].format(**known),
    )
    try:
        return await turn.within_time(mail)
    except (RecordUnavailable, asyncio.TimeoutError):
        return Mailed("unavailable", None)
