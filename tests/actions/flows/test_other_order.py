"""Two orders in one message: the second is not dropped, nor opened with the proof of the first."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tests.actions.flows.conftest import Stint

Begin = Callable[..., Stint]

pytestmark = pytest.mark.timeout(120)

BOTH = {"number1": "20427", "number2": "20431", "postcode": "97410"}


async def test_the_second_order_comes_next_and_asks_for_its_own_proof(stint: Begin) -> None:
    begun = stint(language="en")
    first = await begun.turn(
        "action_refund", "refund 20427 and 20431, postcode 97410", intent="refund", entities=BOTH
    )
    assert first.said[-1] == "utter_other_order"
    assert first.values("utter_other_order")["order_number"] == "20431"
    second = await begun.turn("action_not_understood", "and the second one?", intent="nlu_fallback")
    assert second.said == ["utter_ask_proof"]
    assert begun.slot("order_number") == "20431"
    told = await begun.turn("action_parcel", "31000", entities={"number": "31000"})
    assert "utter_parcel_out_for_delivery" in told.said


async def test_one_order_with_its_postcode_is_not_two(stint: Begin) -> None:
    pair = {"number1": "20426", "number2": "75011"}
    answer = await stint().turn("action_parcel", "20426 75011", entities=pair)
    assert "utter_other_order" not in answer.said


async def test_a_human_who_takes_over_reads_of_both(stint: Begin) -> None:
    answer = await stint().turn(
        "action_legal_threat", "mon avocat, 20427 et 20431", intent="legal_threat", entities=BOTH
    )
    assert "utter_other_order" not in answer.said
    assert "Le client a aussi nommé la commande 20431" in answer.told["escalate"]["summary"]["done"]


async def _opened(begun: Stint, order: str, postcode: str) -> None:
    answer = await begun.turn(
        "action_parcel",
        f"{order} {postcode}",
        intent="track_parcel",
        entities={"order_number": order, "postcode": postcode},
    )
    assert answer.told["facts"]["parcel_status"]


async def test_a_parcel_named_earlier_does_not_stand_for_the_order_named_now(stint: Begin) -> None:
    begun = stint(tracking_number="6A20417554291")
    await _opened(begun, "20417", "01000")
    asked = await begun.turn(
        "action_parcel",
        "et ma commande 20425 ?",
        intent="track_parcel",
        entities={"order_number": "20425"},
    )
    assert asked.said == ["utter_ask_proof"]
    told = await begun.turn("action_parcel", "06300", entities={"number": "06300"})
    assert "utter_parcel_not_handed_over_late" in told.said
    assert begun.slot("order_number") == "20425"
    assert begun.slot("tracking_number") is None


async def test_a_parcel_of_another_order_is_not_answered_with_the_one_before(stint: Begin) -> None:
    begun = stint()
    await _opened(begun, "20417", "01000")
    # As in a later stint, which knows the order and not what proved it.
    begun.tracker["slots"].update(given_postcode=None)
    asked = await begun.turn(
        "action_parcel",
        "et le colis 6A20426557621 ?",
        intent="track_parcel",
        entities={"tracking_number": "6A20426557621"},
    )
    assert asked.said == ["utter_ask_order"]
    told = await begun.turn("action_parcel", "75011", entities={"postcode": "75011"})
    assert "utter_parcel_in_transit_on_time" in told.said
    assert begun.slot("order_number") == "20426"


async def test_a_parcel_of_a_proven_order_is_told_whatever_was_talked_of_since(
    stint: Begin,
) -> None:
    begun = stint()
    await _opened(begun, "20426", "75011")
    await _opened(begun, "20417", "01000")
    begun.tracker["slots"].update(given_postcode=None)
    told = await begun.turn(
        "action_parcel",
        "et 6A20426557621 ?",
        intent="track_parcel",
        entities={"tracking_number": "6A20426557621"},
    )
    assert "utter_parcel_in_transit_on_time" in told.said


async def test_the_human_reads_nothing_of_the_order_talked_of_before(stint: Begin) -> None:
    begun = stint()
    await _opened(begun, "20438", "69003")
    assert begun.slot("facts")["pickup_point"]
    await begun.turn(
        "action_parcel",
        "et la 20417, 01000",
        intent="parcel_lost",
        entities={"order_number": "20417", "postcode": "01000"},
    )
    assert "pickup_point" not in begun.slot("facts")
    handed = await begun.turn(
        "action_ask_human",
        "un humain pour la 20431, 31000",
        intent="ask_human",
        entities={"order_number": "20431", "postcode": "31000"},
    )
    parcel = handed.told["escalate"]["summary"]["parcel"]
    assert parcel["parcel_status"] == "out_for_delivery"
    assert parcel["tracking_number"] == "6A20431559471"
    assert "case_number" not in parcel
    # What the record kept of the other orders is forgotten there as well.
    assert handed.told["facts"]["case_number"] is None


async def test_a_promise_missed_on_another_order_has_that_orders_facts_first(stint: Begin) -> None:
    begun = stint()
    await _opened(begun, "20417", "01000")
    answer = await begun.turn(
        "action_missed_promise",
        "vous aviez promis pour la 20431, 31000",
        intent="missed_promise",
        entities={"order_number": "20431", "postcode": "31000"},
    )
    assert "utter_parcel_out_for_delivery" in answer.said


async def test_what_was_claimed_of_one_order_is_not_held_against_the_next(stint: Begin) -> None:
    begun = stint()
    await begun.turn(
        "action_parcel",
        "20435 69002 jamais reçu",
        intent="parcel_not_received",
        entities={"order_number": "20435", "postcode": "69002"},
    )
    answer = await begun.turn(
        "action_parcel",
        "et où est la 20436, 75016 ?",
        intent="track_parcel",
        entities={"order_number": "20436", "postcode": "75016"},
    )
    assert answer.said[-1] == "utter_ask_received"


@pytest.mark.parametrize(
    ("intent", "action", "said"),
    [
        ("affirm", "action_affirm", "oui, et la 20432 ?"),
        ("thanks", "action_thank", "merci, et la 20432 ?"),
        ("deny", "action_deny", "non, la 20432"),
    ],
)
async def test_an_answer_that_names_another_order_is_about_that_one(
    stint: Begin, intent: str, action: str, said: str
) -> None:
    begun = stint()
    await _opened(begun, "20435", "69002")
    assert begun.slot("awaiting") == "received"
    begun.tracker["slots"].update(given_postcode=None)
    answer = await begun.turn(action, said, intent=intent, entities={"number": "20432"})
    assert answer.said == ["utter_ask_proof"]
    assert begun.slot("order_number") == "20432"


@pytest.mark.parametrize(
    ("intent", "action", "said"),
    [
        ("affirm", "action_affirm", "oui, la 20470"),
        ("cancel_order", "action_cancel_order", "oui, annulez la 20470"),
        ("deny", "action_deny", "non, la 20470"),
    ],
)
async def test_a_yes_to_another_order_cancels_nothing_of_the_one_asked_about(
    stint: Begin, intent: str, action: str, said: str
) -> None:
    begun = stint()
    for order, postcode in (("20470", "75004"), ("20469", "69003")):
        asked = await begun.turn(
            "action_refund",
            "remboursez-moi",
            intent="refund",
            entities={"order_number": order, "postcode": postcode},
        )
        assert asked.said[-1] == "utter_ask_cancel"
    answer = await begun.turn(action, said, intent=intent, entities={"number": "20470"})
    assert "utter_can_cancel" in answer.said
    assert answer.values("utter_can_cancel")["order_number"] == "20470"
    assert (begun.slot("awaiting_change") or {}).get("order_number") != "20469"


async def test_what_is_wanted_for_another_order_is_not_done_to_the_lost_one(stint: Begin) -> None:
    begun = stint()
    lost = await begun.turn(
        "action_parcel",
        "20418 57000",
        intent="parcel_lost",
        entities={"order_number": "20418", "postcode": "57000"},
    )
    assert lost.said[-1] == "utter_ask_resend_or_refund"
    answer = await begun.turn(
        "action_refund",
        "remboursez-moi la 20417, 01000",
        intent="refund",
        entities={"order_number": "20417", "postcode": "01000"},
    )
    assert "utter_no_refund_yet" in answer.said
    assert begun.slot("order_number") == "20417"
    assert begun.slot("awaiting_change") is None


@pytest.mark.parametrize(
    ("intent", "action", "said", "reason"),
    [
        ("danger", "action_danger", "l'autre bougie a pris feu", "danger"),
        ("angry", "action_angry", "la deuxième fois que vous vous foutez de moi", "angry"),
        ("ask_human", "action_ask_human", "l'autre commande, avec un humain", "asked_human"),
    ],
)
async def test_who_needs_a_human_gets_one_whichever_order_was_named_second(
    stint: Begin, intent: str, action: str, said: str, reason: str
) -> None:
    begun = stint()
    await begun.turn(
        "action_parcel", "20426 et 20431, 75011", intent="track_parcel",
        entities={"number1": "20426", "number2": "20431", "postcode": "75011"},
    )  # fmt: skip
    assert begun.slot("other_order") == "20431"
    answer = await begun.turn(action, said, intent=intent)
    assert answer.told["escalate"]["reason"] == reason


@pytest.mark.parametrize(
    ("said", "means_it"),
    [
        ("et l'autre ?", True),
        ("passons à la deuxième", True),
        ("and the other one, please", True),
        ("et mon autre commande, elle est où ?", True),
        ("what about the second order?", True),
        ("l'autre jour on m'a dit deux semaines", False),
        ("on the other hand it's fine", False),
        ("l'autre bougie est arrivée", False),
        ("c'est la deuxième fois", False),
    ],
)
async def test_only_words_about_the_order_named_second_turn_to_it(
    stint: Begin, said: str, means_it: bool
) -> None:
    begun = stint()
    begun.tracker["slots"].update(order_number="20426", other_order="20431")
    await begun.turn("action_not_understood", said, intent="nlu_fallback")
    assert begun.slot("order_number") == ("20431" if means_it else "20426")
