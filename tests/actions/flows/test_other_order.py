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
