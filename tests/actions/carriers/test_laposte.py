"""What is learned from La Poste, and what happens when it fails."""

from __future__ import annotations

import asyncio
import logging
import time
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from datetime import date, datetime, timezone
from typing import Any

import httpx
import pytest

from actions.carriers.errors import CarrierRefusedKey, CarrierUnavailable
from actions.carriers.laposte import LaPoste
from actions.carriers.sandbox import KEY
from actions.carriers.shipment import MalformedNumber, NoAnswer, Shipment, UnknownNumber
from actions.outside import LONGEST_BUDGET
from tests.actions.carriers.conftest import free_port

NUMBER = "6A15602676300"
HISTORY = {
    "events": [
        {"code": "PC1", "date": "2026-03-02T17:00:00+01:00"},
        {"code": "AG1", "date": "2026-03-04T09:30:00+01:00", "label": "Au bureau de poste"},
    ],
    "due": "2026-03-05",
    "removal_point": "Bureau de poste Les Halles",
}


async def test_a_shipment_comes_with_its_events_from_the_oldest_to_the_newest(
    control: httpx.AsyncClient, laposte: LaPoste
) -> None:
    await control.put(f"/histories/{NUMBER}", json=HISTORY)

    (shipment,) = await laposte.track([NUMBER])

    assert isinstance(shipment, Shipment)
    assert [event.code for event in shipment.events] == ["PC1", "AG1"]
    assert shipment.events[1].label == "Au bureau de poste"
    assert shipment.events[0].at == datetime(2026, 3, 2, 16, tzinfo=timezone.utc)
    assert shipment.due == date(2026, 3, 5)
    assert shipment.delivered_at is None
    assert not shipment.final
    assert shipment.removal_point == "Bureau de poste Les Halles"
    assert shipment.url.endswith(NUMBER)
    assert [step.reached for step in shipment.timeline] == [True, True, True, True, False]


async def test_a_delivery_has_its_time_and_no_due_date(
    control: httpx.AsyncClient, laposte: LaPoste
) -> None:
    delivered = {"events": [{"code": "DI1", "date": "2026-03-04T11:47:00+01:00"}]}
    await control.put(f"/histories/{NUMBER}", json=delivered)

    (shipment,) = await laposte.track([NUMBER])

    assert isinstance(shipment, Shipment)
    assert shipment.final
    assert shipment.due is None
    assert shipment.delivered_at == datetime(2026, 3, 4, 10, 47, tzinfo=timezone.utc)


async def test_events_of_the_same_minute_keep_the_carriers_order(
    control: httpx.AsyncClient, laposte: LaPoste
) -> None:
    moment = "2026-03-04T11:47:00+01:00"
    events = [{"code": code, "date": moment} for code in ("MD2", "ND1", "AG1")]
    await control.put(f"/histories/{NUMBER}", json={"events": events})

    (shipment,) = await laposte.track([NUMBER])

    assert isinstance(shipment, Shipment)
    assert [event.code for event in shipment.events] == ["MD2", "ND1", "AG1"]


async def test_labels_come_in_the_customers_language(
    control: httpx.AsyncClient, laposte: LaPoste
) -> None:
    await control.put(f"/histories/{NUMBER}", json=HISTORY)
    (french,) = await laposte.track([NUMBER], language="fr")
    (english,) = await laposte.track([NUMBER], language="en")
    assert isinstance(french, Shipment)
    assert isinstance(english, Shipment)
    assert french.events[0].label == "Votre colis est pris en charge"
    assert english.events[0].label == "Your parcel has been accepted"


async def test_many_numbers_are_answered_each_in_the_order_asked(
    control: httpx.AsyncClient, laposte: LaPoste
) -> None:
    numbers = [f"6A1560267{n:04d}" for n in range(23)]
    for number in numbers[::2]:
        await control.put(f"/histories/{number}", json=HISTORY)
    asked = [*numbers, "pas un numéro", numbers[0]]

    answers = await laposte.track(asked)

    assert [answer.number for answer in answers] == asked
    assert [type(answer) for answer in answers[:4]] == [
        Shipment,
        UnknownNumber,
        Shipment,
        UnknownNumber,
    ]
    assert isinstance(answers[-2], MalformedNumber)
    assert isinstance(answers[-1], Shipment)


