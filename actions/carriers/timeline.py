"""The five steps of a parcel's journey, from its events.

They are La Poste's (Suivi v2, `timeline`); parcels of other carriers are shown in the same five.
"""

from __future__ import annotations

from collections.abc import Sequence

from actions.carriers.shipment import Language, TimelineStep, TrackingEvent

_STEPS: tuple[tuple[dict[Language, str], frozenset[str]], ...] = (
    ({"fr": "Pris en charge", "en": "Accepted"}, frozenset({"PC1", "PC2"})),
    (
        {"fr": "En cours d'acheminement", "en": "On its way"},
        frozenset({"ET1", "ET2", "ET3", "ET4", "DO1", "DO2", "DO3", "PB1", "PB2", "DI3"}),
    ),
    ({"fr": "Sur le site de distribution", "en": "At the delivery depot"}, frozenset({"EP1"})),
    (
        {"fr": "En cours de livraison", "en": "Out for delivery"},
        frozenset({"MD2", "ND1", "AG1", "RE1"}),
    ),
    ({"fr": "Livré", "en": "Delivered"}, frozenset({"DI0", "DI1", "DI2"})),
)
"""Their labels, and the codes with which a parcel has reached each."""

_KINDS = {"PB1": 0, "DI3": 0, "DO2": 0, "ND1": -1, "RE1": -1, "DI2": -1}
"""1 normal, 0 an incident, -1 a failure."""


def timeline(events: Sequence[TrackingEvent], language: Language) -> tuple[TimelineStep, ...]:
    """The five steps; a step that was passed without a scan is reached, and has no time."""
    latest = [next((e for e in reversed(events) if e.code in codes), None) for _, codes in _STEPS]
    furthest = max((place for place, event in enumerate(latest) if event), default=-1)
    return tuple(
        TimelineStep(
            label=labels[language],
            at=event.at if event else None,
            reached=place <= furthest,
            kind=_KINDS.get(event.code, 1) if event else 1,
        )
        for place, ((labels, _), event) in enumerate(zip(_STEPS, latest, strict=True))
    )
