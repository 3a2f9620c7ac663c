"""What an episode teaches: the problem, the reply that resolved it, and nothing of the person."""

from __future__ import annotations

import re
import string

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from handoff.brands.brand import Brand
from handoff.suggestions.analysis import fold
from handoff.suggestions.episodes import resolution_of
from handoff.suggestions.redaction import PLACEHOLDER
from handoff.suggestions.store import Resolution
from tests.suggestions.told import Line, told

PROBLEM = "Mon colis est marqué livré mais je n'ai rien reçu"
ANSWER = (
    "Bonjour Madame,\n\nNous ouvrons une enquête auprès du transporteur et nous vous renvoyons "
    "l'article dès sa réponse.\n\nBelle journée,\nCamille, Maison Orme"
)
BODY = (
    "Nous ouvrons une enquête auprès du transporteur et nous vous renvoyons l'article dès sa "
    "réponse."
)
TAKEN: Line = ("owner", "cm")


@pytest.fixture(scope="session")
def demo(brands: dict[str, Brand]) -> Brand:
    return brands["demo"]


def learnt(demo: Brand, *lines: Line, **case: object) -> Resolution:
    resolution = resolution_of(told(*lines, **case), demo)  # type: ignore[arg-type]
    assert resolution is not None
    return resolution


def test_the_problem_is_told_without_greeting_and_the_reply_without_signature(demo: Brand) -> None:
    found = learnt(
        demo,
        ("customer", "bonjour"),
        ("customer", PROBLEM),
        ("bot", "Je regarde."),
        ("customer", "je veux parler à un humain"),
        ("owner", "waiting"),
        TAKEN,
        ("cm", ANSWER),
        ("customer", "merci beaucoup"),
    )
    assert (found.question, found.reply) == (PROBLEM, BODY)
    assert (found.language, found.team, found.episode) == ("fr", "customer_care", 1)


@pytest.mark.parametrize(
    "after",
    [
        "Je vous en prie, bonne journée !",
        "Avec plaisir, n'hésitez pas si vous avez d'autres questions.",
        "De rien !",
        "Parfait, bonne fin de journée à vous",
        "Puis-je faire autre chose pour vous aujourd'hui ?",
        "Un instant, je vérifie cela pour vous.",
        "You're welcome, have a lovely day!",
    ],
)
def test_what_is_said_around_the_answer_is_not_taken_for_it(demo: Brand, after: str) -> None:
    found = learnt(
        demo,
        ("customer", PROBLEM),
        TAKEN,
        ("cm", "Bonjour, je regarde votre dossier tout de suite."),
        ("cm", "Pouvez-vous me confirmer votre adresse complète s'il vous plaît ?"),
        ("customer", "oui c'est la bonne"),
        ("cm", ANSWER),
        ("customer", "merci"),
        ("cm", after),
    )
    assert found.reply == BODY


def test_an_answer_in_two_messages_is_kept_whole_and_a_corrected_one_is_not(demo: Brand) -> None:
    found = learnt(
        demo,
        ("customer", "le pull est trop petit, comment l'échanger"),
        TAKEN,
        ("cm", "Nous n'avons plus cette taille en stock dans cette couleur."),
        ("customer", "et en bleu ?"),
        ("cm", "Le bleu est disponible dans toutes les tailles."),
        ("cm", "Renvoyez le premier avec l'étiquette de retour, le bleu part dès réception."),
        ("customer", "super"),
    )
    assert found.reply == (
        "Le bleu est disponible dans toutes les tailles.\n\n"
        "Renvoyez le premier avec l'étiquette de retour, le bleu part dès réception."
    )
    assert found.question == "le pull est trop petit, comment l'échanger\net en bleu ?"


def test_the_problem_that_the_bot_noted_stands_for_what_was_said_to_it(demo: Brand) -> None:
    found = learnt(
        demo,
        ("customer", PROBLEM),
        ("facts", {"problem": PROBLEM, "intent": "delivered_not_received"}),
        ("bot", "Quel est votre nom ?"),
        ("customer", "c'est moi qui ai commandé pour ma mère"),
        ("owner", "waiting"),
        ("customer", "le gardien n'a rien non plus"),
        TAKEN,
        ("cm", ANSWER),
    )
    assert found.question == f"{PROBLEM}\nle gardien n'a rien non plus"
    assert found.intent == "delivered_not_received"


@pytest.mark.parametrize(
    "lines",
    [
        [("customer", "bonjour"), TAKEN, ("cm", ANSWER)],
        [("customer", PROBLEM), TAKEN, ("cm", "Bonjour, je regarde."), ("cm", "Bonne journée")],
        [("customer", PROBLEM), TAKEN, ("cm", "Pouvez-vous me donner votre numéro ?")],
        [("customer", PROBLEM), TAKEN],
        [("customer", ""), TAKEN, ("cm", "")],
        [TAKEN, ("cm", ANSWER)],
        [("customer", PROBLEM), TAKEN, ("cm", "Exceptionnellement nous offrons le port.")],
    ],
)
def test_nothing_is_learnt_where_problem_or_reply_says_nothing(
    demo: Brand, lines: list[Line]
) -> None:
    assert resolution_of(told(*lines), demo) is None


