"""Hello, thanks, robot, forget it, yes, no, and what nobody understands."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tests.actions.flows.conftest import Stint

Begin = Callable[..., Stint]


async def test_the_bot_introduces_itself_once_a_stint(stint: Begin) -> None:
    begun = stint()
    first = await begun.turn("action_greet", "bonjour", intent="greet")
    again = await begun.turn("action_greet", "bonjour", intent="greet")
    assert first.said == ["utter_introduction", "utter_ask_problem"]
    assert again.said == ["utter_greet_again"]


async def test_back_from_a_human_it_says_that_it_is_the_bot_again(stint: Begin) -> None:
    answer = await stint(is_returning=True).turn("action_thank", "merci", intent="thanks")
    assert answer.said == ["utter_introduction_again", "utter_welcome"]
    assert answer.told["understood"] == {"intent": "thanks", "confidence": 0.99}


async def test_are_you_a_robot_is_answered_yes_and_then_the_question_comes_back(
    stint: Begin,
) -> None:
    begun = stint()
    await begun.turn("action_parcel", "où est mon colis", intent="track_parcel")
    answer = await begun.turn("action_say_bot", "t'es un robot ?", intent="bot_challenge")
    assert answer.said == ["utter_bot", "utter_back_to_order"]
    assert begun.slot("awaiting") == "order"


async def test_an_interruption_that_brings_the_number_is_no_interruption(stint: Begin) -> None:
    begun = stint()
    await begun.turn("action_parcel", "où est mon colis", intent="track_parcel")
    answer = await begun.turn(
        "action_thank", "merci, c'est 20426", intent="thanks", entities={"number": "20426"}
    )
    assert answer.said == ["utter_ask_proof"]


async def test_forget_it_ends_politely_and_fills_no_queue(stint: Begin) -> None:
    begun = stint()
    await begun.turn("action_parcel", "où est mon colis", intent="track_parcel")
    answer = await begun.turn("action_cancel", "laissez tomber", intent="cancel")
    assert (answer.said, answer.told["turn"]) == (["utter_cancelled"], "goodbye")
    assert "escalate" not in answer.told
    assert begun.slot("awaiting") is None


async def test_yes_it_helped_resolves_and_no_brings_a_human_with_the_facts(stint: Begin) -> None:
    for action, text, intent in (
        ("action_affirm", "oui", "affirm"),
        ("action_thank", "merci", "thanks"),
        ("action_deny", "non", "deny"),
    ):
        begun = stint()
        await begun.turn(
            "action_parcel", "20426 75011", entities={"number1": "20426", "number2": "75011"}
        )
        answer = await begun.turn(action, text, intent=intent)
        if intent == "deny":
            assert answer.told["escalate"]["reason"] == "asked_human"
            assert answer.told["escalate"]["summary"]["parcel"]["parcel_status"]
        else:
            assert (answer.said, answer.told["turn"]) == (["utter_glad"], "done")


async def test_goodbye_confirms_nothing(stint: Begin) -> None:
    answer = await stint().turn("action_say_goodbye", "au revoir", intent="goodbye")
    assert answer.told["turn"] == "goodbye"


async def test_not_understood_asks_once_and_then_a_human_comes(stint: Begin) -> None:
    begun = stint()
    first = await begun.turn("action_not_understood", "blabla", intent="nlu_fallback")
    assert (first.said[-1], first.told["turn"]) == ("utter_rephrase", "failure")
    second = await begun.turn("action_not_understood", "blabla", intent="nlu_fallback")
    assert second.told["escalate"]["reason"] == "not_understood"
    assert second.told["escalate"]["summary"]["problem"] == "blabla"


async def test_what_is_not_understood_may_be_answered_by_the_service_instead(stint: Begin) -> None:
    begun = stint()
    first = await begun.turn("action_not_understood", "blabla", intent="nlu_fallback")
    assert first.said[: first.gives_way_at] == ["utter_introduction"]
    second = await begun.turn("action_not_understood", "blabla", intent="nlu_fallback")
    assert (second.gives_way_at, second.told["escalate"]["reason"]) == (0, "not_understood")


async def test_nothing_is_said_instead_while_an_answer_is_awaited_or_something_may_be_urgent(
    stint: Begin,
) -> None:
    asked, urgent, form = stint(), stint(), stint()
    await asked.turn("action_parcel", "où est mon colis", intent="track_parcel")
    answer = await asked.turn("action_not_understood", "blabla", intent="nlu_fallback")
    assert answer.gives_way_at is None
    guesses = ["nlu_fallback", "care", "danger"]
    answer = await urgent.turn(
        "action_not_understood", "ça brûle ?", intent="nlu_fallback", guesses=guesses
    )
    assert answer.gives_way_at is None
    answer = await form.turn("action_not_understood", "🙂", entities={"form": "emoji"})
    assert answer.gives_way_at is None


async def test_what_the_service_offered_is_confirmed_or_brings_a_human(stint: Begin) -> None:
    for action, text, intent in (
        ("action_affirm", "", "affirm"),
        ("action_thank", "merci beaucoup", "thanks"),
        ("action_deny", "", "deny"),
        ("action_not_understood", "blibli", "nlu_fallback"),
    ):
        begun = stint()
        await begun.turn("action_not_understood", "blabla", intent="nlu_fallback")
        answer = await begun.turn(action, text, intent=intent, offered=True)
        if intent in {"affirm", "thanks"}:
            assert (answer.said, answer.told["turn"]) == (["utter_glad"], "done")
        else:
            assert answer.told["escalate"]["reason"] in {"asked_human", "not_understood"}
    fresh = stint()
    await fresh.turn("action_not_understood", "blabla", intent="nlu_fallback")
    assert "escalate" not in (await fresh.turn("action_deny", "non", intent="deny")).told


async def test_an_understood_message_between_two_failures_starts_anew(stint: Begin) -> None:
    begun = stint()
    await begun.turn("action_not_understood", "blabla", intent="nlu_fallback")
    await begun.turn("action_greet", "bonjour", intent="greet")
    answer = await begun.turn("action_not_understood", "blabla", intent="nlu_fallback")
    assert "escalate" not in answer.told


async def test_another_language_is_acknowledged_and_the_question_comes_back(stint: Begin) -> None:
    begun = stint()
    await begun.turn("action_parcel", "où est mon colis", intent="track_parcel")
    answer = await begun.turn("action_speak_language", "in English please", intent="speak_language")
    assert answer.said == ["utter_language", "utter_back_to_order"]


async def test_a_late_offer_is_carried_out_by_a_human_or_declined(stint: Begin) -> None:
    accepted, declined = stint(), stint()
    for begun in (accepted, declined):
        await begun.turn(
            "action_parcel", "20428 35000", entities={"number1": "20428", "number2": "35000"}
        )
    yes = await accepted.turn("action_affirm", "oui", intent="affirm")
    no = await declined.turn("action_deny", "non merci", intent="deny")
    assert yes.said == ["utter_human_late_offer"]
    assert yes.told["escalate"]["reason"] == "shop_action"
    assert no.said == ["utter_offer_declined"]
    assert "escalate" not in no.told


async def test_a_false_text_message_is_warned_of_and_the_real_status_offered(stint: Begin) -> None:
    begun = stint()
    answer = await begun.turn("action_fake_sms", "un sms demande 1,99 €", intent="fake_sms")
    assert answer.said[-2:] == ["utter_fake_sms", "utter_fake_sms_real_status"]
    assert begun.slot("awaiting") == "fake_sms"


@pytest.mark.parametrize("action", ["action_affirm", "action_deny", "action_explain_number"])
async def test_an_answer_without_a_question_is_never_met_with_silence(
    stint: Begin, action: str
) -> None:
    answer = await stint().turn(action, "oui", intent="affirm")
    assert len(answer.said) > 1


@pytest.mark.parametrize(
    ("action", "between", "intent"),
    [
        ("action_say_capabilities", "tu sais faire quoi d'autre", "capabilities"),
        ("action_greet", "re bonjour", "greet"),
        ("action_not_understood", "il fait froid", "nlu_fallback"),
    ],
)
async def test_a_yes_after_something_else_resolves_nothing(
    stint: Begin, action: str, between: str, intent: str
) -> None:
    begun = stint()
    entities = {"number1": "20426", "number2": "75011"}
    asked = await begun.turn("action_parcel", "20426 75011", entities=entities)
    assert asked.said[-1] == "utter_ask_helped"
    await begun.turn(action, between, intent=intent)
    answer = await begun.turn("action_affirm", "oui", intent="affirm")
    assert answer.told["turn"] != "done"


async def test_one_moment_keeps_the_question_open(stint: Begin) -> None:
    begun = stint()
    entities = {"number1": "20426", "number2": "75011"}
    await begun.turn("action_parcel", "20426 75011", entities=entities)
    await begun.turn("action_wait", "deux secondes", intent="wait")
    answer = await begun.turn("action_affirm", "oui", intent="affirm")
    assert answer.told["turn"] == "done"


async def test_right_after_an_answer_no_unsure_reading_changes_the_subject(stint: Begin) -> None:
    begun = stint()
    entities = {"number1": "20426", "number2": "75011"}
    await begun.turn("action_parcel", "20426 75011", entities=entities)
    answer = await begun.turn(
        "action_promotion", "on y va sans rien ou bien", intent="promotion", confidence=0.4
    )
    assert answer.said == ["utter_rephrase"]


@pytest.mark.parametrize(
    ("said", "answer"),
    [
        ("non je n'ai cliqué sur rien", "utter_fake_sms_untouched"),
        ("ma tante a donné le numéro de sa carte hier", "utter_fake_sms_card"),
        ("I typed my card details in", "utter_fake_sms_card"),
    ],
)
async def test_what_was_done_with_a_false_message_is_answered_on_the_point(
    stint: Begin, said: str, answer: str
) -> None:
    begun = stint()
    await begun.turn("action_fake_sms", "un sms demande 1,99 €", intent="fake_sms")
    told = await begun.turn("action_not_understood", said, intent="nlu_fallback")
    assert told.said == [answer]
