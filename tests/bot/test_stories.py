"""What is told of the end-to-end stories can be trusted and looked at."""

from __future__ import annotations

from pathlib import Path

from benchmarks.stories import Heard, Sentence, accuracy, draw

PNG = b"\x89PNG\r\n\x1a\n"


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
