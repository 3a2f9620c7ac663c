"""Whether a parcel that was missed is there after all."""

from __future__ import annotations

import pytest

from actions.words.turned_up import turned_up


@pytest.mark.parametrize(
    ("said", "there"),
    [
        ("je l'ai retrouvé chez la gardienne", True),
        ("il est finalement arrivé ce matin, mais tout cabossé", True),
        ("au final on l'a reçu hier", True),
        ("le colis m'est enfin parvenu", True),
        ("it turned up this morning, crushed", True),
        ("we found it behind the bins", True),
        ("it came after all", True),
        ("je ne l'ai pas retrouvé", False),
        ("toujours rien trouvé", False),
        ("si je l'ai retrouvé je vous écris", False),
        ("it has not turned up", False),
        ("le vase est arrivé ébréché", False),
        ("j'ai reçu un vase cassé", False),
        ("quand vais-je enfin être livré ?", False),
        ("il est enfin arrivé au dépôt", False),
        ("finalement j'ai eu le livreur, il l'a perdu", False),
        ("j'ai enfin eu quelqu'un, remboursez-moi", False),
        ("finally got an answer, refund please", False),
        ("when will it finally come?", False),
    ],
)
def test_what_has_come_in_the_end_is_heard(said: str, there: bool) -> None:
    assert turned_up(said) is there
