"""What a brand promises its customers, in figures; read from the brand's own file.

The law's floor (`legal_floor.py`) stands above any policy: a figure below it is refused with the
article that says so.
"""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field, ValidationInfo, field_validator

from actions.brands.brand_file import read
from actions.brands.delivery import DeliveryTerms, Zone
from actions.brands.legal_floor import Rule, legal_floor


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
    damage_limit: Annotated[Decimal, Field(ge=0)] = Decimal(0)
    """Up to this price a damaged, wrong or missing article is re-sent or refunded at once."""
    return_days: int = 30
    """Calendar days to send something back."""
    returns_are_free: bool = False
    """Whether the brand pays for sending back what somebody changed their mind about."""
    refund_days: Annotated[int, Field(ge=1)] = legal_floor().withdrawal.refund_days.value
    """Calendar days to refund, from the customer's declaration."""
    guarantee_years: int = legal_floor().conformity.years.value
    """Years of guarantee from delivery."""
    repair_days: Annotated[int, Field(ge=1)] = legal_floor().conformity.repair_days.value
    """Calendar days to repair or replace, from the customer's request."""
    delivery_days_home: int = Field(default=3, ge=1)
    delivery_days_abroad: int = Field(default=10, ge=1)
    delivery: tuple[DeliveryTerms, ...] = ()
    """What delivery costs and takes, zone by zone; a zone without terms is not delivered to."""
    payment_means: dict[str, str] = Field(default_factory=dict)
    """How an order can be paid, an enumeration for each language."""
    late_offer: dict[str, str] = Field(default_factory=dict)
    """What the brand offers for a late parcel, a noun phrase for each language."""

    @field_validator("delivery")
    @classmethod
    def _one_entry_a_zone(cls, terms: tuple[DeliveryTerms, ...]) -> tuple[DeliveryTerms, ...]:
        zones = [one.zone for one in terms]
        twice = next((zone for zone in zones if zones.count(zone) > 1), None)
        if twice is not None:
            raise ValueError(f"the zone {twice.value} has two entries; keep one of them")
        return terms

    def delivery_to(self, zone: Zone) -> DeliveryTerms | None:
        """The terms of a zone; None where the brand does not deliver there."""
        return next((one for one in self.delivery if one.zone is zone), None)

    @field_validator("return_days", "guarantee_years")
    @classmethod
    def _not_below_the_law(cls, figure: int, info: ValidationInfo) -> int:
        rule, means = _floor(str(info.field_name))
        if figure < rule.value:
            raise ValueError(f"{means} {rule.source}); give {rule.value} or more")
        return figure

    @field_validator("refund_days", "repair_days")
    @classmethod
    def _not_later_than_the_law(cls, figure: int, info: ValidationInfo) -> int:
        rule, means = _floor(str(info.field_name))
        if figure > rule.value:
            raise ValueError(f"{means} {rule.source}); give {rule.value} or fewer")
        return figure


def _floor(field: str) -> tuple[Rule[int], str]:
    """The rule under a policy, and the beginning of the sentence that refuses what breaks it."""
    withdrawal, conformity = legal_floor().withdrawal, legal_floor().conformity
    rules = {
        "return_days": (withdrawal.days, "customers have {} days to withdraw"),
        "refund_days": (withdrawal.refund_days, "customers are refunded within {} days"),
        "guarantee_years": (conformity.years, "conformity is guaranteed for {} years"),
        "repair_days": (conformity.repair_days, "a repair takes {} days at most"),
    }
    rule, means = rules[field]
    return rule, f"{means.format(rule.value)} by law (Code de la consommation,"


def load(brand: str, folder: Path | None = None) -> Policies:
    """The policies of `brand`, from `<folder>/<brand>.yml` (default: RELAIS_BRANDS).

    Raises:
        BrandFileError: no such file, no `policies` in it, or a field that is not acceptable.
    """
    return read(brand, Policies, "policies", folder)
