"""Sending back, exchange, refund, damage, guarantee, address and cancellation, branch by branch."""

from __future__ import annotations

import os
from collections.abc import Callable
from datetime import date, datetime, timedelta, timezone
from uuid import uuid4

import httpx
import pytest

from actions.clients import clients
from actions.shop.aftersales import Aftersales, Once
from tests.actions.flows.conftest import Answer, Stint

Begin = Callable[..., Stint]

pytestmark = pytest.mark.timeout(120)

ACTIONS = {
    "return_item": "action_return",
    "exchange_item": "action_exchange",
    "refund": "action_refund",
    "damaged_item": "action_damage",
    "wrong_item": "action_damage",
    "missing_item": "action_damage",
    "guarantee": "action_guarantee",
    "change_address": "action_change_address",
    "cancel_order": "action_cancel_order",
    "affirm": "action_affirm",
    "deny": "action_deny",
    "cancel": "action_cancel",
    "resend": "action_resend",
    "inform": "action_parcel",
    "track_parcel": "action_parcel",
    "parcel_lost": "action_parcel",
    "parcel_not_received": "action_parcel",
    "bot_challenge": "action_say_bot",
    "nlu_fallback": "action_not_understood",
}


async def _say(stint: Stint, intent: str, text: str = "…", **entities: str) -> Answer:
    return await stint.turn(ACTIONS[intent], text, intent=intent, entities=entities)


async def _about(stint: Stint, intent: str, order: str, postcode: str, text: str = "…") -> Answer:
    return await _say(stint, intent, text, order_number=order, postcode=postcode)


def _aftersales(brand: str) -> Aftersales:
    return clients().shops.of(brand).aftersales


async def _mails() -> list[dict[str, str]]:
    async with httpx.AsyncClient() as browser:
        answer = await browser.get(f"{os.environ['RELAIS_MAIL_SANDBOX_URL']}/sandbox/mails")
        return answer.json()


# Sending back


async def test_a_return_is_told_with_its_date_acknowledged_by_mail_and_labelled_after_proof(
    stint: Begin,
) -> None:
    begun = stint()
    asked = await _about(begun, "return_item", "20460", "69006", "je veux renvoyer le vase")
    assert asked.said == ["utter_introduction", "utter_return_window", "utter_ask_return_free"]
    assert asked.values("utter_ask_return_free")["articles"] == "Vase Ondine en grès"
    declared = await _say(begun, "affirm", "oui")
    assert declared.said == ["utter_return_declared", "utter_confirm_by_mail"]
    number = declared.told["facts"]["return_number"]
    (letter,) = [mail for mail in await _mails() if number in mail["text"]]
    assert letter["to"] == ["camille.aubry@example.com"]
    said = declared.values("utter_return_declared")
    assert said["declared_at"] in letter["text"]
    labelled = await begun.confirm_by_mail()
    assert labelled.said == ["utter_return_label"]
    assert labelled.told["turn"] == "done"
    assert "/demo/labels/" in labelled.values("utter_return_label")["label"]
    (stands,) = await _aftersales("demo").returns_of("demo", "20460")
    assert (stands.purpose, [line.title for line in stands.lines]) == (
        "withdrawal",
        ["Vase Ondine en grès"],
    )


async def test_of_several_articles_it_is_asked_which_by_button_or_by_name(stint: Begin) -> None:
    begun = stint(language="en")
    asked = await _about(begun, "return_item", "20474", "75010", "I want to return something")
    assert asked.said[-1] == "utter_ask_which_item"
    buttons = asked.values("utter_ask_which_item")["buttons"]
    assert [button["title"] for button in buttons] == [
        "Bougie Figuier",
        "Lot de deux torchons Rayure",
        "Everything",
    ]
    unclear = await _say(begun, "nlu_fallback", "the blue thing")
    assert unclear.said == ["utter_rephrase"]
    chosen = await _say(begun, "inform", choice="2")
    assert chosen.values("utter_ask_return_free")["articles"] == "Lot de deux torchons Rayure"
    other = await _say(begun, "return_item", "no, I meant the bougie")
    assert other.values("utter_ask_return_free")["articles"] == "Bougie Figuier"
    dropped = await _say(begun, "deny", "no")
    assert dropped.said == ["utter_left_as_it_is"]
    assert begun.slot("request") is None
    assert await _aftersales("demo").returns_of("demo", "20474") == []


async def test_who_names_no_article_twice_gets_a_human_and_no_loop(stint: Begin) -> None:
    begun = stint()
    await _about(begun, "return_item", "20474", "75010", "je veux renvoyer un article")
    again = await _say(begun, "return_item", "je veux le renvoyer")
    assert (again.said, again.told["turn"]) == (["utter_ask_which_item"], "failure")
    third = await _say(begun, "return_item", "celui que je veux renvoyer")
    assert third.said == ["utter_human_not_understood"]
    assert third.told["escalate"]["reason"] == "not_understood"


async def test_of_several_articles_all_but_one_can_be_meant(stint: Begin) -> None:
    begun = stint(language="en")
    await _about(begun, "return_item", "20474", "75010", "I want to return something")
    chosen = await _say(begun, "inform", "all of it but the bougie")
    assert chosen.values("utter_ask_return_free")["articles"] == "Lot de deux torchons Rayure"


async def test_past_the_laws_window_the_brands_own_is_told(stint: Begin) -> None:
    answer = await _about(stint(), "return_item", "20461", "33000")
    assert answer.said[1:] == ["utter_return_window_policy", "utter_ask_return_free"]
    assert answer.told["facts"]["return_standing"] == "return_by_policy"


@pytest.mark.parametrize(
    ("slots", "order", "postcode"),
    [({}, "20462", "75012"), ({"brand": "kiosque", "voice": "tu"}, "30141", "31000")],
)
async def test_out_of_the_window_it_is_said_with_the_date_and_a_human_offered(
    stint: Begin, slots: dict[str, str], order: str, postcode: str
) -> None:
    begun = stint(**slots)
    answer = await _about(begun, "return_item", order, postcode)
    assert answer.said[1:] == ["utter_return_too_late"]
    assert "escalate" not in answer.told
    brand = begun.slot("brand")
    assert await _aftersales(brand).returns_of(brand, order) == []


@pytest.mark.parametrize(
    ("intent", "said"),
    [
        ("nlu_fallback", "je l'ai eu hier, pas le mois dernier"),
        ("deny", "non c'est pas vrai"),
        ("return_item", "je veux quand même le renvoyer"),
    ],
)
async def test_who_contests_the_date_or_asks_for_an_exception_gets_a_human_with_the_facts(
    stint: Begin, intent: str, said: str
) -> None:
    begun = stint(brand="kiosque", voice="tu")
    await _about(begun, "return_item", "30141", "31000")
    answer = await _say(begun, intent, said)
    assert answer.said == ["utter_human_return_refused"]
    summary = answer.told["escalate"]["summary"]
    assert summary["request"]["return_standing"] == "too_late"
    assert summary["order"]["order_number"] == "30141"


