"""What a human takes over at once, with what is known."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tests.actions.flows.conftest import Stint

Begin = Callable[..., Stint]


@pytest.mark.parametrize(
    ("action", "intent", "reason", "urgency"),
    [
        ("action_ask_human", "ask_human", "asked_human", "normal"),
        ("action_angry", "angry", "angry", "high"),
        ("action_legal_threat", "legal_threat", "legal_threat", "high"),
        ("action_gift_date", "gift_date", "gift_date", "high"),
    ],
)
async def test_a_human_comes_at_once_and_the_customer_can_write_the_rest_meanwhile(
    stint: Begin, action: str, intent: str, reason: str, urgency: str
) -> None:
    answer = await stint().turn(action, "…", intent=intent)
    assert answer.said[-1] == "utter_while_waiting"
    escalated = answer.told["escalate"]
    assert (escalated["reason"], escalated["urgency"]) == (reason, urgency)
    assert escalated["team"] == "customer_care"


async def test_nobody_who_asked_about_delivery_is_asked_for_an_order(stint: Begin) -> None:
    begun = stint()
    await begun.turn("action_delivery_terms", "vous livrez à Namur ?", intent="delivery_terms")
    answer = await begun.turn("action_ask_human", "un conseiller svp", intent="ask_human")
    assert answer.said == ["utter_human_asked"]


async def test_facts_that_the_message_itself_proves_are_on_the_conversation(stint: Begin) -> None:
    answer = await stint().turn(
        "action_angry",
        "vous êtes nuls, commande 20426 75011",
        intent="angry",
        entities={"order_number": "20426", "number": "75011"},
    )
    assert "utter_while_waiting" not in answer.said
    summary = answer.told["escalate"]["summary"]
    assert summary["order"]["first_name"] == "Yanis"
    assert summary["parcel"]["parcel_status"] == "in_transit_on_time"


@pytest.mark.parametrize(
    ("action", "intent", "words"),
    [
        ("action_missed_promise", "missed_promise", "utter_human_promise"),
        ("action_gift_date", "gift_date", "utter_human_gift_date"),
    ],
)
async def test_the_facts_come_before_the_queue(
    stint: Begin, action: str, intent: str, words: str
) -> None:
    begun = stint()
    entities = {"order_number": "20418", "number": "57000"}
    answer = await begun.turn(action, "commande 20418 57000", intent=intent, entities=entities)
    assert answer.said == ["utter_introduction", "utter_parcel_presumed_lost", words]


async def test_the_human_reads_what_was_said_at_first_as_well(stint: Begin) -> None:
    begun = stint()
    await begun.turn(
        "action_parcel", "ma lampe commandée en octobre n'est jamais venue", intent="parcel_lost"
    )
    answer = await begun.turn("action_angry", "vous vous fichez de moi", intent="angry")
    problem = answer.told["escalate"]["summary"]["problem"]
    assert problem.splitlines() == [
        "ma lampe commandée en octobre n'est jamais venue",
        "vous vous fichez de moi",
    ]


async def test_facts_of_an_unproven_order_are_not(stint: Begin) -> None:
    answer = await stint().turn(
        "action_angry",
        "vous êtes nuls, commande 20426 69001",
        intent="angry",
        entities={"order_number": "20426", "number": "69001"},
    )
    assert answer.told["escalate"]["summary"]["order"] == {"order_number": "20426"}
    assert answer.told["escalate"]["summary"]["parcel"] is None


async def test_danger_names_the_emergency_number_first_and_alerts_the_quality_team(
    stint: Begin,
) -> None:
    answer = await stint().turn("action_danger", "la lampe a pris feu", intent="danger")
    assert answer.said == ["utter_danger"]
    escalated = answer.told["escalate"]
    assert (escalated["reason"], escalated["team"], escalated["urgency"]) == (
        "danger",
        "quality",
        "critical",
    )


async def test_a_human_comes_even_if_nothing_can_be_looked_up(
    stint: Begin, monkeypatch: pytest.MonkeyPatch
) -> None:
    begun = stint()
    monkeypatch.setenv("RELAIS_INTERNAL_URL", "http://127.0.0.1:9")
    answer = await begun.turn(
        "action_ask_human", "un conseiller, 20426", intent="ask_human", entities={"number": "20426"}
    )
    assert answer.told["escalate"]["reason"] == "asked_human"
    assert answer.said[-1] == "utter_human_asked"


@pytest.mark.parametrize(
    ("intent", "topic", "team"),
    [
        ("order_change", "order_change", "customer_care"),
    ],
)
async def test_other_kinds_reach_the_right_team_with_their_topic(
    stint: Begin, intent: str, topic: str, team: str
) -> None:
    answer = await stint().turn("action_other_topic", "…", intent=intent)
    assert answer.told["facts"]["topic"] == topic
    assert answer.told["escalate"]["team"] == team
    assert f"utter_human_{topic}" in answer.said


PROMISED = "Ines, du service client, s'était engagée à me rembourser mardi"


async def test_the_order_is_asked_for_once_before_a_human_reads_of_a_promise(stint: Begin) -> None:
    begun = stint()
    asked = await begun.turn("action_missed_promise", PROMISED, intent="missed_promise")
    assert asked.said == ["utter_introduction", "utter_promise_needs_order"]
    assert "escalate" not in asked.told
    entities = {"order_number": "20418", "number": "57000"}
    answer = await begun.turn("action_parcel", "20418 à Metz, 57000", entities=entities)
    assert answer.said == ["utter_parcel_presumed_lost", "utter_human_promise"]
    escalated = answer.told["escalate"]
    assert (escalated["reason"], escalated["urgency"]) == ("missed_promise", "high")
    assert escalated["summary"]["problem"] == PROMISED
    assert escalated["summary"]["parcel"]["parcel_status"] == "presumed_lost"


async def test_of_a_number_alone_the_other_half_is_asked_for_and_no_more(stint: Begin) -> None:
    begun = stint(language="en")
    await begun.turn(
        "action_missed_promise", "somebody promised to ring me", intent="missed_promise"
    )
    half = await begun.turn("action_parcel", "20418", entities={"order_number": "20418"})
    assert half.said == ["utter_ask_proof"]
    answer = await begun.turn("action_parcel", "69001", entities={"number": "69001"})
    assert answer.said[-1] == "utter_human_promise"
    assert answer.told["escalate"]["summary"]["order"] == {"order_number": "20418"}
    assert answer.told["escalate"]["summary"]["parcel"] is None


@pytest.mark.parametrize(
    ("action", "intent", "said"),
    [
        ("action_explain_number", "no_number", "pas sous les yeux"),
        ("action_deny", "deny", "non"),
        ("action_not_understood", "nlu_fallback", "c'est à vous de retrouver ça"),
        ("action_missed_promise", "missed_promise", "on m'avait juré que ce serait fait"),
        ("action_parcel", "track_parcel", "dites-moi plutôt où est mon colis"),
    ],
)
async def test_who_gives_no_order_is_not_held_up(
    stint: Begin, action: str, intent: str, said: str
) -> None:
    begun = stint()
    await begun.turn("action_missed_promise", PROMISED, intent="missed_promise")
    answer = await begun.turn(action, said, intent=intent)
    assert answer.told["escalate"]["reason"] == "missed_promise"
    assert answer.told["escalate"]["summary"]["problem"].startswith(PROMISED)
    assert "utter_human_promise" in answer.said


async def test_anger_at_a_promise_brings_the_human_without_a_question(stint: Begin) -> None:
    answer = await stint().turn(
        "action_missed_promise",
        f"{PROMISED}, vous êtes des menteurs",
        intent="missed_promise",
        also={"angry": "vous êtes des menteurs"},
    )
    assert answer.told["escalate"]["reason"] == "missed_promise"


async def test_a_promise_told_with_its_order_lacks_only_the_proof(stint: Begin) -> None:
    begun = stint()
    said = f"commande 20418 : {PROMISED}"
    half = await begun.turn(
        "action_missed_promise",
        said,
        intent="missed_promise",
        entities={"order_number": "20418"},
    )
    assert half.said == ["utter_introduction", "utter_ask_proof"]
    answer = await begun.turn("action_parcel", "57000", entities={"number": "57000"})
    assert answer.said == ["utter_parcel_presumed_lost", "utter_human_promise"]
