"""Nobody is named to another customer, and goods keep their names."""

from __future__ import annotations

import pytest

from handoff.suggestions.redaction import redact


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("c'est Bastien qui a signé", "Bastien"),
        ("Bonjour, Odile Perrin ici, toujours rien", "Odile Perrin"),
        ("PERRIN Odile, deux colis", "PERRIN Odile"),
        ("mon voisin M. Perrin l'a pris", "M. Perrin"),
        ("Mr et Mme Roux attendent", "Mr et Mme Roux"),
        ("M DUBOIS attend", "M DUBOIS"),
        ("la commande est au nom de perrin", "perrin"),
        ("je suis julie et j'attends", "julie"),
        ("moi c'est bastien", "bastien"),
        ("toujours rien\nCdlt, O. Perrin", "O. Perrin"),
        ("rien reçu\ncordialement odile perrin", "odile perrin"),
        ("signé « Kermadec » par le livreur", "Kermadec"),
        ("Ella H. Snider never got it", "Ella H. Snider"),
        ("ma fille Zoé l'attend", "Zoé"),
    ],
)
def test_a_name_goes_whatever_its_place_and_capitals(text: str, name: str) -> None:
    redacted = redact(text)
    assert [text[start:end] for start, end, _ in redacted.findings] == [name]


@pytest.mark.parametrize(
    "text",
    [
        "la lampe Margot ne s'allume plus",
        "le fauteuil Oscar est cassé",
        "votre réponse est claire et nette",
        "Marine ou noir ?",
        "je suis Très Déçue",
        "Merci Beaucoup",
        "Toujours Rien Reçu",
        "Cordialement, votre cliente fidèle",
        "MON COLIS EST PERDU",
        "nous sommes passés pour rien",
        "au nom de l'école",
    ],
)
def test_goods_words_and_capitals_are_no_names(text: str) -> None:
    assert redact(text).text == text
