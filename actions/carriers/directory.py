"""The carriers that shops use: their names, their page, and whether we can ask them."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import quote


@dataclass(frozen=True)
class Carrier:
    """A carrier as a customer knows it; `page` is its public tracking page, `{number}` in it."""

    name: str
    display_name: str
    page: str
    asked_at_laposte: bool = False

    def url(self, tracking_number: str) -> str:
        """The public tracking page of one parcel."""
        return self.page.format(number=quote(tracking_number, safe=""))


_LAPOSTE_PAGE = "https://www.laposte.fr/outils/suivre-vos-envois?code={number}"

CARRIERS = {
    carrier.name: carrier
    for carrier in (
        Carrier("colissimo", "Colissimo", _LAPOSTE_PAGE, asked_at_laposte=True),
        Carrier("chronopost", "Chronopost", _LAPOSTE_PAGE, asked_at_laposte=True),
        Carrier("laposte", "La Poste", _LAPOSTE_PAGE, asked_at_laposte=True),
        Carrier(
            "mondial_relay",
            "Mondial Relay",
            "https://www.mondialrelay.fr/suivi-de-colis/?numeroExpedition={number}",
        ),
        Carrier(
            "relais_colis",
            "Relais Colis",
            "https://www.relaiscolis.com/suivi-de-colis/?reference={number}",
        ),
        Carrier("dpd", "DPD", "https://trace.dpd.fr/fr/trace/{number}"),
        Carrier("gls", "GLS", "https://gls-group.eu/FR/fr/suivi-colis?match={number}"),
        Carrier("colis_prive", "Colis Privé", "https://www.colisprive.fr/?numColis={number}"),
        Carrier("ups", "UPS", "https://www.ups.com/track?tracknum={number}"),
        Carrier("dhl", "DHL", "https://www.dhl.com/fr-fr/home/suivi.html?tracking-id={number}"),
        Carrier("fedex", "FedEx", "https://www.fedex.com/fedextrack/?trknbr={number}"),
    )
}


def carrier(name: str) -> Carrier:
    """The carrier of that name; an unknown one has its name, no page and no client."""
    return CARRIERS.get(name) or Carrier(name, name.replace("_", " ").title(), "")
