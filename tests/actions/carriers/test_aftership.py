"""What is learned through AfterShip, and what happens when it fails."""

from __future__ import annotations

import time
from collections.abc import Callable
from datetime import date, datetime, timezone
from typing import Any

import pytest

from actions.carriers.aftership import AfterShip
from actions.carriers.diagnosis import Code, diagnose
from actions.carriers.errors import CarrierRefusedKey, CarrierUnavailable
from actions.carriers.shipment import MalformedNumber, NoAnswer, Shipment, Tracked, UnknownNumber
from actions.outside import LONGEST_BUDGET
from tests.actions.carriers.conftest import free_port
from tests.actions.carriers.test_diagnosis import NOW, ORDER, PARCEL, POLICIES
from tests.actions.outside import Asked, answering, cut, half, page, reply

NUMBER = "61293150000079650811"
SLUG = "colis-prive"
BASE = "/tracking/2026-07"

ACCEPTED = {
    "checkpoint_time": "2026-03-16T18:20:00",
    "created_at": "2026-03-16T20:00:00+00:00",
    "tag": "InTransit",
    "subtag": "InTransit_002",
    "subtag_message": "Acceptance scan",
    "message": "Colis pris en charge",
    "city": "Lyon",
}
IN_THE_VAN = {
    "checkpoint_time": "2026-03-18T08:05:00+01:00",
    "created_at": "2026-03-18T07:30:00+00:00",
    "tag": "OutForDelivery",
    "subtag": "OutForDelivery_001",
    "subtag_message": "Out for Delivery",
    "message": "Colis en cours de livraison",
}


def tracking(*oldest_first: dict[str, Any], number: str = NUMBER, **more: Any) -> dict[str, Any]:
    """A tracking as their description shows it, its status that of the newest checkpoint."""
    newest = oldest_first[-1] if oldest_first else {"tag": "Pending", "subtag": "Pending_001"}
    return {
        "id": f"id-{number}",
        "tracking_number": number,
        "slug": SLUG,
        "tag": newest["tag"],
        "subtag": newest["subtag"],
        "tracked_count": 3,
        "courier_estimated_delivery_date": None,
        "checkpoints": list(oldest_first),
        **more,
    }


def data(given: dict[str, Any], code: int = 200) -> bytes:
    return reply({"meta": {"code": code}, "data": given}, f"{code} OK")


def listed(*trackings: dict[str, Any]) -> bytes:
    return data({"pagination": {"total": len(trackings)}, "trackings": list(trackings)})


def refused(status: str, code: int, given: dict[str, Any] | None = None) -> bytes:
    meta = {"code": code, "type": "BadRequest", "message": "No.", "errors": []}
    return reply({"meta": meta, "data": given or {}}, status)


async def track(
    answer: bytes | Callable[[Asked], bytes | None], budget: float = LONGEST_BUDGET
) -> Tracked:
    async with (
        answering(answer if callable(answer) else lambda _: answer) as server,
        AfterShip(f"{server.url}{BASE}", "key", budget=budget) as client,
    ):
        (told,) = await client.courier(SLUG).track([NUMBER])
    return told


async def test_a_shipment_comes_with_its_events_from_the_oldest_to_the_newest() -> None:
    expected = {"estimated_delivery_date": "2026-03-18T12:00:00+01:00"}
    told = await track(
        listed(tracking(ACCEPTED, IN_THE_VAN, courier_estimated_delivery_date=expected))
    )
    assert isinstance(told, Shipment)
    assert [event.code for event in told.events] == ["PC1", "MD2"]
    assert told.events[0].at == datetime(2026, 3, 16, 17, 20, tzinfo=timezone.utc)
    assert told.events[1].label == "Colis en cours de livraison"
    assert told.due == date(2026, 3, 18)
    assert diagnose(ORDER, PARCEL, told, POLICIES, NOW).code is Code.out_for_delivery


async def test_the_question_is_the_documented_one() -> None:
    async with (
        answering(lambda _: listed(tracking(ACCEPTED))) as server,
        AfterShip(f"{server.url}{BASE}", "a-key") as client,
    ):
        await client.courier(SLUG).track([NUMBER])
    (asked,) = server.asked
    assert (asked.method, asked.path) == ("GET", f"{BASE}/trackings")
    assert asked.query == {"tracking_numbers": NUMBER, "limit": "200"}
    assert asked.headers["as-api-key"] == "a-key"