async def test_who_takes_too_late_for_an_answer_is_let_go(stint: Begin) -> None:
    begun = stint()
    await _about(begun, "return_item", "20462", "75012")
    answer = await _say(begun, "affirm", "ok tant pis")
    assert answer.said == ["utter_nothing_else"]
    assert answer.told["turn"] == "answer"


async def test_the_time_that_counts_is_that_of_the_first_sentence(stint: Begin) -> None:
    first = datetime.now(timezone.utc) - timedelta(days=60)
    begun = stint(asked_since=first.isoformat())
    answer = await _about(begun, "return_item", "20462", "75012")
    assert answer.said[1:] == ["utter_return_window", "utter_ask_return_free"]
    await _say(begun, "affirm", "oui")
    (declared,) = await _aftersales("demo").returns_of("demo", "20462")
    assert declared.declared_at == first


async def test_a_question_about_withdrawing_declares_nothing(stint: Begin) -> None:
    begun = stint()
    said = "est-ce que si je me rétracte je paie le retour ?"
    asked = await _about(begun, "return_item", "20471", "67000", said)
    assert "utter_return_declared" not in asked.said
    assert await _aftersales("demo").returns_of("demo", "20471") == []


async def test_made_to_measure_is_an_exception_with_its_article_of_the_law(stint: Begin) -> None:
    answer = await _about(stint(), "return_item", "20464", "21000")
    assert answer.said[1:] == ["utter_return_window", "utter_return_exception", "utter_ask_helped"]
    assert answer.values("utter_return_exception")["law"] == "L221-28, 3°"


async def test_hygiene_comes_back_only_sealed(stint: Begin) -> None:
    begun = stint()
    asked = await _about(begun, "return_item", "20463", "35000", "renvoyer les savons")
    assert asked.said[-1] == "utter_ask_opened"
    opened = await _say(begun, "affirm", "oui ouvert")
    assert "utter_return_exception" in opened.said
    assert opened.said[-1] == "utter_ask_helped"
    begun = stint()
    await _about(begun, "return_item", "20463", "35000", "renvoyer les savons")
    sealed = await _say(begun, "deny", "non")
    assert sealed.said[-1] == "utter_ask_return_free"


async def test_what_is_not_yet_received_may_be_withdrawn_from_already(stint: Begin) -> None:
    answer = await _about(stint(), "return_item", "20426", "75011")
    assert answer.said[1:] == ["utter_return_window_open", "utter_ask_return_free"]


async def test_where_nobody_knows_the_date_the_request_is_kept_and_a_human_checks(
    stint: Begin,
) -> None:
    begun = stint()
    asked = await _about(begun, "return_item", "20452", "67000")
    assert asked.said[1:] == ["utter_return_window_unknown", "utter_ask_return_free"]
    declared = await _say(begun, "affirm", "oui")
    assert declared.said == ["utter_return_declared", "utter_human_return_date"]
    summary = declared.told["escalate"]["summary"]
    assert summary["request"]["return_number"].startswith("R-")
    assert summary["request"]["articles"] == "Bougie Figuier"


async def test_a_return_that_stands_is_told_and_not_made_twice(stint: Begin) -> None:
    announced = await _about(stint(), "return_item", "20466", "59000")
    assert announced.said[1:] == ["utter_return_stands", "utter_confirm_by_mail"]
    received = await _about(stint(), "return_item", "20465", "44000")
    assert received.said[1:] == ["utter_return_received", "utter_ask_helped"]


async def test_before_it_leaves_an_order_is_cancelled_rather_than_sent_back(stint: Begin) -> None:
    answer = await _about(stint(), "return_item", "20469", "69003")
    assert answer.said[1:] == ["utter_can_cancel", "utter_ask_cancel"]


async def test_an_interruption_comes_back_to_the_question(stint: Begin) -> None:
    begun = stint()
    await _about(begun, "return_item", "20461", "33000")
    answer = await _say(begun, "bot_challenge", "t'es un robot ?")
    assert answer.said == ["utter_bot", "utter_back_to_yes_or_no"]
    assert (await _say(begun, "cancel", "laissez tomber")).said == ["utter_cancelled"]
    assert begun.slot("request") is None


async def test_an_order_asked_for_on_the_way_leads_back_to_the_return(stint: Begin) -> None:
    begun = stint(brand="kiosque", voice="tu")
    asked = await _say(begun, "return_item", "je veux renvoyer un truc")
    assert asked.said[1:] == ["utter_return_rule_paid", "utter_ask_order"]
    assert asked.values("utter_return_rule_paid")["days"] == 14
    answer = await _say(begun, "inform", "30140 75011", number1="30140", number2="75011")
    assert answer.said == ["utter_ask_which_item"]
    answer = await _say(begun, "inform", "les cartes")
    assert answer.said[-1] == "utter_ask_return_paid"


async def test_a_declaration_of_withdrawal_takes_effect_at_once_for_the_whole_order(
    stint: Begin,
) -> None:
    begun = stint()
    said = "par la présente je vous notifie ma rétractation pour la commande 20435"
    declared = await _about(begun, "return_item", "20435", "69002", said)
    assert declared.said[1:] == [
        "utter_return_window",
        "utter_return_declared",
        "utter_confirm_by_mail",
    ]
    assert (await begun.confirm_by_mail()).said == ["utter_return_label"]
    (stands,) = await _aftersales("demo").returns_of("demo", "20435")
    assert len(stands.lines) == 2


async def test_who_keeps_their_reasons_is_told_that_none_is_asked_for(stint: Begin) -> None:
    begun = stint()
    await _about(begun, "return_item", "20474", "75010", "je renvoie la bougie")
    answer = await _say(begun, "deny", "je n'ai aucune raison à vous donner")
    assert answer.said == ["utter_no_reason_needed", "utter_back_to_yes_or_no"]
    declared = await _say(begun, "affirm", "oui")
    again = await _say(begun, "nlu_fallback", "rien à justifier je crois")
    assert again.said == ["utter_no_reason_needed", "utter_back_to_confirmation"]
    put_off = await _say(begun, "deny", "non, pas maintenant")
    assert put_off.said == ["utter_label_put_off"]
    number = declared.told["facts"]["return_number"]
    assert put_off.values("utter_label_put_off")["return_number"] == number
    asked_for = await _say(begun, "return_item", "l'étiquette pour la bougie svp")
    assert asked_for.said == ["utter_return_stands", "utter_not_confirmed_yet"]


