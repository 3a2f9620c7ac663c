"""What is learned from DHL, and what happens when it fails."""

from __future__ import annotations

import time
from collections.abc import Callable
from datetime import date, datetime, timezone
from typing import Any

import pytest

from actions.carriers.dhl import Dhl
from actions.carriers.diagnosis import Code, diagnose
from actions.carriers.errors import CarrierRefusedKey
from actions.carriers.shipment import MalformedNumber, NoAnswer, Shipment, UnknownNumber
from actions.outside import LONGEST_BUDGET
from tests.actions.carriers.conftest import free_port
from tests.actions.carriers.test_diagnosis import NOW, ORDER, PARCEL, POLICIES
from tests.actions.outside import Asked, answering, cut, half, page, reply

NUMBER = "00340434161094042557"
OTHER = "7777777770"


def scan(status_code: str, description: str, timestamp: str | None) -> dict[str, Any]:
    dated = {"timestamp": timestamp} if timestamp else {}
    return {
        **dated,
        "location": {"address": {"countryCode": "FR", "addressLocality": "Lyon"}},
        "statusCode": status_code,
        "status": status_code.upper(),
        "description": description,
    }


ACCEPTED = scan("transit", "L'envoi a été pris en charge", "2026-03-16T18:20:00")
IN_THE_VAN = scan("transit", "Envoi en cours de livraison", "2026-03-18T08:05:00+01:00")


def shipment(*newest_first: dict[str, Any], **more: Any) -> dict[str, Any]:
    """A shipment as their description shows it; the summary is the newest scan."""
    return {
        "id": NUMBER,
        "service": "parcel-de",
        "origin": {"address": {"countryCode": "DE"}},
        "destination": {"address": {"countryCode": "FR", "postalCode": "01000"}},
        "status": newest_first[0],
        "details": {"product": {"productName": "DHL Paket International"}},
        "events": list(newest_first),
        **more,
    }


def found(*newest_first: dict[str, Any], **more: Any) -> bytes:
    return reply({"shipments": [shipment(*newest_first, **more)]})


def problem(status: int, title: str) -> dict[str, Any]:
    return {"status": status, "title": title, "detail": title}


UNKNOWN = reply(problem(404, "No result found"), "404 Not Found")


async def track(
    answer: bytes | Callable[[Asked], bytes | None], budget: float = LONGEST_BUDGET
) -> Any:
    async with (
        answering(answer if callable(answer) else lambda _: answer) as server,
        Dhl(f"{server.url}/track", "key", budget=budget) as client,
    ):
        (told,) = await client.track([NUMBER])
    return told


async def test_a_shipment_comes_with_its_events_from_the_oldest_to_the_newest() -> None:
    told = await track(
        found(IN_THE_VAN, ACCEPTED, estimatedTimeOfDelivery="2026-03-18T00:00:00+01:00")
    )
    assert isinstance(told, Shipment)
    assert [event.code for event in told.events] == ["PC1", "MD2"]
    assert told.events[0].at == datetime(2026, 3, 16, 17, 20, tzinfo=timezone.utc)
    assert told.events[1].label == "Envoi en cours de livraison"
    assert told.product == "DHL Paket International"
    assert told.due == date(2026, 3, 18)
    assert [step.reached for step in told.timeline] == [True, True, True, True, False]
    assert diagnose(ORDER, PARCEL, told, POLICIES, NOW).code is Code.out_for_delivery


async def test_the_question_is_the_documented_one() -> None:
    async with (
        answering(lambda _: found(ACCEPTED)) as server,
        Dhl(f"{server.url}/track", "a-key") as client,
    ):
        await client.track([NUMBER], language="en")
    (asked,) = server.asked
    assert (asked.method, asked.path) == ("GET", "/track/shipments")
    assert asked.query == {"trackingNumber": NUMBER, "language": "en"}
    assert asked.headers["dhl-api-key"] == "a-key"


async def test_a_delivery_has_its_time_its_signature_and_no_due_date() -> None:
    delivered = scan("delivered", "Livré", "2026-03-17T11:47:00+01:00")
    told = await track(
        found(
            delivered,
            ACCEPTED,
            estimatedTimeOfDelivery="2026-03-20",
            details={"proofOfDelivery": {"signed": {"name": "M. Perrin"}}},
        )
    )
    assert told.final
    assert told.due is None
    assert told.delivered_at == datetime(2026, 3, 17, 10, 47, tzinfo=timezone.utc)
    assert diagnose(ORDER, PARCEL, told, POLICIES, NOW).signed_by == "M. Perrin"


