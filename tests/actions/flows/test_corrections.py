"""A number typed wrong and given again, in many words: the request goes on."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tests.actions.flows.conftest import Answer, Stint

Begin = Callable[..., Stint]

pytestmark = pytest.mark.timeout(120)

ACTIONS = {
    "track_parcel": "action_parcel",
    "cancel": "action_cancel",
    "inform": "action_parcel",
    "not_helped": "action_not_helped",
    "change_address": "action_change_address",
    "no_number": "action_explain_number",
    "cancel_order": "action_cancel_order",
    "refund": "action_refund",
    "affirm": "action_affirm",
}


async def _say(stint: Stint, intent: str, text: str, **entities: str) -> Answer:
    return await stint.turn(ACTIONS[intent], text, intent=intent, entities=entities)


async def _not_found(stint: Stint, number: str, postcode: str) -> None:
    """Ask for a parcel with what belongs to no order."""
    words = f"where is {number}, {postcode}"
    answer = await _say(stint, "track_parcel", words, order_number=number, postcode=postcode)
    assert answer.said[-1] == "utter_proof_refused"


TOLD = "utter_parcel_in_transit_on_time"


@pytest.mark.parametrize(
    ("wrong", "intent", "text"),
    [
        ("20642", "cancel", "mille excuses, mes gros doigts\n20426 et toujours 75011"),
        ("20641", "cancel", "ah sorry, clumsy fingers\n20426, still 75011"),
        ("20640", "cancel", "forget that number, I meant 20426, postcode 75011"),
        ("20639", "not_helped", "non c'est la 20426, 75011"),
        ("20638", "change_address", "oups, erreur de saisie\n20426, le code postal reste 75011"),
        ("20637", "no_number", "pardon, mauvais chiffres : 20426, 75011"),
    ],
)
async def test_an_apology_beside_the_right_number_gives_up_nothing(
    stint: Begin, wrong: str, intent: str, text: str
) -> None:
    begun = stint()
    await _not_found(begun, wrong, "75011")
    answer = await _say(begun, intent, text, number1="20426", number2="75011")
    assert TOLD in answer.said
    assert begun.slot("facts")["intent"] == "track_parcel"


@pytest.mark.parametrize(
    ("wrong", "text"),
    [
        ("20246", "typo, my apologies: 20426"),
        ("20636", "je me suis emmêlée, c'est 20426"),
    ],
)
async def test_the_postcode_given_before_is_tried_with_the_corrected_number(
    stint: Begin, wrong: str, text: str
) -> None:
    begun = stint()
    await _not_found(begun, wrong, "75011")
    answer = await _say(begun, "cancel", text, number="20426")
    assert TOLD in answer.said
    assert begun.slot("order_number") == "20426"
    assert begun.slot("given_postcode") == "75011"


async def test_the_email_given_before_is_tried_with_the_corrected_number(stint: Begin) -> None:
    begun = stint()
    given = {"number": "20635", "email": "Yanis.Belkacem@example.com"}
    refused = await _say(begun, "track_parcel", "où est le 20635", **given)
    assert refused.said[-1] == "utter_proof_refused"
    answer = await _say(begun, "inform", "autant pour moi, 20426", number="20426")
    assert TOLD in answer.said


async def test_a_corrected_postcode_is_tried_with_the_number_given_before(stint: Begin) -> None:
    begun = stint()
    await _not_found(begun, "20436", "75013")
    answer = await _say(begun, "cancel", "zut, mauvais code : 75016", number="75016")
    assert "parcel_status" in answer.told["facts"]


async def test_a_corrected_number_that_does_not_fit_either_is_said_not_found(stint: Begin) -> None:
    begun = stint()
    await _not_found(begun, "20634", "75011")
    answer = await _say(begun, "inform", "pardon, la commande 20633", order_number="20633")
    assert answer.said == ["utter_proof_refused"]


async def test_a_slip_regretted_before_the_number_comes_ends_nothing(stint: Begin) -> None:
    begun = stint(language="en")
    await _not_found(begun, "20632", "75011")
    answer = await _say(begun, "cancel", "oops, my mistake")
    assert answer.said == ["utter_take_your_time"]
    then = await _say(begun, "inform", "20426", number="20426")
    assert TOLD in then.said


@pytest.mark.parametrize("text", ["laissez tomber", "laissez tomber pour la 20631"])
async def test_who_gives_up_is_let_go(stint: Begin, text: str) -> None:
    begun = stint()
    await _not_found(begun, "20631", "75011")
    entities = {"number": "20631"} if "20631" in text else {}
    assert (await _say(begun, "cancel", text, **entities)).said == ["utter_cancelled"]


# When the money comes, asked with the yes


async def test_the_term_asked_with_the_wish_or_while_the_link_is_awaited_is_told(
    stint: Begin,
) -> None:
    begun = stint(brand="kiosque", voice="tu", language="en")
    asked = await _say(
        begun,
        "cancel_order",
        "cancel 30146, 75020. how long does the refund take?",
        number1="30146",
        number2="75020",
    )
    assert asked.said[1:] == [
        "utter_can_cancel",
        "utter_refund_leaves_by",
        "utter_confirm_by_mail",
    ]
    for intent, text in (
        ("cancel_order", "ok, cancel it all. how soon is the money back on my card?"),
        ("refund", "oui allez-y, annulez l'ensemble. le remboursement arrive sous combien ?"),
        ("affirm", "d'accord, et l'argent revient quand ?"),
    ):
        answer = await _say(begun, intent, text)
        assert answer.said == ["utter_refund_leaves_by", "utter_not_confirmed_yet"]
        assert begun.slot("awaiting_change")["kind"] == "cancel"


async def test_a_yes_with_the_question_when_the_money_comes_is_done_and_answered(
    stint: Begin,
) -> None:
    begun = stint()
    sabine = {"order_number": "20469", "postcode": "69003"}
    offered = await _say(begun, "refund", "rendez-moi l'argent", **sabine)
    assert offered.said[-1] == "utter_ask_cancel"
    for undecided in (
        "et je récupère mon argent quand ?",
        "oui mais avant, remboursé sous combien de jours ?",
    ):
        answer = await _say(begun, "refund", undecided)
        assert answer.said == ["utter_refund_leaves_by", "utter_ask_cancel"]
    agreed = await begun.turn(
        "action_refund",
        "yes please. when is the refund due?",
        intent="refund",
        also={"affirm": "yes please."},
    )
    assert agreed.said == ["utter_refund_leaves_by", "utter_confirm_by_mail"]
    await _say(begun, "refund", "rendez-moi l'argent")
    again = await _say(begun, "refund", "oui, annulez tout et dites quand je suis remboursé")
    assert again.said == ["utter_refund_leaves_by", "utter_not_confirmed_yet"]