async def test_what_to_do_at_the_door_is_said_before_the_parcel_comes(stint: Begin) -> None:
    begun = stint(language="en")
    await _about(begun, "return_item", "20426", "75011")
    answer = await _say(begun, "nlu_fallback", "and when the courier comes?")
    assert answer.said == ["utter_at_the_door", "utter_back_to_yes_or_no"]
    begun = stint()
    await _about(begun, "cancel_order", "20426", "75011")
    answer = await _say(begun, "nlu_fallback", "et quand le livreur sonne ?")
    assert answer.said == ["utter_at_the_door", "utter_ask_note_return"]


async def test_rather_the_money_than_another_size(stint: Begin) -> None:
    begun = stint(brand="kiosque", voice="tu")
    await _say(begun, "exchange_item", "échanger le cadre contre un plus petit ?")
    asked = await _say(begun, "inform", "30133 86000", number1="30133", number2="86000")
    assert asked.said[-2:] == ["utter_exchange_choices", "utter_ask_exchange_otherwise"]
    assert asked.values("utter_exchange_choices")["variants"] == "50 × 70 cm"
    money = await _say(begun, "refund", "rembourse moi plutôt")
    assert money.said[-1] == "utter_ask_return_paid"
    await _say(begun, "affirm", "oui")
    (stands,) = await _aftersales("kiosque").returns_of("kiosque", "30133")
    assert (stands.purpose, stands.wanted) == ("withdrawal", "")


async def test_with_the_proof_at_hand_it_is_asked_once_before_it_is_done(stint: Begin) -> None:
    begun = stint()
    await _about(begun, "cancel_order", "20425", "06300")
    await _say(begun, "deny", "non")
    early = await begun.confirm_by_mail()
    assert early.said == ["utter_nothing_to_confirm"]
    asked = await _say(begun, "cancel_order", "annulez la commande")
    assert asked.said == ["utter_can_cancel", "utter_ask_cancel"]
    assert (await _say(begun, "affirm", "oui")).said == ["utter_order_cancelled"]


@pytest.mark.parametrize(
    ("wanted", "said"),
    [
        ("la rouge", "utter_exchange_choices"),
        ("en noir", "utter_back_on"),
        ("contre la bougie cèdre", "utter_not_planned"),
    ],
)
async def test_what_is_not_in_stock_is_no_exchange_but_the_choice_of_another_way(
    stint: Begin, wanted: str, said: str
) -> None:
    begun = stint()
    await _about(begun, "exchange_item", "20436", "75016", "échanger la lampe")
    answer = await _say(begun, "exchange_item", wanted)
    assert answer.said[-2:] == [said, "utter_ask_exchange_otherwise"]
    assert begun.slot("awaiting") == "exchange_for"


async def test_an_exchange_is_a_return_and_a_case(stint: Begin) -> None:
    begun = stint()
    asked = await _about(begun, "exchange_item", "20436", "75016", "échanger la lampe")
    assert asked.said[-1] == "utter_ask_exchange_for"
    summed = await _say(begun, "inform", "la même en blanc")
    assert summed.said == ["utter_return_window", "utter_in_stock", "utter_ask_exchange"]
    assert summed.values("utter_ask_exchange")["wanted"] == "la même en blanc"
    done = await _say(begun, "affirm", "oui")
    assert done.said == ["utter_return_declared", "utter_case_exchange", "utter_confirm_by_mail"]
    (stands,) = await _aftersales("demo").returns_of("demo", "20436")
    assert (stands.purpose, stands.wanted) == ("exchange", "la même en blanc")


LATE = "reçu début novembre, ce coussin n'a pas la bonne teinte. j'arrive trop tard ?"


@pytest.mark.parametrize("intent", ["track_parcel", "inform"])
async def test_whether_it_is_too_late_is_answered_although_the_number_reads_as_a_parcels(
    stint: Begin, intent: str
) -> None:
    answer = await stint().turn(
        "action_parcel",
        f"{LATE}\nnuméro 20461, à Bordeaux 33000",
        intent=intent,
        entities={"order_number": "20461", "postcode": "33000"},
        also={"return_item": LATE},
    )
    assert answer.said[1:] == ["utter_return_window_policy", "utter_ask_return_free"]


async def test_whether_it_is_too_late_is_answered_once_the_number_comes(stint: Begin) -> None:
    begun = stint()
    await _say(begun, "nlu_fallback", LATE)
    answer = await _say(begun, "inform", "20461 33000", order_number="20461", postcode="33000")
    assert answer.said[-2:] == ["utter_return_window_policy", "utter_ask_return_free"]
    assert begun.slot("awaiting") == "return_confirm"


# Refunds


async def test_where_the_parcel_of_a_returned_order_is_means_where_the_money_is(
    stint: Begin,
) -> None:
    answer = await _about(stint(), "track_parcel", "20472", "06000", "mon colis retour ?")
    assert answer.said[1:] == ["utter_refund_done", "utter_ask_helped"]


async def test_who_wants_the_money_for_what_goes_back_is_led_to_the_return(stint: Begin) -> None:
    begun = stint()
    await _say(begun, "refund", "je vous le renvoie et vous me remboursez")
    answer = await _say(begun, "inform", "20436 75016", number1="20436", number2="75016")
    assert "utter_ask_refund_reason" not in answer.said


async def test_who_no_longer_wants_it_is_told_how_to_be_rid_of_it(stint: Begin) -> None:
    said = "I've changed my mind about it, it hasn't come"
    answer = await _about(stint(language="en"), "track_parcel", "20426", "75011", said)
    assert answer.said[1:] == ["utter_cancel_too_late", "utter_ask_helped"]


async def test_words_that_name_no_parcel_stay_with_the_request_under_way(stint: Begin) -> None:
    begun = stint()
    await _say(begun, "guarantee", "la lampe ne marche plus")
    await _say(begun, "parcel_lost", "alors c'est perdu ?")
    answer = await _say(begun, "track_parcel", "n° 20462, 75012", number1="20462", number2="75012")
    assert answer.said == ["utter_guaranteed", "utter_ask_guarantee_remedy"]


async def test_an_article_may_be_called_as_the_catalogue_calls_it(stint: Begin) -> None:
    begun = stint(language="en")
    answer = await _about(begun, "return_item", "20463", "35000", "I'd like to return the candle")
    assert answer.values("utter_ask_return_free")["articles"] == "Bougie Figuier"


async def test_a_refund_under_way_is_told_with_its_date(stint: Begin) -> None:
    answer = await _about(stint(), "refund", "20465", "44000")
    assert answer.said[1:] == ["utter_refund_under_way", "utter_ask_helped"]
    due = date.fromisoformat(answer.told["facts"]["refund_due"])
    (sent_back,) = await _aftersales("demo").returns_of("demo", "20465")
    assert due - sent_back.declared_at.date() == timedelta(days=14)


