"""From what DHL says of a scan to the event codes that `diagnosis` knows.

DHL has five status codes; where a parcel waits, who holds it and whether it comes back stands only
in the sentence beside them, which comes in the language asked for (French or English here).
Pure.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from actions.carriers.shipment import LOST, TrackingEvent

NOTHING_NEW = "ID0"
"""Leaves a parcel where it was: a scan with a status of theirs that means nothing to us."""

_PLAIN = {"transit": "ET1", "failure": "ND1"}
"""What a status code means where the sentence adds nothing; `unknown` and any new one: nothing."""

_TO_THE_SENDER = re.compile(r"(?:\bto (?:the )?|à l['’])(?:sender|shipper|exp[ée]diteur)", re.I)

# In this order: "returned to the sender, recipient absent" is a parcel that comes back.
_TELLING = tuple(
    (re.compile(pattern, re.I), code)
    for code, pattern in (
        (
            "RE1",
            r"return(?:ed|ing)? to (?:the )?(?:sender|shipper)|(?:is )?being returned"
            r"|retour(?:né)? (?:à|vers) l['’]exp[ée]diteur|en cours de retour",
        ),
        (
            "DO3",
            r"clearance (?:processing )?(?:is )?complete|(?:released|cleared) by customs"
            r"|cleared customs|dédouanement (?:est )?(?:terminé|effectué)|libéré par la douane",
        ),
        (
            "DO2",
            r"(?:held|hold|retenu|bloqué|en attente)\b.{0,60}(?:customs|clearance|douane)"
            r"|(?:customs|clearance|douane|dédouanement)\b.{0,60}"
            r"(?:\bheld|\bhold|delay|required|awaiting|retenu|bloqué|en attente|retard)",
        ),
        (
            "AG1",
            r"(?:ready|available|waiting|awaiting)\b.{0,40}(?:pick-?up|collect)"
            r"(?!.{0,20}\bby (?:the )?(?:courier|dhl))"
            r"|(?:disponible|prêt)\b.{0,40}(?:retrait|retiré|point|relais|consigne)",
        ),
        (
            "MD2",
            r"out (?:with courier )?for delivery|loaded onto the delivery vehicle"
            r"|en cours de livraison|chargé dans le véhicule de livraison",
        ),
        (
            "ND1",
            r"delivery (?:was )?attempt|attempted delivery|could not be delivered"
            r"|recipient (?:was )?(?:not (?:at )?home|absent)|recipient refused"
            r"|tentative de livraison|n['’]a pas pu être livré|destinataire (?:était )?absent"
            r"|refusé par le destinataire",
        ),
        (
            LOST,
            r"\b(?:is|was|been|declared|considered) lost\b|\b(?:est|déclaré|considéré comme) perdu",
        ),
        ("PB1", r"\bdelay|\bdamaged|\bretard|\bendommagé"),
        ("EP1", r"arrived at .{0,20}delivery facility|arrivé .{0,30}(?:centre|site) de livraison"),
        ("PC1", r"\bpicked up\b|\bpris en charge\b|\benlevé\b"),
    )
)


def event_code(status_code: str, sentence: str) -> str:
    """The event code (La Poste's vocabulary) of one DHL scan.

    Args:
        status_code: `pre-transit`, `transit`, `delivered`, `failure` or `unknown`.
        sentence: all that DHL says beside it.
    """
    if status_code == "delivered":
        return "DI2" if _TO_THE_SENDER.search(sentence) else "DI1"
    if status_code == "pre-transit":
        return "DR1"
    told = next((code for pattern, code in _TELLING if pattern.search(sentence)), None)
    return told or _PLAIN.get(status_code, NOTHING_NEW)


def come_back(events: Sequence[TrackingEvent]) -> tuple[TrackingEvent, ...]:
    """A history, oldest first, in which "delivered" on the way back is with the sender.

    DHL's last scan of a return is a plain `delivered`: told as it stands, a customer would read
    that the parcel has reached them.
    """
    returning = False
    told: list[TrackingEvent] = []
    for event in events:
        returning = returning or event.code == "RE1"
        back = returning and event.code == "DI1"
        told.append(replace(event, code="DI2") if back else event)
    return tuple(told)
