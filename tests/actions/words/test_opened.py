"""Whether an article was opened is read where it is said, and asked for nowhere else."""

from __future__ import annotations

import pytest

from actions.words.opened import says_opened


@pytest.mark.parametrize(
    ("said", "opened"),
    [
        ("j'en ai déballé un pour le montrer", True),
        ("the second one is opened", True),
        ("pas encore ouvert", False),
        ("I haven't opened it", False),
        ("toujours sous film", False),
        ("le colis est arrivé ouvert", None),
        ("vous êtes ouverts quand, les magasins ?", None),
        ("je veux le rendre", None),
    ],
)
def test_what_is_said_of_the_seal(said: str, opened: bool | None) -> None:
    assert says_opened(said) is opened
