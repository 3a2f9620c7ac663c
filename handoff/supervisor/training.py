"""Training the bot by hand, and swapping the new model into a running one."""

from __future__ import annotations

import os
import signal
from pathlib import Path

import httpx

from handoff.settings import ROOT, Settings
from handoff.storage.servers import process
from handoff.storage.servers.account import Account
from handoff.supervisor import programs
from setup import bot as trainer
from setup import stamps

SWAP_SECONDS = 120.0


class NotTrained(Exception):
    """Training or swapping failed; the message says where the reason is."""


def train(settings: Settings) -> Path:
    """Run `rasa train`; gives the new model. Raises `NotTrained`."""
    logs = settings.state / "logs"
    logs.mkdir(parents=True, exist_ok=True)
    log = logs / "train.log"
    before = set(_models())
    ingredients = trainer.ingredients()
    child = process.spawn(
        [".venv/bin/rasa", "train", "--force"],
        log=log,
        cwd=ROOT / "bot",
        env={**os.environ, **programs.environment(settings)},
        account=Account(),
        on_parent_death=signal.SIGKILL,
    )
    try:
        code = child.wait()
    finally:
        child.kill()
    made = sorted(set(_models()) - before)
    if code != 0 or not made:
        raise NotTrained(f"the training failed; the reason is at the end of {log}")
    # `make run` sees by this that it need not train again.
    stamps.write(trainer.STAMP, ingredients=ingredients)
    return made[-1]


def swap_in(model: Path, url: str, token: str) -> None:
    """Make a running bot answer with `model` (Rasa's `PUT /model`). Raises `NotTrained`."""
    try:
        answer = httpx.put(
            f"{url}/model",
            params={"token": token},
            json={"model_file": str(model)},
            timeout=SWAP_SECONDS,
        )
        answer.raise_for_status()
    except httpx.HTTPError as error:
        raise NotTrained(
            f"trained {model.name}, but the running bot did not take it ({type(error).__name__}): "
            "it will at its next start"
        ) from error


def _models() -> list[Path]:
    return list((ROOT / "bot" / "models").glob("*.tar.gz"))
