"""The bot's own programs, run as a person would: `rasa …` and what needs the bot's Python."""

from __future__ import annotations

import json
import os
import subprocess
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from handoff.settings import ROOT

BOT = ROOT / "bot"
_QUIET = {"RASA_TELEMETRY_ENABLED": "false", "TF_CPP_MIN_LOG_LEVEL": "3"}


class RasaFailed(Exception):
    """Rasa could not do what was asked; the message holds the end of what it said."""


@dataclass(frozen=True)
class Parsed:
    """What a model made of some texts, one entry each; `megabytes` is the memory of the process."""

    intents: list[str]
    confidences: list[float]
    seconds: list[float]
    megabytes: float


def run(
    program: str,
    arguments: Sequence[str | Path],
    text: str | None = None,
    told: Mapping[str, str] | None = None,
) -> str:
    """What `program` of the bot's environment prints; `told` are variables besides ours.

    Raises `RasaFailed` where it ends with an error.
    """
    done = subprocess.run(
        [str(part) for part in (BOT / ".venv/bin" / program, *arguments)],
        check=False,
        input=text,
        cwd=BOT,
        env={**os.environ, **_QUIET, **(told or {})},
        capture_output=True,
        text=True,
    )
    if done.returncode != 0:
        raise RasaFailed(f"{program} {arguments[0]}: {done.stderr[-2000:]}")
    return done.stdout


def parse(model: Path, texts: Iterable[str]) -> Parsed:
    """What a trained model understands, each text once; raises `RasaFailed`."""
    lines = "".join(json.dumps(text) + "\n" for text in texts)
    printed = run("python", [ROOT / "benchmarks/beside_rasa/parsing.py", model], lines)
    *answers, last = [json.loads(line) for line in printed.splitlines() if line.startswith("{")]
    return Parsed(
        intents=[one["intent"] for one in answers],
        confidences=[one["confidence"] for one in answers],
        seconds=[one["seconds"] for one in answers],
        megabytes=last["megabytes"],
    )
