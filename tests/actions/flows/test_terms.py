"""Delivery, shops and hours, promotions: what a brand says to everybody."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

import pytest

from actions.brands.delivery import Zone, asks_abroad, zones_in
from actions.carriers.calendar import PARIS
from actions.turn import Turn
from tests.actions.flows.conftest import Stint

Begin = Callable[..., Stint]


@pytest.mark.parametrize(
    ("typed", "zones"),
    [
        ("vous livrez en Corse ?", [Zone.corsica]),
        ("livraison à Ajaccio 20000", [Zone.corsica]),
        ("et à la réunion", [Zone.overseas]),
        ("97400 st denis", [Zone.overseas]),
        ("les DOM-TOM", [Zone.overseas, Zone.territories]),
        ("en Belgique et en Suisse", [Zone.belgium, Zone.switzerland]),
        ("je suis à Bruxelles", [Zone.belgium]),
        ("shipping to Germany", [Zone.europe]),
        ("to the UK", [Zone.united_kingdom]),
        ("au Canada", [Zone.world]),
        ("à Paris", [Zone.mainland]),
        ("c'est combien la livraison", []),
        ("ma commande 20417", []),
    ],
)
def test_where_it_is_to_be_delivered_is_read_from_the_sentence(
    typed: str, zones: list[Zone]
) -> None:
    assert zones_in(typed) == zones
    assert asks_abroad("vous livrez à l'étranger ?")


async def test_delivery_is_told_for_home_with_what_else_there_is(stint: Begin) -> None:
    answer = await stint().turn(
        "action_delivery_terms", "combien la livraison", intent="delivery_terms"
    )
    assert answer.said[1:] == [
        "utter_delivery_elsewhere",
        "utter_delivery_terms",
        "utter_ask_helped",
    ]
    told = answer.values("utter_delivery_terms")
    assert (told["cost"], told["least"], told["most"]) == ("5,90 €", "2", "3")
    assert told["free"] == ", offerte dès 80,00 € d'achat"
    assert told["pickup"] == " En point relais : 3,90 €."


@pytest.mark.parametrize(
    ("typed", "cost", "customs"),
    [
        ("en Corse ?", "9,90 €", False),
        ("en Martinique", "19,90 €", True),
        ("en Belgique", "8,90 €", False),
        ("vers la Suisse", "14,90 €", True),
    ],
)
async def test_each_zone_has_its_own_terms(
    stint: Begin, typed: str, cost: str, customs: bool
) -> None:
    answer = await stint().turn("action_delivery_terms", typed, intent="delivery_terms")
    assert answer.values("utter_delivery_terms")["cost"] == cost
    assert ("utter_delivery_customs" in answer.said) is customs


async def test_a_zone_without_terms_is_not_promised(stint: Begin) -> None:
    answer = await stint(brand="kiosque", voice="tu").turn(
        "action_delivery_terms", "vous livrez au canada ?", intent="delivery_terms"
    )
    assert answer.said[1:] == ["utter_delivery_not_there", "utter_ask_helped"]


async def test_abroad_is_every_zone_abroad_in_english_too(stint: Begin) -> None:
    answer = await stint(brand="kiosque", voice="tu", language="en").turn(
        "action_delivery_terms", "do you ship abroad?", intent="delivery_terms"
    )
    zones = [m["zone"] for m in answer.messages if m.get("response") == "utter_delivery_terms"]
    assert zones[:2] == ["the French overseas departments", "Belgium"]


def at(text: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Let every turn take place then, on the clock of Paris."""
    now = datetime.fromisoformat(text).replace(tzinfo=PARIS)
    monkeypatch.setattr(Turn, "now", property(lambda _: now))


@pytest.mark.parametrize(
    ("moment", "typed", "said"),
    [
        ("2026-11-25T11:00", "c'est ouvert aujourd'hui à Lyon ?", "utter_shop_open"),
        ("2026-11-25T20:00", "c'est ouvert là maintenant à Lyon ?", "utter_shop_closed_now"),
        ("2026-11-22T11:00", "la boutique de lyon est ouverte demain ?", "utter_shop_closed"),
        ("2026-12-13T11:00", "lyon ouvert demain ?", "utter_shop_open"),
        ("2026-11-25T11:00", "lyon ouvert à noël ?", "utter_shop_closed"),
        ("2026-11-25T11:00", "ouverts le 19 janvier à Lyon", "utter_shop_closed"),
        ("2026-11-25T11:00", "vos horaires à Lyon", "utter_shop_week"),
    ],
)
async def test_whether_a_shop_is_open_depends_on_the_day(
    stint: Begin, monkeypatch: pytest.MonkeyPatch, moment: str, typed: str, said: str
) -> None:
    at(moment, monkeypatch)
    answer = await stint().turn("action_shop_hours", typed, intent="shop_hours")
    assert answer.said[1:] == [said, "utter_ask_helped"]
    assert answer.values(said)["shop"] == "Maison Orme Lyon"


