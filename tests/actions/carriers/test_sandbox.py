"""The sandbox carrier speaks La Poste's documented schema, and can be told what to say."""

from __future__ import annotations

import os
import subprocess
from datetime import datetime
from pathlib import Path

import httpx
import jsonschema
import pytest

from actions.carriers.sandbox import KEY

ROOT = Path(__file__).resolve().parents[3]
NUMBER = "6A20417554291"
HEADERS = {"X-Okapi-Key": KEY}

EVENT = {
    "type": "object",
    "required": ["code", "label", "date"],
    "properties": {"code": {"pattern": "^[A-Z]{2}[0-9]$"}, "label": {"type": "string"}},
}
STEP = {
    "type": "object",
    "required": ["shortLabel", "longLabel", "id", "country", "status", "type"],
    "properties": {"status": {"type": "boolean"}, "type": {"enum": [1, 0, -1]}},
}
ANSWER = {
    "type": "object",
    "required": ["lang", "scope", "returnCode", "shipment"],
    "properties": {
        "returnCode": {"const": 200},
        "shipment": {
            "required": [
                "idShip",
                "holder",
                "product",
                "isFinal",
                "entryDate",
                "timeline",
                "event",
                "contextData",
                "url",
            ],
            "properties": {
                "holder": {"enum": [1, 2, 3, 4]},
                "isFinal": {"type": "boolean"},
                "timeline": {"type": "array", "items": STEP, "minItems": 5, "maxItems": 5},
                "event": {"type": "array", "items": EVENT, "minItems": 1},
            },
        },
    },
}


async def test_every_demo_history_is_in_the_documented_schema(
    carrier_url: str, control: httpx.AsyncClient
) -> None:
    histories = (await control.get("/histories")).json()
    assert len(histories) > 40
    async with httpx.AsyncClient(base_url=carrier_url, headers=HEADERS) as client:
        for number, history in histories.items():
            if history["failure"]:
                continue
            answer = (await client.get(f"/suivi/v2/idships/{number}?lang=fr_FR")).json()
            jsonschema.validate(answer, ANSWER)
            dates = [datetime.fromisoformat(e["date"]) for e in answer["shipment"]["event"]]
            assert dates == sorted(dates, reverse=True), "the newest event comes first"


async def test_without_the_key_nothing_is_said(carrier_url: str) -> None:
    async with httpx.AsyncClient(base_url=carrier_url) as client:
        answer = await client.get(f"/suivi/v2/idships/{NUMBER}")
    assert answer.status_code == 401
    assert answer.json()["code"] == "UNAUTHORIZED"


async def test_several_numbers_give_a_list_with_a_code_each(carrier_url: str) -> None:
    async with httpx.AsyncClient(base_url=carrier_url, headers=HEADERS) as client:
        answer = await client.get(f"/suivi/v2/idships/{NUMBER},6A99999999999,x")
        eleven = ",".join(f"6A0000000000{n:x}".upper() for n in range(11))
        refused = await client.get(f"/suivi/v2/idships/{eleven}")
    assert answer.status_code == 207
    assert [one["returnCode"] for one in answer.json()] == [200, 404, 400]
    assert refused.status_code == 400


async def test_a_history_is_set_listed_and_taken_back(
    carrier_url: str, control: httpx.AsyncClient
) -> None:
    event = {"code": "MD2", "date": "2026-03-04T08:00:00+01:00", "label": "Demain, promis"}
    assert (await control.put(f"/histories/{NUMBER}", json={"events": [event]})).is_success
    assert (await control.get("/histories")).json()[NUMBER]["events"][0]["code"] == "MD2"
    async with httpx.AsyncClient(base_url=carrier_url, headers=HEADERS) as client:
        told = (await client.get(f"/suivi/v2/idships/{NUMBER}")).json()["shipment"]["event"]
        assert told == [event]

        assert (await control.delete(f"/histories/{NUMBER}")).is_success
        told = (await client.get(f"/suivi/v2/idships/{NUMBER}")).json()["shipment"]["event"]
        assert [one["code"] for one in told] == ["ET3", "ET1", "PC1", "DR1"]


@pytest.mark.parametrize(
    "body",
    [
        "no json",
        '{"events": [{"code": "nonsense", "date": "2026-03-04"}]}',
        '{"failure": "explodes"}',
        '{"delay_ms": -1}',
        '{"surprise": 1}',
    ],
)
async def test_a_history_that_makes_no_sense_is_refused(
    control: httpx.AsyncClient, body: str
) -> None:
    answer = await control.put(f"/histories/{NUMBER}", content=body)
    assert answer.status_code == 422
    assert answer.json()["error"]["code"] == "bad_history"
    assert (await control.delete("/histories/6A99999999999")).status_code == 404


def test_it_runs_in_the_action_servers_environment_too() -> None:
    python = ROOT / "actions" / ".venv" / "bin" / "python"
    if not python.exists():
        pytest.skip("actions/.venv is not set up: run `make setup`")
    command = [python, "-W", "error", "-m", "actions.carriers.sandbox", "--help"]
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    ran = subprocess.run(
        command, capture_output=True, text=True, check=False, cwd=ROOT, env=environment
    )
    assert ran.returncode == 0, ran.stderr
