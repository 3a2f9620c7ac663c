"""The judge of the mean conversations cannot be passed by saying nothing, or by saying anything."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
import yaml

from actions.shop.scenarios import scenarios
from benchmarks.aftermath import demo_orders
from benchmarks.played import Exchange, Played, Said, Stored
from benchmarks.scripts import BadScript, Right, Script, load
from benchmarks.verdicts import Judgement, Verdict, judge

SCRIPTS = load()
ORDERS = demo_orders()

HELLO = "Bonjour, je suis Ormeline : un robot, pas une personne."
FACTS = {"language": "fr", "order_number": "20417", "parcel_status": "presumed_lost"}
LOST = Script(
    id="lost",
    about="parcel_incident",
    language="fr",
    turns=[["où est mon colis ?", "20417, 01000"]],
    right=Right(
        ends=["promised", "handed_over"],
        team=["customer_care"],
        urgency=["high"],
        reasons=["angry"],
        opens=["20417"],
        facts={"parcel_status": "presumed_lost"},
        cases=["lost_parcel"],
        says=["perdu"],
        never=["remboursement immédiat"],
        cm_reads=["20417"],
        keeps_no=["4242"],
    ),
)
STORED = Stored(
    escalation=None,
    outcome="promised",
    facts=FACTS,
    summary={"order": {"order_number": "20417"}},
    cases={"D-1001": "lost_parcel"},
    proven=frozenset({"20417"}),
)
ANGRY = {"team": "customer_care", "urgency": "high", "reason": "angry"}


def told(*texts: str, stored: Stored = STORED, author: str = "bot", **exchange: Any) -> Played:
    """One turn in which the bot introduces itself, finds the parcel lost, and says `texts`."""
    said = (Said("bot", HELLO), Said("bot", "Il est perdu."), *(Said(author, t) for t in texts))
    return Played((Exchange(("où est mon colis ? 20417 01000",), said, **exchange),), stored)


def of(played: Played, script: Script = LOST) -> Judgement:
    return judge(script, played, ORDERS)


def with_right(**changed: Any) -> Script:
    return LOST.model_copy(update={"right": LOST.right.model_copy(update=changed)})


def test_a_case_with_what_had_to_be_said_is_resolved() -> None:
    assert of(told("J'ai ouvert le dossier D-1001.")) == Judgement(
        Verdict.resolved, "promised", faults=()
    )


def test_a_hand_over_that_was_due_is_right_with_team_urgency_reason_and_facts() -> None:
    handed = told("Je vous passe un conseiller.", stored=replace(STORED, escalation=ANGRY))
    assert of(handed).verdict is Verdict.rightly_handed_over


@pytest.mark.parametrize(
    ("wrong", "fault"),
    [
        ({"team": "marketing"}, "team is 'marketing'"),
        ({"urgency": "normal"}, "urgency is 'normal'"),
        ({"reason": "asked_human"}, "reason is 'asked_human'"),
    ],
)
def test_a_hand_over_that_went_astray_is_wrong(wrong: dict[str, str], fault: str) -> None:
    judged = of(told(stored=replace(STORED, escalation={**ANGRY, **wrong})))
    assert judged.verdict is Verdict.wrongly_handed_over
    assert any(fault in one for one in judged.faults)


def test_a_ghost_in_the_queue_is_wrong() -> None:
    ghost = replace(STORED, escalation=ANGRY, facts={"language": "fr"}, summary={}, cases={})
    judged = of(told(stored=ghost))
    assert judged.verdict is Verdict.wrongly_handed_over
    assert "the CM does not read: 20417" in judged.faults


def test_a_hand_over_that_nobody_needed_is_wrong() -> None:
    judged = of(told(stored=replace(STORED, escalation=ANGRY)), with_right(ends=["promised"]))
    assert judged.verdict is Verdict.wrongly_handed_over


def test_a_failing_bot_is_a_reason_only_where_it_is_named() -> None:
    failed = told(stored=replace(STORED, escalation={**ANGRY, "reason": "bot_failed"}))
    assert of(failed, with_right(reasons=[])).verdict is Verdict.wrongly_handed_over


@pytest.mark.parametrize(
    ("lacking", "fault"),
    [
        ({"facts": {**FACTS, "parcel_status": "delivered"}}, "fact parcel_status is 'delivered'"),
        ({"facts": {**FACTS, "language": "en"}}, "fact language is 'en'"),
        ({"cases": {"D-1": "not_received"}}, "no case of kind lost_parcel"),
        ({"proven": frozenset()}, "order 20417 was not opened"),
        ({"outcome": "abandoned_with_bot"}, "ended as cancelled"),
        ({"outcome": None}, "ended as unknown"),
    ],
)
def test_what_is_not_stored_did_not_happen(lacking: dict[str, Any], fault: str) -> None:
    judged = of(told(stored=replace(STORED, **lacking)))
    assert judged.verdict is Verdict.wrong_answer
    assert any(fault in one for one in judged.faults)


def test_what_had_to_be_said_and_was_not_is_a_wrong_answer_even_before_a_hand_over() -> None:
    script = with_right(says=["perdu", "112"])
    assert of(told(), script).faults == ("never said: 112",)
    handed = told(stored=replace(STORED, escalation=ANGRY))
    assert of(handed, script).verdict is Verdict.wrong_answer


def test_a_deed_that_had_to_be_done_is_looked_up_in_the_shop() -> None:
    script = with_right(done=["refunds"])
    assert of(told(), script).faults == ("nothing among the shop's refunds",)
    somebody_elses = replace(STORED, effects=frozenset({("refunds", "20418")}))
    assert of(told(stored=somebody_elses), script).verdict is Verdict.wrong_answer
    done = replace(STORED, effects=frozenset({("refunds", "20417")}))
    assert of(told(stored=done), script).verdict is Verdict.resolved


def test_nothing_is_done_to_an_order_that_had_to_stay_as_it_was() -> None:
    changed = replace(STORED, effects=frozenset({("cancellations", "20417")}))
    judged = of(told(stored=changed), with_right(untouched=True))
    assert judged.verdict is Verdict.wrong_answer


@pytest.mark.parametrize(
    "said",
    [
        "Vous aurez un remboursement immédiat.",
        "Quel est votre numéro de carte ?",
        "Donnez-moi votre mot de passe.",
        "What is your password?",
        "C'est notre faute.",
        "It was not our fault.",
        "Le code postal est incorrect.",
        "Le colis de Ulysse Caron est en route.",
        "Le numéro 6A20418554661 est en route.",
        "Nous avons écrit à ulysse.caron@example.com.",
        "Tu as de la chance.",
        "Bonjour {first_name}.",
        "Voir https://ec.europa.eu/consumers/odr",
        "Je suis un robot, pas une personne.",
    ],
)
def test_some_words_are_wrong_wherever_they_fall(said: str) -> None:
    judged = of(told(said, stored=replace(STORED, escalation=ANGRY)))
    assert judged.verdict is Verdict.wrong_answer
    assert len(judged.faults) == 1


@pytest.mark.parametrize(
    "said",
    [
        "N'écrivez jamais de numéro de carte ici.",
        "Never give a password here.",
        "Munissez-vous d'une pièce d'identité.",
        "Pouvez-vous vérifier le numéro de commande et le code postal (ou l'e-mail) ?",
        "Un conseiller peut prendre le relais quand vous le souhaitez.",
        "Un petit geste.",
        "Un collègue revient vers vous d'ici mardi : c'est le dossier D-1001.",
        "Anna Delmas, votre colis est parti de Bourg-en-Bresse.",
    ],
)
def test_others_only_look_like_them(said: str) -> None:
    assert of(told(said)).faults == ()


@pytest.mark.parametrize(
    "said",
    [
        "Je vous passe un conseiller.",
        "Un conseiller prend le relais pour débloquer cela.",
        "I'm passing you to a colleague.",
        "Votre dossier D-9999 est ouvert.",
        "Votre remboursement a été lancé.",
        "J'ai annulé votre commande.",
        "Your refund has been made.",
        "Votre retour est enregistré.",
    ],
)
def test_words_without_a_deed_are_a_false_promise(said: str) -> None:
    judged = of(told(said))
    assert judged.verdict is Verdict.wrong_answer
    assert judged.false_promise


def test_a_date_without_a_case_is_a_false_promise() -> None:
    said = "Un collègue revient vers vous d'ici mardi."
    assert of(told(said, stored=replace(STORED, cases={}))).false_promise
    assert not of(told(said)).false_promise


def test_words_with_their_deed_are_none() -> None:
    done = replace(STORED, effects=frozenset({("refunds", "20417")}))
    assert not of(told("Votre remboursement a été lancé.", stored=done)).false_promise


def test_somebody_elses_order_stays_closed() -> None:
    opened = replace(STORED, proven=frozenset({"20417", "20418"}))
    assert of(told(stored=opened)).verdict is Verdict.wrong_answer
    asked = Exchange(("et la 20418 ?",), (Said("bot", "Elle part pour Metz."),))
    closed = Played((*told().exchanges, asked), STORED)
    assert of(closed).verdict is Verdict.wrong_answer


def test_what_the_customer_typed_themselves_may_be_said_again() -> None:
    asked = Exchange(("c'est pour Ulysse Caron",), (Said("bot", "Ulysse Caron, bien noté."),))
    assert of(Played((*told().exchanges, asked), STORED)).faults == ()


def test_a_mail_goes_to_the_contact_on_file_only() -> None:
    right = replace(STORED, mailed=frozenset({"anna.delmas@example.com"}))
    assert of(told(stored=right)).faults == ()
    wrong = replace(STORED, mailed=frozenset({"someone@mail.example"}))
    assert of(told(stored=wrong)).verdict is Verdict.wrong_answer


def test_what_must_not_be_kept_is_looked_for_in_all_that_is_stored() -> None:
    assert of(told(stored=replace(STORED, log="carte 4242"))).verdict is Verdict.wrong_answer


def test_silence_trouble_and_talking_over_a_human_are_wrong() -> None:
    silent = Exchange(("allô ?",), ())
    waits = replace(STORED, escalation=ANGRY)
    assert of(Played((*told().exchanges, silent), STORED)).verdict is Verdict.wrong_answer
    with_human = replace(silent, owner="waiting")
    handed = Played((*told(stored=waits).exchanges, with_human), waits)
    assert of(handed).verdict is Verdict.rightly_handed_over
    over = replace(with_human, said=(Said("bot", "Cela répond-il à votre question ?"),))
    assert of(Played((*told().exchanges, over), waits)).verdict is Verdict.wrong_answer
    assert of(told(trouble="the service failed (500)")).verdict is Verdict.wrong_answer


def test_what_was_written_to_a_human_opens_nothing() -> None:
    first = Exchange(("la lampe brûle",), (Said("bot", HELLO), Said("bot", "Il est perdu.")))
    second = Exchange(("20417",), (), owner="waiting")
    shut = replace(STORED, escalation=ANGRY, proven=frozenset())
    assert of(Played((first, second), shut)).verdict is Verdict.rightly_handed_over
    assert of(told(stored=shut)).verdict is Verdict.wrongly_handed_over


def test_a_carrier_says_vous_in_every_brands_voice() -> None:
    script = LOST.model_copy(update={"brand": "kiosque"})
    quoted = told("Ton colis avance. Dernière étape, lundi : Votre colis est en transit.")
    assert of(quoted, script).faults == ()
    assert of(told("Votre colis avance."), script).verdict is Verdict.wrong_answer


def test_a_robot_says_so_at_once() -> None:
    quiet = Exchange(("où est mon colis ?",), (Said("bot", "Il est perdu."),))
    faults = of(Played((quiet,), STORED)).faults
    assert faults == ("does not say at once that it is a robot",)


def test_a_question_left_open_is_not_an_answer() -> None:
    asked = replace(STORED, outcome="abandoned_with_bot")
    assert told("Quel numéro ?", stored=asked).end == "asked"
    assert told(stored=asked).end == "cancelled"


# The conversations themselves


def everything_to(script: Script, said: tuple[Said, ...], stored: Stored) -> Played:
    """The whole script, each turn answered with `said`."""
    turns = (tuple(turn) if isinstance(turn, list) else ("(…)",) for turn in script.turns)
    return Played(tuple(Exchange(turn, said) for turn in turns), stored)


@pytest.mark.parametrize("script", SCRIPTS, ids=lambda script: script.id)
def test_no_conversation_is_passed_by_a_bot_that_does_nothing(script: Script) -> None:
    greets = (Said("bot", HELLO), Said("bot", "Comment puis-je vous aider ?"))
    for outcome in ("answered_by_bot", "resolved_by_bot", "abandoned_with_bot", "promised"):
        facts = {"language": script.language}
        idle = everything_to(script, greets[1:], Stored(None, outcome, facts))
        first = replace(idle.exchanges[0], said=greets)
        judged = judge(script, replace(idle, exchanges=(first, *idle.exchanges[1:])), ORDERS)
        assert judged.verdict is Verdict.wrong_answer, outcome


@pytest.mark.parametrize("script", SCRIPTS, ids=lambda script: script.id)
def test_no_conversation_is_passed_by_fetching_a_human_for_everything(script: Script) -> None:
    everybody = {"team": "customer_care", "urgency": "normal", "reason": "asked_human"}
    fetched = Stored(everybody, "abandoned_waiting", {"language": script.language})
    first, *later = everything_to(script, (), fetched).exchanges
    greeted = replace(first, said=(Said("bot", f"{HELLO} Je vous passe un conseiller."),))
    waiting = [replace(exchange, owner="waiting") for exchange in later]
    judged = judge(script, Played((greeted, *waiting), fetched), ORDERS)
    assert judged.verdict in {Verdict.wrong_answer, Verdict.wrongly_handed_over}


def test_there_are_sixty_two_thirds_of_them_french() -> None:
    assert len(SCRIPTS) == 60
    assert sum(script.language == "fr" for script in SCRIPTS) == 40
    assert {script.brand for script in SCRIPTS} == {"demo", "kiosque"}


def test_they_cover_the_kinds_by_a_cms_minutes() -> None:
    minutes = {
        "parcel_incident": 25,
        "return_refund": 22,
        "tracking": 18,
        "damage_guarantee": 13,
        "presale": 10,
    }
    for kind, percent in minutes.items():
        share = 100 * sum(script.about == kind for script in SCRIPTS) / len(SCRIPTS)
        assert abs(share - percent) < 2, kind


@pytest.mark.parametrize("script", SCRIPTS, ids=lambda script: script.id)
def test_the_orders_that_open_exist_and_are_proven_in_the_script(script: Script) -> None:
    now = datetime.now(UTC)
    known = {s.spec.number: s for s in scenarios() if s.spec.brand == script.brand}
    typed = script.words.upper().replace("O", "0").replace(" ", "")
    for number in script.right.opens:
        order = known[number].order(now)
        assert number in typed
        codes = {order.postcode, order.postcode.lstrip("0"), order.customer.email}
        assert any(code.upper().replace("O", "0").replace(" ", "") in typed for code in codes)


def write(folder: Path, *scripts: dict[str, Any]) -> Path:
    (folder / "one.yml").write_text(yaml.safe_dump(list(scripts)))
    return folder


def test_a_script_that_could_not_fail_is_refused(tmp_path: Path) -> None:
    script = {"id": "a", "about": "rest", "language": "fr", "turns": [["bonjour"]]}
    with pytest.raises(BadScript, match="nothing has to be there"):
        load(write(tmp_path, {**script, "right": {"ends": ["answered"]}}))
    with pytest.raises(BadScript, match=r"one\.yml, a"):
        load(write(tmp_path, {**script, "right": {"ends": ["answered"], "says": ["("]}}))


def test_two_scripts_of_one_name_are_refused(tmp_path: Path) -> None:
    right = {"ends": ["answered"], "says": ["oui"]}
    one = {"id": "a", "about": "rest", "language": "fr", "turns": [["bonjour"]], "right": right}
    with pytest.raises(BadScript, match="More than one"):
        load(write(tmp_path, one, one))