async def test_each_day_that_was_named_is_answered(
    stint: Begin, monkeypatch: pytest.MonkeyPatch
) -> None:
    at("2026-11-25T11:00", monkeypatch)
    begun = stint(brand="kiosque", voice="tu")
    text = "ouvert samedi ? et le 25 décembre"
    answer = await begun.turn("action_shop_hours", text, intent="shop_hours")
    assert answer.said[1:] == ["utter_shop_open", "utter_shop_closed", "utter_ask_helped"]
    assert answer.values("utter_shop_open")["day"] == "samedi 28 novembre"


@pytest.mark.parametrize(
    ("typed", "intent", "said"),
    [
        ("et c'est où", "track_parcel", "utter_shop_week"),
        ("samedi aussi ?", "affirm", "utter_shop_open"),
        ("oui, à samedi", "affirm", "utter_glad"),
    ],
)
async def test_a_short_question_after_the_hours_is_about_the_shop(
    stint: Begin, monkeypatch: pytest.MonkeyPatch, typed: str, intent: str, said: str
) -> None:
    at("2026-11-25T11:00", monkeypatch)
    begun = stint(brand="kiosque", voice="tu")
    await begun.turn("action_shop_hours", "vos horaires", intent="shop_hours")
    action = "action_parcel" if intent == "track_parcel" else "action_affirm"
    assert said in (await begun.turn(action, typed, intent=intent)).said


async def test_a_date_for_what_is_not_bought_yet_is_a_question_about_delivery(stint: Begin) -> None:
    text = "si je commande demain, la Corse c'est bon pour vendredi ?"
    answer = await stint().turn("action_gift_date", text, intent="gift_date")
    assert answer.said[1:] == ["utter_delivery_terms", "utter_delivery_no_day", "utter_ask_helped"]


async def test_no_day_of_delivery_is_promised(stint: Begin) -> None:
    begun = stint()
    text = "livrez-vous en Suisse d'ici vendredi ?"
    told = await begun.turn("action_delivery_terms", text, intent="delivery_terms")
    assert told.said[-2:] == ["utter_delivery_no_day", "utter_ask_helped"]
    sure = await begun.turn("action_affirm", "c'est certain ?", intent="affirm")
    assert sure.said == ["utter_delivery_no_day", "utter_ask_helped"]
    elsewhere = await begun.turn("action_not_understood", "et la Corse", intent="nlu_fallback")
    assert elsewhere.values("utter_delivery_terms")["zone"] == "la Corse"


async def test_why_a_shop_is_closed_is_said_where_it_is_known(
    stint: Begin, monkeypatch: pytest.MonkeyPatch
) -> None:
    at("2026-11-25T11:00", monkeypatch)
    begun = stint()
    feast = await begun.turn("action_shop_hours", "nantes à noël", intent="shop_hours")
    closure = await begun.turn("action_shop_hours", "nantes le 20 janvier", intent="shop_hours")
    assert feast.values("utter_shop_closed")["why"] == " (Noël)"
    assert closure.values("utter_shop_closed")["why"] == ", fermeture exceptionnelle"
    assert closure.values("utter_shop_closed")["reopens"] == "jeudi 21 janvier à 10 h 30"


async def test_hours_are_told_as_people_say_them(
    stint: Begin, monkeypatch: pytest.MonkeyPatch
) -> None:
    at("2026-11-25T11:00", monkeypatch)
    french = await stint().turn("action_shop_hours", "horaires à nantes", intent="shop_hours")
    english = await stint(brand="kiosque", voice="tu", language="en").turn(
        "action_shop_hours", "opening hours", intent="shop_hours"
    )
    assert french.values("utter_shop_week")["week"] == (
        "du mardi au vendredi de 10 h 30 à 13 h et de 14 h à 19 h, le samedi de 10 h 30 à 19 h"
    )
    assert english.values("utter_shop_week")["week"] == "Tuesday to Sunday 11 am to 8 pm"


