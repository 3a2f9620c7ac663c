"""What a carrier says of one tracking number."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal, Protocol

Language = Literal["fr", "en"]

ATTEMPTED = "ND0"
LOST = "PE0"
"""Event codes of our own, where La Poste's has none so fine: nobody was at home; it is lost."""


@dataclass(frozen=True)
class TrackingEvent:
    """One scan; `label` is the carrier's sentence.

    `code` is one of La Poste's (`PC1`, `ET1`, `DI1`, …: `history.SENTENCES` lists them), whoever
    the carrier is: the finest vocabulary of those we read, and the one that `diagnosis` knows.
    Only `ATTEMPTED` and `LOST` are ours.
    """

    code: str
    label: str
    at: datetime


@dataclass(frozen=True)
class TimelineStep:
    """One of the carrier's five steps; `reached` says whether the parcel got there.

    `kind` is 1 normal, 0 an incident, -1 a failure (La Poste, Suivi v2, `timeline.type`).
    """

    label: str
    at: datetime | None
    reached: bool
    kind: int


@dataclass(frozen=True)
class Shipment:
    """A parcel the carrier knows; `events` from the oldest to the newest.

    `due` is the delivery date that the carrier announces, `delivered_at` the one that happened;
    `signed_by` is a name that the carrier gives beside its sentences.
    """

    number: str
    product: str
    holder: int | None
    final: bool
    events: tuple[TrackingEvent, ...]
    timeline: tuple[TimelineStep, ...]
    due: date | None
    delivered_at: datetime | None
    removal_point: str
    url: str
    signed_by: str | None = None


@dataclass(frozen=True)
class UnknownNumber:
    """Well-formed, but the carrier has nothing about it (perhaps not yet)."""

    number: str


@dataclass(frozen=True)
class MalformedNumber:
    """Not a number that this carrier can have given."""

    number: str


@dataclass(frozen=True)
class NoAnswer:
    """The carrier failed for this number, and may have answered for others of the same call.

    `reason` is one of `CarrierUnavailable`'s, or AfterShip's own: `just_registered` (the courier
    has not been asked yet), `not_registered` (it could not be: courier unknown, details missing).
    """

    number: str
    reason: str


Tracked = Shipment | UnknownNumber | MalformedNumber | NoAnswer


def delivery(events: Sequence[TrackingEvent]) -> datetime | None:
    """When the parcel arrived, at the customer's or back at the sender's."""
    arrived = (event.at for event in reversed(events) if event.code in {"DI0", "DI1", "DI2"})
    return next(arrived, None)


def printed_day(announced: datetime | date | None) -> date | None:
    """The day as a carrier prints it, in the recipient's own time; never moved to another zone."""
    return announced.date() if isinstance(announced, datetime) else announced


class Tracker(Protocol):
    """A client that can be asked what has become of numbers."""

    async def track(self, numbers: Sequence[str], *, language: Language = "fr") -> list[Tracked]:
        """What is known of each number, in the order asked; sentences in `language` if possible.

        Raises:
            CarrierUnavailable: no usable answer in time for any of them.
            CarrierRefusedKey: the key is not accepted.
        """
        ...
