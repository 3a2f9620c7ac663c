"""What a brand promises its customers, in figures; read from the brand's own file.

The law's floor stands above any policy: a figure below it is refused with the article that says
so (Code de la consommation, https://www.legifrance.gouv.fr).
"""

from __future__ import annotations

import os
from decimal import Decimal
from pathlib import Path
from typing import Annotated

import yaml
from pydantic import BaseModel, ConfigDict, Field, ValidationError, field_validator

FOLDER = Path(__file__).resolve().parent.parent / "data" / "brands"

WITHDRAWAL_DAYS = 14
"""Days to withdraw from a distance sale (Code de la consommation, L221-18)."""


class PolicyError(Exception):
    """A brand's policies cannot be read; the message says where and what to do."""


class Policies(BaseModel):
    """The `policies` of a brand file. Days without a word are *jours ouvrables*."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    currency: str = Field(default="EUR", pattern=r"^[A-Z]{3}$")
    lost_limit: Annotated[Decimal, Field(ge=0)]
    """Up to this order total a first lost parcel is re-sent or refunded without a human's word."""
    silence_days_home: int = Field(default=5, ge=1)
    """More days than this without an event: presumed lost."""
    silence_days_abroad: int = Field(default=15, ge=1)
    """The same for abroad and for the overseas departments."""
    patience_hours: int = Field(default=48, ge=0)
    """Asked of the customer after "delivered, but not received"; never made a condition."""
    return_days: int = 30
    """Calendar days to send something back."""
    delivery_days_home: int = Field(default=3, ge=1)
    delivery_days_abroad: int = Field(default=10, ge=1)
    late_offer: dict[str, str] = Field(default_factory=dict)
    """What the brand offers for a late parcel, a noun phrase for each language."""

    @field_validator("return_days")
    @classmethod
    def _not_below_the_law(cls, days: int) -> int:
        if days < WITHDRAWAL_DAYS:
            raise ValueError(
                f"customers have {WITHDRAWAL_DAYS} days to withdraw by law"
                " (Code de la consommation, L221-18); give that or more"
            )
        return days


def load(brand: str, folder: Path | None = None) -> Policies:
    """The policies of `brand`, from `<folder>/<brand>.yml` (default: RELAIS_BRANDS).

    Raises:
        PolicyError: no such file, no `policies` in it, or a field that is not acceptable.
    """
    path = (folder or Path(os.environ.get("RELAIS_BRANDS") or FOLDER)) / f"{brand}.yml"
    try:
        content = yaml.safe_load(path.read_text(encoding="utf-8"))
        return Policies.model_validate(content["policies"])
    except FileNotFoundError as error:
        raise PolicyError(
            f"There is no brand file {path}: create it or correct the name."
        ) from error
    except (yaml.YAMLError, KeyError, TypeError) as error:
        raise PolicyError(f"{path} holds no readable `policies`: add that mapping.") from error
    except ValidationError as error:
        first = error.errors()[0]
        field = ".".join(str(part) for part in ("policies", *first["loc"]))
        raise PolicyError(f"{path}, {field}: {first['msg']}.") from error
