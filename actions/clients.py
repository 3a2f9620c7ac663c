"""What the flows reach outside the action server: the record, the shop and the carrier."""

from __future__ import annotations

import os
from dataclasses import dataclass
from functools import lru_cache

from actions.carriers.laposte import LaPoste
from actions.record import Record
from actions.shop.client import Shop


@dataclass(frozen=True)
class Clients:
    """One client of each kind, with its pool of connections."""

    record: Record
    shop: Shop
    laposte: LaPoste

    async def close(self) -> None:
        """Close all connections."""
        await self.record.close()
        await self.shop.close()
        await self.laposte.close()


@lru_cache(maxsize=1)
def clients() -> Clients:
    """The clients of this process, from its environment; made when first needed.

    Raises `KeyError` naming the variable that is missing.
    """
    return Clients(
        record=Record(os.environ["RELAIS_INTERNAL_URL"], os.environ["RELAIS_INTERNAL_TOKEN"]),
        shop=Shop(os.environ["DATABASE_URL"]),
        laposte=LaPoste(os.environ["RELAIS_LAPOSTE_URL"], os.environ["RELAIS_LAPOSTE_KEY"]),
    )
