"""The encoder, exported once to ONNX for the service and the bot."""

from __future__ import annotations

import os

from setup import stamps
from setup.environments import ROOMS
from setup.places import ROOT, state
from setup.work import Work

DEFAULT = "all-MiniLM-L6-v2"
FRENCH = f"{DEFAULT}/french.npz"


def name() -> str:
    """The encoder asked for, as handoff/settings.py reads it."""
    return os.environ.get("RELAIS_ENCODER") or DEFAULT


def ingredients() -> str:
    """A hash of what the exported encoder depends on."""
    code = ROOT / "handoff" / "suggestions"
    return stamps.digest([code / "encoder.py", code / "export.py", ROOMS[0].lock], name())


def lessons() -> str:
    """A hash of what French is learnt from, and by what."""
    code = ROOT / "handoff" / "suggestions"
    modules = ("analysis", "french", "language", "lessons", "spelling", "word_vectors")
    data = [ROOT / "data" / "meaning", ROOT / "data" / "bot" / "nlu"]
    return stamps.digest([*(code / f"{m}.py" for m in modules), *data], ingredients())


def export(work: Work) -> None:
    """Export the encoder where it is missing or made from something else."""
    _make(work, "exporting the encoder", "export", ingredients(), "relais.json", "*/encoder.json")


def teach(work: Work) -> None:
    """Teach French beside the default encoder, where the lessons are new; another knows its own."""
    if name() == DEFAULT:
        _make(work, "teaching French (a few minutes)", "teach", lessons(), "french.json", FRENCH)


def _make(work: Work, step: str, command: str, made_of: str, stamped: str, made: str) -> None:
    stamp = state() / "encoder" / stamped
    there = any(stamp.parent.glob(made))
    if there and stamps.read(stamp).get("ingredients") == made_of:
        return
    python = str(ROOMS[0].folder / "bin" / "python")
    work.run(
        step,
        [python, "-m", "handoff.suggestions.encoder", command],
        env={"RELAIS_STATE": str(state()), "RELAIS_ENCODER": name()},
    )
    stamps.write(stamp, ingredients=made_of)
