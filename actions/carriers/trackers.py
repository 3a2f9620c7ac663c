"""Which client is asked about a carrier's parcels, as far as there is a key for it."""

from __future__ import annotations

from collections.abc import Mapping

from actions.carriers.aftership import AfterShip
from actions.carriers.dhl import Dhl
from actions.carriers.directory import Carrier
from actions.carriers.laposte import LaPoste
from actions.carriers.shipment import Tracker


class Trackers:
    """The clients of one process; `close()` them at the end.

    Args:
        laposte: for Colissimo, Chronopost and La Poste.
        dhl: for DHL; None without a key.
        aftership: for every carrier without a client of its own; None without a key.
    """

    def __init__(
        self, laposte: LaPoste, dhl: Dhl | None = None, aftership: AfterShip | None = None
    ) -> None:
        self._laposte = laposte
        self._dhl = dhl
        self._aftership = aftership

    @classmethod
    def from_environment(cls, environment: Mapping[str, str]) -> Trackers:
        """The clients that `RELAIS_LAPOSTE_…`, `RELAIS_DHL_…` and `RELAIS_AFTERSHIP_…` allow.

        Raises `KeyError` naming the variable that is missing; only La Poste's key has to be there.
        """
        dhl, aftership = (environment.get(f"RELAIS_{name}_KEY") for name in ("DHL", "AFTERSHIP"))
        return cls(
            LaPoste(environment["RELAIS_LAPOSTE_URL"], environment["RELAIS_LAPOSTE_KEY"]),
            Dhl(environment["RELAIS_DHL_URL"], dhl) if dhl else None,
            AfterShip(environment["RELAIS_AFTERSHIP_URL"], aftership) if aftership else None,
        )

    async def close(self) -> None:
        """Close the connections."""
        for client in (self._laposte, self._dhl, self._aftership):
            if client:
                await client.close()

    def of(self, carrier: Carrier) -> Tracker | None:
        """Who can be asked about this carrier's parcels; None where nobody can."""
        if carrier.asked_at == "laposte":
            return self._laposte
        if carrier.asked_at == "dhl" and self._dhl:
            return self._dhl
        return self._aftership.courier(carrier.slug) if self._aftership else None
