"""Before buying: what is in stock, when the rest is back, what a thing is made of."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tests.actions.flows.conftest import Stint

Begin = Callable[..., Stint]


async def test_what_is_in_stock_is_told_with_its_sizes_and_price(stint: Begin) -> None:
    answer = await stint().turn(
        "action_product", "le coussin lin ocre en 45x45", intent="availability"
    )
    assert answer.said == ["utter_introduction", "utter_in_stock", "utter_ask_helped"]
    told = answer.values("utter_in_stock")
    assert (told["product"], told["price"]) == ("Coussin Lin lavé", "34,50 €")
    assert told["variants"] == " (45 × 45 cm, ocre)"


async def test_what_is_sold_out_is_told_with_the_day_it_is_back(stint: Begin) -> None:
    answer = await stint().turn("action_product", "la lampe galet noire", intent="availability")
    assert answer.said[1:] == ["utter_back_on", "utter_ask_helped"]
    assert answer.values("utter_back_on")["date"]


async def test_some_sizes_are_there_and_some_are_not(stint: Begin) -> None:
    answer = await stint().turn("action_product", "le vaze ondyne", intent="availability")
    assert answer.said[1:] == [
        "utter_in_stock",
        "utter_back_on",
        "utter_not_planned",
        "utter_ask_helped",
    ]


async def test_what_never_comes_back_brings_the_offer_of_a_human(stint: Begin) -> None:
    for intent, reason in (("affirm", "asked_human"), ("deny", None)):
        begun = stint()
        answer = await begun.turn("action_product", "bougie cèdre ?", intent="availability")
        assert answer.said[1:] == ["utter_not_planned", "utter_offer_alternative"]
        reply = await begun.turn(f"action_{intent}", "…", intent=intent)
        assert reply.told.get("escalate", {}).get("reason") == reason


async def test_who_names_no_product_of_ours_twice_gets_a_human_and_no_loop(stint: Begin) -> None:
    begun = stint()
    await begun.turn("action_product", "vos bougies", intent="availability")
    again = await begun.turn("action_product", "une bougie", intent="availability")
    assert (again.said, again.told["turn"]) == (["utter_which_product"], "failure")
    third = await begun.turn("action_product", "ben une bougie", intent="availability")
    assert third.said[-1] == "utter_human_presale"
    assert third.told["escalate"]["reason"] == "out_of_scope"


async def test_of_several_products_one_is_chosen_by_a_button_or_in_words(stint: Begin) -> None:
    pressed, typed = stint(), stint()
    for begun in (pressed, typed):
        answer = await begun.turn("action_product", "vos bougies", intent="availability")
        assert answer.said[1:] == ["utter_which_product"]
        assert begun.slot("awaiting") == "product"
    buttons = answer.values("utter_which_product")["buttons"]
    assert buttons[1] == {
        "title": "Bougie Figuier",
        "payload": '/availability{"product": "bougie-figuier"}',
    }
    by_button = await pressed.turn(
        "action_product",
        buttons[1]["payload"],
        intent="availability",
        entities={"product": "bougie-figuier"},
    )
    by_words = await typed.turn("action_not_understood", "figuier", intent="nlu_fallback")
    for answer in (by_button, by_words):
        assert answer.values("utter_in_stock")["product"] == "Bougie Figuier"
    assert typed.slot("awaiting") == "helped"


async def test_a_product_that_nobody_named_is_asked_for_once(stint: Begin) -> None:
    begun = stint()
    asked = await begun.turn("action_product", "c'est encore en stock ?", intent="availability")
    answer = await begun.turn("action_parcel", "plateau sève", intent="inform")
    assert asked.said[-1] == "utter_ask_product"
    assert answer.said == ["utter_in_stock", "utter_ask_helped"]


async def test_the_product_talked_about_is_not_asked_for_again(stint: Begin) -> None:
    begun = stint()
    await begun.turn("action_product", "la lampe galet est dispo ?", intent="availability")
    colour = await begun.turn("action_product", "et en noir ?", intent="availability")
    care = await begun.turn("action_product", "comment ça se nettoie", intent="product_details")
    assert colour.said == ["utter_back_on", "utter_ask_helped"]
    assert care.values("utter_product_care")["product"] == "Lampe Galet"


async def test_a_thing_that_is_not_sold_is_asked_for_once_more_and_then_a_human_looks(
    stint: Begin,
) -> None:
    begun = stint()
    first = await begun.turn("action_product", "vous vendez des tapis ?", intent="availability")
    second = await begun.turn("action_product", "un tapis berbère", intent="availability")
    assert first.said[-1] == "utter_product_not_found"
    assert second.said == ["utter_human_presale"]
    assert second.told["escalate"]["team"] == "customer_care"


async def test_another_thing_than_the_one_talked_about_is_no_longer_that_one(stint: Begin) -> None:
    begun = stint()
    await begun.turn("action_product", "la lampe galet est dispo ?", intent="availability")
    answer = await begun.turn(
        "action_product", "vous avez aussi des tapis ?", intent="availability"
    )
    assert answer.said == ["utter_product_not_found"]


@pytest.mark.parametrize(
    "typed", ["le plaid brume en rose ?", "le plaid brume bleu en 180x220", "brume vert"]
)
async def test_a_variant_that_does_not_exist_is_said_so_with_those_that_do(
    stint: Begin, typed: str
) -> None:
    answer = await stint().turn("action_product", typed, intent="availability")
    assert answer.said[1:] == ["utter_no_such_variant", "utter_ask_helped"]
    assert "180 × 220 cm, gris" in answer.values("utter_no_such_variant")["variants"]


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("combien coûte le vase ondine", "utter_product_price"),
        ("les dimensions du miroir lune", "utter_product_sizes"),
        ("quels coloris pour le plaid brume", "utter_product_colours"),
        ("la bougie figuier c'est quelle cire", "utter_product_materials"),
        ("le coussin lin se lave en machine ?", "utter_product_care"),
    ],
)
async def test_what_was_asked_of_a_product_is_what_is_told(
    stint: Begin, typed: str, said: str
) -> None:
    answer = await stint().turn("action_product", typed, intent="product_details")
    assert answer.said[1:] == [said, "utter_ask_helped"]


async def test_an_open_question_is_answered_with_all_that_is_known(stint: Begin) -> None:
    answer = await stint().turn(
        "action_product", "parlez-moi du plateau sève", intent="product_details"
    )
    assert answer.said[1:] == ["utter_product_summary", "utter_product_price", "utter_ask_helped"]


async def test_advice_is_left_to_a_human_after_the_facts(stint: Begin) -> None:
    answer = await stint().turn(
        "action_product", "la lampe galet convient à un bébé ?", intent="product_details"
    )
    assert answer.said[-1] == "utter_offer_advice"
    assert "escalate" not in answer.told


async def test_an_english_customer_reads_english_texts_and_prices(stint: Begin) -> None:
    answer = await stint(brand="kiosque", voice="tu", language="en").turn(
        "action_product", "is the red A5 notebook marelle in stock", intent="availability"
    )
    told = answer.values("utter_in_stock")
    assert (told["variants"], told["price"]) == (" (A5, red)", "€14.50")


async def test_a_question_in_between_leads_back_to_the_parcel(stint: Begin) -> None:
    begun = stint()
    await begun.turn("action_parcel", "où est mon colis", intent="track_parcel")
    answer = await begun.turn(
        "action_product", "la bougie figuier est dispo ?", intent="availability"
    )
    assert answer.said == ["utter_in_stock", "utter_back_to_order"]
    assert begun.slot("awaiting") == "order"
    assert begun.slot("facts")["problem"] == "où est mon colis"


async def test_small_talk_while_the_product_is_asked_for_leads_back_to_it(stint: Begin) -> None:
    begun = stint()
    await begun.turn("action_product", "c'est en stock ?", intent="availability")
    answer = await begun.turn("action_say_bot", "t'es un robot ?", intent="bot_challenge")
    assert answer.said == ["utter_bot", "utter_back_to_product"]


async def test_a_shop_that_gives_no_answer_brings_a_human(
    stint: Begin, monkeypatch: pytest.MonkeyPatch
) -> None:
    begun = stint()
    monkeypatch.setenv("DATABASE_URL", "postgresql://nobody@127.0.0.1:9/none")
    answer = await begun.turn("action_product", "le vase ondine ?", intent="availability")
    assert answer.told["escalate"]["reason"] == "bot_failed"


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("je cherche des rideaux en coton", "utter_not_ours_but_of_material"),
        ("do you sell any curtains in cotton?", "utter_not_ours_but_of_material"),
        ("vous avez des choses en coton ?", "utter_of_material"),
        ("je cherche un cadeau en coton", "utter_of_material"),
    ],
)
async def test_what_is_not_in_the_catalogue_is_not_passed_over_for_its_material(
    stint: Begin, typed: str, said: str
) -> None:
    answer = await stint().turn("action_product", typed, intent="availability")
    assert answer.said[1:] == [said, "utter_ask_helped"]