@pytest.mark.parametrize(
    ("order", "postcode", "said"),
    [
        ("20472", "06000", "utter_refund_done"),
        ("20466", "59000", "utter_refund_waits_for_return"),
        ("20437", "34000", "utter_ask_refund_reason"),
        ("20470", "75004", "utter_ask_cancel"),
        ("20428", "35000", "utter_no_refund_yet"),
    ],
)
async def test_without_a_refund_under_way_the_order_leads_on(
    stint: Begin, order: str, postcode: str, said: str
) -> None:
    answer = await _about(stint(), "refund", order, postcode)
    assert said in answer.said
    assert "escalate" not in answer.told


async def test_a_refund_past_its_legal_date_goes_to_a_human_with_the_figures(stint: Begin) -> None:
    answer = await _about(stint(), "refund", "20473", "14000")
    assert answer.said[1:] == ["utter_refund_overdue", "utter_human_refund_overdue"]
    escalated = answer.told["escalate"]
    assert (escalated["reason"], escalated["urgency"]) == ("missed_promise", "high")
    assert escalated["summary"]["request"]["refund_amount"] == "18,00 €"


async def test_a_return_without_its_refund_is_not_hidden_by_another_refund(stint: Begin) -> None:
    begun = stint()
    await _about(begun, "refund", "20466", "59000")
    order = await clients().shops.of("demo").orders.order("demo", "20466")
    assert order is not None
    due_on, once = date.today() + timedelta(days=5), Once(str(uuid4()), "test")
    await _aftersales("demo").refund(
        "demo", "20466", order.lines, reason="damaged", due_on=due_on, once=once
    )
    told = await _say(begun, "refund", "et mon remboursement ?")
    assert told.said == [
        "utter_refund_under_way",
        "utter_refund_waits_for_return",
        "utter_ask_helped",
    ]


async def test_who_wants_the_money_for_what_never_came_hears_of_the_case(stint: Begin) -> None:
    begun = stint(brand="kiosque", voice="tu")
    told = await _about(begun, "parcel_lost", "30123", "75018", "jamais reçu mes cartes")
    case = told.values("utter_case_not_received")["case_number"]
    answer = await _say(begun, "refund", "remboursez-moi")
    assert "utter_ask_refund_reason" not in answer.said
    assert answer.values("utter_case_stands")["case_number"] == case


# Lost


@pytest.mark.parametrize(
    ("choice", "said", "brand", "order", "postcode"),
    [
        ("resend", "utter_resent", "demo", "20418", "57000"),
        ("refund", "utter_refunded", "kiosque", "30112", "44000"),
    ],
)
async def test_a_lost_parcel_below_the_limit_is_made_good_at_once(
    stint: Begin, choice: str, said: str, brand: str, order: str, postcode: str
) -> None:
    begun = stint(brand=brand)
    lost = await _about(begun, "parcel_lost", order, postcode)
    assert lost.said[-1] == "utter_ask_resend_or_refund"
    asked = await _say(begun, choice, "…")
    assert asked.said == ["utter_confirm_by_mail"]
    assert "escalate" not in asked.told
    done = await begun.confirm_by_mail()
    assert done.said == [said]
    assert done.told["turn"] == "done"
    again = await _say(begun, choice, "…")
    assert said not in again.said


async def test_on_second_thoughts_the_money_instead_of_a_resend(stint: Begin) -> None:
    begun = stint(language="en")
    await _about(begun, "parcel_lost", "30114", "20121")
    begun = stint()
    await _about(begun, "parcel_lost", "20421", "97400")
    assert (await _say(begun, "resend")).said == ["utter_confirm_by_mail"]
    again = await _say(begun, "refund", "non, un remboursement")
    assert again.said == ["utter_same_link"]
    assert (await begun.confirm_by_mail()).said == ["utter_refunded"]
    assert await _aftersales("demo").resends_of("demo", "20421") == []


async def test_a_second_incident_is_a_humans(stint: Begin) -> None:
    begun = stint()
    await _about(begun, "parcel_lost", "20417", "01000")
    await _say(begun, "resend")
    assert (await begun.confirm_by_mail()).said == ["utter_resent"]
    begun = stint()
    await _about(begun, "parcel_lost", "20417", "01000")
    answer = await _say(begun, "refund")
    assert answer.told["escalate"]["reason"] == "order_change"


# Damaged, wrong, missing


async def test_a_damage_below_the_limit_is_made_good_after_proof(stint: Begin) -> None:
    begun = stint(language="en")
    told = await _about(begun, "damaged_item", "20432", "75003", "the candle is broken")
    assert told.said[1:] == ["utter_case_damaged", "utter_ask_remedy"]
    said = told.values("utter_case_damaged")
    assert said["mail"] == "bonjour@maison-orme.example"
    assert said["case_number"].startswith("D-")
    asked = await _say(begun, "refund", "a refund")
    assert asked.said == ["utter_confirm_by_mail"]
    done = await begun.confirm_by_mail()
    assert done.values("utter_refunded")["amount"] == "€24.00"


async def test_a_second_broken_article_is_a_promise_of_its_own(stint: Begin) -> None:
    begun = stint()
    first = await _about(begun, "damaged_item", "20474", "75010", "la bougie est cassée")
    second = await _say(begun, "damaged_item", "les torchons sont déchirés aussi")
    again = await _say(begun, "damaged_item", "les torchons sont déchirés")
    one, other = (told.values("utter_case_damaged")["case_number"] for told in (first, second))
    assert one != other
    assert again.values("utter_case_stands")["case_number"] == other


async def test_the_same_told_again_opens_no_second_case(stint: Begin) -> None:
    begun = stint()
    await _about(begun, "damaged_item", "20474", "75010", "la bougie est cassée")
    again = await _say(begun, "damaged_item", "une photo de miettes, ça va être dur")
    assert again.said == ["utter_back_to_remedy"]
    sent = await _say(begun, "damaged_item", "vous pouvez juste me l'envoyer ?")
    assert sent.said == ["utter_confirm_by_mail"]
    assert sent.told["facts"]["remedy"] == "resend"


async def test_who_declares_a_withdrawal_and_awaits_the_money_is_not_asked_what_happened(
    stint: Begin,
) -> None:
    said = "par la présente j'exerce mon droit de rétractation. J'en attends le remboursement"
    answer = await _about(stint(), "refund", "20464", "21000", said)
    assert "utter_return_exception" in answer.said


async def test_a_replacement_wanted_of_what_comes_apart_is_no_lost_parcel(stint: Begin) -> None:
    begun = stint()
    await _about(begun, "return_item", "20474", "75010", "je voudrais rendre la bougie")
    asked = await _say(begun, "track_parcel", "et tout se détache")
    assert asked.said[-1] == "utter_ask_received"
    answer = await _say(begun, "resend", "remplacez-le plutôt")
    assert "utter_case_damaged" in answer.said
    assert not any(name.startswith("utter_case_not_received") for name in answer.said)


