"""A line that says which order it is, and nothing else."""

from __future__ import annotations

import pytest

from actions.words.order_line import names_own_order, only_says_which


@pytest.mark.parametrize(
    ("said", "only"),
    [
        ("commande 20461, code postal 33000", True),
        ("c'est la 20461 à Bordeaux", True),
        ("order number 20461, postcode EC1A 1BB London", True),
        ("20461 / lea@example.com", True),
        ("où est la 20461 ?", False),
        ("20461 en retard", False),
        ("my parcel 20461 33000", False),
        ("la commande 20461 n'est toujours pas arrivée", False),
    ],
)
def test_beside_the_number_nothing_is_said(said: str, only: bool) -> None:
    assert only_says_which(said) is only


@pytest.mark.parametrize("text", ["et ma dernière commande ?", "where's my parcel", "notre colis"])
def test_an_order_of_ones_own_is_named(text: str) -> None:
    assert names_own_order(text)


@pytest.mark.parametrize("text", ["passer commande chez vous", "an article about parcels", ""])
def test_orders_in_general_are_nobodys_own(text: str) -> None:
    assert not names_own_order(text)
