"""AfterShip's tags and sub-tags mean what a good human would read in them."""

from __future__ import annotations

from datetime import timedelta

import pytest
from hypothesis import event as note
from hypothesis import given, settings
from hypothesis import strategies as st

from actions.carriers.aftership_tags import event_code
from actions.carriers.diagnosis import Code, diagnose
from actions.carriers.history import SENTENCES
from actions.carriers.shipment import ATTEMPTED, LOST, TrackingEvent
from tests.actions.carriers.test_diagnosis import NOW, ORDER, ORDERS, PARCEL, POLICIES, shipment

NEWEST = {
    "InfoReceived_001": Code.not_handed_over,
    "InTransit_001": Code.in_transit_on_time,
    "InTransit_002": Code.in_transit_on_time,
    "InTransit_006": Code.in_transit_on_time,
    "InTransit_013": Code.in_transit_on_time,
    "OutForDelivery_001": Code.out_for_delivery,
    "OutForDelivery_002": Code.at_pickup,
    "OutForDelivery_004": Code.in_transit_on_time,
    "AvailableForPickup_001": Code.at_pickup,
    "AttemptFail_001": Code.attempted,
    "AttemptFail_002": Code.attempted,
    "Delivered_001": Code.delivered,
    "Delivered_005": Code.delivered,
    "Exception_001": Code.in_transit_late,
    "Exception_003": Code.undeliverable,
    "Exception_004": Code.customs_held,
    "Exception_007": Code.undeliverable,
    "Exception_010": Code.returning,
    "Exception_011": Code.returned,
    "Exception_012": Code.in_transit_late,
    "Exception_013": Code.presumed_lost,
    "Exception_018": Code.customs_held,
    "Expired_001": Code.in_transit_on_time,
    "Pending_001": Code.in_transit_on_time,
}
"""The newest checkpoint of a parcel that has left, and what has become of it."""


@pytest.mark.parametrize(("subtag", "code"), NEWEST.items())
def test_the_newest_checkpoint_tells_what_has_become_of_a_parcel(subtag: str, code: Code) -> None:
    before = [] if code is Code.not_handed_over else [("ET1", 2)]
    told = shipment(*before, (event_code(subtag.split("_")[0], subtag), 0, subtag))
    assert diagnose(ORDER, PARCEL, told, POLICIES, NOW).code is code


def test_a_new_subtag_means_its_tag() -> None:
    assert event_code("Delivered", "Delivered_999") == "DI1"
    assert event_code("SomethingElse", "SomethingElse_001") == "ID0"


CHECKPOINTS = st.lists(
    st.tuples(
        st.sampled_from([*NEWEST, "InTransit_999", "SomethingElse_001"]),
        st.text(max_size=30),
        st.integers(-24, 24 * 60).map(lambda hours: NOW - timedelta(hours=hours)),
    ),
    max_size=12,
)


@settings(max_examples=300)
@given(ORDERS, CHECKPOINTS)
def test_every_history_has_exactly_one_diagnosis_and_no_date_of_its_own(
    order: object, checkpoints: list[tuple[str, str, object]]
) -> None:
    events = tuple(
        sorted(
            (
                TrackingEvent(event_code(subtag.split("_")[0], subtag), text, at)
                for subtag, text, at in checkpoints
            ),
            key=lambda event: event.at,
        )
    )
    found = diagnose(order, PARCEL, shipment(events=events), POLICIES, NOW)

    note(found.code.value)
    assert {event.code for event in events} <= {*SENTENCES, ATTEMPTED, LOST}
    times = {at for _, _, at in checkpoints}
    assert found.last_event is None or found.last_event.at in times
    assert found.delivered_at is None or found.delivered_at in times
    reached_somebody = any(subtag.startswith("Delivered") for subtag, _, _ in checkpoints)
    assert found.code is not Code.delivered or reached_somebody