async def test_whether_anything_is_cancelled_is_told_and_nothing_is_cancelled(stint: Begin) -> None:
    begun = stint(language="en")
    await _about(begun, "track_parcel", "20470", "75004", "where is it")
    answer = await _say(begun, "cancel_order", "so nothing's been cancelled?")
    assert answer.said == ["utter_order_stands", "utter_ask_helped"]


async def test_a_promise_that_was_not_kept_is_a_humans_and_not_promised_anew(stint: Begin) -> None:
    begun = stint(language="en")
    owed = {"kind": "damaged_item", "order_number": "20432", "tracking_number": None}
    long_ago = (datetime.now(timezone.utc) - timedelta(days=3)).isoformat()
    promised = {"turn_id": str(uuid4()), "action": "x", "due_at": long_ago, "team": "quality"}
    asked = {"summary": {"articles": "Bougie Figuier"}}
    case = await clients().record.open_case(begun.conversation, {**owed, **promised, **asked})
    told = await _about(begun, "damaged_item", "20432", "75003", "the candle is broken")
    assert told.said[1:] == ["utter_case_overdue", "utter_human_overdue"]
    assert told.values("utter_case_overdue")["case_number"] == case.number
    assert told.told["escalate"]["reason"] == "missed_promise"
    assert told.told["escalate"]["urgency"] == "high"


async def test_what_would_make_it_good_is_not_asked_of_who_has_said_it(stint: Begin) -> None:
    said = "le coussin est arrivé déchiré, je veux être remboursé"
    begun = stint()
    await _say(begun, "damaged_item", said)
    answer = await _say(begun, "inform", "20461 33000", number1="20461", number2="33000")
    assert answer.said == ["utter_case_damaged", "utter_confirm_by_mail"]
    assert answer.told["facts"]["remedy"] == "refund"


async def test_a_damage_above_the_limit_is_the_quality_teams_with_all_facts(stint: Begin) -> None:
    answer = await _about(stint(), "damaged_item", "20471", "67000", "le miroir est cassé")
    assert answer.said[1:] == ["utter_case_damaged", "utter_human_quality"]
    escalated = answer.told["escalate"]
    assert (escalated["team"], escalated["reason"]) == ("quality", "amount_over_limit")
    assert escalated["summary"]["request"]["articles"] == "Miroir Lune"
    assert escalated["summary"]["parcel"]["case_number"].startswith("D-")


async def test_told_months_later_it_is_the_guarantees(stint: Begin) -> None:
    answer = await _about(stint(), "damaged_item", "20462", "75012", "la lampe est cassée")
    assert answer.said[1:] == ["utter_guaranteed", "utter_ask_guarantee_remedy"]


async def test_what_is_missing_may_travel_in_another_parcel(stint: Begin) -> None:
    answer = await _about(stint(), "missing_item", "20455", "54000", "il manque les torchons")
    assert "utter_missing_in_other_parcel" in answer.said
    assert "utter_several_parcels" in answer.said


async def test_what_was_there_is_not_what_is_missing(stint: Begin) -> None:
    said = "il manque les torchons, y avait que la bougie"
    answer = await _about(stint(), "missing_item", "20474", "75010", said)
    assert answer.values("utter_case_missing")["articles"] == "Lot de deux torchons Rayure"


@pytest.mark.parametrize(
    ("intent", "said"),
    [("wrong_item", "utter_case_wrong"), ("missing_item", "utter_case_missing")],
)
async def test_wrong_and_missing_articles_open_a_case(stint: Begin, intent: str, said: str) -> None:
    begun = stint(brand="kiosque", voice="tu")
    answer = await _about(begun, intent, "30123", "75018", "les cartes")
    assert answer.said[1:] == [said, "utter_ask_remedy"]
    assert (await _say(begun, "resend")).said == ["utter_confirm_by_mail"]


async def test_who_got_a_wrong_article_never_pays_for_its_way_back(stint: Begin) -> None:
    begun = stint(brand="kiosque", voice="tu")
    await _about(begun, "wrong_item", "30123", "75018")
    answer = await _say(begun, "return_item", "et c'est moi qui paye le retour ?")
    assert answer.said == ["utter_return_is_ours", "utter_back_to_remedy"]


KEPT = (
    ("fr", "la bougie est très jolie, je la garde. ce sont les torchons, pas le bon rouge"),
    ("en", "the candle stays, I'm keeping it; the tea towels came in the wrong colour"),
)


@pytest.mark.parametrize(("language", "said"), KEPT)
async def test_what_the_customer_keeps_is_not_claimed(
    stint: Begin, language: str, said: str
) -> None:
    begun = stint(language=language)
    answer = await _about(begun, "wrong_item", "20474", "75010", said)
    assert answer.values("utter_case_wrong")["articles"] == "Lot de deux torchons Rayure"
    assert answer.values("utter_ask_remedy")["articles"] == "Lot de deux torchons Rayure"


@pytest.mark.parametrize(
    ("intent", "asked"),
    [
        ("delivery_terms", "les timbres, je les paie moi-même ?"),
        ("return_item", "il y a des frais de port pour vous le rendre ?"),
        ("delivery_terms", "is the shipping charged to me?"),
    ],
)
async def test_postage_asked_of_while_a_remedy_is_chosen_is_that_of_the_way_back(
    stint: Begin, intent: str, asked: str
) -> None:
    begun = stint()
    await _about(begun, "wrong_item", "20474", "75010", "les torchons ne sont pas les bons")
    answer = await begun.turn("action_delivery_terms", asked, intent=intent)
    assert answer.said == ["utter_return_is_ours", "utter_back_to_remedy"]


async def test_when_the_money_comes_is_a_question_and_no_choice(stint: Begin) -> None:
    begun = stint()
    await _about(begun, "wrong_item", "20474", "75010", "les torchons ne sont pas les bons")
    answer = await _say(begun, "refund", "et l'argent serait là dans combien de jours ?")
    assert answer.said == ["utter_refund_leaves_by", "utter_back_to_remedy"]
    assert begun.slot("awaiting") == "remedy"
    chosen = await _say(begun, "refund", "alors remboursez-moi quand même")
    assert chosen.said == ["utter_confirm_by_mail"]


# Guarantee


async def test_the_rule_of_the_guarantee_is_told_before_the_order_is_asked_for(
    stint: Begin,
) -> None:
    answer = await _say(stint(language="en"), "guarantee", "can it be repaired?")
    assert answer.said[1:] == ["utter_guarantee_rule", "utter_ask_order"]


