"""Who is told "too late" may describe, let go or dispute: three different things."""

from __future__ import annotations

import pytest

from actions.words.late import lets_go, tells_state


@pytest.mark.parametrize(
    ("said", "state", "gone"),
    [
        ("elle est neuve, avec ses étiquettes", True, False),
        ("never used, still in its wrapping", True, False),
        ("bon, dommage", False, True),
        ("fair enough", False, True),
        ("elle est neuve, faites une exception", False, False),
        ("dommage, mais c'était hier", False, False),
        ("that's wrong, it came yesterday", False, False),
    ],
)
def test_each_is_told_apart(said: str, state: bool, gone: bool) -> None:
    assert (tells_state(said), lets_go(said)) == (state, gone)
