"""What every door of one process works with; `app.py` puts it together and takes it apart."""

from dataclasses import dataclass
from typing import Annotated

from fastapi import Depends
from starlette.requests import HTTPConnection

from actions.shop.orders import Orders
from actions.shop.shops import Shops
from handoff.brands.brand import Brand
from handoff.conversations.log import Conversations
from handoff.conversations.people import CM
from handoff.desk.desk import Desk
from handoff.dialogue.silence import Silence
from handoff.dialogue.turns import Turns
from handoff.doors.addresses import address_of
from handoff.doors.origins import LOOPBACK
from handoff.doors.postman import Postman
from handoff.doors.rates import Rates
from handoff.doors.sessions import Sessions
from handoff.doors.suggesting import Suggesting
from handoff.live.hub import Hub
from handoff.settings import Settings
from handoff.storage.engine import Record


@dataclass(frozen=True, slots=True)
class Service:
    """The parts of a running front door; `conversations` are those of every brand."""

    settings: Settings
    brands: dict[str, Brand]
    record: Record
    conversations: Conversations
    hub: Hub
    desk: Desk
    turns: Turns
    silence: Silence
    suggesting: Suggesting
    shops: Shops
    postman: Postman
    sessions: Sessions
    rates: Rates

    def address_of(self, connection: HTTPConnection) -> str:
        """Where a connection comes from, as a keyed hash."""
        return address_of(self.settings.secret, connection)

    def orders(self, brand: str) -> Orders:
        """Where this brand's orders are read."""
        return self.shops.of(brand).orders

    def brands_of(self, person: CM) -> list[str]:
        """The names of the brands that exist and that this person may see."""
        return [name for name in self.brands if name in person.brands]

    async def admits(self, what: str, connection: HTTPConnection, *, limit: int) -> bool:
        """Count one `what` of this network address; false past `limit` a minute.

        In development this machine may do as much as it likes: benchmarks and replays run there.
        """
        client = connection.client
        if self.settings.development and client is not None and client.host in LOOPBACK:
            return True
        return await self.rates.allow(what, self.address_of(connection), limit=limit, seconds=60)


def _service(connection: HTTPConnection) -> Service:
    return connection.app.state.service


ServiceDep = Annotated[Service, Depends(_service)]
"""The running service, for a route."""
