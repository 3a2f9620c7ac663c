"""Invoices, payments, the account, personal data."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import httpx
import pytest

from actions.talk.account_flow import legal_month
from tests.actions.flows.conftest import Stint

Begin = Callable[..., Stint]

PAIR = {"number1": "20426", "number2": "75011"}


async def test_an_invoice_is_a_link_that_opens_it_once_the_order_is_proven(stint: Begin) -> None:
    begun = stint()
    asked = await begun.turn("action_invoice", "je voudrais ma facture", intent="invoice")
    answer = await begun.turn("action_parcel", "20426 75011", entities=PAIR)
    assert asked.said == ["utter_introduction", "utter_ask_order"]
    assert answer.said == ["utter_invoice", "utter_ask_helped"]
    told = answer.values("utter_invoice")
    assert told["order_number"] == "20426"
    # The address is the one that customers reach; here it is this machine's.
    async with httpx.AsyncClient() as browser:
        page = await browser.get(told["link"])
    assert page.status_code == 200
    assert "Vase Ondine en grès" in page.text
    assert "39,90 €" in page.text
    assert "Belkacem" in page.text


async def test_an_order_in_one_sentence_is_not_asked_for_again(stint: Begin) -> None:
    answer = await stint().turn(
        "action_invoice", "la facture de la 20426, 75011", intent="invoice", entities=PAIR
    )
    assert answer.said[1:] == ["utter_invoice", "utter_ask_helped"]


async def test_a_question_in_between_leads_back_to_the_invoice(stint: Begin) -> None:
    begun = stint()
    await begun.turn("action_invoice", "ma facture svp", intent="invoice")
    between = await begun.turn(
        "action_delivery_terms", "vous livrez en suisse", intent="delivery_terms"
    )
    answer = await begun.turn("action_thank", "merci, 20426 75011", intent="thanks", entities=PAIR)
    assert between.said[-1] == "utter_back_to_order"
    assert answer.said[0] == "utter_invoice"


async def test_a_parcel_asked_for_instead_is_a_parcel(stint: Begin) -> None:
    begun = stint()
    await begun.turn("action_invoice", "ma facture svp", intent="invoice")
    await begun.turn("action_parcel", "non, où est mon colis", intent="track_parcel")
    answer = await begun.turn("action_parcel", "20426 75011", entities=PAIR)
    assert "utter_invoice" not in answer.said


async def test_without_proof_there_is_no_invoice(stint: Begin) -> None:
    answer = await stint().turn(
        "action_invoice",
        "facture 20426 69001",
        intent="invoice",
        entities={"order_number": "20426", "number": "69001"},
    )
    assert answer.said[1:] == ["utter_proof_refused"]


@pytest.mark.parametrize(
    "typed",
    ["une facture au nom de ma société", "facture avec TVA", "il y a une erreur sur ma facture"],
)
async def test_companies_and_mistakes_are_a_humans(stint: Begin, typed: str) -> None:
    answer = await stint().turn("action_invoice", typed, intent="invoice")
    assert "utter_human_invoice" in answer.said
    assert answer.told["escalate"]["reason"] == "shop_action"


async def test_a_refused_payment_is_answered_with_what_to_try(stint: Begin) -> None:
    answer = await stint().turn(
        "action_payment_problem", "ma carte est refusée", intent="payment_problem"
    )
    assert answer.said[1:] == ["utter_payment_refused", "utter_payment_means", "utter_ask_helped"]
    assert "carte" in answer.values("utter_payment_means")["means"]


async def test_the_ways_to_pay_are_told(stint: Begin) -> None:
    answer = await stint(brand="kiosque", voice="tu", language="en").turn(
        "action_payment_problem", "do you take paypal?", intent="payment_problem"
    )
    assert answer.said[1:] == ["utter_payment_means", "utter_ask_helped"]
    assert answer.values("utter_payment_means")["means"] == "card, PayPal or Apple Pay"


@pytest.mark.parametrize(
    "typed",
    ["peut-on payer en 2 fois ?", "payer en deux fois", "2x sans frais ?", "pay in 3 parts"],
)
async def test_paying_bit_by_bit_is_a_way_to_pay(stint: Begin, typed: str) -> None:
    answer = await stint().turn("action_payment_problem", typed, intent="payment_problem")
    assert answer.said[1:] == ["utter_payment_means", "utter_ask_helped"]


@pytest.mark.parametrize(
    "typed",
    [
        "débité en 2 fois au lieu d'une",
        "paypal est passé 2 fois",
        "payé 2x ma commande",
        "mon relevé a 2 lignes pareilles",
        "14/11 CB KIOSQUE 16,00\n14/11 CB KIOSQUE 16,00",
        "the same sum went out again",
    ],
)
async def test_money_that_was_taken_twice_is_never_a_way_to_pay(stint: Begin, typed: str) -> None:
    answer = await stint().turn("action_payment_problem", typed, intent="payment_problem")
    assert answer.said[1:] == ["utter_ask_order"]


async def test_taken_twice_brings_a_human_with_the_orders_facts(stint: Begin) -> None:
    begun = stint()
    asked = await begun.turn("action_payment_problem", "débité deux fois", intent="payment_problem")
    answer = await begun.turn("action_parcel", "20426 75011", entities=PAIR)
    assert asked.said[-1] == "utter_ask_order"
    assert answer.said == ["utter_human_payment"]
    summary = answer.told["escalate"]["summary"]
    assert summary["problem"] == "débité deux fois"
    assert summary["order"]["order_total"] == "39.90 EUR"
    assert "Commandes du même montant à un jour près : aucune autre" in summary["done"]


@pytest.mark.parametrize(
    ("action", "intent"),
    [("action_not_understood", "nlu_fallback"), ("action_payment_problem", "payment_problem")],
)
async def test_who_keeps_the_order_to_themselves_is_not_held_up_where_money_is_at_stake(
    stint: Begin, action: str, intent: str
) -> None:
    begun = stint()
    await begun.turn("action_payment_problem", "débité deux fois", intent="payment_problem")
    waits = await begun.turn("action_wait", "deux secondes", intent="wait")
    assert waits.said == ["utter_take_your_time"]
    answer = await begun.turn(action, "regardez vous-mêmes", intent=intent)
    assert answer.said[0] == "utter_human_payment"
    assert answer.told["escalate"]["reason"] == "shop_action"


async def test_the_account_is_a_link_and_never_says_that_one_exists(stint: Begin) -> None:
    for typed, said in (
        ("j'ai oublié mon mot de passe", "utter_account"),
        ("est-ce que j'ai un compte avec jean@example.com ?", "utter_account_never_told"),
        ("le lien du mot de passe n'arrive pas, ni dans les spams", "utter_account_mail_missing"),
        ("désinscrivez-moi de la newsletter", "utter_newsletter"),
    ):
        answer = await stint().turn("action_account", typed, intent="account")
        assert answer.said[1:] == [said, "utter_ask_helped"]
        assert answer.values(said)["link"] == "https://www.example.com/maison-orme/compte"


async def test_whether_an_address_is_known_is_never_told_nor_taken_for_an_order(
    stint: Begin,
) -> None:
    answer = await stint(language="en").turn(
        "action_parcel",
        "can you say if ana@example.com is on file with you",
        entities={"email": "ana@example.com"},
    )
    assert answer.said[1:] == ["utter_account_never_told", "utter_ask_helped"]


@pytest.mark.parametrize(
    ("action", "typed", "kind"),
    [
        ("action_data_request", "je veux une copie de mes données", "copy"),
        ("action_data_request", "effacez toutes mes données", "erase"),
        ("action_account", "supprimez mon compte", "erase"),
    ],
)
async def test_a_request_about_data_is_a_case_with_the_months_date(
    stint: Begin, action: str, typed: str, kind: str
) -> None:
    answer = await stint().turn(action, typed, intent="data_request")
    assert answer.said[1:] == [f"utter_case_data_{kind}", "utter_ask_helped"]
    assert answer.values(f"utter_case_data_{kind}")["case_number"].startswith("D-")


async def test_who_asks_how_to_delete_an_account_is_asked_first(stint: Begin) -> None:
    begun = stint()
    asked = await begun.turn("action_account", "comment supprimer mon compte ?", intent="account")
    assert asked.said[1:] == ["utter_data_kept"]
    answer = await begun.turn("action_data_request", "effacez", intent="data_request")
    assert answer.said[0] == "utter_case_data_erase"


async def test_a_saved_card_is_no_account(stint: Begin) -> None:
    typed = "effacer ma carte bleue de mon compte"
    answer = await stint().turn("action_account", typed, intent="account")
    assert answer.said[1:] == ["utter_account", "utter_ask_helped"]


async def test_asked_again_it_is_the_same_case(stint: Begin) -> None:
    begun = stint()
    first = await begun.turn("action_data_request", "effacez mes données", intent="data_request")
    again = await begun.turn("action_data_request", "effacez mes données", intent="data_request")
    assert again.said[0] == "utter_case_stands"
    assert (
        again.values("utter_case_stands")["case_number"]
        == first.values("utter_case_data_erase")["case_number"]
    )


async def test_what_is_kept_is_told_and_then_one_may_choose(stint: Begin) -> None:
    pressed, typed, refused = stint(), stint(), stint()
    for begun in (pressed, typed, refused):
        answer = await begun.turn("action_data_request", "rgpd ?", intent="data_request")
        assert answer.said[1:] == ["utter_data_kept"]
    payload = answer.values("utter_data_kept")["buttons"][0]["payload"]
    assert payload == '/data_request{"wish": "copy"}'
    by_button = await pressed.turn(
        "action_data_request", payload, intent="data_request", entities={"wish": "copy"}
    )
    by_words = await typed.turn("action_not_understood", "tout effacer", intent="nlu_fallback")
    no = await refused.turn("action_deny", "non", intent="deny")
    assert by_button.said[0] == "utter_case_data_copy"
    assert by_words.said[0] == "utter_case_data_erase"
    assert no.said == ["utter_nothing_else"]


@pytest.mark.parametrize(
    ("asked", "due"),
    [
        (date(2026, 3, 18), date(2026, 4, 17)),  # 18 April is a Saturday
        (date(2026, 1, 31), date(2026, 2, 27)),  # 28 February is a Saturday
        (date(2026, 4, 1), date(2026, 4, 30)),  # 1 May is a holiday
        (date(2026, 11, 25), date(2026, 12, 24)),
        (date(2026, 12, 22), date(2027, 1, 22)),
    ],
)
def test_the_month_of_the_law_ends_on_a_working_day_at_the_latest(asked: date, due: date) -> None:
    assert legal_month(asked) == due


async def test_who_asks_for_a_copy_and_erasure_gets_a_case_for_each_the_copy_first(
    stint: Begin,
) -> None:
    typed = "tell me everything you have about me, then delete my data"
    answer = await stint(language="en").turn("action_data_request", typed, intent="data_request")
    assert answer.said[1:] == [
        "utter_case_data_copy",
        "utter_case_data_erase",
        "utter_ask_helped",
    ]