async def test_one_number_that_fails_does_not_take_the_others_with_it(
    control: httpx.AsyncClient, laposte: LaPoste
) -> None:
    await control.put(f"/histories/{NUMBER}", json=HISTORY)
    await control.put("/histories/6A00000000001", json={"failure": "timeout"})
    await control.put("/histories/6A00000000002", json={"failure": "malformed"})

    good, silent, malformed = await laposte.track([NUMBER, "6A00000000001", "6A00000000002"])

    assert isinstance(good, Shipment)
    assert silent == NoAnswer("6A00000000001", "server_error")
    assert malformed == MalformedNumber("6A00000000002")


@pytest.mark.parametrize(
    ("failure", "expected"),
    [
        ("unknown", UnknownNumber(NUMBER)),
        ("unknown_bare", UnknownNumber(NUMBER)),
        ("malformed", MalformedNumber(NUMBER)),
    ],
)
async def test_a_number_they_do_not_have_is_an_answer_not_an_error(
    control: httpx.AsyncClient, laposte: LaPoste, failure: str, expected: object
) -> None:
    await control.put(f"/histories/{NUMBER}", json={"failure": failure})
    assert await laposte.track([NUMBER]) == [expected]


@pytest.mark.parametrize(
    ("failure", "reason"),
    [
        ("timeout", "server_error"),
        ("unavailable", "server_error"),
        ("garbage", "unreadable"),
        ("quota", "quota"),
    ],
)
async def test_a_failing_carrier_is_unavailable_and_says_why(
    control: httpx.AsyncClient, laposte: LaPoste, failure: str, reason: str
) -> None:
    await control.put("/histories/*", json={"failure": failure})
    with pytest.raises(CarrierUnavailable) as caught:
        await laposte.track([NUMBER])
    assert caught.value.reason == reason


async def test_a_wrong_key_says_which_setting_to_check(carrier_url: str) -> None:
    async with LaPoste(carrier_url, "expired") as client:
        with pytest.raises(CarrierRefusedKey, match="RELAIS_LAPOSTE_KEY"):
            await client.track([NUMBER])


async def test_a_slow_carrier_costs_the_budget_and_not_more(
    control: httpx.AsyncClient, carrier_url: str
) -> None:
    await control.put(f"/histories/{NUMBER}", json={"delay_ms": 3000})
    async with LaPoste(carrier_url, KEY, budget=0.4) as client:
        started = time.monotonic()
        with pytest.raises(CarrierUnavailable, match="timeout"):
            await client.track([NUMBER])
        assert time.monotonic() - started < 1


def test_no_budget_is_longer_than_a_turn_allows() -> None:
    with pytest.raises(ValueError, match="budget"):
        LaPoste("http://127.0.0.1:1", KEY, budget=LONGEST_BUDGET + 1)


async def test_nobody_listening_is_unreachable() -> None:
    async with LaPoste(f"http://127.0.0.1:{free_port()}", KEY) as client:
        with pytest.raises(CarrierUnavailable, match="unreachable"):
            await client.track([NUMBER])


async def test_no_tracking_number_reaches_the_logs(
    laposte: LaPoste, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.INFO)
    await laposte.track([NUMBER])
    assert NUMBER not in caplog.text


async def test_nothing_asked_calls_nobody() -> None:
    async with LaPoste(f"http://127.0.0.1:{free_port()}", KEY) as client:
        assert await client.track([]) == []
        assert await client.track(["../../admin"]) == [MalformedNumber("../../admin")]


async def test_a_carrier_that_fails_once_is_asked_again() -> None:
    answers = iter([b"HTTP/1.1 503 Busy\r\ncontent-length: 0\r\n\r\n", b"", _json(_FOUND)])
    async with _raw_server(lambda: next(answers)) as url, LaPoste(url, KEY) as client:
        (shipment,) = await client.track([NUMBER])
    assert isinstance(shipment, Shipment)


