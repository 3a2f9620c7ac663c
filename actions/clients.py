"""What the flows reach outside the action server: the record, the shop and the carriers."""

from __future__ import annotations

import os
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from functools import lru_cache

from actions.carriers.trackers import Trackers
from actions.record import Record
from actions.shop.shops import Shops
from actions.steering import Steerings


@dataclass(frozen=True)
class Clients:
    """One client of each kind; `shops` has that of each brand."""

    record: Record
    steerings: Steerings
    shops: Shops
    trackers: Trackers
    closing: tuple[Callable[[], Awaitable[None]], ...]

    async def close(self) -> None:
        """Close all connections."""
        for close in self.closing:
            await close()


@lru_cache(maxsize=1)
def clients() -> Clients:
    """The clients of this process, from its environment; made when first needed.

    Raises `KeyError` naming the variable that is missing.
    """
    service = os.environ["RELAIS_INTERNAL_URL"]
    record = Record(service, os.environ["RELAIS_INTERNAL_TOKEN"])
    shops = Shops(os.environ["DATABASE_URL"], os.environ.get("RELAIS_PUBLIC_URL") or service)
    trackers = Trackers.from_environment(os.environ)
    return Clients(
        record=record,
        steerings=Steerings(record),
        shops=shops,
        trackers=trackers,
        closing=(record.close, shops.close, trackers.close),
    )
