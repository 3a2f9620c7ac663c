"""The trained bot does in every end-to-end story what its author expects of it."""

from __future__ import annotations

from pathlib import Path

import pytest

from benchmarks.stories import Heard, Sentence, accuracy, draw, tell

PNG = b"\x89PNG\r\n\x1a\n"


@pytest.mark.timeout(600)
def test_every_story_goes_as_it_is_written(tmp_path: Path) -> None:
    told = tell(tmp_path)
    assert told.total >= 200
    assert told.right == told.total, told.failed


def test_accuracy_is_that_of_one_language() -> None:
    def said(language: str, expected: str, understood: str) -> Heard:
        return Heard(Sentence(language, "…", expected), understood)

    heard = [said("fr", "thanks", "thanks"), said("fr", "thanks", "greet"), said("en", "a", "b")]
    assert accuracy(heard, "fr") == 0.5
    assert accuracy(heard, "en") == 0.0


def test_confusions_can_be_looked_at(tmp_path: Path) -> None:
    said = Sentence("fr", "merci bien", "thanks")
    draw([Heard(said, "thanks"), Heard(said, "goodbye")], tmp_path / "intents.png")
    assert (tmp_path / "intents.png").read_bytes().startswith(PNG)
