"""Two problems in one message: none is dropped, and nobody has to say the second again."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta, timezone
from uuid import uuid4

import pytest
from rasa_sdk.executor import ActionExecutor

from actions.clients import clients
from actions.flow import flows
from actions.postponed import SUBJECTS
from tests.actions.flows.conftest import Answer, Stint

Begin = Callable[..., Stint]

pytestmark = pytest.mark.timeout(120)

ON_TIME = {"number1": "20426", "postcode": "75011"}
LATE = {"number1": "20428", "postcode": "35000"}
LOST_AND_DELIVERED = {"number1": "20456", "postcode": "29200"}


def test_every_subject_is_answered_by_a_flow(executor: ActionExecutor) -> None:
    assert len(executor.actions) > len(SUBJECTS)
    intents = {intent for of_subject, _, _ in SUBJECTS.values() for intent in of_subject}
    assert intents <= set(flows())


async def test_what_needs_no_answer_in_between_is_answered_in_the_same_breath(stint: Begin) -> None:
    answer = await stint().turn(
        "action_parcel",
        "où est mon colis 20426 75011 ? et il me faut la facture",
        intent="track_parcel",
        entities=ON_TIME,
        also={"invoice": "il me faut la facture"},
    )
    assert answer.said == [
        "utter_introduction",
        "utter_parcel_in_transit_on_time",
        "utter_now_other",
        "utter_invoice",
        "utter_ask_helped",
    ]
    assert answer.values("utter_now_other")["subject"] == "la facture"
    assert answer.told["understood"]["intent"] == "track_parcel"
    assert answer.told["turn"] == "answer"


async def test_a_question_that_needs_no_order_is_answered_before_one_that_does(
    stint: Begin,
) -> None:
    answer = await stint().turn(
        "action_parcel",
        "mon colis n'est jamais arrivé. vous êtes ouverts le samedi ?",
        intent="parcel_lost",
        also={"shop_hours": "vous êtes ouverts le samedi ?"},
    )
    assert "utter_ask_helped" not in answer.said
    assert answer.said[-2:] == ["utter_now_other", "utter_ask_order"]
    assert answer.slots["awaiting"] == "order"


async def test_what_has_to_wait_is_announced_and_taken_up_once_the_first_has_ended(
    stint: Begin,
) -> None:
    begun = stint(language="en")
    first = await begun.turn(
        "action_parcel",
        "my parcel 20428 35000 is late. I also need an invoice",
        intent="track_parcel",
        entities=LATE,
        also={"invoice": "I also need an invoice"},
    )
    assert first.said[1] == "utter_other_follows"
    assert first.values("utter_other_follows")["subjects"] == "the invoice"
    assert first.said[-1] == "utter_late_offer"
    then = await begun.turn("action_deny", "no thanks", intent="deny")
    assert then.said == [
        "utter_offer_declined",
        "utter_now_other",
        "utter_invoice",
        "utter_ask_helped",
    ]
    assert begun.slot("postponed") == []


async def test_the_human_who_takes_over_the_first_reads_of_the_second(stint: Begin) -> None:
    begun = stint()
    words = "la commande 20424 13006 n'est pas partie, et je veux une facture"
    answer = await begun.turn(
        "action_parcel",
        words,
        intent="track_parcel",
        entities={"number1": "20424", "postcode": "13006"},
        also={"invoice": "je veux une facture"},
    )
    assert answer.said[-1] == "utter_other_passed_on"
    summary = answer.told["escalate"]["summary"]
    assert summary["problem"] == words
    assert "À traiter aussi : la facture (« je veux une facture »)" in summary["done"]


async def test_one_parcel_lost_and_the_other_article_broken(stint: Begin) -> None:
    begun = stint()
    first = await begun.turn(
        "action_parcel",
        "commande 20456 29200. le plaid n'est jamais arrivé. le vase est cassé",
        intent="parcel_lost",
        entities=LOST_AND_DELIVERED,
        also={"damaged_item": "le vase est cassé"},
    )
    assert "utter_case_lost_parcel" in first.said
    assert first.said[1] == "utter_other_follows"
    assert begun.slot("awaiting") == "resend_or_refund"
    reminded = await begun.turn("action_not_understood", "et le vase ?", intent="nlu_fallback")
    assert reminded.said[0] == "utter_other_follows"
    assert "utter_case_damaged" in reminded.said
    assert reminded.values("utter_case_damaged")["articles"].startswith("Vase")
    assert reminded.values("utter_other_follows")["subjects"] == "le colis"


async def test_what_is_lost_is_told_to_whoever_tells_of_the_other_parcel_only(stint: Begin) -> None:
    answer = await stint().turn(
        "action_damage",
        "commande 20456 29200, vase ébréché et plaid jamais vu",
        intent="damaged_item",
        entities=LOST_AND_DELIVERED,
    )
    assert "utter_case_lost_parcel" in answer.said
    assert answer.values("utter_case_damaged")["articles"].startswith("Vase")
    assert "Plaid" not in answer.values("utter_case_damaged")["articles"]


async def _tell_of_the_vase(stint: Stint) -> Answer:
    return await stint.turn(
        "action_damage",
        "commande 20456 29200, vase ébréché",
        intent="damaged_item",
        entities=LOST_AND_DELIVERED,
    )


async def test_a_lost_parcel_is_told_whatever_was_promised_of_another_order(stint: Begin) -> None:
    begun = stint()
    await begun.turn(
        "action_parcel",
        "20418 57000 perdu",
        intent="parcel_lost",
        entities={"number1": "20418", "postcode": "57000"},
    )
    assert begun.slot("facts")["case_number"]
    answer = await _tell_of_the_vase(begun)
    assert "utter_case_lost_parcel" in answer.said
    again = await _tell_of_the_vase(begun)
    assert "utter_parcel_presumed_lost" not in again.said


async def test_a_missed_promise_of_the_lost_parcel_brings_a_human_to_the_broken_vase(
    stint: Begin,
) -> None:
    begun = stint()
    yesterday = datetime.now(timezone.utc) - timedelta(days=1)
    owed = {
        "turn_id": str(uuid4()),
        "action": "test",
        "kind": "lost_parcel",
        "order_number": "20456",
        "tracking_number": "6A20456568722",
        "team": "customer_care",
        "due_at": yesterday.isoformat(),
        "summary": {},
    }
    await clients().record.open_case(begun.conversation, owed)
    answer = await _tell_of_the_vase(begun)
    assert answer.said[-3:] == ["utter_case_overdue", "utter_case_damaged", "utter_human_overdue"]
    assert answer.told["escalate"]["reason"] == "missed_promise"


async def test_what_is_mentioned_in_passing_is_no_question(stint: Begin) -> None:
    answer = await stint().turn(
        "action_delivery_terms",
        "livraison à Metz. mon colis 20426 75011 n'avance plus",
        intent="delivery_terms",
        entities=ON_TIME,
        also={"track_parcel": "mon colis 20426 75011 n'avance plus"},
    )
    assert answer.said == [
        "utter_introduction",
        "utter_parcel_in_transit_on_time",
        "utter_ask_helped",
    ]


async def test_one_article_broken_and_another_missing_are_two_problems(stint: Begin) -> None:
    answer = await stint().turn(
        "action_damage",
        "le vase est cassé et il manque la bougie",
        intent="damaged_item",
        also={"missing_item": "il manque la bougie"},
    )
    assert answer.values("utter_other_follows")["subjects"] == "l'article manquant"


async def test_an_answer_comes_before_what_is_asked_with_it(stint: Begin) -> None:
    begun = stint()
    await begun.turn("action_parcel", "retard", intent="track_parcel", entities=LATE)
    answer = await begun.turn(
        "action_invoice",
        "non merci. par contre je veux la facture",
        intent="invoice",
        also={"deny": "non merci."},
    )
    assert answer.said == [
        "utter_offer_declined",
        "utter_now_other",
        "utter_invoice",
        "utter_ask_helped",
    ]


async def test_a_postcode_beside_a_question_in_between_is_taken(stint: Begin) -> None:
    begun = stint()
    await begun.turn("action_parcel", "20426", entities={"number": "20426"})
    answer = await begun.turn(
        "action_shop_hours",
        "75011. vous ouvrez le samedi ?",
        intent="shop_hours",
        entities={"number": "75011"},
    )
    assert "utter_parcel_in_transit_on_time" in answer.said
    assert "utter_back_to_proof" not in answer.said


@pytest.mark.parametrize(
    ("intent", "also"),
    [
        ("parcel_lost", {"refund": "remboursez-moi"}),
        ("track_parcel", {"still_nothing": "toujours rien"}),
        ("angry", {"parcel_lost": "colis jamais reçu"}),
    ],
)
async def test_what_belongs_to_one_problem_is_not_made_two(
    stint: Begin, intent: str, also: dict[str, str]
) -> None:
    action = "action_angry" if intent == "angry" else "action_parcel"
    answer = await stint().turn(action, "colis, toujours rien", intent=intent, also=also)
    assert not {"utter_other_follows", "utter_other_passed_on"} & set(answer.said)


async def test_forget_it_forgets_both(stint: Begin) -> None:
    begun = stint()
    await begun.turn(
        "action_parcel", "colis 20428", intent="track_parcel", also={"invoice": "et la facture"}
    )
    answer = await begun.turn("action_cancel", "laissez tomber", intent="cancel")
    assert answer.said == ["utter_cancelled"]
    assert begun.slot("postponed") is None


async def test_an_unsure_reading_leaves_the_number_what_it_was_asked_for(stint: Begin) -> None:
    begun = stint()
    await begun.turn("action_parcel", "mon colis ?", intent="track_parcel")
    answer = await begun.turn(
        "action_damage",
        "si si, je l'ai bien recopié. 20426, 75011",
        intent="wrong_item",
        entities=ON_TIME,
        confidence=0.3,
    )
    assert "utter_parcel_in_transit_on_time" in answer.said


async def test_anger_beside_a_plain_question_is_answered_with_its_facts_before_the_human(
    stint: Begin,
) -> None:
    answer = await stint().turn(
        "action_angry",
        "le code ORME10 est refusé, vous vous moquez de moi",
        intent="angry",
        also={"promotion": "le code ORME10 est refusé,"},
    )
    assert answer.said[1] == "utter_code_holds"
    assert "utter_human_angry" in answer.said
    assert not {"utter_ask_helped", "utter_now_other"} & set(answer.said)
    assert answer.told["escalate"]["reason"] == "angry"


async def test_anger_does_not_wait_for_an_answer_to_its_question(stint: Begin) -> None:
    answer = await stint().turn(
        "action_angry",
        "code promo refusé, bande de nuls",
        intent="angry",
        also={"promotion": "code promo refusé,"},
    )
    assert answer.told["escalate"]["reason"] == "angry"
    assert answer.slots["awaiting"] is None


async def test_two_questions_about_one_article_are_answered_in_their_order(stint: Begin) -> None:
    answer = await stint(language="en").turn(
        "action_product",
        "is the Ondine vase available\ncan it go in the dishwasher",
        intent="product_details",
        also={"availability": "is the Ondine vase available"},
    )
    stock, care = answer.said.index("utter_in_stock"), answer.said.index("utter_product_care")
    assert stock < answer.said.index("utter_now_other") < care
    assert answer.said[-1] == "utter_ask_helped"


async def test_what_was_paid_to_a_swindler_is_no_second_problem(stint: Begin) -> None:
    answer = await stint().turn(
        "action_fake_sms",
        "un sms réclamait 2 euros pour un colis. j'ai réglé par carte",
        intent="fake_sms",
        also={"payment_problem": "j'ai réglé par carte"},
    )
    assert answer.said[1:] == ["utter_fake_sms", "utter_fake_sms_real_status"]


async def test_how_often_it_was_tried_is_no_second_problem(stint: Begin) -> None:
    answer = await stint().turn(
        "action_payment_problem",
        "deuxième essai, la carte est encore rejetée",
        intent="payment_problem",
        also={"second_contact": "deuxième essai"},
    )
    assert "utter_now_other" not in answer.said
    assert "utter_ask_order" not in answer.said


COMPANY = "la facture doit être établie pour notre association,"


async def test_the_parcel_is_told_before_a_human_takes_the_invoice_asked_for_first(
    stint: Begin,
) -> None:
    begun = stint()
    words = f"{COMPANY} et le colis de la commande 20428 (35000), il en est où ?"
    answer = await begun.turn(
        "action_invoice",
        words,
        intent="invoice",
        entities=LATE,
        also={"track_parcel": "et le colis de la commande 20428 (35000), il en est où ?"},
    )
    told = answer.said.index("utter_parcel_in_transit_late")
    assert told < answer.said.index("utter_now_other") < answer.said.index("utter_human_invoice")
    # Nothing is offered to whom a human talks next.
    assert "utter_late_offer" not in answer.said
    escalated = answer.told["escalate"]
    assert escalated["reason"] == "shop_action"
    assert escalated["summary"]["parcel"]["parcel_status"] == "in_transit_late"
    assert escalated["summary"]["problem"] == words


async def test_the_order_is_asked_for_before_a_human_takes_what_only_a_human_can_do(
    stint: Begin,
) -> None:
    begun = stint(language="en")
    asked = await begun.turn(
        "action_invoice",
        "the VAT on my invoice is wrong. also where has my parcel got to?",
        intent="invoice",
        also={"track_parcel": "also where has my parcel got to?"},
    )
    assert asked.said[-1] == "utter_ask_order"
    assert asked.values("utter_other_follows")["subjects"] == "the invoice"
    given = await begun.turn("action_parcel", "20428 35000", entities=LATE)
    assert "utter_parcel_in_transit_late" in given.said
    assert given.said[-1] == "utter_human_invoice"
    assert given.told["escalate"]["summary"]["order"]["order_number"] == "20428"


async def test_whoever_a_human_takes_over_still_reads_what_became_of_the_parcel(
    stint: Begin,
) -> None:
    answer = await stint().turn(
        "action_payment_problem",
        "deux débits identiques pour la 20428 35000. au passage, le colis est où ?",
        intent="payment_problem",
        entities=LATE,
        also={"track_parcel": "au passage, le colis est où ?"},
    )
    assert answer.said == [
        "utter_introduction",
        "utter_parcel_in_transit_late",
        "utter_human_payment",
        "utter_other_passed_on",
    ]
    done = answer.told["escalate"]["summary"]["done"]
    assert "À traiter aussi : le colis (« au passage, le colis est où ? »)" in done


@pytest.mark.parametrize(
    ("intent", "action", "text", "words", "team"),
    [
        (
            "press",
            "action_press",
            "Radio locale ici, pour une émission. Et mon colis 20426 75011 en est où ?",
            "Et mon colis 20426 75011 en est où ?",
            "communication",
        ),
        (
            "partnership",
            "action_partnership",
            "our hotel would like to offer your soaps. where has my order 20426 75011 got to?",
            "where has my order 20426 75011 got to?",
            "marketing",
        ),
    ],
)
@pytest.mark.parametrize("confidence", [0.9, 0.45])
async def test_a_parcel_asked_for_beside_press_or_partnership_is_told_and_the_team_takes_over(
    stint: Begin, intent: str, action: str, text: str, words: str, team: str, confidence: float
) -> None:
    begun = stint(language="en" if "our" in text else "fr")
    answer = await begun.turn(
        action, text, intent=intent, entities=ON_TIME, also={"track_parcel": (words, confidence)}
    )
    told = answer.said.index("utter_parcel_in_transit_on_time")
    assert answer.said[told + 1 :] == ["utter_now_other", f"utter_human_{intent}"]
    assert answer.told["escalate"]["team"] == team


async def test_a_proposal_told_with_the_number_that_was_asked_for_drops_neither(
    stint: Begin,
) -> None:
    begun = stint()
    await begun.turn("action_parcel", "où est mon colis ?", intent="track_parcel")
    answer = await begun.turn(
        "action_partnership",
        "20426 et 75011, et je tiens une épicerie qui aimerait vous revendre",
        intent="partnership",
        entities={"number1": "20426", "number2": "75011"},
    )
    assert "utter_parcel_in_transit_on_time" in answer.said
    assert answer.said[-1] == "utter_human_partnership"


async def test_a_proposal_beside_a_parcel_waits_until_the_order_is_known(stint: Begin) -> None:
    begun = stint()
    asked = await begun.turn(
        "action_parcel",
        "où en est mon colis ? je tourne aussi des vidéos et cherche une marque",
        intent="track_parcel",
        also={"partnership": "je tourne aussi des vidéos et cherche une marque"},
    )
    assert asked.said == ["utter_introduction", "utter_other_follows", "utter_ask_order"]
    assert asked.values("utter_other_follows")["subjects"] == "le partenariat"
    then = await begun.turn("action_parcel", "20426, 75011", entities=ON_TIME)
    assert then.said[-2:] == ["utter_now_other", "utter_human_partnership"]


async def test_questions_of_the_shop_are_the_press_teams(stint: Begin) -> None:
    answer = await stint().turn(
        "action_press",
        "journaliste ici : vos bougies sont-elles en cire végétale ?",
        intent="press",
        also={"product_details": "vos bougies sont-elles en cire végétale ?"},
    )
    assert answer.said == ["utter_introduction", "utter_human_press"]
