"""When an order was received, as far as anybody can say: its windows begin there. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from actions.carriers.diagnosis import Code, Diagnosis, local_day

_NOBODY_KNOWS = {Code.carrier_down, Code.unknown_number, Code.no_client}


@dataclass(frozen=True)
class Receipt:
    """`on` is the day of the last parcel's receipt.

    Without it, `pending` says that something is still to be received; else nobody can say.
    """

    on: date | None
    pending: bool


def receipt(parcels: Sequence[Diagnosis]) -> Receipt:
    """The receipt of the order with these parcels."""
    delivered = [local_day(p.delivered_at) for p in parcels if p.delivered_at is not None]
    if len(delivered) == len(parcels):
        return Receipt(max(delivered), pending=False)
    told = [p for p in parcels if p.delivered_at is None]
    return Receipt(None, pending=not all(p.code in _NOBODY_KNOWS for p in told))