async def test_a_carrier_over_its_quota_is_not_asked_again() -> None:
    calls: list[int] = []

    def refuse() -> bytes:
        calls.append(1)
        return b"HTTP/1.1 429 Too Many Requests\r\ncontent-length: 0\r\n\r\n"

    async with _raw_server(refuse) as url, LaPoste(url, KEY) as client:
        with pytest.raises(CarrierUnavailable, match="quota"):
            await client.track([NUMBER])
    assert len(calls) == 1


@pytest.mark.parametrize(
    "body",
    [
        {"returnCode": 200},
        {"returnCode": 200, "shipment": None},
        {"returnCode": 200, "shipment": {"event": [{"code": "PC1", "date": "soon"}]}},
        {"returnCode": 200, "shipment": {"event": "PC1"}},
        {"returnCode": 500},
    ],
)
async def test_an_answer_that_cannot_be_read_is_no_answer(body: dict[str, Any]) -> None:
    async with _raw_server(lambda: _json(body)) as url, LaPoste(url, KEY) as client:
        (answer,) = await client.track([NUMBER])
    assert isinstance(answer, NoAnswer)


@pytest.mark.parametrize("body", [[], {}, [1], {"hello": "world"}])
async def test_json_that_is_not_theirs_is_unreadable(body: object) -> None:
    async with _raw_server(lambda: _json(body)) as url, LaPoste(url, KEY) as client:
        with pytest.raises(CarrierUnavailable, match="unreadable"):
            await client.track([NUMBER])


async def test_a_lone_event_a_list_of_one_and_a_date_without_a_zone_are_understood() -> None:
    event = {"code": "ET1", "label": "En transit", "date": "2026-03-04T09:30:00"}
    body = [{"returnCode": 200, "shipment": {"idShip": NUMBER, "event": event, "timeline": []}}]
    async with _raw_server(lambda: _json(body)) as url, LaPoste(url, KEY) as client:
        (shipment,) = await client.track([NUMBER])
    assert isinstance(shipment, Shipment)
    assert shipment.events[0].at == datetime(2026, 3, 4, 8, 30, tzinfo=timezone.utc)


async def test_no_number_gets_the_answer_of_its_neighbour() -> None:
    other = "6A15602683841"
    shipment = {**_FOUND["shipment"], "idShip": other}
    answers = [{**_FOUND, "shipment": shipment}] * 2
    async with _raw_server(lambda: _json(answers)) as url, LaPoste(url, KEY) as client:
        first, second = await client.track([NUMBER, other])
    assert isinstance(first, NoAnswer)
    assert isinstance(second, Shipment)


async def test_a_refused_list_is_asked_number_by_number() -> None:
    answers = iter([_json({"message": "bad"}, "400 Bad Request"), _json(_FOUND), _json(_FOUND)])
    async with _raw_server(lambda: next(answers)) as url, LaPoste(url, KEY) as client:
        found = await client.track([NUMBER, "6A15602683841"])
    assert [type(answer) for answer in found] == [Shipment, Shipment]


_FOUND: dict[str, Any] = {
    "lang": "fr_FR",
    "scope": "open",
    "returnCode": 200,
    "shipment": {
        "holder": 4,
        "product": "Colissimo",
        "isFinal": False,
        "timeline": [{"shortLabel": "Pris en charge", "id": 1, "date": "", "status": True}],
        "event": [{"code": "PC1", "label": "Pris en charge", "date": "2026-03-02T17:00:00+01:00"}],
    },
}


def _json(body: object, status: str = "200 OK") -> bytes:
    content = httpx.Response(200, json=body).content
    head = f"HTTP/1.1 {status}\r\ncontent-type: application/json\r\n"
    return f"{head}content-length: {len(content)}\r\nconnection: close\r\n\r\n".encode() + content


@asynccontextmanager
async def _raw_server(answer: Callable[[], bytes]) -> AsyncIterator[str]:
    """A server that answers each request with given bytes, as no correct server would."""

    async def serve(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await reader.readuntil(b"\r\n\r\n")
        writer.write(answer())
        await writer.drain()
        writer.close()
        await writer.wait_closed()

    server = await asyncio.start_server(serve, "127.0.0.1", 0)
    async with server:
        yield f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}"
