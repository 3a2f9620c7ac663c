"""Reading recorded dialogues."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from handoff.replay.dialogues import BadDialogues, read


def line(*turns: tuple[str, str]) -> str:
    return json.dumps({"dialogue_id": "d", "turns": [{"speaker": s, "text": t} for s, t in turns]})


def test_bursts_alternate_and_words_before_the_customer_answer_nothing(tmp_path: Path) -> None:
    path = tmp_path / "dialogues.jsonl"
    path.write_text(
        line(
            ("cm", "Hello all"),
            ("customer", "Hi"),
            ("customer", "my parcel"),
            ("cm", "Which one?"),
            ("customer", " "),
            ("customer", "The blue one"),
        )
    )
    (dialogue,) = read(path)
    assert dialogue.customer == (("Hi", "my parcel"), ("The blue one",))
    assert dialogue.cm == (("Which one?",), ())


def test_dialogues_without_a_customer_are_no_dialogues(tmp_path: Path) -> None:
    path = tmp_path / "dialogues.jsonl"
    path.write_text(line(("cm", "Hello?")) + "\n\n" + line(("customer", "Hi")) + "\n")
    assert len(read(path)) == 1
    path.write_text(line(("cm", "Hello?")))
    with pytest.raises(BadDialogues, match="no dialogue with a customer"):
        read(path)


@pytest.mark.parametrize(
    ("bad", "said"),
    [("{", "Line 2"), ('{"dialogue_id": 1}', "Line 2"), (line(("bot", "Hi")), "'bot'")],
)
def test_a_broken_line_is_named_and_nothing_is_played(tmp_path: Path, bad: str, said: str) -> None:
    path = tmp_path / "dialogues.jsonl"
    path.write_text(line(("customer", "Hi")) + "\n" + bad + "\n")
    with pytest.raises(BadDialogues, match=said):
        read(path)
