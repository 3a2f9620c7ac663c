"""Every state of a parcel is told as a good human would tell it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, timedelta, timezone
from decimal import Decimal

import pytest
from hypothesis import event as note
from hypothesis import given, settings
from hypothesis import strategies as st

from actions.brands.policies import Policies
from actions.carriers.calendar import PARIS
from actions.carriers.diagnosis import Code, Diagnosis, diagnose
from actions.carriers.errors import CarrierError, CarrierRefusedKey, CarrierUnavailable
from actions.carriers.history import SENTENCES
from actions.carriers.labels import Place
from actions.carriers.shipment import (
    LOST,
    MalformedNumber,
    NoAnswer,
    Shipment,
    Tracked,
    TrackingEvent,
    UnknownNumber,
)
from actions.shop.order import Customer, Order, Parcel, PickupPoint

# A Wednesday; the days before it are plain working days back to New Year, Sundays aside.
NOW = datetime(2026, 3, 18, 10, 0, tzinfo=PARIS)
TODAY = NOW.date()
POLICIES = Policies(lost_limit=Decimal(150))
NUMBER = "6A15602676300"

ORDER = Order(
    brand="demo",
    number="20417",
    customer=Customer("demo", "anna.delmas@example.com", "Anna", "Delmas"),
    postcode="01000",
    city="Bourg-en-Bresse",
    country="FR",
    lines=(),
    total=Decimal("63.90"),
    currency="EUR",
    placed_at=NOW - timedelta(days=9),
    promised_on=TODAY + timedelta(days=2),
)
LATE = replace(ORDER, promised_on=TODAY - timedelta(days=1))
ABROAD = replace(ORDER, country="BE", postcode="1000")
OVERSEAS = replace(ORDER, postcode="97400")
POINT = PickupPoint("Relais Aux Fleurs", "relay", "8 rue du Marché", "69003", "Lyon")
PARCEL = Parcel("demo", "20417", NUMBER, "colissimo", "home", NOW - timedelta(days=8))
TO_RELAY = replace(PARCEL, service="pickup", pickup_point=POINT)


def shipment(*events: tuple[str, int] | tuple[str, int, str], **more: object) -> Shipment:
    """A shipment with events (code, days ago, label), the oldest first."""
    told = [
        TrackingEvent(code, label[0] if label else code, NOW - timedelta(days=days, hours=2))
        for code, days, *label in events
    ]
    plain = Shipment(
        number=NUMBER,
        product="Colissimo",
        holder=4,
        final=False,
        events=tuple(told),
        timeline=(),
        due=None,
        delivered_at=None,
        removal_point="",
        url="https://example.com",
    )
    return replace(plain, **more)


def told(tracked: Tracked | CarrierError | None, order: Order = ORDER) -> Diagnosis:
    return diagnose(order, PARCEL, tracked, POLICIES, NOW)


def test_an_order_without_a_parcel_is_still_with_the_shop() -> None:
    assert diagnose(ORDER, None, None, POLICIES, NOW).code is Code.not_handed_over
    late = diagnose(LATE, None, None, POLICIES, NOW)
    assert late.code is Code.not_handed_over_late
    assert late.promised_on == TODAY - timedelta(days=1)
    assert late.due is None


@pytest.mark.parametrize("events", [[], [("DR1", 1)], [("DR1", 2), ("DR2", 1)], [("ID0", 1)]])
def test_declared_only_means_the_shop_still_has_it(events: list[tuple[str, int]]) -> None:
    assert told(shipment(*events)).code is Code.not_handed_over
    assert told(shipment(*events), LATE).code is Code.not_handed_over_late


def test_the_promised_day_itself_is_not_late() -> None:
    on_the_day = replace(ORDER, promised_on=TODAY)
    assert told(shipment(("DR1", 1)), on_the_day).code is Code.not_handed_over
    assert told(shipment(("PC1", 1)), on_the_day).code is Code.in_transit_on_time


def test_in_transit_on_time_has_its_due_date() -> None:
    found = told(shipment(("DR1", 3), ("PC1", 2), ("ET1", 1)))
    assert found.code is Code.in_transit_on_time
    assert found.due == ORDER.promised_on
    assert found.last_event is not None
    assert found.last_event.code == "ET1"


def test_late_but_moving_has_the_new_date() -> None:
    tomorrow = TODAY + timedelta(days=1)
    found = told(shipment(("PC1", 4), ("ET1", 1), due=tomorrow), LATE)
    assert found.code is Code.in_transit_late
    assert found.due == tomorrow
    assert found.promised_on == LATE.promised_on


def test_a_carriers_date_in_the_past_is_not_told_as_due() -> None:
    found = told(shipment(("PC1", 4), ("ET1", 1), due=TODAY - timedelta(days=1)), LATE)
    assert found.code is Code.in_transit_late
    assert found.due is None


def test_a_parcel_announced_for_after_its_promised_day_is_late_already() -> None:
    later = ORDER.promised_on + timedelta(days=2)
    found = told(shipment(("PC1", 1), due=later))
    assert (found.code, found.due) == (Code.in_transit_late, later)


@pytest.mark.parametrize("code", ["PB1", "DI3"])
def test_an_incident_makes_a_parcel_late_until_it_moves_again(code: str) -> None:
    assert told(shipment(("PC1", 3), (code, 1))).code is Code.in_transit_late
    assert told(shipment(("PC1", 3), (code, 1))).due is None
    assert told(shipment(("PC1", 3), (code, 2), ("ET1", 1))).code is Code.in_transit_on_time


def test_out_for_delivery_holds_for_its_day_only() -> None:
    assert told(shipment(("PC1", 2), ("MD2", 0))).code is Code.out_for_delivery
    assert told(shipment(("PC1", 2), ("MD2", 1))).code is Code.in_transit_on_time


def test_customs_hold_until_the_parcel_leaves_them() -> None:
    held = shipment(("PC1", 30), ("DO1", 29), ("DO2", 28, "Droits à régler"))
    assert told(held, ABROAD).code is Code.customs_held
    assert told(shipment(("PC1", 4), ("DO2", 3), ("ID0", 2)), ABROAD).code is Code.customs_held
    freed = shipment(("PC1", 4), ("DO2", 3), ("DO3", 1))
    assert told(freed, ABROAD).code is Code.in_transit_on_time


@pytest.mark.parametrize(
    ("order", "days_ago", "code"),
    [
        # 6 days before this Wednesday is a Thursday: Fri, Sat, Mon, Tue, Wed are 5 working days.
        (ORDER, 6, Code.in_transit_on_time),
        (ORDER, 7, Code.presumed_lost),
        (ABROAD, 7, Code.in_transit_on_time),
        (OVERSEAS, 7, Code.in_transit_on_time),
        # 17 days before is a Sunday: 15 working days; 18 days before a Saturday: still 15.
        (ABROAD, 18, Code.in_transit_on_time),
        (ABROAD, 19, Code.presumed_lost),
        (OVERSEAS, 19, Code.presumed_lost),
    ],
)
def test_silence_is_a_loss_after_five_working_days_at_home_and_fifteen_abroad(
    order: Order, days_ago: int, code: Code
) -> None:
    found = told(shipment(("PC1", days_ago)), order)
    assert found.code is code


def test_the_patience_is_the_brands() -> None:
    patient = Policies(lost_limit=Decimal(1), silence_days_home=20)
    silent = shipment(("PC1", 10))
    assert diagnose(ORDER, PARCEL, silent, patient, NOW).code is Code.in_transit_on_time


def test_delivered_tells_when_where_and_who_signed() -> None:
    found = told(shipment(("PC1", 5), ("DI1", 2, "Livré contre signature de M. Perrin")))
    assert found.code is Code.delivered
    assert found.delivered_at == NOW - timedelta(days=2, hours=2)
    assert found.delivered_to is Place.signed
    assert found.signed_by == "M. Perrin"
    assert found.due is None


def test_a_scan_recorded_late_does_not_undo_a_delivery() -> None:
    found = told(shipment(("PC1", 5), ("DI1", 2, "Livré dans la boîte aux lettres"), ("ET1", 1)))
    assert found.code is Code.delivered
    assert found.delivered_to is Place.letter_box
    assert found.delivered_at == NOW - timedelta(days=2, hours=2)


def test_at_the_counter_the_last_day_is_the_events_own() -> None:
    label = "Disponible jusqu'au 25/03/2026"
    found = diagnose(ORDER, TO_RELAY, shipment(("PC1", 5), ("AG1", 1, label)), POLICIES, NOW)
    assert found.code is Code.at_pickup
    assert found.last_day == date(2026, 3, 25)
    assert found.pickup_point == POINT
    assert found.facts()["pickup_point"] == "Relais Aux Fleurs, 8 rue du Marché, 69003 Lyon"


def test_a_last_day_that_nobody_stated_is_not_told() -> None:
    found = diagnose(ORDER, TO_RELAY, shipment(("AG1", 1, "Disponible")), POLICIES, NOW)
    assert found.last_day is None


def test_a_diverted_parcel_waits_where_the_carrier_says() -> None:
    waiting = shipment(("AG1", 1), removal_point="Bureau de poste Les Halles")
    found = diagnose(ORDER, TO_RELAY, waiting, POLICIES, NOW)
    assert found.pickup_point == PickupPoint("Bureau de poste Les Halles")
    same = shipment(("AG1", 1), removal_point="RELAIS AUX FLEURS")
    assert diagnose(ORDER, TO_RELAY, same, POLICIES, NOW).pickup_point == POINT


def test_delivered_to_the_relay_is_not_collected() -> None:
    label = "Votre colis a été livré au point relais, disponible jusqu'au 25/03/2026"
    found = diagnose(ORDER, TO_RELAY, shipment(("PC1", 5), ("DI1", 1, label)), POLICIES, NOW)
    assert found.code is Code.at_pickup
    assert found.last_day == date(2026, 3, 25)


def test_a_parcel_that_left_the_counter_is_not_waiting_there() -> None:
    assert told(shipment(("AG1", 3), ("RE1", 1))).code is Code.returning
    assert told(shipment(("AG1", 3), ("DI1", 1, "Retiré au relais"))).code is Code.delivered


def test_undeliverable_until_the_carrier_tries_again() -> None:
    assert told(shipment(("MD2", 3), ("ND1", 3))).code is Code.undeliverable
    assert told(shipment(("ND1", 20))).code is Code.undeliverable
    assert told(shipment(("ND1", 3), ("MD2", 0))).code is Code.out_for_delivery


@pytest.mark.parametrize(
    "label",
    [
        "Votre colis n'a pas pu être livré : destinataire absent",
        "Tentative de livraison, un avis de passage a été déposé",
        "Delivery attempted; recipient not home",
    ],
)
def test_a_missed_delivery_is_not_undeliverable(label: str) -> None:
    assert told(shipment(("MD2", 1), ("ND1", 1, label))).code is Code.attempted
    assert told(shipment(("ND1", 20, label))).code is Code.presumed_lost


def test_a_wrong_address_stays_undeliverable_whoever_was_at_home() -> None:
    label = "Tentative de livraison : adresse incomplète"
    assert told(shipment(("ND1", 1, label))).code is Code.undeliverable


def test_what_the_carrier_calls_lost_is_lost_at_once() -> None:
    assert told(shipment(("ET1", 2), (LOST, 0))).code is Code.presumed_lost


def test_past_its_last_day_nothing_waits_at_the_counter_any_more() -> None:
    over = (NOW - timedelta(days=1)).strftime("%d/%m/%Y")
    label = f"Disponible jusqu'au {over}"
    found = diagnose(ORDER, TO_RELAY, shipment(("AG1", 12, label)), POLICIES, NOW)
    assert (found.code, found.last_day) == (Code.pickup_over, (NOW - timedelta(days=1)).date())
    today = f"Disponible jusqu'au {NOW.strftime('%d/%m/%Y')}"
    found = diagnose(ORDER, TO_RELAY, shipment(("AG1", 12, today)), POLICIES, NOW)
    assert found.code is Code.at_pickup


def test_a_parcel_on_its_way_back_stays_so_until_it_is_back() -> None:
    back = [("PC1", 20), ("ND1", 15), ("RE1", 14), ("ET1", 12)]
    assert told(shipment(*back)).code is Code.returning
    assert told(shipment(*back, ("DI2", 1))).code is Code.returned


@pytest.mark.parametrize("answer", [UnknownNumber(NUMBER), MalformedNumber(NUMBER)])
def test_a_number_the_carrier_does_not_know(answer: Tracked) -> None:
    assert told(answer).code is Code.unknown_number


@pytest.mark.parametrize(
    ("failure", "reason"),
    [
        (CarrierUnavailable("timeout"), "timeout"),
        (CarrierRefusedKey("RELAIS_LAPOSTE_KEY"), "refused_key"),
        (NoAnswer(NUMBER, "server_error"), "server_error"),
    ],
)
def test_a_carrier_without_an_answer_says_why(
    failure: CarrierError | NoAnswer, reason: str
) -> None:
    found = told(failure)
    assert (found.code, found.reason) == (Code.carrier_down, reason)


@pytest.mark.parametrize(
    "answer", [UnknownNumber(NUMBER), CarrierUnavailable("timeout"), None], ids=repr
)
def test_the_shop_remembers_a_delivery_that_its_carrier_has_forgotten(
    answer: Tracked | CarrierError | None,
) -> None:
    kept = replace(PARCEL, delivered_at=NOW - timedelta(days=700))
    found = diagnose(ORDER, kept, answer, POLICIES, NOW)
    assert (found.code, found.delivered_at) == (Code.delivered, kept.delivered_at)


def test_a_carrier_that_cannot_be_asked_leaves_what_the_order_knows() -> None:
    found = diagnose(ORDER, replace(TO_RELAY, carrier="mondial_relay"), None, POLICIES, NOW)
    assert found.code is Code.no_client
    assert found.pickup_point == POINT
    assert found.facts()["tracking_number"] == NUMBER


def test_facts_have_their_standard_names_and_nothing_empty() -> None:
    found = told(shipment(("PC1", 2, "Pris en charge"), ("ET1", 1, "En transit")))
    assert found.facts() == {
        "order_number": "20417",
        "parcel_status": "in_transit_on_time",
        "tracking_number": NUMBER,
        "carrier": "colissimo",
        "service": "home",
        "parcel_last_event": "En transit",
        "parcel_last_date": "2026-03-17",
        "due_date": "2026-03-20",
    }


CODES = [*SENTENCES, "XX9"]
LABELS = st.one_of(
    st.text(max_size=40),
    st.sampled_from([text for pair in SENTENCES.values() for text in pair.values()]),
    st.just("Votre colis a été livré au point relais jusqu'au 25/03/2026"),
)
EVENTS = st.lists(
    st.builds(
        TrackingEvent,
        st.sampled_from(CODES),
        LABELS,
        st.integers(-24, 24 * 60).map(lambda hours: NOW - timedelta(hours=hours)),
    ),
    max_size=12,
).map(lambda events: tuple(sorted(events, key=lambda one: one.at)))
SHIPMENTS = st.builds(
    lambda events, due, point: shipment(due=due, removal_point=point, events=events),
    EVENTS,
    st.none() | st.dates(TODAY - timedelta(days=30), TODAY + timedelta(days=30)),
    st.text(max_size=10),
)
ANSWERS = st.one_of(
    SHIPMENTS,
    SHIPMENTS,
    SHIPMENTS,
    st.just(UnknownNumber(NUMBER)),
    st.just(MalformedNumber(NUMBER)),
    st.just(NoAnswer(NUMBER, "server_error")),
    st.just(CarrierUnavailable("timeout")),
    st.none(),
)
ADDRESSES = st.sampled_from(
    [("FR", "75011"), ("FR", "67000"), ("FR", "97400"), ("BE", "1000"), ("ZZ", "")]
)
ORDERS = st.builds(
    lambda address, days: replace(
        ORDER,
        country=address[0],
        postcode=address[1],
        promised_on=TODAY + timedelta(days=days),
    ),
    ADDRESSES,
    st.integers(-40, 40),
)


@settings(max_examples=400)
@given(ORDERS, st.sampled_from([PARCEL, TO_RELAY, None]), ANSWERS)
def test_every_combination_has_exactly_one_diagnosis(
    order: Order, parcel: Parcel | None, answer: Tracked | CarrierError | None
) -> None:
    found = diagnose(order, parcel, answer, POLICIES, NOW)

    note(found.code.value)
    assert isinstance(found.code, Code)
    assert found.order_number == order.number
    assert found.silence_days >= 0
    assert found.due is None or found.due >= TODAY
    assert (found.delivered_at is not None) == (found.code is Code.delivered)
    assert found.last_day is None or found.code is Code.at_pickup
    assert (found.reason is not None) == (found.code is Code.carrier_down)
    assert all(isinstance(value, str) and value for value in found.facts().values())
    assert diagnose(order, parcel, answer, POLICIES, NOW) == found


def test_times_of_any_zone_mean_the_day_in_paris() -> None:
    just_past_midnight = datetime(2026, 3, 18, 23, 30, tzinfo=timezone.utc)
    order = replace(ORDER, promised_on=date(2026, 3, 18))
    found = diagnose(order, None, None, POLICIES, just_past_midnight)
    assert found.code is Code.not_handed_over_late
