"""What Relais writes beside what it changes, so that a change is known again and happens once.

A meta datum of the order or refund, written together with the change: its key names the turn and
the action that asked, its value what was done and why. The line under its key hides it from the
shop's own pages. Pure.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, ValidationError

from actions.shop.aftersales import Once, Reason

PREFIX = "_relais_"

Kind = Literal["refund", "resend", "cancel", "address"]


class Meta(BaseModel):
    """A meta datum as WooCommerce gives it."""

    model_config = ConfigDict(extra="ignore")

    key: str
    value: Any = None


class Mark(BaseModel):
    """What was done; `due_on` is when money will have left at the latest."""

    model_config = ConfigDict(frozen=True, extra="ignore")

    kind: Kind
    reason: Reason | None = None
    due_on: date | None = None

    def meta(self, once: Once) -> dict[str, Any]:
        """The datum to write with the change."""
        value = self.model_dump(mode="json", exclude_none=True)
        return {"key": key(once), "value": value}


def key(once: Once) -> str:
    """The key under which the mark of this turn and action is found again."""
    return f"{PREFIX}{once.turn_id}_{once.action}"


def marks(written: Iterable[Meta]) -> list[Mark]:
    """All marks among the meta data; what somebody else wrote under such a key is none."""
    found: list[Mark] = []
    for one in written:
        if one.key.startswith(PREFIX):
            try:
                found.append(Mark.model_validate(one.value))
            except ValidationError:
                continue
    return found


def is_marked(written: Iterable[Meta], once: Once) -> bool:
    """Whether this turn and action wrote the change."""
    return any(one.key == key(once) for one in written)
