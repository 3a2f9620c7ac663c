"""Training the bot when what it learns from has changed."""

from __future__ import annotations

from setup import encoder, stamps
from setup.environments import ROOMS
from setup.places import ROOT, state
from setup.work import Work

BOT = ROOT / "bot"
STAMP = BOT / "models" / "relais.json"
ENVIRONMENT = {"RASA_TELEMETRY_ENABLED": "false", "TF_CPP_MIN_LOG_LEVEL": "2"}


def ingredients() -> str:
    """A hash of data, config, domain, components, packages and encoder."""
    learnt_from = [
        ROOT / "data" / "bot",
        BOT / "config.yml",
        BOT / "domain",
        BOT / "components",
        BOT / "requirements.lock",
    ]
    return stamps.digest(learnt_from, encoder.ingredients())


def train(work: Work) -> None:
    """`rasa train`, unless the newest model was made from the same ingredients.

    An unchanged training would still take 14 s and write a new model, so the hash decides.
    """
    if stamps.read(STAMP).get("ingredients") == ingredients() and any(
        STAMP.parent.glob("*.tar.gz")
    ):
        return
    wanted = ingredients()
    rasa = str(ROOMS[1].folder / "bin" / "rasa")
    work.run(
        "training the bot (a minute or two)",
        [rasa, "train"],
        cwd=BOT,
        env={**ENVIRONMENT, "RELAIS_STATE": str(state()), "RELAIS_ENCODER": encoder.name()},
    )
    stamps.write(STAMP, ingredients=wanted)
