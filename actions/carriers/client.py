"""What the clients of all carriers share: one API, and connections that have to be closed."""

from __future__ import annotations

from typing import TypeVar

from actions.outside import Api

Client = TypeVar("Client", bound="CarrierClient")


class CarrierClient:
    """A client of one carrier's API; use it as `async with`, or call `close()`."""

    def __init__(self, api: Api) -> None:
        self._api = api

    async def __aenter__(self: Client) -> Client:
        return self

    async def __aexit__(self, *_: object) -> None:
        await self.close()

    async def close(self) -> None:
        """Close the connections."""
        await self._api.close()