def test_a_reply_in_another_language_counts_for_that_language(demo: Brand) -> None:
    found = learnt(
        demo,
        ("customer", "my parcel says delivered but I have not received it"),
        TAKEN,
        ("cm", "We have opened an investigation with the carrier and will send you the item."),
    )
    assert found.language == "en"


def test_only_the_time_that_a_cm_had_it_counts(demo: Brand) -> None:
    found = learnt(
        demo,
        ("customer", PROBLEM),
        ("owner", "waiting"),
        TAKEN,
        ("cm", "Je regarde"),
        ("owner", "waiting"),
        ("customer", "alors ?"),
        TAKEN,
        ("cm", ANSWER),
    )
    assert found.handling_seconds == 4 * 60


def test_values_of_the_case_become_the_placeholders_that_the_next_case_fills(demo: Brand) -> None:
    found = learnt(
        demo,
        ("customer", "Paul Martin, commande 20417, mon colis n'est pas arrivé à Lyon"),
        ("facts", {"order_number": "20417", "due_date": "2026-11-12", "pickup_point": "Relais A"}),
        ("facts", {"order_number": "20471"}),
        TAKEN,
        (
            "cm",
            "Votre commande 20 471 (et non 20417) vous attend au Relais A jusqu'au 12 novembre, "
            "monsieur Martin. C'est Camille qui s'en occupe.",
        ),
        particulars={"name": ["Paul Martin"], "email": ["p@exemple.fr"]},
    )
    assert found.reply == (
        "Votre commande {order_number} (et non {order_number}) vous attend au {pickup_point} "
        "jusqu'au {due_date}, monsieur {last_name}. C'est {cm_name} qui s'en occupe."
    )
    assert "Martin" not in found.question
    assert "20417" not in found.question


def test_a_short_name_is_not_found_across_other_words(demo: Brand) -> None:
    found = learnt(
        demo,
        ("customer", "dois-je le remettre ou le renvoyer"),
        TAKEN,
        ("cm", "Remettez-le à la poste avec l'étiquette, Léa."),
        particulars={"name": ["Léa Al"]},
    )
    assert found.reply == "Remettez-le à la poste avec l'étiquette, {first_name}."


_SIGNS = string.ascii_letters + string.digits + "éèàçôüñ"
_WORD = st.text(_SIGNS, min_size=3, max_size=10)
_VALUE = st.one_of(
    _WORD,
    st.lists(_WORD, min_size=2, max_size=4).flatmap(
        lambda words: st.sampled_from([" ", "-", ", ", ".", " / ", "'"]).map(
            lambda link: link.join(words)
        )
    ),
    st.integers(100, 10**14).map(str),
    st.dates().map(lambda day: day.isoformat()),
    st.decimals(1, 9_999, places=2).map(str),
    st.emails(),
)
_NAMES = st.sampled_from(
    ["order_number", "tracking_number", "pickup_point", "due_date", "order_total", "new_address"]
)
_TEXT = st.sampled_from(
    ["Mon colis {} n'arrive pas", "c'est {}", "bonjour {} je n'ai rien reçu", "{}", "{}\n{} perdu"]
)
_REPLY = st.sampled_from(
    [
        "Nous renvoyons {} dès demain matin.",
        "Bonjour {},\n\nVotre commande {} repart aujourd'hui même.\n\nCordialement, {}",
        "{} : nous ouvrons une enquête auprès du transporteur",
        "Exceptionnellement, {} est remboursé. Le virement part sous deux jours ouvrés.",
    ]
)


@settings(max_examples=100, deadline=None)
@given(
    facts=st.dictionaries(_NAMES, _VALUE, min_size=1, max_size=4),
    corrected=_VALUE,
    name=st.lists(st.text(string.ascii_letters, min_size=3, max_size=9), min_size=1, max_size=3),
    said=st.lists(_TEXT, min_size=1, max_size=3),
    answered=st.lists(_REPLY, min_size=1, max_size=2),
    data=st.data(),
)
def test_no_value_of_the_case_stands_in_what_is_kept(
    demo: Brand,
    facts: dict[str, str],
    corrected: str,
    name: list[str],
    said: list[str],
    answered: list[str],
    data: st.DataObject,
) -> None:
    values = [*facts.values(), corrected, " ".join(name)]
    value = st.sampled_from([*values, *map(str.upper, values), *map(str.lower, values)])

    def filled(pattern: str) -> str:
        return re.sub(r"\{\}", lambda _: data.draw(value), pattern)

    found = resolution_of(
        told(
            ("facts", {"order_number": corrected, "problem": filled("colis perdu {}")}),
            ("facts", facts),
            ("owner", "waiting"),
            *[("customer", filled(text)) for text in said],
            TAKEN,
            *[("cm", filled(text)) for text in answered],
            particulars={"name": [" ".join(name)], "email": ["paul.martin@exemple.fr"]},
        ),
        demo,
    )
    for kept in (found.question, found.reply) if found else ():
        signs = _signs(PLACEHOLDER.sub("\x00", kept))
        for each in values:
            assert f" {_signs(each)} " not in f" {signs} "


def _signs(text: str) -> str:
    """Its words alone, in lower case and without accents."""
    return " ".join(re.findall(r"\w+|\x00", fold(text)))
