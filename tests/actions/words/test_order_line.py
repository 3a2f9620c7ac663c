"""A line that says which order it is, and nothing else."""

from __future__ import annotations

import pytest

from actions.words.order_line import only_says_which


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
