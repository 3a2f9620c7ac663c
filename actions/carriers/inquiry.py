"""Asking the carriers about all parcels of an order, and what has become of each."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from datetime import datetime

from actions.brands.policies import Policies
from actions.carriers.diagnosis import Diagnosis, diagnose
from actions.carriers.directory import carrier
from actions.carriers.errors import CarrierError
from actions.carriers.shipment import Language, Tracked, Tracker
from actions.carriers.trackers import Trackers
from actions.shop.order import Order, Parcel


async def inquire(
    trackers: Trackers,
    order: Order,
    parcels: Sequence[Parcel],
    policies: Policies,
    now: datetime,
    language: Language = "fr",
) -> list[Diagnosis]:
    """One diagnosis for each parcel, or a single one where nothing has been shipped.

    A carrier that gives no answer is a diagnosis too (`carrier_down`), never an exception; the
    carriers of one order are asked at the same time, each once.
    """
    if not parcels:
        return [diagnose(order, None, None, policies, now)]
    asked: dict[Tracker, list[str]] = {}
    for parcel in parcels:
        tracker = trackers.of(carrier(parcel.carrier))
        if tracker and parcel.tracking_number:
            asked.setdefault(tracker, []).append(parcel.tracking_number)
    parts = await asyncio.gather(
        *(_ask(tracker, numbers, language) for tracker, numbers in asked.items())
    )
    answers = {number: answer for part in parts for number, answer in part.items()}
    return [
        diagnose(order, parcel, answers.get(parcel.tracking_number), policies, now)
        for parcel in parcels
    ]


async def _ask(
    tracker: Tracker, numbers: list[str], language: Language
) -> dict[str, Tracked | CarrierError]:
    try:
        return dict(zip(numbers, await tracker.track(numbers, language=language), strict=True))
    except CarrierError as error:
        return dict.fromkeys(numbers, error)
