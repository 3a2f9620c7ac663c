"""The law's floor under every brand's policies: `data/law/fr.yml`, each figure with its article."""

from __future__ import annotations

from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import Annotated, Generic, Literal, TypeVar

import yaml
from pydantic import BaseModel, ConfigDict, Field

FILE = Path(__file__).resolve().parents[2] / "data" / "law" / "fr.yml"

Value = TypeVar("Value")
Days = Annotated[int, Field(ge=1)]
ProductKind = Literal["made_to_measure", "perishable", "hygiene", "recording", "press", "digital"]
"""Kinds of product with an exception to the right of withdrawal (L221-28)."""


class _Part(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Rule(_Part, Generic[Value]):
    """A figure and the article that sets it."""

    value: Value
    source: str


class WithdrawalException(_Part):
    """A kind of product that cannot be sent back; `once_opened`: only if its seal was broken."""

    once_opened: bool
    source: str


class Withdrawal(_Part):
    """The right to withdraw from a sale at a distance; days are calendar days."""

    days: Rule[Days]
    starts_with: Rule[Literal["last_parcel"]]
    carried_past_days_off: Rule[bool]
    reason_needed: Rule[bool]
    send_back_days: Rule[Days]
    refund_days: Rule[Days]
    refunds_standard_delivery: Rule[bool]
    online_function_since: Rule[date]
    exceptions: dict[ProductKind, WithdrawalException]


class Conformity(_Part):
    """The legal guarantee, counted from delivery."""

    years: Rule[Days]
    remedies: Rule[list[Literal["repair", "replacement"]]]
    repair_days: Rule[Days]
    months_more_after_repair: Rule[Days]


class Delivery(_Part):
    """Who answers for a parcel, and when its price comes back."""

    seller_answers: Rule[bool]
    refund_days: Rule[Days]


class LegalFloor(_Part):
    """What no policy may go below."""

    country: str
    read_on: date
    withdrawal: Withdrawal
    conformity: Conformity
    delivery: Delivery


@lru_cache(maxsize=1)
def legal_floor() -> LegalFloor:
    """The floor of `data/law/fr.yml`."""
    return LegalFloor.model_validate(yaml.safe_load(FILE.read_text(encoding="utf-8")))
