"""What the sandbox carrier answers for one number: events and, if wanted, a failure."""

from __future__ import annotations

from datetime import date, datetime, timezone
from enum import Enum
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field, field_validator

from actions.carriers.shipment import Language

SENTENCES: dict[str, dict[Language, str]] = {
    "DR1": {
        "fr": "Votre colis est en cours de préparation par l'expéditeur",
        "en": "Your parcel is being prepared by the sender",
    },
    "DR2": {
        "fr": "L'expéditeur a rencontré un problème de préparation",
        "en": "The sender had trouble preparing your parcel",
    },
    "PC1": {"fr": "Votre colis est pris en charge", "en": "Your parcel has been accepted"},
    "PC2": {
        "fr": "Votre colis est pris en charge dans le pays d'expédition",
        "en": "Your parcel has been accepted in the country of origin",
    },
    "ET1": {"fr": "Votre colis est en cours d'acheminement", "en": "Your parcel is on its way"},
    "ET2": {
        "fr": "Votre colis est en transit dans le pays d'expédition",
        "en": "Your parcel is in transit in the country of origin",
    },
    "ET3": {
        "fr": "Votre colis est en cours de traitement dans le pays de destination",
        "en": "Your parcel is being processed in the country of destination",
    },
    "ET4": {
        "fr": "Votre colis est en transit dans un pays intermédiaire",
        "en": "Your parcel is in transit in another country",
    },
    "EP1": {
        "fr": "Votre colis est arrivé sur son site de distribution",
        "en": "Your parcel has reached its delivery depot",
    },
    "DO1": {"fr": "Votre colis est entré en douane", "en": "Your parcel has entered customs"},
    "DO2": {"fr": "Votre colis est retenu en douane", "en": "Your parcel is held by customs"},
    "DO3": {"fr": "Votre colis est sorti de douane", "en": "Your parcel has cleared customs"},
    "PB1": {
        "fr": "Un incident retarde votre colis, nous le traitons",
        "en": "An incident delays your parcel, we are dealing with it",
    },
    "PB2": {"fr": "L'incident est résolu", "en": "The incident has been solved"},
    "MD2": {"fr": "Votre colis est en cours de livraison", "en": "Your parcel is out for delivery"},
    "ND1": {"fr": "Votre colis n'a pas pu être livré", "en": "Your parcel could not be delivered"},
    "AG1": {
        "fr": "Votre colis est disponible dans votre point de retrait",
        "en": "Your parcel is available at your pick-up point",
    },
    "RE1": {
        "fr": "Votre colis est retourné à l'expéditeur",
        "en": "Your parcel is being returned to the sender",
    },
    "DI0": {"fr": "Votre envoi a été distribué", "en": "Your item has been delivered"},
    "DI1": {"fr": "Votre colis a été livré", "en": "Your parcel has been delivered"},
    "DI2": {
        "fr": "Votre colis a été livré à l'expéditeur",
        "en": "Your parcel has been delivered to the sender",
    },
    "DI3": {"fr": "La livraison de votre colis est retardée", "en": "Your parcel is delayed"},
    "ID0": {"fr": "Informations de douane", "en": "Customs information"},
}
"""Every event code of Suivi v2, with a sentence for each; a history may say something else."""


class Failure(str, Enum):
    """How the carrier fails for a number; a whole call fails as its worst number does."""

    unknown = "unknown"
    """404, with their JSON."""
    unknown_bare = "unknown_bare"
    """404 without JSON, as their gateway does."""
    malformed = "malformed"
    """400."""
    refused_key = "refused_key"
    """401."""
    quota = "quota"
    """429."""
    unavailable = "unavailable"
    """503."""
    timeout = "timeout"
    """504, their own time-out."""
    garbage = "garbage"
    """200 with a page that is no JSON."""


class _Part(BaseModel):
    model_config = ConfigDict(extra="forbid")


class HistoryEvent(_Part):
    """One event; without a `label`, the code's usual sentence in the language asked for."""

    code: str = Field(pattern=r"^[A-Z]{2}[0-9]$")
    date: datetime
    label: str | dict[Language, str] | None = None

    @field_validator("date")
    @classmethod
    def _aware(cls, moment: datetime) -> datetime:
        return moment if moment.tzinfo else moment.replace(tzinfo=timezone.utc)

    def sentence(self, language: Language) -> str:
        """The event's label in `language`."""
        if isinstance(self.label, str):
            return self.label
        return (self.label or SENTENCES.get(self.code, {})).get(language, self.code)


class History(_Part):
    """The events of one number from the oldest to the newest, and how the carrier behaves."""

    carrier: Literal["colissimo", "chronopost", "laposte"] = "colissimo"
    country: str = Field(default="FR", pattern=r"^[A-Z]{2}$")
    events: list[HistoryEvent] = []
    due: date | None = None
    removal_point: str = ""
    delay_ms: int = Field(default=0, ge=0, le=60_000)
    failure: Failure | None = None
