"""Where is my parcel: proof first, every branch of a lost parcel, and a human where one is due."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta, timezone
from typing import Any
from uuid import uuid4

import pytest

from actions.clients import clients
from tests.actions.flows.conftest import Answer, Stint

Begin = Callable[..., Stint]

pytestmark = pytest.mark.timeout(120)


async def _ask(stint: Stint, order: str, postcode: str, intent: str = "track_parcel") -> Answer:
    return await stint.turn(
        "action_parcel",
        f"où est mon colis {order} {postcode}",
        intent=intent,
        entities={"number1": order, "postcode": postcode},
    )


async def test_the_first_answer_says_that_it_is_a_bot_and_asks_for_order_and_postcode(
    stint: Begin,
) -> None:
    answer = await stint().turn(
        "action_parcel", "mon colis n'est jamais arrivé", intent="parcel_lost"
    )
    assert answer.said == ["utter_introduction", "utter_ask_order"]
    facts = {
        "language": "fr",
        "intent": "parcel_lost",
        "problem": "mon colis n'est jamais arrivé",
    }
    first_words = answer.events.pop(0)
    assert (first_words["name"], list(first_words["value"])) == ("first_words", ["parcel"])
    assert answer.events == [
        {"event": "slot", "timestamp": None, "name": name, "value": value}
        for name, value in {
            "claim": "not_received",
            "introduced": True,
            "awaiting": "order",
            "failures": 0,
            "facts": facts,
        }.items()
    ]
    assert answer.told == {
        "language": "fr",
        "turn": "question",
        "facts": facts,
        "understood": {"intent": "parcel_lost", "confidence": 0.99},
    }


async def test_nothing_of_an_order_is_said_before_proof(stint: Begin) -> None:
    answer = await stint().turn("action_parcel", "où est 20417", entities={"number": "20417"})
    assert answer.said == ["utter_introduction", "utter_ask_proof"]
    assert answer.slots["awaiting"] == "proof"
    assert set(answer.told["facts"]) == {"language", "order_number"}


async def test_order_and_postcode_in_one_sentence_are_taken(stint: Begin) -> None:
    begun = stint()
    answer = await begun.turn(
        "action_parcel",
        "bonjour, mon colis 20426 75011 n'est pas là",
        intent="track_parcel",
        entities={"number1": "20426", "number2": "75011"},
    )
    assert answer.said == [
        "utter_introduction",
        "utter_parcel_in_transit_on_time",
        "utter_ask_helped",
    ]
    assert answer.told["turn"] == "answer"
    assert answer.told["facts"]["parcel_status"] == "in_transit_on_time"
    assert answer.told["facts"]["first_name"] == "Yanis"
    assert [card["tracking_number"] for card in answer.cards] == ["6A20426557621"]
    assert "done" in {stage["state"] for stage in answer.cards[0]["timeline"]}


async def test_the_other_way_round_is_understood_too(stint: Begin) -> None:
    answer = await stint().turn(
        "action_parcel", "75011 20426", entities={"number1": "75011", "number2": "20426"}
    )
    assert "utter_parcel_in_transit_on_time" in answer.said


async def test_a_postcode_without_its_zero_and_an_address_prove_as_well(stint: Begin) -> None:
    answer = await _ask(stint(), "20422", "1000")
    assert "utter_parcel_not_handed_over" in answer.said
    answer = await stint().turn(
        "action_parcel",
        entities={"number": "20426", "email": "Yanis.Belkacem@example.com"},
    )
    assert "utter_parcel_in_transit_on_time" in answer.said


async def test_it_is_never_said_which_half_was_wrong_and_the_third_time_a_human_comes(
    stint: Begin,
) -> None:
    begun = stint()
    wrong = await _ask(begun, "20432", "69001")
    unknown = await _ask(begun, "99998", "75003")
    assert wrong.said == ["utter_introduction", "utter_proof_refused"]
    assert unknown.said == ["utter_proof_refused"]
    assert wrong.values("utter_proof_refused") == unknown.values("utter_proof_refused")
    third = await _ask(begun, "20432", "69002")
    assert third.said == ["utter_proof_failed"]
    assert third.told["escalate"]["reason"] == "proof_failed"
    assert not third.told["facts"].get("parcel_status")


async def test_the_number_is_kept_that_comes_with_another_wish(stint: Begin) -> None:
    begun = stint()
    await begun.turn("action_parcel", "mon colis ?", intent="track_parcel")
    answer = await begun.turn(
        "action_speak_language",
        "in English please, it's 20425",
        intent="speak_language",
        entities={"language": "en", "number": "20425"},
    )
    assert answer.said == ["utter_language", "utter_ask_proof"]
    told = await begun.turn("action_parcel", "06300", entities={"number": "06300"})
    assert begun.slot("order_number") == "20425"
    assert "utter_parcel_not_handed_over_late" in told.said


async def test_the_order_number_can_be_corrected(stint: Begin) -> None:
    begun = stint()
    await begun.turn("action_parcel", "c'est le 20425", entities={"number": "20425"})
    corrected = await begun.turn(
        "action_parcel", "non, c'est le 20426", entities={"number": "20426"}
    )
    assert corrected.said == ["utter_ask_proof"]
    assert begun.slot("order_number") == "20426"
    answer = await begun.turn("action_parcel", "75011", entities={"number": "75011"})
    assert "utter_parcel_in_transit_on_time" in answer.said


async def test_another_order_does_not_inherit_what_was_said_of_the_first(stint: Begin) -> None:
    begun = stint()
    await _ask(begun, "20426", "75011")
    answer = await begun.turn("action_parcel", "et le 20431 ?", entities={"number": "20431"})
    assert answer.said == ["utter_ask_proof"]
    assert begun.slot("refused_proofs") == 0


async def test_a_tracking_number_needs_proof_and_does_not_tell_whether_it_is_known(
    stint: Begin,
) -> None:
    known, unknown = stint(), stint()
    of_ours = await known.turn("action_parcel", entities={"tracking_number": "6A20426557621"})
    of_nobody = await unknown.turn("action_parcel", entities={"tracking_number": "6A99999999999"})
    assert of_ours.said == of_nobody.said == ["utter_introduction", "utter_ask_order"]
    answer = await known.turn("action_parcel", "75011", entities={"number": "75011"})
    assert "utter_parcel_in_transit_on_time" in answer.said


async def test_a_number_with_a_wrong_check_digit_is_to_be_read_again(stint: Begin) -> None:
    answer = await stint().turn("action_parcel", entities={"tracking_number": "RB123456786US"})
    assert answer.said[-1] == "utter_tracking_number_slip"


async def test_a_misshapen_order_number_is_told_its_shape(stint: Begin) -> None:
    answer = await stint().turn("action_parcel", entities={"order_number": "2041"})
    assert answer.values("utter_order_number_shape")["number"] == "2041"
    assert answer.slots["awaiting"] == "order"


# Order, postcode, response, what is awaited then, why a human (None: the bot goes on).
BRANCHES = [
    ("20422", "01000", "utter_parcel_not_handed_over", "helped", None),
    ("20424", "13006", "utter_parcel_not_handed_over_late", None, "shop_action"),
    ("20425", "06300", "utter_parcel_not_handed_over_late", None, "shop_action"),
    ("20426", "75011", "utter_parcel_in_transit_on_time", "helped", None),
    ("20428", "35000", "utter_parcel_in_transit_late", "late_offer", None),
    ("20429", "66000", "utter_parcel_in_transit_late_undated", "late_offer", None),
    ("20430", "68000", "utter_parcel_in_transit_late", None, "gift_date"),
    ("20431", "31000", "utter_parcel_out_for_delivery", "helped", None),
    ("20433", "8001", "utter_parcel_customs_held", "helped", None),
    ("20418", "57000", "utter_parcel_presumed_lost", "resend_or_refund", None),
    ("20419", "33000", "utter_parcel_presumed_lost", None, "amount_over_limit"),
    ("20435", "69002", "utter_parcel_delivered", "received", None),
    ("20438", "69003", "utter_parcel_at_pickup", "helped", None),
    ("20443", "76000", "utter_parcel_undeliverable", "address_or_refund", None),
    ("20445", "21000", "utter_parcel_returning", "resend_or_refund", None),
    ("20447", "37000", "utter_parcel_returned", "resend_or_refund", None),
    ("20449", "30000", "utter_parcel_unknown_number_undated", None, "shop_action"),
    ("20451", "63000", "utter_parcel_carrier_down", None, "carrier_unavailable"),
    ("20453", "69003", "utter_parcel_no_client", "helped", None),
]


@pytest.mark.parametrize(
    ("order", "postcode", "response", "awaiting", "reason"), BRANCHES, ids=lambda v: str(v)
)
async def test_every_branch_is_explained_and_goes_on(
    stint: Begin,
    order: str,
    postcode: str,
    response: str,
    awaiting: str | None,
    reason: str | None,
) -> None:
    answer = await _ask(stint(), order, postcode)
    explained = [said for said in answer.said if said.startswith("utter_parcel_")]
    assert explained == [response]
    assert answer.slots["awaiting"] == awaiting
    escalated: dict[str, Any] = answer.told.get("escalate") or {"reason": None}
    assert escalated["reason"] == reason
    assert answer.told["facts"]["order_number"] == order
    if reason:
        assert escalated["summary"]["order"]["order_number"] == order
        assert escalated["summary"]["done"]


async def test_each_parcel_of_an_order_is_told_and_the_gravest_decides(stint: Begin) -> None:
    answer = await _ask(stint(), "20456", "29200")
    explained = [said for said in answer.said if said.startswith("utter_parcel_")]
    assert explained == ["utter_parcel_delivered", "utter_parcel_presumed_lost"]
    assert len(answer.cards) == 2
    assert answer.slots["awaiting"] == "resend_or_refund"


async def test_a_lost_parcel_gets_a_case_with_its_number_and_its_date(stint: Begin) -> None:
    answer = await _ask(stint(), "20418", "57000")
    told = answer.values("utter_case_lost_parcel")
    assert told["case_number"] == answer.told["facts"]["case_number"]
    assert told["case_number"].startswith("D-")
    weekday = told["case_date"].split()[0]
    assert weekday in {"lundi", "mardi", "mercredi", "jeudi", "vendredi"}


@pytest.mark.parametrize(
    ("words", "done"),
    [
        ("surtout pas de remboursement, renvoyez-moi la même chose", "resend"),
        ("I don't want a refund, please send it again", "resend"),
        ("remboursez-moi plutôt", "refund"),
    ],
)
async def test_of_two_remedies_the_one_declined_is_never_the_choice(
    stint: Begin, words: str, done: str
) -> None:
    begun = stint()
    await _ask(begun, "20420", "1000")
    await begun.turn("action_refund", words, intent="refund")
    assert begun.slot("awaiting_change")["kind"] == done


async def test_a_turn_played_twice_promises_once(stint: Begin) -> None:
    begun, turn_id = stint(), str(uuid4())
    numbers: list[str] = []
    for _ in range(2):
        answer = await begun.turn(
            "action_parcel",
            "perdu 20418 57000",
            intent="parcel_lost",
            entities={"number1": "20418", "postcode": "57000"},
            turn_id=turn_id,
        )
        numbers.append(answer.told["facts"]["case_number"])
    assert numbers[0] == numbers[1]
    assert "utter_case_stands" in answer.said


async def test_delivered_but_not_received_opens_the_case_at_once(stint: Begin) -> None:
    begun = stint()
    answer = await _ask(begun, "20435", "69002", intent="parcel_not_received")
    assert answer.said[-2:] == ["utter_parcel_delivered", "utter_case_not_received"]
    found = await begun.turn("action_affirm", "je l'ai retrouvé", intent="affirm")
    assert (found.said, found.told["turn"]) == (["utter_glad"], "done")
    assert begun.slot("done")[-1].startswith("Colis retrouvé d'après le client : dossier D-")


async def test_a_lost_parcel_that_turns_up_is_not_sent_again(stint: Begin) -> None:
    begun = stint(language="en")
    await _ask(begun, "20418", "57000", intent="parcel_lost")
    answer = await begun.turn(
        "action_parcel", "oh, it finally came this morning", intent="track_parcel"
    )
    assert (answer.said, answer.told["turn"]) == (["utter_glad"], "done")
    assert begun.slot("awaiting") is None
    assert begun.slot("done")[-1].startswith("Parcel found, the customer says: case D-")


@pytest.mark.parametrize(
    ("order", "postcode", "intent"),
    [("20435", "69002", "parcel_not_received"), ("20418", "57000", "parcel_lost")],
)
async def test_what_turns_up_broken_gets_a_case_that_names_the_one_it_replaces(
    stint: Begin, order: str, postcode: str, intent: str
) -> None:
    begun = stint()
    first = await _ask(begun, order, postcode, intent=intent)
    before = first.told["facts"]["case_number"]
    said = "retrouvé finalement dans le local à vélos, le carton est enfin là et tout est brisé"
    answer = await begun.turn("action_damage", said, intent="damaged_item")
    if begun.slot("awaiting") == "which_item":
        answer = await begun.turn("action_parcel", "tout", intent="inform")
    assert "utter_case_damaged" in answer.said
    assert answer.values("utter_case_damaged")["case_number"] != before
    assert not {"utter_parcel_presumed_lost", "utter_case_stands"} & set(answer.said)
    assert f"Colis retrouvé d'après le client : dossier {before} à clore" in begun.slot("done")


async def test_no_after_delivered_opens_the_case_without_explaining_again(stint: Begin) -> None:
    begun = stint()
    await _ask(begun, "20435", "69002")
    answer = await begun.turn("action_deny", "non", intent="deny")
    assert answer.said == ["utter_case_not_received"]


async def test_written_before_and_lost_is_status_first_then_a_human(stint: Begin) -> None:
    answer = await _ask(stint(), "20418", "57000", intent="second_contact")
    assert answer.said[-3:] == [
        "utter_parcel_presumed_lost",
        "utter_case_lost_parcel",
        "utter_human_second_contact",
    ]
    assert answer.told["escalate"]["reason"] == "second_contact"


async def test_written_before_and_on_time_stays_with_the_bot(stint: Begin) -> None:
    answer = await _ask(stint(), "20426", "75011", intent="second_contact")
    assert "escalate" not in answer.told
    assert answer.slots["awaiting"] == "helped"


async def test_still_nothing_after_a_promise_is_the_same_case_and_a_human(stint: Begin) -> None:
    begun = stint()
    first = await _ask(begun, "20418", "57000", intent="parcel_lost")
    begun.tracker["slots"].update(is_returning=True, awaiting=None)
    again = await begun.turn("action_parcel", "toujours rien", intent="still_nothing")
    assert again.said == [
        "utter_parcel_presumed_lost",
        "utter_case_stands",
        "utter_human_second_contact",
    ]
    number = first.values("utter_case_lost_parcel")["case_number"]
    assert again.values("utter_case_stands")["case_number"] == number
    assert again.told["escalate"]["reason"] == "second_contact"


async def test_a_date_that_passed_is_a_missed_promise_and_never_promised_again(
    stint: Begin,
) -> None:
    begun = stint()
    yesterday = datetime.now(timezone.utc) - timedelta(days=1)
    promised = {"turn_id": str(uuid4()), "action": "test", "kind": "lost_parcel"}
    parcel = {"order_number": "20418", "tracking_number": "6A20418554661"}
    owed = {"team": "customer_care", "due_at": yesterday.isoformat(), "summary": {}}
    await clients().record.open_case(begun.conversation, {**promised, **parcel, **owed})
    answer = await _ask(begun, "20418", "57000", intent="still_nothing")
    assert answer.said[-3:] == [
        "utter_parcel_presumed_lost",
        "utter_case_overdue",
        "utter_human_overdue",
    ]
    escalated = answer.told["escalate"]
    assert (escalated["reason"], escalated["urgency"]) == ("missed_promise", "high")


async def test_a_wish_that_changes_the_order_goes_to_a_human_with_all_of_it(stint: Begin) -> None:
    begun = stint()
    await _ask(begun, "20418", "57000", intent="parcel_lost")
    answer = await begun.turn("action_other_topic", "un remboursement", intent="refund")
    assert answer.said == ["utter_human_order_change"]
    escalated = answer.told["escalate"]
    assert escalated["reason"] == "order_change"
    assert "Le client souhaite un remboursement" in escalated["summary"]["done"]
    assert escalated["summary"]["parcel"]["parcel_status"] == "presumed_lost"
    assert escalated["summary"]["problem"] == "où est mon colis 20418 57000"


async def test_what_is_asked_is_asked_once_more_with_help_and_then_a_human_comes(
    stint: Begin,
) -> None:
    begun = stint()
    await begun.turn("action_parcel", "où est mon colis", intent="track_parcel")
    first = await begun.turn("action_explain_number", "je ne sais pas", intent="no_number")
    assert (first.said, first.told["turn"]) == (["utter_explain_number"], "failure")
    second = await begun.turn("action_explain_number", "aucune idée", intent="no_number")
    assert second.said == ["utter_human_no_number"]
    assert second.told["escalate"]["reason"] == "not_understood"


async def test_a_service_that_does_not_answer_means_a_human_with_the_reason(
    stint: Begin, monkeypatch: pytest.MonkeyPatch
) -> None:
    begun = stint()
    monkeypatch.setenv("RELAIS_INTERNAL_URL", "http://127.0.0.1:9")
    answer = await _ask(begun, "20426", "75011")
    assert answer.said == ["utter_introduction", "utter_trouble"]
    assert answer.told["escalate"]["reason"] == "bot_failed"


async def test_an_orders_number_goes_on_whatever_the_words_around_it_are(stint: Begin) -> None:
    numbers = {"order_number": "20448", "number": "80000"}
    answer = await stint().turn(
        "action_not_understood", "20448 (80000), nada", intent="nlu_fallback", entities=numbers
    )
    assert "utter_parcel_returned" in answer.said


async def test_english_is_answered_with_english_dates(stint: Begin) -> None:
    answer = await _ask(stint(language="en"), "20426", "75011")
    due = answer.values("utter_parcel_in_transit_on_time")["due_date"]
    assert due.split()[0].endswith("day")


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("bonjour, mon colis 20418 57000 n'est pas arrivé", True),
        ("20418 57000", False),
        ("commande 20418, code 57000", False),
    ],
)
async def test_a_sentence_around_the_numbers_is_the_problem_and_numbers_alone_are_none(
    stint: Begin, text: str, told: bool
) -> None:
    answer = await stint().turn(
        "action_parcel",
        text,
        intent="inform",
        entities={"number1": "20418", "postcode": "57000"},
    )
    assert answer.told["facts"].get("problem") == (text if told else None)


async def test_a_diverted_parcel_is_told_with_its_place_and_last_day_then_why(stint: Begin) -> None:
    answer = await _ask(stint(), "20441", "31000", intent="pickup_point")
    assert answer.said[1:] == [
        "utter_parcel_at_pickup",
        "utter_pickup_diverted",
        "utter_ask_helped",
    ]
    assert answer.values("utter_parcel_at_pickup")["last_day"]
    planned = answer.values("utter_pickup_diverted")["planned_point"]
    assert planned
    assert planned not in answer.values("utter_parcel_at_pickup")["pickup_point"]


async def test_who_went_to_the_right_place_in_vain_is_told_what_to_show(stint: Begin) -> None:
    answer = await stint().turn(
        "action_parcel",
        "deux fois que j'y vais, ils ne trouvent rien",
        intent="pickup_point",
        entities={"order_number": "20438", "postcode": "69003"},
    )
    assert answer.said[1:] == ["utter_parcel_at_pickup", "utter_pickup_in_vain", "utter_ask_helped"]
    assert answer.values("utter_pickup_in_vain")["tracking_number"]