async def test_a_town_without_a_shop_is_said_so_with_the_towns_that_have_one(stint: Begin) -> None:
    answer = await stint().turn(
        "action_shop_hours", "vous avez un magasin à Lille ?", intent="shop_hours"
    )
    assert answer.said[1] == "utter_no_shop_there"
    assert answer.values("utter_no_shop_there")["towns"] == "Lyon, Nantes"


async def test_holidays_in_general_and_the_teams_own_hours(stint: Begin) -> None:
    begun = stint()
    holidays = await begun.turn(
        "action_shop_hours", "ouvert les jours fériés ?", intent="shop_hours"
    )
    team = await begun.turn(
        "action_shop_hours", "le service client répond quand", intent="shop_hours"
    )
    assert "utter_shops_on_holidays" in holidays.said
    assert team.said == ["utter_team_hours", "utter_ask_helped"]


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("mon code AUTOMNE15 ne marche pas", ["utter_code_expired"]),
        ("LUMIERE est refusé", ["utter_code_not_yet"]),
        ("le code orme10 passe pas, panier de 45 €", ["utter_code_minimum"]),
        (
            "MAISON20 ne marche pas sur le miroir lune",
            ["utter_code_excluded", "utter_code_condition_minimum"],
        ),
        ("code ZZTOP99 refusé", ["utter_code_unknown"]),
        ("ORME10 refusé avec 80 euros", ["utter_code_holds", "utter_code_condition_minimum"]),
        (
            "MAISON20 ?",
            ["utter_code_holds", "utter_code_condition_minimum", "utter_code_condition_excluded"],
        ),
        ("BIENVENUE refusé", ["utter_code_holds", "utter_code_condition_once"]),
        ("LE CODE LUMIERE NE MARCHE PAS", ["utter_code_not_yet"]),
    ],
)
async def test_why_a_code_is_refused(stint: Begin, typed: str, said: list[str]) -> None:
    answer = await stint().turn("action_promotion", typed, intent="promotion")
    assert answer.said[1:] == [*said, "utter_ask_helped"]


async def test_a_code_used_before_is_told_to_the_customer_of_a_proven_order_alone(
    stint: Begin,
) -> None:
    begun = stint()
    await begun.turn(
        "action_parcel", "20417 01000", entities={"number1": "20417", "number2": "01000"}
    )
    answer = await begun.turn("action_promotion", "BIENVENUE est refusé", intent="promotion")
    assert answer.said[0] == "utter_code_used"


async def test_a_code_that_nobody_named_is_asked_for(stint: Begin) -> None:
    begun = stint()
    asked = await begun.turn("action_promotion", "mon code promo ne marche pas", intent="promotion")
    answer = await begun.turn("action_not_understood", "rentrée", intent="nlu_fallback")
    assert asked.said[-1] == "utter_ask_code"
    assert answer.said[0] == "utter_code_unknown"


async def test_only_what_is_offered_to_all_today_is_told(stint: Begin) -> None:
    answer = await stint().turn("action_promotion", "y a des promos ?", intent="promotion")
    assert answer.said[1:] == ["utter_offer", "utter_code_condition_minimum", "utter_ask_helped"]
    told = answer.values("utter_offer")
    assert (told["code"], told["gain"]) == ("ORME10", "10 %")


async def test_without_an_offer_none_is_made_up(
    stint: Begin, monkeypatch: pytest.MonkeyPatch
) -> None:
    at("2040-01-10T11:00", monkeypatch)
    answer = await stint(brand="kiosque", voice="tu").turn(
        "action_promotion", "t'as un code ?", intent="promotion"
    )
    assert answer.said[1:] == ["utter_no_offer", "utter_ask_helped"]


@pytest.mark.parametrize("typed", ["ma carte cadeau ne marche pas", "j'ai oublié mon code promo"])
async def test_gift_cards_and_discounts_after_the_fact_go_to_marketing(
    stint: Begin, typed: str
) -> None:
    answer = await stint().turn("action_promotion", typed, intent="promotion")
    assert answer.told["escalate"]["team"] == "marketing"


async def test_another_country_is_answered_while_an_order_is_asked_for(stint: Begin) -> None:
    begun = stint(language="en")
    await begun.turn("action_delivery_terms", "do you post to Canada?", intent="delivery_terms")
    await begun.turn("action_parcel", "and my parcel", intent="track_parcel")
    answer = await begun.turn(
        "action_not_understood", "Spain I mean, sorry?", intent="nlu_fallback"
    )
    assert answer.said[0] == "utter_delivery_terms"
    assert answer.said[-1] == "utter_back_to_order"
