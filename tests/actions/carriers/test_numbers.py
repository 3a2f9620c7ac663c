"""A tracking number is recognised the way people type it, and never called wrong for its format."""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from actions.carriers.check_digits import s10
from actions.carriers.numbers import Check, find, normalise, recognise

DATA = Path(
    os.environ.get("RELAIS_BENCH_DATA") or Path(__file__).resolve().parents[4] / "shared" / "data"
)


@pytest.mark.parametrize("number", ["RB123456785GB", "RB123456785US", "EW112720413FR"])
def test_a_valid_international_number_passes_its_check(number: str) -> None:
    found = recognise(number)
    assert found is not None
    assert (found.formats[0], found.check) == ("s10", Check.good)


@pytest.mark.parametrize("number", ["RB123456786US", "RB123456785XX"])
def test_a_slip_in_an_international_number_is_noticed(number: str) -> None:
    found = recognise(number)
    assert found is not None
    assert found.check is Check.bad


@pytest.mark.parametrize(
    ("number", "form"),
    [
        ("6A15602676300", "colissimo"),
        ("12345678", "mondial_relay"),
        ("87001234567890", "tracked_letter"),
    ],
)
def test_formats_without_a_check_are_recognised_and_not_judged(number: str, form: str) -> None:
    found = recognise(number)
    assert found is not None
    assert form in found.formats
    assert found.check is Check.none


@pytest.mark.parametrize("number", ["QX99-ZZ-123456-0", "9876543210987", "1234567890"])
def test_an_unknown_format_is_no_reason_to_call_a_number_wrong(number: str) -> None:
    found = recognise(number)
    assert found is not None
    assert found.check is not Check.bad


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("6a15 6026 76300", "6A15602676300"),
        ("6A156O26763OO", "6A15602676300"),
        ("rb 123 456 785 gb", "RB123456785GB"),
        ("RB12345678SGB", "RB12345678SGB"),
        ("EW1127204I3FR", "EW1127204I3FR"),
        ("1Z-5R89-3903-5756-7127", "1Z5R89390357567127"),
        ("CO123456785FR", "CO123456785FR"),
    ],
)
def test_spaces_case_and_the_letter_o_are_understood(typed: str, meant: str) -> None:
    assert normalise(typed) == meant


@pytest.mark.parametrize("text", ["", "bonjour", "20417", "01000", "aujourd'hui", "123"])
def test_other_words_are_no_tracking_number(text: str) -> None:
    assert recognise(text) is None


@pytest.mark.parametrize(
    ("sentence", "numbers"),
    [
        ("mon colis 6a15 6026 76300 n'est jamais arrivé", ["6A15602676300"]),
        ("suivi: RB 123456785 GB, merci", ["RB123456785GB"]),
        ("6A15602676300 et 6A15602683841", ["6A15602676300", "6A15602683841"]),
        ("n° 12345678 (Mondial Relay)", ["12345678"]),
        ("commande 20417, code postal 01000", []),
        ("20417 01000", []),
        ("appelez le 06 12 34 56 78 ou le 0612345678", []),
        ("depuis le 12/03/2026 ou le 12 03 2026", []),
        ("écrivez à marie12345678@example.com", []),
        ("c'est anticonstitutionnellement long", []),
    ],
)
def test_numbers_are_found_in_a_sentence(sentence: str, numbers: list[str]) -> None:
    assert [number.value for number in find(sentence)] == numbers


@given(st.text(max_size=80))
def test_nothing_typed_breaks_the_recognition(text: str) -> None:
    for number in find(text):
        assert recognise(number.value) == number


@given(st.from_regex(r"[0-9]{8}", fullmatch=True), st.integers(0, 7), st.integers(1, 9))
def test_one_wrong_digit_of_an_s10_number_is_noticed(serial: str, place: int, more: int) -> None:
    wrong = serial[:place] + str((int(serial[place]) + more) % 10) + serial[place + 1 :]
    good, bad = (recognise(f"RB{digits}{s10(serial)}FR") for digits in (serial, wrong))
    assert good is not None
    assert good.check is Check.good
    # Remainders 0 and 10 … are told apart except where the standard itself maps them together.
    assert bad is not None
    assert bad.check is (Check.good if s10(wrong) == s10(serial) else Check.bad)


def _samples() -> list[Any]:
    if not DATA.is_dir():
        reason = f"no {DATA}: fetch jkeen/tracking_number_data, or set RELAIS_BENCH_DATA"
        return [pytest.param("", "", False, marks=pytest.mark.skip(reason=reason))]
    return [
        pytest.param(_NAMES.get(_id(entry), _id(entry).split("_")[0]), number, valid)
        for file in sorted(DATA.glob("couriers_*.json"))
        for entry in json.loads(file.read_text())["tracking_numbers"]
        for valid in (True, False)
        for number in entry["test_numbers"]["valid" if valid else "invalid"]
    ]


_NAMES = {
    "dhl_express": "dhl_express",
    "dhl_express_piece_id": "dhl_piece",
    "dhl_ecommerce": "dhl_ecommerce",
    "dhl_ecommerce_14": "dhl_ecommerce",
}


def _id(entry: dict[str, Any]) -> str:
    return entry.get("id") or entry["name"].lower().replace(" ", "_")


@pytest.mark.parametrize(("form", "number", "valid"), _samples())
def test_published_samples_are_judged_as_published(form: str, number: str, valid: bool) -> None:
    found = recognise(number)
    fits = found is not None and form in found.formats and found.check is not Check.bad
    assert fits is valid
