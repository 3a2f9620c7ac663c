from __future__ import annotations

import pytest

from actions.words.return_costs import (
    asks_if_delivery_is_refunded,
    asks_when_paid,
    asks_who_pays_postage,
    asks_who_pays_the_way_back,
    has_no_box,
    has_no_photo,
)


@pytest.mark.parametrize(
    "text",
    [
        "et les frais de port vous me les remboursez ?",
        "les 4,90 de livraison ils sont perdus ?",
        "do I get the shipping back as well?",
        "is the delivery refunded too",
        "merci de me confirmer que la livraison sera restituée avec le reste",
    ],
)
def test_the_delivery_that_was_paid_is_asked_about(text: str) -> None:
    assert asks_if_delivery_is_refunded(text)


@pytest.mark.parametrize(
    "text",
    [
        "vous livrez quand ?",
        "remboursez-moi la commande",
        "la livraison a été rapide, merci",
        "when is it delivered?",
    ],
)
def test_other_questions_are_not_about_it(text: str) -> None:
    assert not asks_if_delivery_is_refunded(text)


@pytest.mark.parametrize(
    "text",
    [
        "c'est moi qui paie le renvoi ?",
        "le retour est gratuit ?",
        "combien ça coûte de le renvoyer",
        "who pays for sending it back?",
        "are returns free?",
        "I won't be paying to mail your wrong one back, will I?",
    ],
)
def test_who_pays_the_way_back_is_asked(text: str) -> None:
    assert asks_who_pays_the_way_back(text)


@pytest.mark.parametrize(
    "text", ["je veux le renvoyer", "combien de jours pour le retour ?", "I'd like to return it"]
)
def test_a_wish_to_return_asks_no_price(text: str) -> None:
    assert not asks_who_pays_the_way_back(text)


@pytest.mark.parametrize(
    ("text", "none"),
    [
        ("je ne sais pas prendre de photo avec ce téléphone", True),
        ("une photo, c'est obligatoire ?", True),
        ("I have no camera, sorry", True),
        ("ce n'est pas la couleur sur la photo", False),
        ("it's not the one in the picture", False),
        ("je vous envoie la photo", False),
    ],
)
def test_who_has_no_photo_is_told_from_who_speaks_of_the_shops(text: str, none: bool) -> None:
    assert has_no_photo(text) is none


@pytest.mark.parametrize(
    ("text", "gone"),
    [
        ("j'ai mis le carton à la poubelle", True),
        ("I recycled the packaging already", True),
        ("je n'ai plus la boîte", True),
        ("la boîte était écrasée", False),
        ("it came in a big box", False),
    ],
)
def test_a_box_that_is_gone_is_told_from_one_that_was_damaged(text: str, gone: bool) -> None:
    assert has_no_box(text) is gone


@pytest.mark.parametrize(
    ("said", "asked"),
    [
        ("le timbre, c'est pour moi ?", True),
        ("qui règle l'envoi ?", True),
        ("is the postage on me?", True),
        ("do I pay to send it?", True),
        ("vous livrez en Corse ?", False),
        ("je préfère un remboursement", False),
    ],
)
def test_who_pays_the_post_is_heard(said: str, asked: bool) -> None:
    assert asks_who_pays_postage(said) is asked


@pytest.mark.parametrize(
    ("said", "asked"),
    [
        ("et l'argent revient sous combien de jours ?", True),
        ("how soon do I get the refund?", True),
        ("remboursez-moi quand même", False),
        ("the money please", False),
    ],
)
def test_when_the_money_comes_is_heard(said: str, asked: bool) -> None:
    assert asks_when_paid(said) is asked
