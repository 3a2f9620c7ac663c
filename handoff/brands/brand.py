"""Brands: one file each, `data/brands/<name>.yml`, read at start and checked field by field."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Annotated, Any, Literal
from urllib.parse import urlsplit

import yaml
from pydantic import BaseModel, ConfigDict, Field, ValidationError, field_validator, model_validator

from actions.brands.opening_hours import OpeningHours
from actions.brands.policies import Policies
from actions.brands.storefront import Contact, Links, Mediator, ShopAddress
from actions.shop.place import ShopPlace

TEAMS = ("customer_care", "marketing", "communication", "quality")
"""The teams of a brand that names none."""

GREETING_FIELDS = {"first_name", "brand_name"}
SIGNATURE_FIELDS = {"cm_name", "brand_name"}

Language = Annotated[str, Field(pattern=r"^[a-z]{2}$")]
"""ISO 639-1, for instance `fr`."""

Colour = Annotated[str, Field(pattern=r"^#[0-9a-fA-F]{6}$")]


class BrandError(Exception):
    """A brand file cannot be used; the message names file, field and what to do."""


class _Part(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Colours(_Part):
    """What the widget paints with."""

    primary: Colour
    on_primary: Colour
    surface: Colour = "#ffffff"


class Voice(_Part):
    """How a brand speaks.

    `greeting` may hold `{first_name}` and `{brand_name}`, `signature` `{cm_name}` and
    `{brand_name}`; greeting and closing have a text for each language of the brand.
    """

    address: Literal["vous", "tu"]
    emoji: bool = False
    greeting: dict[Language, str]
    closing: dict[Language, str]
    signature: str = "{cm_name}, {brand_name}"

    @field_validator("greeting")
    @classmethod
    def _known_in_greeting(cls, texts: dict[str, str]) -> dict[str, str]:
        for text in texts.values():
            _check_fields(text, GREETING_FIELDS)
        return texts

    @field_validator("closing")
    @classmethod
    def _known_in_closing(cls, texts: dict[str, str]) -> dict[str, str]:
        for text in texts.values():
            _check_fields(text, {"brand_name"})
        return texts

    @field_validator("signature")
    @classmethod
    def _known_in_signature(cls, text: str) -> str:
        _check_fields(text, SIGNATURE_FIELDS)
        return text


class Limits(_Part):
    """How long things may take, for this brand."""

    waiting_minutes: int = Field(default=10, ge=1)
    """Nobody came in this time: contact is taken and a promise made."""


class Brand(_Part):
    """One brand; `name` is the file's name and the word in the record, addresses and embeds."""

    name: Annotated[str, Field(pattern=r"^[a-z][a-z0-9-]{0,39}$")]
    display_name: str
    languages: Annotated[tuple[Language, ...], Field(min_length=1)]
    """The first one is the brand's own."""
    origins: tuple[str, ...]
    colours: Colours
    logo: str | None = None
    bot_name: str
    privacy_url: Annotated[str, Field(pattern=r"^https?://")]
    voice: Voice
    teams: Annotated[tuple[str, ...], Field(min_length=1)] = TEAMS
    hours: OpeningHours
    contact: Contact
    shop: ShopPlace = ShopPlace()
    """Where its orders are kept; `shops` are those to walk into."""
    shops: tuple[ShopAddress, ...] = ()
    links: Links
    mediator: Mediator
    policies: Policies
    limits: Limits = Limits()
    suggestions_withheld: Annotated[float, Field(ge=0, le=1)] = 0
    """Share of the conversations whose CMs get no suggestions, so that what these save is measured
    and not assumed."""

    @field_validator("origins")
    @classmethod
    def _bare_origins(cls, origins: tuple[str, ...]) -> tuple[str, ...]:
        for origin in origins:
            parts = urlsplit(origin)
            if (
                parts.scheme not in {"http", "https"}
                or origin != f"{parts.scheme}://{parts.netloc}"
            ):
                raise ValueError(
                    f"{origin!r} is not an origin; write scheme and host only,"
                    " like https://www.example.com"
                )
        return origins

    @model_validator(mode="after")
    def _speaks_its_languages(self) -> Brand:
        for field in ("greeting", "closing"):
            missing = set(self.languages) - set(getattr(self.voice, field))
            if missing:
                raise ValueError(f"voice.{field} lacks a text for {', '.join(sorted(missing))}")
        return self

    def spoken(self, language: str) -> str:
        """`language` where the brand speaks it, else the brand's own."""
        return language if language in self.languages else self.languages[0]

    def greeting(self, language: str, first_name: str | None = None) -> str:
        """`Bonjour Anna,` — or `Bonjour,` where nobody said a name."""
        text = self.voice.greeting[self.spoken(language)]
        if not first_name:
            text = re.sub(r"\s*\{first_name\}", "", text)
        return _filled(text, first_name=first_name or "", brand_name=self.display_name)

    def signature(self, cm_name: str) -> str:
        """How `cm_name` signs for this brand."""
        return _filled(self.voice.signature, cm_name=cm_name, brand_name=self.display_name)

    def closing(self, language: str, cm_name: str) -> str:
        """The closing words, and the CM's signature in a line of its own."""
        words = _filled(self.voice.closing[self.spoken(language)], brand_name=self.display_name)
        return f"{words}\n{self.signature(cm_name)}"

    def public_texts(self) -> list[str]:
        """What the brand tells everybody: its addresses and numbers, no customer's particulars."""
        contact = [self.contact.email, self.contact.phone, self.privacy_url, *self.origins]
        shops = [
            text
            for shop in self.shops
            for text in (shop.street, f"{shop.postcode} {shop.city}", shop.name)
        ]
        return [text for text in (*contact, *shops) if text]


