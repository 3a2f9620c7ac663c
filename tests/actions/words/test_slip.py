"""Words that only own up to a slip, and words that tell something else."""

from __future__ import annotations

import pytest

from actions.words.slip import only_owns_up


@pytest.mark.parametrize(
    "text",
    [
        "pardon, faute de frappe : 20461",
        "autant pour moi, le bon numéro est 20461",
        "désolée je me suis trompée\n20461, toujours 33000",
        "excusez-moi, j'ai inversé deux chiffres, 20461",
        "my bad, typo. 20461",
        "sorry, fat thumbs\nshould be 20461, same postcode",
        "oops, wrong digits: 20461 instead of 20641",
    ],
)
def test_an_apology_beside_a_number_says_nothing_else(text: str) -> None:
    assert only_owns_up(text)


@pytest.mark.parametrize(
    "text",
    [
        "20461, 33000",
        "mauvaise taille, 20461",
        "sorry, it came broken, 20461",
        "pardon, je veux changer d'adresse, 20461",
        "sorry, never mind",
        "désolé, laissez tomber",
        "wrong item in the box, 20461",
    ],
)
def test_what_tells_more_is_heard_for_it(text: str) -> None:
    assert not only_owns_up(text)