@pytest.mark.parametrize(
    ("order", "postcode", "said"),
    [
        ("20467", "38000", "utter_ask_guarantee_remedy"),
        ("20468", "13008", "utter_guarantee_over"),
    ],
)
async def test_the_guarantee_ends_two_years_after_delivery(
    stint: Begin, order: str, postcode: str, said: str
) -> None:
    answer = await _about(stint(), "guarantee", order, postcode)
    assert said in answer.said


@pytest.mark.parametrize(
    ("intent", "text", "said"),
    [
        ("guarantee", "la réparation", "utter_case_guarantee_repair"),
        ("resend", "un remplacement", "utter_case_guarantee_replacement"),
        ("inform", "plutôt un neuf", "utter_case_guarantee_replacement"),
    ],
)
async def test_repair_or_replacement_as_the_customer_chooses(
    stint: Begin, intent: str, text: str, said: str
) -> None:
    begun = stint(brand="kiosque", voice="tu")
    await _about(begun, "guarantee", "30144", "63000")
    answer = await _say(begun, intent, text)
    assert answer.said == [said]
    assert answer.told["facts"]["remedy"] in said


@pytest.mark.parametrize(
    ("said", "case"),
    [
        ("je veux la réparation, pas un neuf", "utter_case_guarantee_repair"),
        ("I'd rather have it replaced", "utter_case_guarantee_replacement"),
    ],
)
async def test_a_choice_made_before_the_order_was_known_is_not_asked_for_again(
    stint: Begin, said: str, case: str
) -> None:
    begun = stint(brand="kiosque", voice="tu")
    asked = await _say(begun, "guarantee", said)
    assert asked.said[-1] == "utter_ask_order"
    answer = await _say(begun, "inform", "30144 63000", number1="30144", number2="63000")
    assert answer.said == ["utter_guaranteed", case]


async def test_who_chooses_otherwise_later_is_not_told_that_the_first_wish_stands(
    stint: Begin,
) -> None:
    begun = stint(brand="kiosque", voice="tu")
    await _about(begun, "guarantee", "30144", "63000", "je veux la réparation")
    changed = await _say(begun, "guarantee", "finalement je veux un remplacement")
    assert changed.said[-1] == "utter_case_guarantee_replacement"
    again = await _say(begun, "guarantee", "je veux un remplacement")
    assert again.said[-1] == "utter_case_stands"


async def test_without_a_date_of_delivery_the_quality_team_looks(stint: Begin) -> None:
    answer = await _about(stint(), "guarantee", "20451", "63000")
    assert answer.told["escalate"]["team"] == "quality"


# Address


async def test_an_address_is_read_back_confirmed_from_the_mailbox_and_changed(
    stint: Begin,
) -> None:
    begun = stint()
    asked = await _about(begun, "change_address", "20422", "01000")
    assert asked.said[-1] == "utter_ask_new_address"
    half = await _say(begun, "inform", "rue des Lilas à Lyon")
    assert half.said == ["utter_address_incomplete"]
    read = await _say(
        begun, "inform", "12 rue des Lilas, 69003 Lyon", number1="12", number2="69003"
    )
    assert read.said == ["utter_can_change_address", "utter_confirm_by_mail"]
    assert read.values("utter_can_change_address")["address"] == "12 rue des Lilas, 69003 Lyon"
    assert begun.slot("order_number") == "20422"
    other = await _say(begun, "inform", "non, 14 rue des Lilas, 69003 Lyon", number="69003")
    assert other.values("utter_can_change_address")["address"].startswith("14 rue")
    assert other.said[-1] == "utter_same_link"
    last = await begun.turn(
        "action_parcel", "plutôt 16 rue des Lilas, 69003 Lyon", intent="track_parcel"
    )
    assert last.values("utter_can_change_address")["address"].startswith("16 rue")
    early = await begun.turn("action_confirmed", "c'est fait", intent="confirmed")
    assert early.said == ["utter_not_confirmed_yet"]
    done = await begun.confirm_by_mail()
    assert done.said == ["utter_address_changed"]
    order = await clients().shops.of("demo").orders.order("demo", "20422")
    assert order is not None
    assert (order.street, order.postcode, order.city) == ("16 rue des Lilas", "69003", "Lyon")


async def test_order_proof_and_new_address_in_one_breath(stint: Begin) -> None:
    begun = stint(language="en")
    answer = await _say(
        begun,
        "change_address",
        "order 20470 postcode 75004, new address: 5 rue Lepic, 75018 Paris",
        order_number="20470",
        postcode="75004",
        number1="5",
        number2="75018",
    )
    assert answer.values("utter_can_change_address")["address"] == "5 rue Lepic, 75018 Paris"


async def test_after_dispatch_what_is_possible_is_said(stint: Begin) -> None:
    moving = await _about(stint(), "change_address", "20426", "75011")
    assert moving.said[1:] == ["utter_address_too_late", "utter_ask_helped"]
    assert moving.values("utter_address_too_late")["link"].startswith("https://")
    there = await _about(stint(), "change_address", "20436", "75016")
    assert there.said[1:] == ["utter_address_delivered", "utter_ask_helped"]


async def test_an_undeliverable_parcels_address_is_corrected_by_a_human_as_before(
    stint: Begin,
) -> None:
    begun = stint()
    await _about(begun, "parcel_lost", "20443", "76000")
    answer = await _say(begun, "change_address", "corriger l'adresse")
    assert answer.told["escalate"]["reason"] == "order_change"


# Cancelling


async def test_an_order_is_cancelled_once_it_is_confirmed(stint: Begin) -> None:
    begun = stint(brand="kiosque", voice="tu")
    asked = await _about(begun, "cancel_order", "30146", "75020", "annule ma commande")
    assert asked.said[1:] == ["utter_can_cancel", "utter_confirm_by_mail"]
    assert asked.values("utter_can_cancel")["amount"] == "30,50 €"
    done = await begun.confirm_by_mail()
    assert done.said == ["utter_order_cancelled"]
    assert done.told["turn"] == "done"
    again = await _say(begun, "cancel_order", "annule ma commande")
    assert again.said == ["utter_order_is_cancelled", "utter_ask_helped"]
    tracked = await _say(begun, "track_parcel", "où est mon colis")
    assert "utter_parcel_not_handed_over" not in tracked.said


async def test_no_keeps_the_order(stint: Begin) -> None:
    begun = stint()
    await _about(begun, "cancel_order", "20469", "69003")
    assert (await _say(begun, "deny", "non")).said == ["utter_left_as_it_is"]
    order = await clients().shops.of("demo").orders.order("demo", "20469")
    assert order is not None
    assert order.cancelled_at is None