async def test_a_delivery_has_its_time_its_place_and_its_signature() -> None:
    delivered = {
        "checkpoint_time": "2026-03-17T11:47:00+01:00",
        "tag": "Delivered",
        "subtag": "Delivered_005",
        "subtag_message": "Delivered to neighbor",
        "message": "Colis livré",
    }
    told = await track(listed(tracking(ACCEPTED, delivered, signed_by="M. Perrin")))
    assert isinstance(told, Shipment)
    assert told.final
    assert told.delivered_at == datetime(2026, 3, 17, 10, 47, tzinfo=timezone.utc)
    found = diagnose(ORDER, PARCEL, told, POLICIES, NOW)
    assert found.facts()["delivered_to"] == "neighbour"
    assert found.signed_by == "M. Perrin"


async def test_a_parcel_collected_at_the_counter_is_not_waiting_there() -> None:
    collected = {
        "checkpoint_time": "2026-03-17T11:47:00+01:00",
        "tag": "Delivered",
        "subtag": "Delivered_002",
        "subtag_message": "Picked up by the customer",
        "message": "Delivered at the pick-up point",
    }
    told = await track(listed(tracking(ACCEPTED, collected)))
    assert isinstance(told, Shipment)
    assert diagnose(ORDER, PARCEL, told, POLICIES, NOW).code is Code.delivered


async def test_what_only_aftership_foresees_is_no_date_of_the_carrier() -> None:
    foreseen = {"estimated_delivery_date": "2026-03-20", "confidence_code": 10001}
    told = await track(listed(tracking(ACCEPTED, aftership_estimated_delivery_date=foreseen)))
    assert isinstance(told, Shipment)
    assert told.due is None


async def test_a_state_without_a_date_is_no_answer_and_never_gets_one() -> None:
    undated = {"tag": "Delivered", "subtag": "Delivered_001", "created_at": "2026-03-17T11:47:00Z"}
    told = await track(listed(tracking(ACCEPTED, undated)))
    assert told == NoAnswer(NUMBER, "unreadable")


async def test_a_declared_parcel_needs_no_checkpoint() -> None:
    told = await track(listed(tracking(tag="InfoReceived", subtag="InfoReceived_001")))
    assert isinstance(told, Shipment)
    assert diagnose(ORDER, PARCEL, told, POLICIES, NOW).code is Code.not_handed_over


@pytest.mark.parametrize("tag", ["Pending", "Expired"])
async def test_a_number_the_courier_has_nothing_about_is_unknown(tag: str) -> None:
    assert await track(listed(tracking(tag=tag))) == UnknownNumber(NUMBER)


async def test_an_expired_tracking_keeps_its_events() -> None:
    told = await track(listed(tracking(ACCEPTED, tag="Expired", subtag="Expired_001")))
    assert isinstance(told, Shipment)
    assert [event.code for event in told.events] == ["PC1"]


class Account:
    """An account that knows no number until it is registered."""

    def __init__(self, created: bytes, read: dict[str, Any]) -> None:
        self.created, self.read = created, read
        self.registered: list[dict[str, Any]] = []

    def __call__(self, asked: Asked) -> bytes:
        if asked.method == "POST":
            self.registered.append(asked.body)
            return self.created
        return listed() if asked.path.endswith("/trackings") else data(self.read)


async def test_a_number_nobody_registered_is_registered_and_read() -> None:
    account = Account(data(tracking(tracked_count=0), 201), tracking(ACCEPTED))
    told = await track(account)
    assert isinstance(told, Shipment)
    assert account.registered == [{"tracking_number": NUMBER, "slug": SLUG}]


async def test_a_number_registered_meanwhile_is_read() -> None:
    existing = {"id": f"id-{NUMBER}", "tracking_number": NUMBER, "slug": SLUG}
    account = Account(refused("400 Bad Request", 4003, existing), tracking(ACCEPTED))
    assert isinstance(await track(account), Shipment)


async def test_a_courier_that_was_not_asked_yet_is_not_said_to_know_nothing() -> None:
    fresh = tracking(tracked_count=0)
    assert await track(Account(data(fresh, 201), fresh)) == NoAnswer(NUMBER, "just_registered")


