"""Recorded dialogues: JSON Lines of `{"dialogue_id", "turns": [{"speaker", "text"}]}`."""

from __future__ import annotations

import json
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path
from typing import Any

SPEAKERS = ("customer", "cm")


class BadDialogues(ValueError):
    """The file cannot be played; the message names the line and what is wrong with it."""


@dataclass(frozen=True, slots=True)
class Dialogue:
    """What was said, in alternating bursts: `customer[k]` was answered by `cm[k]`.

    `cm[k]` is empty where the customer's burst `k` was the last word.
    """

    id: str
    customer: tuple[tuple[str, ...], ...]
    cm: tuple[tuple[str, ...], ...]
    is_negative: bool


def read(path: Path, limit: int | None = None) -> list[Dialogue]:
    """The first `limit` dialogues of a file that have something said by a customer.

    Raises:
        BadDialogues: a line is no such dialogue; nothing is played.
    """
    dialogues: list[Dialogue] = []
    with path.open(encoding="utf-8") as lines:
        for number, line in enumerate(lines, 1):
            if limit is not None and len(dialogues) >= limit:
                break
            if line.strip():
                dialogue = _dialogue(number, line)
                if dialogue.customer:
                    dialogues.append(dialogue)
    if not dialogues:
        raise BadDialogues(f"{path.name} holds no dialogue with a customer's words.")
    return dialogues


def _dialogue(number: int, line: str) -> Dialogue:
    try:
        data: Any = json.loads(line)
        turns = [(str(turn["speaker"]), str(turn["text"]).strip()) for turn in data["turns"]]
        name = str(data["dialogue_id"])
    except (ValueError, KeyError, TypeError) as error:
        raise BadDialogues(
            f"Line {number} is no dialogue ({error!r}): write one JSON object a line, "
            '{"dialogue_id", "turns": [{"speaker": "customer" or "cm", "text"}]}.'
        ) from error
    strangers = {speaker for speaker, _ in turns} - set(SPEAKERS)
    if strangers:
        raise BadDialogues(
            f"Line {number} has the speaker {sorted(strangers)[0]!r}: only customer and cm speak."
        )
    customer, cm = _bursts([turn for turn in turns if turn[1]])
    return Dialogue(name, customer, cm, bool(data.get("is_negative", False)))


def _bursts(
    turns: list[tuple[str, str]],
) -> tuple[tuple[tuple[str, ...], ...], tuple[tuple[str, ...], ...]]:
    customer: list[tuple[str, ...]] = []
    cm: list[tuple[str, ...]] = []
    for speaker, burst in groupby(turns, key=lambda turn: turn[0]):
        texts = tuple(text for _, text in burst)
        if speaker == "customer":
            customer.append(texts)
            cm.append(())
        elif customer:  # a CM's words before any customer's answer nothing
            cm[-1] = texts
    return tuple(customer), tuple(cm)