async def test_not_yet_keeps_what_waits_for_its_link(stint: Begin) -> None:
    begun = stint()
    await _about(begun, "cancel_order", "20470", "75004")
    for intent, said in (("deny", "pas encore, non"), ("affirm", "ok, je regarde plus tard")):
        assert (await _say(begun, intent, said)).said == ["utter_not_confirmed_yet"]
        assert begun.slot("awaiting_change")["kind"] == "cancel"
        assert begun.slot("awaiting") == "confirmation"


async def test_who_finds_no_mail_is_told_where_it_went_and_then_gets_a_human(stint: Begin) -> None:
    begun = stint(brand="kiosque", voice="tu")
    await _about(begun, "cancel_order", "30115", "44000")
    first = await _say(begun, "parcel_lost", "je n'ai reçu aucun mail")
    assert first.said == ["utter_not_confirmed_yet"]
    second = await _say(begun, "deny", "non, toujours pas de lien dans ma boîte")
    assert second.said == ["utter_human_no_link"]
    assert second.told["escalate"]["reason"] == "shop_action"


@pytest.mark.parametrize(
    ("order", "postcode", "said"),
    [("20426", "75011", "utter_cancel_too_late"), ("20436", "75016", "utter_cancel_delivered")],
)
async def test_what_has_left_is_not_cancelled(
    stint: Begin, order: str, postcode: str, said: str
) -> None:
    answer = await _about(stint(), "cancel_order", order, postcode)
    assert answer.said[1:] == [said, "utter_ask_helped"]


async def test_a_question_is_no_consent(stint: Begin) -> None:
    begun = stint(brand="kiosque", voice="tu")
    await _about(begun, "return_item", "30147", "29000")
    answer = await _say(begun, "affirm", "sûr ?")
    assert "utter_return_declared" not in answer.said


async def test_what_somebody_changed_meanwhile_goes_to_a_human(stint: Begin) -> None:
    begun = stint(brand="kiosque", voice="tu")
    await _about(begun, "cancel_order", "30115", "44000")
    refund = await _aftersales("kiosque").cancel(
        "kiosque", "30115", due_on=date(2030, 1, 1), once=Once(begun.conversation, "elsewhere")
    )
    assert refund.reason == "cancelled"
    answer = await begun.confirm_by_mail()
    assert answer.said == ["utter_human_change_refused"]
    assert answer.told["escalate"]["summary"]["request"]["change_refused"] == "cancelled"


async def test_nothing_waits_for_a_confirmation(stint: Begin) -> None:
    answer = await stint().turn("action_confirmed", "j'ai cliqué", intent="confirmed")
    assert answer.said[-1] == "utter_nothing_to_confirm"


async def test_what_is_asked_later_has_a_time_of_its_own(stint: Begin) -> None:
    first = datetime.now(timezone.utc) - timedelta(days=20)
    begun = stint(asked_since=first.isoformat())
    await _about(begun, "track_parcel", "20461", "33000", "où est mon colis")
    declared = await _say(begun, "return_item", "je me rétracte")
    assert declared.told["facts"]["return_standing"] == "return_by_policy"
    (stands,) = await _aftersales("demo").returns_of("demo", "20461")
    assert datetime.now(timezone.utc) - stands.declared_at < timedelta(hours=1)


async def test_nothing_is_withdrawn_from_before_it_was_ordered(stint: Begin) -> None:
    long_ago = datetime.now(timezone.utc) - timedelta(days=300)
    begun = stint(brand="kiosque", voice="tu", asked_since=long_ago.isoformat())
    await _about(begun, "return_item", "30140", "75011", "je me rétracte")
    order = await clients().shops.of("kiosque").orders.order("kiosque", "30140")
    assert order is not None
    (stands,) = await _aftersales("kiosque").returns_of("kiosque", "30140")
    assert stands.declared_at == order.placed_at


async def test_a_shop_that_is_away_ends_with_a_human(
    stint: Begin, monkeypatch: pytest.MonkeyPatch
) -> None:
    begun = stint()
    monkeypatch.setenv("DATABASE_URL", "postgresql://nobody:x@127.0.0.1:9/none")
    answer = await _about(begun, "return_item", "20461", "33000")
    assert answer.told["escalate"]["reason"] == "bot_failed"


# What is said unasked


async def test_a_seal_told_as_broken_is_not_asked_for_and_the_rest_can_go_back(
    stint: Begin,
) -> None:
    begun = stint()
    asked = await _about(begun, "return_item", "20463", "35000", "rien ne me convient, je rends")
    assert asked.said[-1] == "utter_ask_opened"
    answer = await _say(begun, "nlu_fallback", "j'ai déballé le savon, c'est embêtant ?")
    assert answer.said == [
        "utter_return_window",
        "utter_return_exception",
        "utter_ask_return_free",
    ]
    assert answer.values("utter_return_exception")["articles"] == "Coffret de savons Lavandin"
    assert answer.values("utter_ask_return_free")["articles"] == "Bougie Figuier"


async def test_the_rest_is_what_the_exception_leaves(stint: Begin) -> None:
    begun = stint()
    said = "je voudrais rendre les savons, ils sont ouverts"
    refused = await _about(begun, "return_item", "20463", "35000", said)
    assert refused.said[-2:] == ["utter_return_exception", "utter_ask_helped"]
    answer = await _say(begun, "return_item", "et pour le reste, ça se renvoie comment ?")
    assert answer.values("utter_ask_return_free")["articles"] == "Bougie Figuier"


async def test_half_of_an_order_is_told_with_the_parcel_that_is_still_to_come(
    stint: Begin,
) -> None:
    answer = await _about(stint(), "missing_item", "20455", "54000", "je n'ai eu qu'une partie")
    assert answer.values("utter_missing_in_other_parcel")["articles"]
    assert "utter_several_parcels" in answer.said
    assert "utter_ask_which_item" not in answer.said


@pytest.mark.parametrize(
    ("intent", "said"),
    [
        ("missing_item", "un seul paquet à la maison, j'avais commandé la lampe et les torchons"),
        ("missing_item", "just one package showed up, where is the rest?"),
        ("parcel_not_received", "le deuxième colis, lui, n'est jamais arrivé"),
    ],
)
async def test_whose_second_parcel_is_on_its_way_reads_so_and_claims_nothing(
    stint: Begin, intent: str, said: str
) -> None:
    begun = stint()
    answer = await _about(begun, intent, "20455", "54000", said)
    assert "utter_several_parcels" in answer.said
    assert answer.values("utter_parcel_in_transit_on_time")["due_date"]
    assert answer.said[-1] == "utter_ask_helped"
    assert not {"utter_case_missing", "utter_case_not_received", "utter_ask_received"} & set(
        answer.said
    )
    assert "case_number" not in answer.told["facts"]
    then = await begun.turn("action_parcel", "et il vient quand ?", intent="track_parcel")
    assert then.said[0] == "utter_due_again"


