"""A wish for a human is heard in any spelling, and only a wish."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from actions.words.human_wish import wants_a_person
from tests.actions.flows.conftest import Stint

Begin = Callable[..., Stint]


@pytest.mark.parametrize(
    "said",
    [
        "jprefere 1 vraie personne",
        "ok merci. kelk1 de chez vous svp",
        "on peut me passer un être humain",
        "une personne humaine",
        "je voudrais quelqu'un de réel et pas un robot",
        "j'attends depuis lundi\nje voudrais une personne réelle",
        "someone who breathes, please",
        "I'd rather an actual human looked at it",
        "where is it?\nget me somebody real",
        "une vraie personne",
        "a real person please",
    ],
)
def test_a_wish_is_heard_in_any_spelling(said: str) -> None:
    assert wants_a_person(said)


@pytest.mark.parametrize(
    "said",
    [
        "est-ce que vous êtes un humain ?",
        "am I writing to a real person?",
        "une vraie personne ?",
        "je suis en train de parler à un humain ou un robot ?",
        "pas besoin d'un humain",
        "un humain a signé à ma place hier matin",
        "c'est pour une personne âgée",
        "",
    ],
)
def test_who_speaks_of_people_otherwise_wishes_for_nobody(said: str) -> None:
    assert not wants_a_person(said)


@pytest.mark.timeout(120)
async def test_a_wish_in_a_burst_brings_the_human_whatever_else_it_was_taken_for(
    stint: Begin,
) -> None:
    begun = stint()
    entities = {"order_number": "20436", "postcode": "75016"}
    await begun.turn("action_parcel", "ma lampe ?", intent="track_parcel", entities=entities)
    said = "jamais reçue\nje veux que quelqu'un de chez vous regarde"
    answer = await begun.turn("action_parcel", said, intent="parcel_not_received")
    assert answer.said == ["utter_human_asked"]
    assert answer.told["escalate"]["reason"] == "asked_human"
    assert said in answer.told["escalate"]["summary"]["problem"]


@pytest.mark.timeout(120)
async def test_a_person_asked_for_in_two_words_is_no_question_about_the_bot(stint: Begin) -> None:
    answer = await stint().turn("action_say_bot", "une vraie personne", intent="bot_challenge")
    assert "utter_human_asked" in answer.said
