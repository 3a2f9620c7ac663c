"""The carriers that shops use: their names, their page, and where their parcels are asked about."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal
from urllib.parse import quote


@dataclass(frozen=True)
class Carrier:
    """A carrier as a customer knows it.

    Attributes:
        page: its public tracking page, `{number}` in it.
        asked_at: whose API of its own answers for it, if any of those we have a client for.
        slug: AfterShip's name for it; empty: AfterShip finds out by the number.
    """

    name: str
    display_name: str
    page: str
    asked_at: Literal["", "laposte", "dhl"] = ""
    slug: str = ""

    def url(self, tracking_number: str) -> str:
        """The public tracking page of one parcel."""
        return self.page.format(number=quote(tracking_number, safe=""))


_LAPOSTE_PAGE = "https://www.laposte.fr/outils/suivre-vos-envois?code={number}"

CARRIERS = {
    carrier.name: carrier
    for carrier in (
        Carrier("colissimo", "Colissimo", _LAPOSTE_PAGE, "laposte"),
        Carrier("chronopost", "Chronopost", _LAPOSTE_PAGE, "laposte"),
        Carrier("laposte", "La Poste", _LAPOSTE_PAGE, "laposte"),
        Carrier(
            "mondial_relay",
            "Mondial Relay",
            "https://www.mondialrelay.fr/suivi-de-colis/?numeroExpedition={number}",
            slug="mondialrelay-fr",
        ),
        Carrier(
            "relais_colis",
            "Relais Colis",
            "https://www.relaiscolis.com/suivi-de-colis/?reference={number}",
            slug="relaiscolis",
        ),
        Carrier("dpd", "DPD", "https://trace.dpd.fr/fr/trace/{number}", slug="exapaq"),
        Carrier("gls", "GLS", "https://gls-group.eu/FR/fr/suivi-colis?match={number}", slug="gls"),
        Carrier(
            "colis_prive",
            "Colis Privé",
            "https://www.colisprive.fr/?numColis={number}",
            slug="colis-prive",
        ),
        Carrier("ups", "UPS", "https://www.ups.com/track?tracknum={number}", slug="ups"),
        Carrier(
            "dhl",
            "DHL",
            "https://www.dhl.com/fr-fr/home/suivi.html?tracking-id={number}",
            "dhl",
            slug="dhl",
        ),
        Carrier(
            "fedex", "FedEx", "https://www.fedex.com/fedextrack/?trknbr={number}", slug="fedex"
        ),
    )
}


def carrier(name: str) -> Carrier:
    """The carrier of that name; an unknown one has its name, no page and no client."""
    return CARRIERS.get(name) or Carrier(name, name.replace("_", " ").title(), "")