async def test_too_late_however_new_a_human_is_offered_and_not_forced(stint: Begin) -> None:
    begun = stint(brand="kiosque", voice="tu")
    await _about(begun, "return_item", "30141", "31000")
    answer = await _say(begun, "nlu_fallback", "elle est neuve, encore dans son emballage")
    assert answer.said == ["utter_return_late_as_new"]
    assert "escalate" not in answer.told
    gone = await _say(begun, "cancel", "ah, tant pis")
    assert (gone.said, gone.told["turn"]) == (["utter_cancelled"], "goodbye")


async def test_a_pity_lets_go_of_a_late_return(stint: Begin) -> None:
    begun = stint(brand="kiosque", voice="tu")
    await _about(begun, "return_item", "30141", "31000")
    answer = await _say(begun, "nlu_fallback", "dommage")
    assert answer.said == ["utter_nothing_else"]


async def test_a_defect_beats_made_to_measure(stint: Begin) -> None:
    begun = stint(brand="kiosque", voice="tu")
    refused = await _about(begun, "return_item", "30142", "35200", "il ne me plaît plus")
    assert "utter_return_exception" in refused.said
    again = await _say(begun, "nlu_fallback", "donc c'est fichu ?")
    assert again.said == ["utter_return_exception_stands", "utter_ask_helped"]
    answer = await _say(begun, "damaged_item", "en plus la poignée se décolle")
    assert "utter_case_damaged" in answer.said


# Nobody below asks for order 20422 any more.


async def test_a_withdrawal_before_dispatch_counts_at_once_and_its_refund_is_told(
    stint: Begin,
) -> None:
    begun = stint()
    typed = "je me rétracte de ma commande 20422"
    anna = {"order_number": "20422", "email": "anna.delmas@example.com"}
    noted = await _say(begun, "return_item", typed, **anna)
    assert noted.said[1:] == ["utter_withdrawal_noted", "utter_confirm_by_mail"]
    subjects = [mail["subject"] for mail in await _mails()]
    assert "Votre rétractation, commande 20422" in subjects
    said = noted.values("utter_withdrawal_noted")
    assert noted.told["facts"]["case_number"] == said["case_number"]
    assert (await begun.confirm_by_mail()).said == ["utter_order_cancelled"]
    told = await _say(begun, "refund", "où est mon remboursement ?")
    assert told.said == ["utter_order_is_cancelled", "utter_refund_under_way", "utter_ask_helped"]


@pytest.mark.parametrize(
    ("question", "answer"),
    [
        ("la livraison que j'ai payée, vous me la remboursez ?", "utter_return_delivery_refunded"),
        ("c'est moi qui paie le renvoi ?", "utter_return_way_back_free"),
    ],
)
async def test_money_is_asked_about_on_the_way_and_the_return_goes_on(
    stint: Begin, question: str, answer: str
) -> None:
    begun = stint()
    await _say(begun, "return_item", "je veux renvoyer mes achats")
    told = await _say(begun, "refund", question)
    assert told.said == [answer, "utter_back_to_order"]


async def test_who_got_something_else_altogether_need_not_name_what_they_ordered(
    stint: Begin,
) -> None:
    begun = stint()
    asked = await _about(begun, "wrong_item", "20474", "75010", "not what I ordered, at all")
    assert asked.said[-1] == "utter_ask_which_item"
    told = await _say(begun, "wrong_item", "it's just the wrong thing")
    assert "utter_case_wrong" in told.said


async def test_the_goods_are_with_us_and_the_money_too_is_no_wrong_article(stint: Begin) -> None:
    said = "j'ai rendu la marchandise et vous gardez l'argent"
    answer = await stint().turn(
        "action_refund",
        said,
        intent="refund",
        entities={"number1": "20473", "number2": "14000"},
        also={"wrong_item": "j'ai rendu la marchandise"},
    )
    assert answer.said[1:] == ["utter_refund_overdue", "utter_human_refund_overdue"]


async def test_no_news_of_what_was_sent_back_is_about_the_money(stint: Begin) -> None:
    begun = stint(language="en")
    asked = await _say(begun, "track_parcel", "I posted my cushion back nine days ago, no news")
    assert asked.said[1:] == ["utter_ask_order"]
    told = await begun.turn(
        "action_parcel", "20466 59000", entities={"number1": "20466", "number2": "59000"}
    )
    assert told.said[-2:] == ["utter_refund_waits_for_return", "utter_ask_helped"]
    for typed, taken_for in (
        ("I kept the slip from the counter", "parcel_lost"),
        ("what if it goes missing?", "parcel_lost"),
    ):
        proof = await begun.turn("action_parcel", typed, intent=taken_for)
        assert proof.said == ["utter_return_proof", "utter_ask_helped"]


async def test_a_return_that_the_shop_knows_nothing_of_goes_to_a_human(stint: Begin) -> None:
    said = "j'ai renvoyé le miroir, et l'argent ?"
    answer = await _about(stint(), "refund", "20437", "34000", said)
    assert answer.said[1:] == ["utter_human_return_unknown"]
    assert answer.told["escalate"]["reason"] == "shop_action"


@pytest.mark.parametrize(
    ("typed", "taken_for"),
    [
        ("impossible de prendre une photo, et réparez-le donc", "missing_item"),
        ("je n'ai pas d'appareil photo, c'est grave ?", "deny"),
    ],
)
async def test_no_photo_after_a_case_opens_no_second_one(
    stint: Begin, typed: str, taken_for: str
) -> None:
    begun = stint()
    await _about(begun, "guarantee", "20467", "38000")
    opened = await _say(begun, "guarantee", "la réparation")
    assert opened.said[0] == "utter_case_guarantee_repair"
    answer = await _say(begun, taken_for, typed)
    assert answer.said == ["utter_photo_no_condition", "utter_ask_helped"]


async def test_box_and_postage_of_a_mix_up_are_told_and_the_choice_is_asked_again(
    stint: Begin,
) -> None:
    begun = stint(language="en")
    await _about(begun, "wrong_item", "20474", "75010", "the colour of the second item is wrong")
    assert begun.slot("awaiting") == "remedy"
    answer = await begun.turn(
        "action_say_bot",
        "I binned the box. I'm not paying to ship it back, am I?",
        intent="bot_challenge",
    )
    assert answer.said == [
        "utter_box_no_condition",
        "utter_return_is_ours",
        "utter_back_to_remedy",
    ]


async def test_an_exchange_asked_about_before_buying_needs_no_order(stint: Begin) -> None:
    answer = await _say(
        stint(), "exchange_item", "si la couleur déçoit une fois livrée, je peux changer ?"
    )
    assert answer.said[1:] == ["utter_return_rule_free", "utter_ask_helped"]
