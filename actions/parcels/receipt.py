"""When an order was received, as far as anybody can say: its windows begin there. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from actions.carriers.diagnosis import Code, Diagnosis, local_day
from actions.shop.order import Line

_NOBODY_KNOWS = {Code.carrier_down, Code.unknown_number, Code.no_client}


@dataclass(frozen=True)
class Receipt:
    """`on` is the day of the last parcel's receipt.

    Without it, `pending` says that something is still to be received; else nobody can say.
    """

    on: date | None
    pending: bool


def receipt(parcels: Sequence[Diagnosis], lines: Sequence[Line]) -> Receipt:
    """The receipt of the order of these lines, as far as it has left in these parcels."""
    delivered = [local_day(p.delivered_at) for p in parcels if p.delivered_at is not None]
    if len(delivered) == len(parcels):
        if not is_whole(parcels, lines):
            return Receipt(None, pending=True)
        return Receipt(max(delivered), pending=False)
    told = [p for p in parcels if p.delivered_at is None]
    return Receipt(None, pending=not all(p.code in _NOBODY_KNOWS for p in told))


def is_whole(parcels: Sequence[Diagnosis], lines: Sequence[Line]) -> bool:
    """Whether every article of the order lies in a parcel, as far as anybody says what they hold.

    The law counts from the last parcel, and the shop may have made only the first ready yet.
    """
    held = [found.parcel.contents for found in parcels if found.parcel is not None]
    titles = {title for contents in held for title in contents}
    ordered = {line.title for line in lines}
    told = bool(held) and all(held) and titles <= ordered
    return ordered <= titles if told else True
