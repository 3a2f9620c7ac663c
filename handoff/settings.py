"""What can be set from outside: environment variables, typed, documented and checked.

`Settings` is read once per process (`load()`) and passed on. Every variable is described here,
in its field, and nowhere else: `python -m handoff.settings` prints the table of
docs/settings.md, and a test holds the two together.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any, Literal, Self
from urllib.parse import SplitResult, urlsplit

from pydantic import Field, ValidationError, field_validator, model_validator
from pydantic_settings import BaseSettings, SettingsConfigDict

ROOT = Path(__file__).resolve().parent.parent
"""The checkout: the folder that holds handoff, actions, bot and data."""

DEVELOPMENT_SECRET = "development-only"  # noqa: S105 - a placeholder, refused in production
SHORTEST_SECRET = 32
"""Characters; `openssl rand -hex 32` gives 64, half a SHA-256 block (RFC 2104, section 3)."""


class SettingsError(Exception):
    """The environment holds a value that cannot be used; the message says which and what to do."""


class Settings(BaseSettings):
    """The settings of one process, from its environment."""

    model_config = SettingsConfigDict(
        env_prefix="RELAIS_", env_ignore_empty=True, extra="ignore", frozen=True
    )

    database_url: str = Field(
        default="",
        validation_alias="DATABASE_URL",
        repr=False,
        description="PostgreSQL with pgvector, as `postgresql://user:password@host:port/database`. "
        "Unset in development: `relais run` starts an embedded one in the state folder.",
    )
    redis_url: str = Field(
        default="",
        validation_alias="REDIS_URL",
        repr=False,
        description="Redis or Valkey, as `redis://:password@host:port/0`. "
        "Unset in development: `relais run` starts an embedded one in the state folder.",
    )
    port: int = Field(
        default=8000,
        ge=1,
        le=65535,
        validation_alias="PORT",
        description="TCP port of the front door: widget, console, API.",
    )
    host: str = Field(
        default="127.0.0.1",
        description="Address the front door listens on; `0.0.0.0` behind a load balancer or in a "
        "container. Everything else listens on loopback or an internal network only.",
    )
    env: Literal["development", "production"] = Field(
        default="production",
        description="`development` allows placeholder secrets, embedded servers, the sandbox "
        "carrier and the demo door without a key; `make run` sets it. "
        "`production` refuses them.",
    )
    state: Path = Field(
        default=ROOT / "var",
        description="Folder for all that Relais writes: embedded databases, the exported encoder, "
        "logs, `run.json`.",
    )
    secret: str = Field(
        default=DEVELOPMENT_SECRET,
        repr=False,
        description="Signs sessions and links. At least 32 characters outside development, for "
        "instance from `openssl rand -hex 32`.",
    )
    bot_url: str = Field(
        default="http://127.0.0.1:5005", description="Rasa's HTTP API, as the service sees it."
    )
    bot_token: str = Field(
        default=DEVELOPMENT_SECRET,
        repr=False,
        description="Rasa's `--auth-token`; secret, at least 32 characters outside development.",
    )
    actions_url: str = Field(
        default="http://127.0.0.1:5055",
        description="The action server, as Rasa sees it (`bot/endpoints.yml`).",
    )
    internal_url: str = Field(
        default="http://127.0.0.1:8000",
        description="The service's internal API, as the action server sees it.",
    )
    internal_token: str = Field(
        default=DEVELOPMENT_SECRET,
        repr=False,
        description="Opens the internal API to the action server; secret, at least 32 characters "
        "outside development.",
    )
    laposte_url: str = Field(
        default="https://api.laposte.fr/suivi/v2", description="La Poste's Suivi v2 API."
    )
    laposte_key: str = Field(
        default="",
        repr=False,
        description="X-Okapi-Key for La Poste. Unset in development: `relais run` starts the "
        "sandbox carrier and points RELAIS_LAPOSTE_URL at it.",
    )
    dhl_url: str = Field(
        default="https://api-eu.dhl.com/track",
        description="DHL's Shipment Tracking – Unified API.",
    )
    dhl_key: str = Field(
        default="",
        repr=False,
        description="DHL-API-Key from developer.dhl.com. Unset: DHL's parcels are asked about "
        "through AfterShip if there is a key for it, else left to DHL's own page.",
    )
    aftership_url: str = Field(
        default="https://api.aftership.com/tracking/2026-07",
        description="AfterShip's tracking API, for carriers without a client of their own.",
    )
    aftership_key: str = Field(
        default="",
        repr=False,
        description="as-api-key of AfterShip. Each parcel asked about for the first time counts "
        "towards its plan. Unset: such carriers' parcels are left to the carrier's own page.",
    )
    smtp_url: str = Field(
        default="",
        repr=False,
        description="SMTP server for outgoing mail: `smtp://user:password@host:587?starttls=1` or "
        "`smtps://user:password@host:465`. Without one nothing is mailed, and changes of an order "
        "that need a confirmed link go to a human. Unset in development: `relais run` starts the "
        "mail sandbox.",
    )
    mail_from: str = Field(
        default="",
        description="Address that mails come from, as the SMTP server allows it; the name before "
        "it and the address for replies are the brand's. Required with RELAIS_SMTP_URL.",
    )
    public_url: str = Field(
        default="",
        description="What links in mails begin with, for instance `https://aide.example.com`. "
        "Required with RELAIS_SMTP_URL outside development, where it must be https; in "
        "development the front door's own address.",
    )
    mail_sandbox_url: str = Field(
        default="",
        description="Where the mail sandbox shows what it took, for `/demo/mails`; development "
        "only, set by `relais run`.",
    )
    encoder: str = Field(
        default="all-MiniLM-L6-v2",
        description="sentence-transformers model for suggestions and for the bot. Changing it "
        "re-encodes the stored resolutions and trains the bot again. The default knows English, "
        "and set-up teaches French beside it; another one is taken as it is in all languages.",
    )
    brands: Path = Field(
        default=ROOT / "data" / "brands", description="Folder of the brand files, `<name>.yml`."
    )
    burst_pause: float = Field(
        default=2.0,
        ge=0,
        le=30,
        description="Seconds without a new message or a keystroke before the bot answers a burst.",
    )
    turn_timeout: float = Field(
        default=10.0,
        gt=0,
        le=120,
        description="Seconds a bot turn may take before a human gets the conversation.",
    )

    @property
    def development(self) -> bool:
        """Whether conveniences that are unsafe in public are allowed."""
        return self.env == "development"

    @property
    def links_begin(self) -> str:
        """What links in mails begin with, without a slash at the end."""
        return self.public_url or f"http://localhost:{self.port}"

    @field_validator("state", "brands")
    @classmethod
    def _absolute(cls, folder: Path) -> Path:
        # Children run in other working directories: a relative path would mean another folder.
        return folder.expanduser().absolute()

    @field_validator("database_url")
    @classmethod
    def _database(cls, url: str) -> str:
        if not url:
            return url
        parts = _parts(url)
        if parts.scheme not in {"postgresql", "postgres"} or not parts.hostname:
            raise ValueError("must look like postgresql://user:password@host:5432/database")
        # Rasa's SQLAlchemy 1.4 knows the long name only.
        return url.replace("postgres://", "postgresql://", 1)

    @field_validator("redis_url")
    @classmethod
    def _redis(cls, url: str) -> str:
        if not url:
            return url
        parts = _parts(url)
        if parts.scheme not in {"redis", "rediss"} or not parts.hostname:
            raise ValueError("must look like redis://:password@host:6379/0")
        return url

    @field_validator("smtp_url")
    @classmethod
    def _smtp(cls, url: str) -> str:
        if not url:
            return url
        parts = _parts(url)
        wrong = parts.scheme not in {"smtp", "smtps"} or not parts.hostname or parts.path
        if wrong or parts.query not in {"", "starttls=1"}:
            raise ValueError(
                "must look like smtp://user:password@host:587?starttls=1"
                " or smtps://user:password@host:465"
            )
        return url

    @field_validator("mail_from")
    @classmethod
    def _mail_address(cls, address: str) -> str:
        if address and not re.fullmatch(r"[^@\s<>]+@[^@\s<>]+", address):
            raise ValueError("must be a bare address like service@example.com")
        return address

    @field_validator(
        "bot_url",
        "actions_url",
        "internal_url",
        "laposte_url",
        "dhl_url",
        "aftership_url",
        "public_url",
        "mail_sandbox_url",
    )
    @classmethod
    def _address(cls, url: str) -> str:
        if not url:
            return url
        parts = _parts(url)
        if parts.scheme not in {"http", "https"} or not parts.hostname:
            raise ValueError("must be an http:// or https:// address")
        return url.rstrip("/")

    @model_validator(mode="after")
    def _mails_are_whole(self) -> Self:
        if self.smtp_url and not self.mail_from:
            raise ValueError("RELAIS_MAIL_FROM must be set where RELAIS_SMTP_URL is")
        if not self.development and self.smtp_url:
            _refuse_unsafe_mail(self.smtp_url, self.public_url)
        if not self.development and self.mail_sandbox_url:
            raise ValueError("RELAIS_MAIL_SANDBOX_URL is for development: unset it")
        return self

    @model_validator(mode="after")
    def _refuse_unsafe_values(self) -> Self:
        if self.development:
            return self
        for name in ("secret", "bot_token", "internal_token"):
            _refuse_weak(variable(name), getattr(self, name))
        for name in ("database_url", "redis_url"):
            if not getattr(self, name):
                raise ValueError(f"{variable(name)} must be set outside development")
        if self.laposte_key in {"", "sandbox"}:
            raise ValueError(
                "RELAIS_LAPOSTE_KEY must be a key of La Poste's outside development: without one, "
                "customers would read invented parcel histories"
            )
        return self


def _parts(url: str) -> SplitResult:
    """`urlsplit` with the port looked at, which is where it refuses a broken one."""
    try:
        parts = urlsplit(url)
        _ = parts.port
    except ValueError:
        raise ValueError("is not an address: check the port and the brackets") from None
    return parts


def _refuse_unsafe_mail(smtp_url: str, public_url: str) -> None:
    if not public_url.startswith("https://"):
        raise ValueError(
            "RELAIS_PUBLIC_URL must be the https:// address of the front door where "
            "RELAIS_SMTP_URL is set: links in mails begin with it"
        )
    parts = urlsplit(smtp_url)
    if parts.password and parts.scheme == "smtp" and not parts.query:
        raise ValueError(
            "RELAIS_SMTP_URL would send its password in the clear: add ?starttls=1, or use smtps://"
        )


def _refuse_weak(name: str, value: str) -> None:
    placeholder = value == DEVELOPMENT_SECRET or value.lower().startswith(("change", "secret"))
    if placeholder or len(value) < SHORTEST_SECRET or len(set(value)) < 8:
        raise ValueError(
            f"{name} must be a secret of at least {SHORTEST_SECRET} characters outside "
            "development: set one, for instance from `openssl rand -hex 32`"
        )


def variable(name: str) -> str:
    """The environment variable of a field."""
    alias = Settings.model_fields[name].validation_alias
    return alias if isinstance(alias, str) else f"RELAIS_{name.upper()}"


def load(**overrides: Any) -> Settings:
    """The settings of this process; `overrides` are fields (tests set them).

    Raises `SettingsError` with one sentence for each value that cannot be used. The refused value
    itself is never repeated: it may be a secret.
    """
    values = {variable(name) if name in _ALIASED else name: v for name, v in overrides.items()}
    try:
        return Settings(**values)
    except ValidationError as error:
        raise SettingsError("; ".join(_sentence(e) for e in error.errors())) from None


_ALIASED = {name for name, field in Settings.model_fields.items() if field.validation_alias}


def _sentence(error: Any) -> str:
    reason = str(error["msg"]).removeprefix("Value error, ")
    if not error["loc"]:
        return reason
    place = str(error["loc"][0])
    name = variable(place) if place in Settings.model_fields else place
    return f"{name}: {reason[0].lower()}{reason[1:]}"


def table() -> str:
    """docs/settings.md: every variable, its default and what it does."""
    rows = ["| variable | default | what it does |", "|---|---|---|"]
    for name, field in Settings.model_fields.items():
        default = str(field.default).replace(str(ROOT), "<checkout>")
        rows.append(
            f"| `{variable(name)}` | {f'`{default}`' if default else '(unset)'} "
            f"| {field.description} |"
        )
    return "\n".join(rows)


if __name__ == "__main__":
    print(table())  # noqa: T201
