"""Every response that a flow says exists, in three wordings, and nothing in it stays unfilled."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date, datetime, timezone
from pathlib import Path
from typing import Any

import yaml

from actions.carriers.diagnosis import Code, Diagnosis
from actions.parcels.answer import response, values
from actions.shop.order import Parcel, PickupPoint
from actions.shop.promotion import Refusal

ROOT = Path(__file__).resolve().parents[3]
SLOTS = {"bot_name", "brand_name", "first_name", "order_digits"}
GIVEN = {
    "utter_several_parcels": {"count"},
    "utter_other_order": {"order_number"},
    "utter_late_offer": {"offer"},
    "utter_order_number_shape": {"number"},
    "utter_tracking_number_slip": {"number"},
    "utter_case_lost_parcel": {"case_number", "case_date", "carrier"},
    "utter_case_not_received": {"case_number", "case_date", "carrier"},
    "utter_case_stands": {"case_number", "case_date", "carrier"},
    "utter_case_overdue": {"case_number", "case_date", "carrier"},
    "utter_other_follows": {"subjects"},
    "utter_other_passed_on": {"subjects"},
    "utter_now_other": {"subject"},
    "utter_customs_who_is_paid": {"carrier", "link"},
    "utter_parcel_as_told": {"gist"},
    "utter_claim_is_ours": {"carrier"},
    "utter_order_stands": {"order_number"},
    "utter_data_due": {"due_date"},
    "utter_of_material": {"products"},
    "utter_not_ours_but_of_material": {"products"},
    "utter_without_material": {"products"},
    "utter_pickup_until": {"last_day", "pickup_point", "pickup_hours"},
    "utter_pickup_papers": {"carrier"},
    "utter_pickup_hours_unknown": {"link"},
    "utter_pickup_diverted": {"planned_point", "carrier"},
    "utter_pickup_in_vain": {"tracking_number", "carrier", "last_date"},
    "utter_due_again": {"due_date", "carrier"},
    "utter_driver_out_of_reach": {"carrier", "link"},
    "utter_if_nobody_home": {"carrier", "link"},
    "utter_missed_comes_again": {"carrier", "link"},
    "utter_missed_next": {"carrier", "link"},
    "utter_other_parcel_due": {"contents", "due_date", "carrier"},
    "utter_case_data_copy": {"case_number", "case_date"},
    "utter_case_data_erase": {"case_number", "case_date"},
    "utter_in_stock": {"product", "variants", "price"},
    "utter_back_on": {"product", "variants", "date"},
    "utter_not_planned": {"product", "variants"},
    "utter_out_of_stock": {"product", "variants"},
    "utter_no_such_variant": {"product", "variants"},
    "utter_delivery_terms": {"zone", "cost", "free", "least", "most", "pickup"},
    "utter_delivery_customs": {"zone"},
    "utter_delivery_elsewhere": {"zones"},
    "utter_delivery_not_there": {"zone"},
    "utter_shop_week": {"shop", "address", "week"},
    "utter_shop_open": {"shop", "address", "day", "hours"},
    "utter_shop_closed": {"shop", "address", "day", "why", "reopens"},
    "utter_shop_closed_now": {"shop", "hours", "reopens"},
    "utter_no_shop_there": {"towns"},
    "utter_no_shop": {"email"},
    "utter_team_hours": {"week"},
    "utter_invoice": {"order_number", "link", "until"},
    "utter_payment_means": {"means"},
    "utter_account": {"link"},
    "utter_account_mail_missing": {"link"},
    "utter_account_never_told": {"link"},
    "utter_newsletter": {"link"},
    "utter_data_kept": {"link"},
    "utter_mediator": {"mediator", "address", "link"},
    "utter_jobs": {"link"},
}
OF_A_PRODUCT = {"product", "price", "sizes", "colours", "materials", "care"}
OF_A_CODE = {"code", "gain", "starts", "ends", "minimum", "excluded"}
# conftest.py holds each of these, as it is said, to all the words that it leaves open.
OF_A_REQUEST = {
    *("address", "amount", "articles", "cancelled_on", "carrier", "case_date", "case_number"),
    *("days", "declared_at", "done_on", "label", "last_day", "law", "link", "mail", "order_number"),
    *("product", "variants"),
    *("received_on", "refund_by", "refund_number", "repair_by", "resend_number"),
    *("return_number", "send_by", "sent_to", "until", "wanted", "why"),
}
VOICES = [("fr", "vous"), ("fr", "tu"), ("en", None)]

Wordings = list[dict[str, Any]]


def _responses() -> dict[str, Wordings]:
    found: dict[str, Wordings] = {}
    for file in (ROOT / "bot" / "domain" / "responses").glob("*.yml"):
        found |= yaml.safe_load(file.read_text(encoding="utf-8"))["responses"]
    return found


def _responses_in(file: str) -> dict[str, Wordings]:
    content = (ROOT / "bot" / "domain" / "responses" / file).read_text(encoding="utf-8")
    return yaml.safe_load(content)["responses"]


def _said_in_code() -> set[str]:
    # Not deeper: the environment with its packages stands beside the rooms.
    files = [*(ROOT / "actions").glob("*.py"), *(ROOT / "actions").glob("*/*.py")]
    code = "".join(file.read_text(encoding="utf-8") for file in files)
    return set(re.findall(r'"(utter_[a-z_]+)"', code))


def _voice(wording: dict[str, Any]) -> tuple[str, str | None]:
    conditions = {one["name"]: one["value"] for one in wording["condition"]}
    return conditions["language"], conditions.get("voice")


def _diagnoses() -> list[Diagnosis]:
    bare = [Diagnosis(code, "20417", None, date(2026, 11, 20)) for code in Code]
    dated = [
        Diagnosis(
            d.code, "20417", None, d.promised_on, due=date(2026, 12, 1), last_day=date(2026, 12, 1)
        )
        for d in bare
    ]
    lockers = [
        Diagnosis(
            d.code,
            "20417",
            None,
            d.promised_on,
            last_day=d.last_day,
            pickup_point=PickupPoint(name="Consigne", kind="locker"),
        )
        for d in (*bare, *dated)
        if d.code is Code.at_pickup
    ]
    moment = datetime(2026, 11, 18, tzinfo=timezone.utc)
    parcel = Parcel("demo", "20417", "12345678", "mondial_relay", "home", moment)
    followed = [replace(d, parcel=parcel) for d in (*bare, *dated) if d.code is Code.no_client]
    return [*bare, *dated, *lockers, *followed]


def test_every_response_has_three_wordings() -> None:
    for name, wordings in _responses().items():
        assert sorted(map(_voice, wordings), key=str) == sorted(VOICES, key=str), name


def test_every_response_that_is_said_exists_and_every_one_that_exists_is_said() -> None:
    made_up = {f"utter_human_{topic}" for topic in ("press", "partnership", "jobs")}
    made_up |= {f"utter_product_{name}" for name in (OF_A_PRODUCT | {"summary"}) - {"product"}}
    made_up |= {f"utter_code_{refusal.value}" for refusal in Refusal}
    made_up |= {"utter_case_data_copy", "utter_case_data_erase"}
    made_up |= {"utter_parcel_presumed_lost_declared"}
    made_up |= {f"utter_human_{reason}" for reason in ("gift_date", "second_contact")}
    made_up |= {"utter_case_lost_parcel", "utter_case_not_received", "utter_introduction_again"}
    made_up |= {"utter_introduction"} | {response(one) for one in _diagnoses()}
    assert _said_in_code() - {"utter_parcel_"} | made_up == set(_responses())


def test_nothing_stays_unfilled() -> None:
    of_requests = _responses_in("returns.yml")
    of_parcels = set(values(_diagnoses()[0], "fr", _diagnoses()[0].promised_on))
    for name, wordings in _responses().items():
        known = SLOTS | GIVEN.get(name, set())
        if name.startswith("utter_parcel_"):
            known |= of_parcels
        if name in of_requests:
            known |= OF_A_REQUEST
        if name.startswith("utter_product_"):
            known |= OF_A_PRODUCT
        if name.startswith(("utter_code_", "utter_offer")):
            known |= OF_A_CODE
        for wording in wordings:
            assert set(re.findall(r"{(\w+)}", wording["text"])) <= known, name


def test_a_tu_is_never_said_to_who_is_told_vous() -> None:
    for name, wordings in _responses().items():
        for wording in wordings:
            text = wording["text"].lower()
            if _voice(wording) == ("fr", "vous"):
                assert not re.search(r"\b(?:tu|ton|ta|tes|toi|te|t')\b", text), (name, text)
            if _voice(wording) == ("fr", "tu"):
                assert not re.search(r"\b(?:votre|vous)\b", text), (name, text)


def test_buttons_ask_for_intents_that_exist() -> None:
    domains = [
        yaml.safe_load(file.read_text(encoding="utf-8"))
        for file in (ROOT / "bot" / "domain").glob("*.yml")
    ]
    intents = {next(iter(intent)) for domain in domains for intent in domain["intents"]}
    for name, wordings in _responses().items():
        for wording in wordings:
            for button in wording.get("buttons", []):
                assert button["payload"].removeprefix("/") in intents, name


def test_the_emergency_number_is_the_first_line() -> None:
    for wording in _responses()["utter_danger"]:
        assert "112" in wording["text"].split("\n")[0]


def test_no_emoji_is_in_any_voice() -> None:
    for wordings in _responses().values():
        for wording in wordings:
            assert not re.search(r"[\U0001F300-\U0001FAFF\u2600-\u27BF]", wording["text"])
