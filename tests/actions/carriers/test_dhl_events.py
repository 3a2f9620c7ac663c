"""DHL's scans mean what a good human would read in them."""

from __future__ import annotations

from datetime import timedelta

import pytest
from hypothesis import event as note
from hypothesis import given, settings
from hypothesis import strategies as st

from actions.carriers.dhl_events import come_back, event_code
from actions.carriers.diagnosis import Code, diagnose
from actions.carriers.history import SENTENCES
from actions.carriers.shipment import TrackingEvent
from tests.actions.carriers.test_diagnosis import NOW, ORDER, ORDERS, PARCEL, POLICIES, shipment

TOLD = [
    ("pre-transit", "Shipment information received", "DR1"),
    ("pre-transit", "The parcel is ready for pick-up by the courier", "DR1"),
    ("transit", "Shipment picked up", "PC1"),
    ("transit", "Departed Facility in LEIPZIG - GERMANY", "ET1"),
    ("transit", "Arrived at DHL Delivery Facility LYON - FRANCE", "EP1"),
    ("transit", "Shipment is out with courier for delivery", "MD2"),
    ("transit", "The shipment has been loaded onto the delivery vehicle", "MD2"),
    ("transit", "Envoi en cours de livraison", "MD2"),
    ("transit", "Customs clearance status updated", "ET1"),
    ("transit", "Further clearance processing is required", "DO2"),
    ("transit", "Shipment is held by customs", "DO2"),
    ("transit", "Envoi retenu en douane", "DO2"),
    ("transit", "Clearance processing complete at PARIS - FRANCE", "DO3"),
    ("transit", "Available for pick-up at the ServicePoint", "AG1"),
    ("transit", "Awaiting collection by recipient as requested", "AG1"),
    ("transit", "Votre colis est disponible dans votre point relais", "AG1"),
    ("transit", "Delivery attempted; recipient not home", "ND1"),
    ("transit", "Flight delayed", "PB1"),
    ("transit", "Returned to shipper", "RE1"),
    ("transit", "L'envoi est retourné à l'expéditeur", "RE1"),
    ("failure", "The shipment could not be delivered", "ND1"),
    ("failure", "Destinataire absent", "ND1"),
    ("failure", "", "ND1"),
    ("failure", "The shipment is being returned to the sender", "RE1"),
    ("failure", "Ready for pick-up at the parcel shop", "AG1"),
    ("delivered", "Delivered - Signed for by: PERRIN", "DI1"),
    ("delivered", "The shipment has been delivered to the sender", "DI2"),
    ("delivered", "Livré à l'expéditeur", "DI2"),
    ("unknown", "", "ID0"),
    ("unknown", "Returned to shipper", "RE1"),
    ("a new one", "", "ID0"),
]


@pytest.mark.parametrize(("status", "sentence", "code"), TOLD)
def test_a_scan_means_what_its_sentence_says(status: str, sentence: str, code: str) -> None:
    assert event_code(status, sentence) == code


def test_delivered_on_the_way_back_is_not_delivered_to_the_customer() -> None:
    codes = ["PC1", "ND1", "RE1", "ET1", "DI1"]
    events = [
        TrackingEvent(code, code, NOW - timedelta(days=9 - place))
        for place, code in enumerate(codes)
    ]
    assert [event.code for event in come_back(events)] == ["PC1", "ND1", "RE1", "ET1", "DI2"]


def test_delivered_to_a_service_point_is_not_collected() -> None:
    told = shipment(("DI1", 1, "Delivered at DHL ServicePoint"))
    assert diagnose(ORDER, PARCEL, told, POLICIES, NOW).code is Code.at_pickup


STATUSES = st.sampled_from(["pre-transit", "transit", "delivered", "failure", "unknown", "new"])
SCANS = st.lists(
    st.tuples(
        STATUSES,
        st.one_of(st.sampled_from([sentence for _, sentence, _ in TOLD]), st.text(max_size=40)),
        st.integers(-24, 24 * 60).map(lambda hours: NOW - timedelta(hours=hours)),
    ),
    max_size=10,
)


@settings(max_examples=300)
@given(ORDERS, SCANS)
def test_every_history_has_exactly_one_diagnosis_and_no_date_of_its_own(
    order: object, scans: list[tuple[str, str, object]]
) -> None:
    events = come_back(
        sorted(
            (TrackingEvent(event_code(status, text), text, at) for status, text, at in scans),
            key=lambda event: event.at,
        )
    )
    found = diagnose(order, PARCEL, shipment(events=events), POLICIES, NOW)

    note(found.code.value)
    assert {event.code for event in events} <= set(SENTENCES)
    times = {at for _, _, at in scans}
    assert found.last_event is None or found.last_event.at in times
    assert found.delivered_at is None or found.delivered_at in times
    reached_somebody = any(status == "delivered" for status, _, _ in scans)
    assert found.code is not Code.delivered or reached_somebody
