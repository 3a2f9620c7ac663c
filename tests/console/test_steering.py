"""What a supervisor may tell the bot, and what is refused with a reason."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from handoff.steering.phrases import phrases, placeholders
from tests.front_door import ConsoleOf

NOW = datetime.now(UTC)
NOTICE: dict[str, Any] = {
    "texts": {"fr": "Grève au dépôt.", "en": "Strike at the warehouse."},
    "flows": ["parcel"],
    "carriers": ["colissimo"],
    "postcodes": ["69", "971"],
    "starts_at": NOW.isoformat(),
    "ends_at": (NOW + timedelta(days=2)).isoformat(),
}
AT = {"brand": "demo"}


async def test_a_notice_is_listed_with_its_author_until_it_is_ended(console_of: ConsoleOf) -> None:
    solange = await console_of("solange", role="supervisor")
    written = (await solange.post("/api/steering/notices", params=AT, json=NOTICE)).json()
    (listed,) = (await solange.get("/api/steering", params=AT)).json()["notices"]
    assert listed["id"] == written["id"]
    assert listed["written_by"]
    assert listed["texts"] == NOTICE["texts"]
    assert (await solange.post(f"/api/steering/notices/{listed['id']}/end")).status_code == 204
    assert (await solange.get("/api/steering", params=AT)).json()["notices"] == []
    again = await solange.post(f"/api/steering/notices/{listed['id']}/end")
    assert again.json()["error"]["code"] == "not_found"


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"texts": {"fr": "Grève."}}, "languages_differ"),
        ({"texts": {"fr": "", "en": "x"}}, "invalid"),
        ({"texts": {"fr": "x" * 501, "en": "x"}}, "invalid"),
        ({"flows": ["teleportation"]}, "unknown_scope"),
        ({"carriers": ["pigeon"]}, "unknown_scope"),
        ({"postcodes": ["69%"]}, "invalid"),
        ({"postcodes": ["2A"]}, "no_such_postcodes"),
        ({"ends_at": NOTICE["starts_at"]}, "bad_dates"),
        ({"ends_at": (NOW + timedelta(days=200)).isoformat()}, "bad_dates"),
        ({"starts_at": "hier"}, "invalid"),
        ({"colour": "red"}, "invalid"),
    ],
)
async def test_a_notice_that_makes_no_sense_is_refused(
    console_of: ConsoleOf, change: dict[str, Any], code: str
) -> None:
    solange = await console_of("solange", role="supervisor")
    answer = await solange.post("/api/steering/notices", params=AT, json=NOTICE | change)
    assert (answer.status_code, answer.json()["error"]["code"]) == (422, code)
    assert (await solange.get("/api/steering", params=AT)).json()["notices"] == []


async def test_a_flow_is_switched_off_with_a_reason_and_on_again(console_of: ConsoleOf) -> None:
    solange = await console_of("solange", role="supervisor")
    flow = "/api/steering/flows/parcel"
    silent = await solange.put(flow, params=AT, json={"on": False, "reason": " "})
    assert silent.json()["error"]["code"] == "reason_missing"
    await solange.put(flow, params=AT, json={"on": False, "reason": "mauvaises dates"})
    flows = {f["name"]: f for f in (await solange.get("/api/steering", params=AT)).json()["flows"]}
    assert flows["parcel"]["reason"] == "mauvaises dates"
    assert flows["parcel"]["off_by"]
    assert flows["fake_sms"]["off_since"] is None
    assert (await solange.put(flow, params=AT, json={"on": True})).status_code == 204
    flows = {f["name"]: f for f in (await solange.get("/api/steering", params=AT)).json()["flows"]}
    assert flows["parcel"]["off_since"] is None
    unknown = await solange.put("/api/steering/flows/none", params=AT, json={"on": True})
    assert unknown.status_code == 404


async def test_a_wording_is_in_the_brands_voice_and_can_be_taken_back(
    console_of: ConsoleOf,
) -> None:
    solange = await console_of("solange", role="supervisor")
    address = "/api/steering/phrases/utter_introduction"
    body = {"language": "fr", "text": "Ici {bot_name}, un robot."}
    assert (await solange.put(address, params=AT, json=body)).status_code == 204
    said = await _said(solange)
    assert said["utter_introduction", "fr"]["wording"] == body["text"]
    assert "vous" in said["utter_introduction", "fr"]["text"]
    assert said["utter_introduction", "en"]["wording"] is None
    await solange.put(address, params=AT, json={"language": "fr", "text": None})
    assert (await _said(solange))["utter_introduction", "fr"]["wording"] is None


@pytest.mark.parametrize(
    ("response", "body", "status", "code"),
    [
        ("utter_introduction", {"language": "fr", "text": "Chez {city}"}, 422, "bad_wording"),
        ("utter_introduction", {"language": "fr", "text": "  "}, 422, "bad_wording"),
        ("utter_introduction", {"language": "de", "text": "Hallo"}, 404, "not_found"),
        ("utter_nothing", {"language": "fr", "text": "x"}, 404, "not_found"),
    ],
)
async def test_a_wording_that_the_bot_cannot_say_is_refused(
    console_of: ConsoleOf, response: str, body: dict[str, Any], status: int, code: str
) -> None:
    solange = await console_of("solange", role="supervisor")
    answer = await solange.put(f"/api/steering/phrases/{response}", params=AT, json=body)
    assert (answer.status_code, answer.json()["error"]["code"]) == (status, code)


async def test_only_supervisors_of_the_brand_steer(console_of: ConsoleOf) -> None:
    camille = await console_of("camille", role="cm")
    assert (await camille.get("/api/steering", params=AT)).status_code == 403
    kiosque = await console_of("karim", role="supervisor", brands=["kiosque"])
    assert (await kiosque.get("/api/steering", params=AT)).status_code == 404
    posted = await kiosque.post("/api/steering/notices", params=AT, json=NOTICE)
    assert posted.status_code == 404


def test_every_phrase_has_a_text_in_every_voice() -> None:
    voices = {(one.response, one.language, one.voice) for one in phrases() if one.text}
    names = {one.response for one in phrases()}
    lacking = {
        (name, language, voice)
        for name in names
        for language, voice in (("fr", "vous"), ("fr", "tu"), ("en", None))
        if (name, language, voice) not in voices and (name, language, None) not in voices
    }
    assert lacking == set()
    assert placeholders("{bot_name} et {x}") == {"bot_name", "x"}


async def _said(client: Any) -> dict[tuple[str, str], dict[str, Any]]:
    answer = await client.get("/api/steering/phrases", params=AT)
    return {(one["response"], one["language"]): one for one in answer.json()}
