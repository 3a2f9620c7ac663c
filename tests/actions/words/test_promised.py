from __future__ import annotations

import pytest

from actions.words.promised import gave_their_word


@pytest.mark.parametrize(
    "text",
    [
        "votre collègue m'a certifié que ce serait réglé",
        "on m'avait dit mardi au plus tard",
        "vous deviez me rappeler",
        "your team told me it was sorted",
        "I was promised a call",
    ],
)
def test_a_person_gave_their_word(text: str) -> None:
    assert gave_their_word(text)


@pytest.mark.parametrize(
    "text",
    [
        "promis pour jeudi, toujours rien",
        "it was promised for Thursday",
        "la livraison était annoncée pour hier",
        "où est mon colis ?",
    ],
)
def test_a_date_of_the_shop_is_nobodys_word(text: str) -> None:
    assert not gave_their_word(text)