def load_brands(folder: Path) -> dict[str, Brand]:
    """Every brand of `folder`, by name, in the order of the names.

    Raises:
        BrandError: no folder, no brand in it, or a file with a field that is not acceptable.
    """
    files = sorted(folder.glob("*.yml"))
    if not files:
        raise BrandError(
            f"There is no brand in {folder}: put a file <name>.yml there"
            " (data/brands/demo.yml is an example), or set RELAIS_BRANDS."
        )
    return {path.stem: _load(path) for path in files}


def _load(path: Path) -> Brand:
    try:
        content = yaml.safe_load(path.read_text(encoding="utf-8"))
    except (yaml.YAMLError, UnicodeDecodeError) as error:
        where = " ".join(str(error).split())
        raise BrandError(f"{path} is not readable YAML ({where}): correct it.") from error
    if not isinstance(content, dict):
        raise BrandError(f"{path} holds no fields: begin with data/brands/demo.yml.")
    try:
        brand = Brand.model_validate(content)
    except ValidationError as error:
        raise BrandError(_explained(path, error)) from error
    if brand.name != path.stem:
        raise BrandError(
            f"{path}, name: {brand.name!r} is not the file's name; rename one of the two."
        )
    return brand


def _explained(path: Path, error: ValidationError) -> str:
    lines: list[str] = []
    for problem in error.errors():
        field = ".".join(str(part) for part in problem["loc"]) or "the whole file"
        lines.append(f"{path}, {field}: {_advice(problem['type'], problem['msg'])}")
    return "\n".join(lines)


def _advice(kind: str, message: str) -> str:
    if kind == "missing":
        return "is missing; add it (data/brands/demo.yml is an example)."
    if kind == "extra_forbidden":
        return "is not a field of a brand; correct its spelling or remove it."
    return f"{message.removeprefix('Value error, ')}."


def _check_fields(text: str, allowed: set[str]) -> None:
    unknown = set(re.findall(r"\{([^{}]*)\}", text)) - allowed
    if unknown:
        known = ", ".join(f"{{{name}}}" for name in sorted(allowed))
        raise ValueError(f"{{{unknown.pop()}}} cannot be filled in here; known are {known}")


def _filled(text: str, **values: Any) -> str:
    # Not str.format: a customer's first name must never be read as a template.
    return re.sub(r"\{(\w+)\}", lambda match: str(values.get(match.group(1), "")), text)
