"""A supervisor's word counts in the next turns, without training."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable
from datetime import datetime, timedelta, timezone
from typing import Any

import httpx
import pytest

from actions import steering
from tests.actions.flows.conftest import Stint

Begin = Callable[..., Stint]

STRIKE = {"fr": "Grève au dépôt de Lyon : comptez deux jours de plus.", "en": "Strike in Lyon."}


@pytest.fixture
async def supervisor(
    stint: Begin,
    service: tuple[dict[str, str], Callable[[str, str], str]],
    monkeypatch: pytest.MonkeyPatch,
) -> AsyncIterator[httpx.AsyncClient]:
    """Solange, logged in; what she told the bot is taken back at the end."""
    monkeypatch.setattr(steering, "KNOWN_FOR", 0.0)
    told = service[0]
    login = {"login": told["SUPERVISOR"], "password": told["RELAIS_INTERNAL_TOKEN"]}
    async with httpx.AsyncClient(
        base_url=f"{told['RELAIS_INTERNAL_URL']}/api", params={"brand": "demo"}
    ) as client:
        (await client.post("/login", json=login)).raise_for_status()
        yield client
        for notice in (await client.get("/steering")).json()["notices"]:
            await client.post(f"/steering/notices/{notice['id']}/end")
        for flow in (await client.get("/steering")).json()["flows"]:
            await client.put(f"/steering/flows/{flow['name']}", json={"on": True})
        for phrase in (await client.get("/steering/phrases")).json():
            if phrase["wording"]:
                body = {"language": phrase["language"], "text": None}
                await client.put(f"/steering/phrases/{phrase['response']}", json=body)
        # Other tests must not meet what was known a moment ago.
        await stint().turn("action_greet", "bonjour", intent="greet")


async def _write(supervisor: httpx.AsyncClient, **scope: Any) -> None:
    now = datetime.now(timezone.utc)
    notice = {
        "texts": STRIKE,
        "starts_at": (now - timedelta(minutes=1)).isoformat(),
        "ends_at": (now + timedelta(days=1)).isoformat(),
        **scope,
    }
    answer = await supervisor.post("/steering/notices", json=notice)
    assert answer.status_code == 200, answer.text


def texts(messages: list[dict[str, Any]]) -> list[str]:
    return [message["text"] for message in messages if message.get("text")]


async def test_a_notice_is_said_once_before_the_answer_to_those_it_concerns(
    stint: Begin, supervisor: httpx.AsyncClient
) -> None:
    await _write(supervisor, flows=["parcel"], carriers=["colissimo"], postcodes=["750"])
    begun = stint()
    first = await begun.turn(
        "action_parcel",
        "mon colis 20426 75011",
        intent="track_parcel",
        entities={"number1": "20426", "number2": "75011"},
    )
    assert texts(first.messages) == [STRIKE["fr"]]
    assert first.said[0] == "utter_introduction"
    assert first.messages[1]["text"] == STRIKE["fr"]
    again = await begun.turn("action_parcel", "et donc ?", intent="track_parcel")
    assert texts(again.messages) == []


@pytest.mark.parametrize(
    "scope",
    [{"carriers": ["dpd"]}, {"postcodes": ["69", "971"]}, {"flows": ["fake_sms"]}],
    ids=["another carrier", "another region", "another flow"],
)
async def test_a_notice_for_others_is_not_said(
    stint: Begin, supervisor: httpx.AsyncClient, scope: dict[str, Any]
) -> None:
    await _write(supervisor, **scope)
    answer = await stint().turn(
        "action_parcel",
        "mon colis 20426 75011",
        intent="track_parcel",
        entities={"number1": "20426", "number2": "75011"},
    )
    assert texts(answer.messages) == []


async def test_a_flow_that_is_off_goes_to_a_human_with_the_problem(
    stint: Begin, supervisor: httpx.AsyncClient
) -> None:
    off = {"on": False, "reason": "mauvaises dates chez Colissimo"}
    assert (await supervisor.put("/steering/flows/parcel", json=off)).status_code == 204
    answer = await stint().turn(
        "action_parcel", "mon colis n'est jamais arrivé", intent="parcel_lost"
    )
    assert answer.said == ["utter_introduction", "utter_human_flow_off", "utter_while_waiting"]
    escalated = answer.told["escalate"]
    assert escalated["reason"] == "flow_off"
    assert escalated["summary"]["problem"] == "mon colis n'est jamais arrivé"
    # Small talk and danger are no flows.
    assert (await stint().turn("action_greet", "bonjour", intent="greet")).said


OFF = {"on": False, "reason": "à revoir"}


async def test_a_number_given_for_something_else_is_not_stopped_with_the_parcels(
    stint: Begin, supervisor: httpx.AsyncClient
) -> None:
    assert (await supervisor.put("/steering/flows/parcel", json=OFF)).status_code == 204
    begun = stint()
    asked = await begun.turn("action_invoice", "ma facture", intent="invoice")
    assert asked.said[-1] == "utter_ask_order"
    pair = {"number1": "20436", "number2": "75016"}
    told = await begun.turn("action_parcel", "20436 75016", entities=pair)
    assert told.said[0] == "utter_invoice"
    # What the number alone is asked for is the parcel.
    alone = await stint().turn("action_parcel", "20436 75016", entities=pair)
    assert alone.told["escalate"]["reason"] == "flow_off"


async def test_a_flow_that_is_off_is_off_whichever_way_leads_to_it(
    stint: Begin, supervisor: httpx.AsyncClient
) -> None:
    asked = stint()
    await asked.turn("action_refund", "remboursez-moi", intent="refund")
    offered = stint()
    cancelling = {"order_number": "20469", "postcode": "69003"}
    await offered.turn("action_refund", "un remboursement", intent="refund", entities=cancelling)
    assert offered.slot("awaiting") == "cancel_confirm"
    for flow in ("refund", "change"):
        assert (await supervisor.put(f"/steering/flows/{flow}", json=OFF)).status_code == 204
    pair = {"number1": "20465", "number2": "44000"}
    led = await asked.turn("action_parcel", "20465 44000", entities=pair)
    assert led.told["escalate"]["reason"] == "flow_off"
    agreed = await offered.turn("action_affirm", "oui", intent="affirm")
    assert agreed.said == ["utter_human_flow_off"]


async def test_a_notice_is_said_in_the_turn_that_brings_the_order(
    stint: Begin, supervisor: httpx.AsyncClient
) -> None:
    await _write(supervisor, flows=["refund"], carriers=["colissimo"], postcodes=["440"])
    begun = stint()
    asked = await begun.turn("action_refund", "mon remboursement ?", intent="refund")
    assert texts(asked.messages) == []
    pair = {"number1": "20465", "number2": "44000"}
    told = await begun.turn("action_parcel", "20465 44000", entities=pair)
    assert texts(told.messages) == [STRIKE["fr"]]


async def test_another_wording_is_said_and_filled_in(
    stint: Begin, supervisor: httpx.AsyncClient
) -> None:
    body = {"language": "fr", "text": "Ici {bot_name}, robot de {brand_name}. Je vous écoute."}
    answer = await supervisor.put("/steering/phrases/utter_introduction", json=body)
    assert answer.status_code == 204
    begun = stint(bot_name="Ormeline", brand_name="Maison Orme")
    greeted = await begun.turn("action_greet", "bonjour", intent="greet")
    assert texts(greeted.messages) == ["Ici Ormeline, robot de Maison Orme. Je vous écoute."]
    english = await stint(language="en").turn("action_greet", "hello", intent="greet")
    assert english.said[0] == "utter_introduction"
