"""Where a customer lives is not told to the next one."""

from __future__ import annotations

import pytest

from handoff.suggestions.redaction import redact


@pytest.mark.parametrize(
    "address",
    [
        "12 rue des lilas 75011 paris",
        "12 RUE DES LILAS 75011 PARIS CEDEX 11",
        "8 av. Jean Jaurès, bât. C, appt 12, 3e étage, 69007 Lyon",
        "Résidence Les Tilleuls, bâtiment B, 14 chemin de la Source 13100 Aix-en-Provence",
        "chez M. et Mme Petit, 3 place du Marché, 67000 Strasbourg",
        "lieu-dit Le Moulin Brûlé, 24200 Sarlat-la-Canéda",
        "Mas des Oliviers, 13520 Maussane-les-Alpilles",
        "ZA des Grands Champs 44115 Haute-Goulaine",
        "12,rue de la Paix",
        "rue de la Loi 16, 1000 Bruxelles",
        "18 place de la république",
        "14 place du 14 juillet",
        "6 rue du 8 mai 1945, 62000 Arras",
        "26 rue Pasteur 2e étage code 12B4",
        "10 rue jean baptiste clement",
        "31 rue du faubourg saint antoine",
        "5 rue de l’Église",
        "31 av du general de gaulle 94160 st mande",
        "4 Privet Lane, Flat 2, Leeds LS1 4AP",
        "Lindenstraße 12, 10115 Berlin",
    ],
)
def test_an_address_goes_with_all_that_leads_to_the_door(address: str) -> None:
    assert redact(f"envoyez-le : {address}").text == "envoyez-le : {address}"


@pytest.mark.parametrize(
    "postcode",
    ["06000 nice", "34 000 Montpellier", "42000 Saint-Étienne", "B-1050 Ixelles", "97434 St-Leu"],
)
def test_a_postcode_takes_its_town_along(postcode: str) -> None:
    assert redact(f"c'est {postcode}").text == "c'est {postcode}"


def test_a_town_before_its_postcode_tells_that_it_is_one() -> None:
    assert redact("je suis à rennes 35000").text == "je suis à rennes {postcode}"


@pytest.mark.parametrize(
    "text",
    [
        "j'ai envoyé 2 mail sans réponse",
        "il me reste 2 place de concert",
        "le canapé 3 places gris",
        "la cuisine au 2ème étage du magasin",
        "livrez-vous au 3e étage sans ascenseur ?",
        "prise 220 V 50 Hz",
        "la table 120 x 80 cm pliante",
        "le pack 2026 est-il disponible",
        "vous livrez à Dijon et en Suisse ?",
    ],
)
def test_goods_and_questions_are_no_addresses(text: str) -> None:
    assert redact(text).text == text
