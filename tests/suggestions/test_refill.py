"""A past reply in the words of today's conversation."""

import pytest

from handoff.brands.brand import load_brands
from handoff.settings import ROOT
from handoff.suggestions.refill import refill, unfilled

BRAND = load_brands(ROOT / "data" / "brands")["demo"]


@pytest.mark.parametrize(
    ("code", "language", "said"),
    [("letter_box", "fr", "dans la boîte aux lettres"), ("letter_box", "en", "in the letter box")],
)
def test_where_a_parcel_was_left_is_said_in_words(code: str, language: str, said: str) -> None:
    filled = refill("({delivered_to})", {"delivered_to": code}, BRAND, language)
    assert (filled.text, filled.missing) == (f"({said})", ())


def test_a_gap_is_one_by_its_code_and_in_words() -> None:
    text = "{order_number}, {n° de commande}, {…}, {n° de commande} et {20417} ou {}"
    assert unfilled(text) == ("{order_number}", "{n° de commande}", "{…}")


def test_a_price_is_said_as_people_say_it() -> None:
    facts = {"order_total": "63.90 EUR"}
    assert refill("{order_total}", facts, BRAND, "fr").text == "63,90 €"
    assert refill("{order_total}", facts, BRAND, "en").text == "€63.90"


def test_a_colleagues_name_becomes_that_of_todays_cm() -> None:
    filled = refill("C'est {cm_name} qui s'en occupe.", {}, BRAND, "fr", "Sacha")
    assert "C'est Sacha qui s'en occupe." in filled.text
    assert refill("{cm_name}", {}, BRAND, "fr").missing == ("cm_name",)


def test_no_code_of_ours_is_put_into_a_reply() -> None:
    facts = {"return_standing": "too_late", "change_refused": "dispatched", "carrier": "dpd"}
    filled = refill("{return_standing} {change_refused} {carrier}", facts, BRAND, "fr")
    assert filled.text == "{return_standing} {change_refused} DPD"
    assert filled.missing == ("return_standing", "change_refused")


def test_a_place_that_we_have_no_words_for_is_left_to_the_cm() -> None:
    filled = refill("({delivered_to})", {"delivered_to": "cellar"}, BRAND, "fr")
    assert (filled.text, filled.missing) == ("({delivered_to})", ("delivered_to",))
