"""Complaints, press, partners, jobs, praise, irony, and messages without words."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from actions.words.irony import is_irony, is_no_thanks
from tests.actions.flows.conftest import Stint

Begin = Callable[..., Stint]


async def test_a_complaint_is_a_human_with_urgency_and_no_mediator_yet(stint: Begin) -> None:
    answer = await stint().turn("action_complaint", "je fais une réclamation", intent="complaint")
    escalated = answer.told["escalate"]
    assert (escalated["team"], escalated["urgency"]) == ("customer_care", "high")
    assert "utter_mediator" not in answer.said


async def test_the_mediator_is_named_once_a_complaint_has_failed(stint: Begin) -> None:
    told = await stint().turn(
        "action_complaint", "ma réclamation a été rejetée", intent="complaint"
    )
    before = await stint(contacted_before=True).turn(
        "action_complaint", "quel est votre médiateur", intent="complaint"
    )
    asked = await stint().turn(
        "action_legal_threat", "give me the name of your ombudsman", intent="legal_threat"
    )
    for answer in (told, before, asked):
        assert answer.values("utter_mediator")["mediator"] == "Médiation Exemple Commerce"
        assert "ec.europa.eu" not in answer.values("utter_mediator")["link"]


@pytest.mark.parametrize(
    ("topic", "team"),
    [("press", "communication"), ("partnership", "marketing")],
)
@pytest.mark.parametrize("brand", ["demo", "kiosque"])
async def test_press_and_partners_reach_their_team(
    stint: Begin, topic: str, team: str, brand: str
) -> None:
    answer = await stint(brand=brand).turn(f"action_{topic}", "…", intent=topic)
    assert answer.said[1:] == [f"utter_human_{topic}"]
    assert answer.told["escalate"]["team"] == team
    assert answer.told["facts"]["topic"] == topic


async def test_who_looks_for_work_gets_the_brands_page_or_its_team(stint: Begin) -> None:
    page = await stint().turn("action_jobs", "vous recrutez ?", intent="jobs")
    team = await stint(brand="kiosque", voice="tu").turn(
        "action_jobs", "tu recrutes ?", intent="jobs"
    )
    assert page.said[1:] == ["utter_jobs", "utter_ask_helped"]
    assert team.told["escalate"]["team"] == "communication"


async def test_praise_is_thanked_for_and_fills_no_queue(stint: Begin) -> None:
    answer = await stint().turn("action_praise", "j'adore vos vases", intent="praise")
    assert answer.said[1:] == ["utter_praise"]
    assert answer.told["facts"]["praise"] == "j'adore vos vases"
    assert "escalate" not in answer.told


async def test_a_page_that_did_not_help_is_not_given_twice(stint: Begin) -> None:
    customer = stint()
    await customer.turn("action_account", "je n'arrive pas à me connecter", intent="account")
    again = await customer.turn("action_account", "la page reste blanche", intent="account")
    assert "utter_account" not in again.said
    assert again.told["escalate"]["reason"] == "asked_human"


@pytest.mark.parametrize(
    ("typed", "turn"),
    [
        ("merci beaucoup, bonne journée", "done"),
        ("Merci ! Ça répond bien à ma question.", "done"),
        ("thanks, that is all I needed to know, have a lovely evening", "done"),
        ("Thank you. We sit in the third row next to the window", "smalltalk"),
        ("Merci. Ma commande d'avant avait eu trois jours de plus", "smalltalk"),
        ("thank you but we are driving to the harbour now", "smalltalk"),
    ],
)
async def test_only_thanks_that_say_nothing_else_confirm_that_an_answer_helped(
    stint: Begin, typed: str, turn: str
) -> None:
    customer = stint()
    await customer.turn("action_account", "je n'arrive pas à me connecter", intent="account")
    thanked = await customer.turn("action_thank", typed, intent="thanks")
    assert thanked.told["turn"] == turn


async def test_praise_after_an_answer_says_that_it_helped(stint: Begin) -> None:
    begun = stint()
    await begun.turn("action_delivery_terms", "combien la livraison", intent="delivery_terms")
    answer = await begun.turn("action_praise", "vous êtes géniaux", intent="praise")
    assert (answer.said, answer.told["turn"]) == (["utter_praise"], "done")


@pytest.mark.parametrize(
    ("action", "typed", "intent"),
    [
        ("action_praise", "bravo l'équipe 👏", "praise"),
        ("action_praise", "super service, trois semaines que j'attends", "praise"),
        ("action_thank", "ok merci mais ça répond pas", "thanks"),
        ("action_thank", "merci pour rien", "thanks"),
        ("action_thank", "thanks but still nothing", "thanks"),
    ],
)
async def test_irony_is_never_met_with_good_cheer(
    stint: Begin, action: str, typed: str, intent: str
) -> None:
    alone = await stint().turn(action, typed, intent=intent)
    begun = stint()
    await begun.turn("action_parcel", "où est mon colis", intent="track_parcel")
    with_problem = await begun.turn(action, typed, intent=intent)
    assert alone.said[1:] == ["utter_not_content"]
    # What is wrong was asked: who leaves now was not answered.
    assert alone.told["turn"] == "question"
    assert with_problem.told["escalate"]["reason"] == "asked_human"


@pytest.mark.parametrize(
    "typed",
    [
        *("merci beaucoup", "ok merci", "thank you so much", "merci, bonne journée 🙏"),
        *("merci mais pas besoin d'autre chose", "thanks but no need", "merci mais pas la peine"),
        *("thanks, but nothing else", "merci mais c'est pas grave", "thanks but no thanks"),
    ],
)
def test_plain_thanks_are_thanks(typed: str) -> None:
    assert not is_no_thanks(typed)


@pytest.mark.parametrize(
    "typed",
    [
        *("j'adore votre boutique", "great service, I love it"),
        *("service au top, jamais déçue !", "rien à redire, bravo", "mieux que ce que j'attendais"),
        *("I never had a problem", "nothing to complain about", "livré sans retard"),
        *("client depuis 6 mois, toujours content", "remboursée en 2 jours, bravo"),
        *("jamais vu un service aussi rapide", "au-delà de mes attentes"),
        "le petit mot dans le carton a illuminé ma semaine",
        "your drawing on the box made my whole week",
    ],
)
def test_plain_praise_is_praise(typed: str) -> None:
    assert not is_irony(typed)


@pytest.mark.parametrize(
    "typed",
    [
        *("jamais vu un service aussi nul", "reçu après un mois, bravo", "top, jamais livré"),
        *("jamais eu de problème avant mais là rien reçu", "great, never again"),
        *("rien à dire, vous êtes nuls", "super, encore une fois perdu"),
        *("merci mais pas besoin de me le répéter", "thanks but no need to repeat it, not there"),
    ],
)
def test_praise_that_tells_of_trouble_is_not(typed: str) -> None:
    assert is_irony(typed)


async def test_one_moment_keeps_what_was_asked_and_asks_nothing(stint: Begin) -> None:
    begun = stint()
    await begun.turn("action_parcel", "où est mon colis", intent="track_parcel")
    answer = await begun.turn("action_wait", "attendez je cherche", intent="wait")
    assert answer.said == ["utter_take_your_time"]
    assert begun.slot("awaiting") == "order"
    assert begun.slot("facts")["problem"] == "où est mon colis"


@pytest.mark.parametrize(
    ("typed", "form", "said"),
    [
        ("😂", "emoji", "utter_emoji"),
        ("…", "empty", "utter_nothing_read"),
        ("https://www.example.com", "link", "utter_bare_link"),
        ("hola, mi pedido", "other_language", "utter_other_language"),
    ],
)
async def test_a_message_without_words_is_said_to_be_one_and_the_question_comes_back(
    stint: Begin, typed: str, form: str, said: str
) -> None:
    alone = await stint().turn(
        "action_not_understood", typed, intent="nlu_fallback", entities={"form": form}
    )
    begun = stint()
    await begun.turn("action_parcel", "où est mon colis", intent="track_parcel")
    between = await begun.turn(
        "action_not_understood", typed, intent="nlu_fallback", entities={"form": form}
    )
    assert alone.said[1:] == [said]
    assert "problem" not in alone.told["facts"]
    assert between.said == [said, "utter_back_to_order"]


async def test_twice_in_another_language_brings_a_human_and_emoji_never_do(stint: Begin) -> None:
    foreign, laughing = stint(), stint()
    for _ in range(2):
        answer = await foreign.turn(
            "action_not_understood",
            "hola",
            intent="nlu_fallback",
            entities={"form": "other_language"},
        )
        laugh = await laughing.turn(
            "action_not_understood", "😂", intent="nlu_fallback", entities={"form": "emoji"}
        )
    assert answer.told["escalate"]["reason"] == "not_understood"
    assert "escalate" not in laugh.told