@pytest.mark.parametrize("code", [4010, 4011, 4012])
async def test_a_number_that_cannot_be_registered_is_no_answer(code: int) -> None:
    account = Account(refused("400 Bad Request", code), tracking())
    assert await track(account) == NoAnswer(NUMBER, "not_registered")


@pytest.mark.parametrize("code", [4005, 4017])
async def test_a_number_they_find_malformed_is_said_so(code: int) -> None:
    account = Account(refused("400 Bad Request", code), tracking())
    assert await track(account) == MalformedNumber(NUMBER)


async def test_a_failed_registration_is_not_sent_twice() -> None:
    account = Account(reply({}, "503 Service Unavailable"), tracking())
    assert await track(account) == NoAnswer(NUMBER, "server_error")
    assert len(account.registered) == 1


@pytest.mark.parametrize(
    ("answer", "reason"),
    [
        (reply({}, "429 Too Many Requests", {"Retry-After": "5"}), "quota"),
        (reply({}, "502 Bad Gateway"), "server_error"),
        (half({"meta": {"code": 200}, "data": {"trackings": []}}), "unreachable"),
        (cut({"meta": {"code": 200}, "data": {"trackings": []}}), "unreadable"),
        (page(), "unreadable"),
        (page("404 Not Found"), "unreadable"),
        (refused("404 Not Found", 404), "unreadable"),
        (reply([]), "unreadable"),
        (reply({"data": {"trackings": []}}), "unreadable"),
        (listed({"id": "x"}), "unreadable"),
        (listed(tracking({**ACCEPTED, "checkpoint_time": "soon"})), "unreadable"),
    ],
)
async def test_a_failing_carrier_is_unavailable_and_says_why(answer: Any, reason: str) -> None:
    with pytest.raises(CarrierUnavailable) as caught:
        await track(answer)
    assert caught.value.reason == reason


async def test_a_silent_carrier_costs_the_budget_and_not_more() -> None:
    started = time.monotonic()
    with pytest.raises(CarrierUnavailable, match="timeout"):
        await track(lambda _: None, budget=0.4)
    assert time.monotonic() - started < 1.5


async def test_a_wrong_key_says_which_setting_to_check() -> None:
    with pytest.raises(CarrierRefusedKey, match="RELAIS_AFTERSHIP_KEY"):
        await track(refused("401 Unauthorized", 401))


async def test_nobody_listening_is_unreachable() -> None:
    async with AfterShip(f"http://127.0.0.1:{free_port()}", "key") as client:
        with pytest.raises(CarrierUnavailable, match="unreachable"):
            await client.courier(SLUG).track([NUMBER])


async def test_many_numbers_are_answered_each_in_the_order_asked() -> None:
    def answer(asked: Asked) -> bytes:
        numbers = asked.query["tracking_numbers"].split(",")
        assert len(numbers) <= 50
        # In an order of their own.
        return listed(*(tracking(ACCEPTED, number=number) for number in reversed(numbers)))

    numbers = [f"AB{place:08d}" for place in range(120)]
    wanted = [*numbers, "pas un numéro", numbers[0]]
    async with answering(answer) as server, AfterShip(server.url, "key") as client:
        told = await client.courier(SLUG).track(wanted)
    assert [one.number for one in told] == wanted
    assert isinstance(told[-2], MalformedNumber)
    assert {type(one) for one in (*told[:-2], told[-1])} == {Shipment}
    assert len(server.asked) == 3


async def test_of_two_couriers_the_shops_own_is_read() -> None:
    elsewhere = tracking(IN_THE_VAN, slug="gls")
    for trackings in ([elsewhere, tracking(ACCEPTED)], [tracking(ACCEPTED), elsewhere]):
        told = await track(listed(*trackings))
        assert isinstance(told, Shipment)
        assert [event.code for event in told.events] == ["PC1"]


async def test_a_carrier_we_do_not_know_is_left_to_aftership_to_find() -> None:
    account = Account(data(tracking(), 201), tracking(ACCEPTED))
    async with answering(account) as server, AfterShip(server.url, "key") as client:
        (told,) = await client.courier("").track([NUMBER])
    assert isinstance(told, Shipment)
    assert account.registered == [{"tracking_number": NUMBER}]