async def test_a_summary_without_events_is_an_event() -> None:
    told = await track(found(ACCEPTED, events=[]))
    assert [event.code for event in told.events] == ["PC1"]


async def test_a_summary_newer_than_the_events_is_the_newest_event() -> None:
    told = await track(found(IN_THE_VAN, events=[ACCEPTED]))
    assert [event.code for event in told.events] == ["PC1", "MD2"]


async def test_a_state_without_a_date_is_no_answer_and_never_gets_one() -> None:
    undated = scan("delivered", "Livré", None)
    assert await track(found(undated, events=[undated, ACCEPTED])) == NoAnswer(NUMBER, "unreadable")


async def test_an_undated_scan_among_others_is_left_out() -> None:
    told = await track(found(IN_THE_VAN, scan("transit", "Trié", None), ACCEPTED))
    assert [event.code for event in told.events] == ["PC1", "MD2"]


async def test_a_number_they_do_not_have_is_an_answer_not_an_error() -> None:
    assert await track(UNKNOWN) == UnknownNumber(NUMBER)


async def test_a_number_they_know_nothing_of_is_unknown() -> None:
    assert await track(found(scan("unknown", "", None), events=[])) == UnknownNumber(NUMBER)


async def test_a_number_they_find_malformed_is_said_so() -> None:
    assert await track(reply(problem(400, "Bad"), "400 Bad Request")) == MalformedNumber(NUMBER)


@pytest.mark.parametrize(
    ("answer", "reason"),
    [
        (reply({}, "429 Too Many Requests", {"Retry-After": "5"}), "quota"),
        (reply({}, "503 Service Unavailable"), "server_error"),
        (half({"shipments": [shipment(ACCEPTED)]}), "unreachable"),
        (cut({"shipments": [shipment(ACCEPTED)]}), "unreadable"),
        (page(), "unreadable"),
        (page("404 Not Found"), "unreadable"),
        (reply([]), "unreadable"),
        (reply({"shipments": []}), "unreadable"),
        (reply({"shipments": [{"id": NUMBER}]}), "unreadable"),
        (found({**ACCEPTED, "timestamp": "soon"}), "unreadable"),
    ],
)
async def test_a_failing_carrier_says_why(answer: Any, reason: str) -> None:
    assert await track(answer) == NoAnswer(NUMBER, reason)


async def test_a_silent_carrier_costs_the_budget_and_not_more() -> None:
    started = time.monotonic()
    assert await track(lambda _: None, budget=0.4) == NoAnswer(NUMBER, "timeout")
    assert time.monotonic() - started < 1.5


async def test_a_wrong_key_says_which_setting_to_check() -> None:
    with pytest.raises(CarrierRefusedKey, match="RELAIS_DHL_KEY"):
        await track(reply(problem(401, "Unauthorized"), "401 Unauthorized"))


async def test_nobody_listening_is_unreachable() -> None:
    async with Dhl(f"http://127.0.0.1:{free_port()}", "key") as client:
        assert await client.track([NUMBER]) == [NoAnswer(NUMBER, "unreachable")]


async def test_several_numbers_are_answered_each_in_the_order_asked() -> None:
    def answer(asked: Asked) -> bytes:
        if asked.query["trackingNumber"] == NUMBER:
            return found(ACCEPTED)
        return UNKNOWN

    async with answering(answer) as server, Dhl(server.url, "key") as client:
        told = await client.track([OTHER, "../admin", NUMBER, OTHER])
    assert [type(one) for one in told] == [UnknownNumber, MalformedNumber, Shipment, UnknownNumber]
    assert len(server.asked) == 2


async def test_of_several_divisions_the_one_that_names_the_number_answers() -> None:
    elsewhere = {**shipment(IN_THE_VAN), "id": OTHER}
    told = await track(reply({"shipments": [elsewhere, shipment(ACCEPTED)]}))
    assert [event.code for event in told.events] == ["PC1"]
