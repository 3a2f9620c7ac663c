"""The programs of Relais: how each is started, what it is told, and how one sees that it is up.

docker-compose.yml starts the same commands; a test compares the two.
"""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path

from handoff.settings import ROOT, Settings

LARGEST_FRAME = 1_048_576
"""Bytes. Far above what the doors accept, so that they refuse in words, not by hanging up."""


@dataclass(frozen=True)
class Program:
    """One program. `command[0]` is relative to `folder`, which is relative to the checkout."""

    name: str
    folder: str
    command: tuple[str, ...]
    health: str
    """Path that answers 200 once the program can work."""
    patience: float = 3.0
    """Seconds it gets to end by itself. Rasa and rasa-sdk would wait for idle connections, and hold
    nothing that could be lost."""

    def missing(self) -> bool:
        """Whether its environment has not been made."""
        return not (ROOT / self.folder / self.command[0]).exists()


def service(host: str, port: int) -> Program:
    """The front door."""
    return Program(
        "service",
        ".",
        (
            *(".venv/bin/python", "-m", "uvicorn", "handoff.app:app"),
            *("--host", host, "--port", str(port), "--no-access-log"),
            *("--ws", "websockets-sansio", "--ws-max-size", str(LARGEST_FRAME)),
            *("--timeout-graceful-shutdown", "5"),
        ),
        "/healthz",
        patience=15.0,  # it ends connections and turns in an orderly way
    )


def bot(host: str, port: int) -> Program:
    """Rasa's server. Its token comes by the environment, see bot/serve.py."""
    return Program(
        "bot",
        "bot",
        (
            *(".venv/bin/python", "serve.py", "run", "--enable-api"),
            *("-i", host, "-p", str(port), "--endpoints", "endpoints.yml"),
        ),
        "/status",
    )


def actions(port: int) -> Program:
    """The action server; it listens where SANIC_HOST says."""
    return Program(
        "actions",
        ".",
        ("actions/.venv/bin/python", "-m", "rasa_sdk", "--actions", "actions", "-p", str(port)),
        "/health",
    )


def carrier(host: str, port: int) -> Program:
    """The sandbox carrier, which stands in for La Poste without a key."""
    return Program(
        "carrier",
        ".",
        (
            *("actions/.venv/bin/python", "-m", "actions.carriers.sandbox"),
            *("--host", host, "--port", str(port)),
        ),
        "/sandbox/histories",
    )


def mail(host: str, port: int, smtp_port: int) -> Program:
    """The mail sandbox, which takes mails where no SMTP server is set."""
    return Program(
        "mail",
        ".",
        (
            *(".venv/bin/python", "-m", "handoff.mail.sandbox"),
            *("--host", host, "--port", str(port), "--smtp-port", str(smtp_port)),
        ),
        "/sandbox/mails",
    )


def environment(settings: Settings) -> dict[str, str]:
    """What every program is told, on top of the supervisor's own environment."""
    told = {
        "DATABASE_URL": settings.database_url,
        "REDIS_URL": settings.redis_url,
        "PORT": str(settings.port),
        "RELAIS_HOST": settings.host,
        "RELAIS_ENV": settings.env,
        "RELAIS_STATE": str(settings.state),
        "RELAIS_SECRET": settings.secret,
        "RELAIS_BOT_URL": settings.bot_url,
        "RELAIS_BOT_TOKEN": settings.bot_token,
        "RELAIS_ACTIONS_URL": settings.actions_url,
        "RELAIS_INTERNAL_URL": settings.internal_url,
        "RELAIS_INTERNAL_TOKEN": settings.internal_token,
        "RELAIS_LAPOSTE_URL": settings.laposte_url,
        "RELAIS_LAPOSTE_KEY": settings.laposte_key,
        "RELAIS_DHL_URL": settings.dhl_url,
        "RELAIS_DHL_KEY": settings.dhl_key,
        "RELAIS_AFTERSHIP_URL": settings.aftership_url,
        "RELAIS_AFTERSHIP_KEY": settings.aftership_key,
        "RELAIS_SMTP_URL": settings.smtp_url,
        "RELAIS_MAIL_FROM": settings.mail_from,
        "RELAIS_PUBLIC_URL": settings.public_url,
        "RELAIS_MAIL_SANDBOX_URL": settings.mail_sandbox_url,
        "RELAIS_ENCODER": settings.encoder,
        "RELAIS_BRANDS": str(settings.brands),
        "RELAIS_BURST_PAUSE": str(settings.burst_pause),
        "RELAIS_TURN_TIMEOUT": str(settings.turn_timeout),
    }
    return {**told, **RASA}


RASA = {
    # Rasa reports to outside services unless told otherwise.
    "RASA_TELEMETRY_ENABLED": "false",
    # Its trackers' table is called `events` too: a schema of its own, made by the migrations.
    "POSTGRESQL_SCHEMA": "rasa",
    # The action server would listen on every address.
    "SANIC_HOST": "127.0.0.1",
    "TF_CPP_MIN_LOG_LEVEL": "2",
    "PYTHONUNBUFFERED": "1",
}


def inherited() -> dict[str, str]:
    """The supervisor's environment, without what belongs to its own Python."""
    return {k: v for k, v in os.environ.items() if k not in {"VIRTUAL_ENV", "PYTHONHOME"}}


def folder(program: Program) -> Path:
    """The folder a program runs in."""
    return ROOT / program.folder
