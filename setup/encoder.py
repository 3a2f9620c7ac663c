"""The encoder, exported once to ONNX for the service and the bot."""

from __future__ import annotations

import os

from setup import stamps
from setup.environments import ROOMS
from setup.places import ROOT, state
from setup.work import Work

DEFAULT = "all-MiniLM-L6-v2"


def name() -> str:
    """The encoder asked for, as handoff/settings.py reads it."""
    return os.environ.get("RELAIS_ENCODER") or DEFAULT


def ingredients() -> str:
    """A hash of what the exported encoder depends on."""
    code = ROOT / "handoff" / "suggestions"
    modules = ("encoder", "export", "french", "lessons", "spelling", "word_vectors")
    lessons = [ROOT / "data" / "meaning", ROOT / "data" / "bot" / "nlu"]
    return stamps.digest([*(code / f"{m}.py" for m in modules), *lessons, ROOMS[0].lock], name())


def export(work: Work) -> None:
    """Export the encoder where it is missing or made from something else."""
    stamp = state() / "encoder" / "relais.json"
    exported = any(stamp.parent.glob("*/encoder.json"))
    if exported and stamps.read(stamp).get("ingredients") == ingredients():
        return
    python = str(ROOMS[0].folder / "bin" / "python")
    work.run(
        "exporting the encoder",
        [python, "-m", "handoff.suggestions.encoder", "export"],
        env={"RELAIS_STATE": str(state()), "RELAIS_ENCODER": name()},
    )
    stamps.write(stamp, ingredients=ingredients())
