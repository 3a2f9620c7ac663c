"""Asking the carrier about all parcels of an order, and what has become of each."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from actions.carriers.diagnosis import Diagnosis, diagnose
from actions.carriers.directory import carrier
from actions.carriers.errors import CarrierError
from actions.carriers.laposte import LaPoste
from actions.carriers.shipment import Language, Tracked
from actions.policies import Policies
from actions.shop.order import Order, Parcel


async def inquire(
    laposte: LaPoste,
    order: Order,
    parcels: Sequence[Parcel],
    policies: Policies,
    now: datetime,
    language: Language = "fr",
) -> list[Diagnosis]:
    """One diagnosis for each parcel, or a single one where nothing has been shipped.

    A carrier that gives no answer is a diagnosis too (`carrier_down`), never an exception.
    """
    if not parcels:
        return [diagnose(order, None, None, policies, now)]
    asked = [p.tracking_number for p in parcels if carrier(p.carrier).asked_at_laposte]
    answers: dict[str, Tracked | CarrierError] = {}
    if asked:
        try:
            answers.update(zip(asked, await laposte.track(asked, language=language), strict=True))
        except CarrierError as error:
            answers.update(dict.fromkeys(asked, error))
    return [
        diagnose(order, parcel, answers.get(parcel.tracking_number), policies, now)
        for parcel in parcels
    ]
