"""What the flows reach outside the action server: the record, the shop and the carriers."""

from __future__ import annotations

import os
from dataclasses import dataclass
from functools import lru_cache

from actions.carriers.trackers import Trackers
from actions.record import Record
from actions.shop.catalogue import Catalogue
from actions.shop.changes import Changes
from actions.shop.client import Shop, engine
from actions.shop.orders import Orders
from actions.shop.shops import Shops
from actions.steering import Steerings


@dataclass(frozen=True)
class Clients:
    """One client of each kind, with its pool of connections."""

    record: Record
    steerings: Steerings
    shop: Orders
    changes: Changes
    catalogue: Catalogue
    trackers: Trackers

    async def close(self) -> None:
        """Close all connections."""
        await self.record.close()
        await self.shop.close()
        await self.changes.close()
        await self.catalogue.close()
        await self.trackers.close()


@lru_cache(maxsize=1)
def clients() -> Clients:
    """The clients of this process, from its environment; made when first needed.

    Raises `KeyError` naming the variable that is missing.
    """
    service = os.environ["RELAIS_INTERNAL_URL"]
    record = Record(service, os.environ["RELAIS_INTERNAL_TOKEN"])
    return Clients(
        record=record,
        steerings=Steerings(record),
        shop=Shops(Shop(os.environ["DATABASE_URL"])),
        changes=Changes(os.environ["DATABASE_URL"], os.environ.get("RELAIS_PUBLIC_URL") or service),
        catalogue=Catalogue(engine(os.environ["DATABASE_URL"])),
        trackers=Trackers.from_environment(os.environ),
    )
