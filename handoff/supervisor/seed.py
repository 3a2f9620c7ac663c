"""`python -m handoff.supervisor.seed`: what a demonstration needs to begin with.

Development only. Safe to repeat: what is there is brought to today, nothing is doubled.
"""

from __future__ import annotations

import asyncio

from actions.shop import demo
from handoff import settings


async def seed(database_url: str) -> None:
    """Fill the demo shop."""
    await demo.seed(database_url)


if __name__ == "__main__":
    asyncio.run(seed(settings.load().database_url))
