"""From AfterShip's tags and sub-tags to the event codes that `diagnosis` knows.

Nine tags, each with sub-tags, version 2026-07
(https://www.aftership.com/docs/tracking/2026-07/enum/delivery-sub-statuses). Pure.
"""

from __future__ import annotations

from actions.carriers.shipment import ATTEMPTED, LOST

NOTHING_NEW = "ID0"
"""Leaves a parcel where it was."""

_TAGS = {
    "InfoReceived": "DR1",
    "InTransit": "ET1",
    "OutForDelivery": "MD2",
    "AttemptFail": ATTEMPTED,
    "Delivered": "DI1",
    "AvailableForPickup": "AG1",
    "Exception": "PB1",
}
"""`Pending` and `Expired` say something of AfterShip's search, and nothing of the parcel."""

_SUBTAGS = {
    "InTransit_002": "PC1",  # acceptance scan
    "InTransit_005": "DO3",  # customs clearance completed
    "InTransit_006": "DO1",  # customs clearance started
    "InTransit_008": "PB2",  # problem resolved
    "OutForDelivery_002": "AG1",  # available for pickup
    # The customer was contacted, an appointment was made: not in the van yet.
    "OutForDelivery_003": "EP1",
    "OutForDelivery_004": "EP1",
    "Exception_002": "ND1",  # customer moved
    "Exception_003": "ND1",  # customer refused delivery
    "Exception_004": "DO2",  # delayed by customs clearance
    "Exception_007": "ND1",  # incorrect address
    "Exception_008": "ND1",  # never collected
    "Exception_009": "ND1",  # rejected by the carrier
    "Exception_010": "RE1",  # returning to the sender
    "Exception_011": "DI2",  # returned to the sender
    "Exception_013": LOST,
    "Exception_018": "DO2",  # papers that the authorities ask for are wrong or missing
    "Exception_021": "ND1",
}
"""Sub-tags that say more than their tag; one that is not listed, or new, means its tag."""

HANDED_OVER = {
    "Delivered_002",  # picked up by the customer
    "Delivered_003",  # signed by the customer
    "Delivered_005",  # delivered to a neighbour
}
"""Sub-tags whose own message says to whom a parcel went, where the carrier's may not."""


def event_code(tag: str, subtag: str) -> str:
    """The event code (La Poste's vocabulary) of one checkpoint."""
    return _SUBTAGS.get(subtag) or _TAGS.get(tag, NOTHING_NEW)
