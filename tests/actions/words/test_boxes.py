"""Whether only some of the parcels are said to have come."""

from __future__ import annotations

import pytest

from actions.words.boxes import only_some_came


@pytest.mark.parametrize(
    "said",
    [
        "il y avait juste un paquet devant la porte",
        "je n'ai eu qu'un seul carton hier",
        "un seul colis est arrivé, j'avais pris deux choses",
        "j'ai reçu un colis sur deux",
        "il manque un carton",
        "le deuxième colis n'est toujours pas là",
        "I only got one parcel",
        "one of two boxes came",
        "just one box was on the doorstep",
        "the second package never came",
        "a single parcel turned up",
    ],
)
def test_half_of_an_order_is_heard(said: str) -> None:
    assert only_some_came(said)


@pytest.mark.parametrize(
    "said",
    [
        "où est mon colis ?",
        "j'ai reçu un colis abîmé",
        "il manque la bougie dans le carton",
        "mon colis n'est jamais arrivé",
        "I got a parcel that is not mine",
        "the candle is missing from the box",
        "il y avait un seul torchon dans le paquet",
        "une sur deux est cassée",
        "one of the two mugs is broken",
    ],
)
def test_what_is_said_of_one_parcel_is_not_taken_for_half(said: str) -> None:
    assert not only_some_came(said)
