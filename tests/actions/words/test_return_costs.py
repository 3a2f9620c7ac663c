from __future__ import annotations

import pytest

from actions.words.return_costs import asks_if_delivery_is_refunded, asks_who_pays_the_way_back


@pytest.mark.parametrize(
    "text",
    [
        "et les frais de port vous me les remboursez ?",
        "les 4,90 de livraison ils sont perdus ?",
        "do I get the shipping back as well?",
        "is the delivery refunded too",
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
    ],
)
def test_who_pays_the_way_back_is_asked(text: str) -> None:
    assert asks_who_pays_the_way_back(text)


@pytest.mark.parametrize(
    "text", ["je veux le renvoyer", "combien de jours pour le retour ?", "I'd like to return it"]
)
def test_a_wish_to_return_asks_no_price(text: str) -> None:
    assert not asks_who_pays_the_way_back(text)
