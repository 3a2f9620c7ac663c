"""What a supervisor has told the bot: asked of the service every few seconds, for each brand."""

from __future__ import annotations

import contextlib
import time
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import Any

import yaml

from actions.record import Record, RecordUnavailable

KNOWN_FOR = 3.0
"""Seconds for which an answer of the service holds: a supervisor's word counts "within seconds"."""

FLOWS = Path(__file__).resolve().parent.parent / "data" / "flows.yml"


@dataclass(frozen=True)
class Notice:
    """What customers have to know; empty sets mean all."""

    id: str
    texts: Mapping[str, str]
    flows: frozenset[str]
    carriers: frozenset[str]
    postcodes: tuple[str, ...]

    def concerns(self, flow: str, carrier: str | None, postcode: str | None) -> bool:
        """Whether somebody in this flow, with a parcel of that carrier to that place, is meant."""
        return (
            (not self.flows or flow in self.flows)
            and (not self.carriers or carrier in self.carriers)
            and (not self.postcodes or (postcode or "").upper().startswith(self.postcodes))
        )


@dataclass(frozen=True)
class Steering:
    """What holds at one brand; `wordings` by response, then by language."""

    notices: tuple[Notice, ...] = ()
    off: frozenset[str] = frozenset()
    wordings: Mapping[str, Mapping[str, str]] = field(default_factory=dict[str, Mapping[str, str]])

    def wording(self, response: str, language: str) -> str | None:
        """The brand's own words for a response, if it has any."""
        return self.wordings.get(response, {}).get(language)


class Steerings:
    """The steering of every brand, as fresh as `KNOWN_FOR`."""

    def __init__(self, record: Record) -> None:
        self._record = record
        self._known: dict[str, tuple[float, Steering]] = {}

    async def of(self, brand: str) -> Steering:
        """What holds at a brand; what held last where the service gives no answer."""
        asked_at, steering = self._known.get(brand, (float("-inf"), Steering()))
        if time.monotonic() - asked_at < KNOWN_FOR:
            return steering
        # A turn that needs the record says so itself; one that does not is answered all the same.
        with contextlib.suppress(RecordUnavailable):
            steering = _steering(await self._record.steering(brand))
        self._known[brand] = (time.monotonic(), steering)
        return steering


@lru_cache(maxsize=1)
def flow_of_action(file: Path = FLOWS) -> dict[str, str]:
    """The flow that an action belongs to; those that cannot be steered are not in it."""
    flows: dict[str, Any] = yaml.safe_load(file.read_text(encoding="utf-8"))["flows"]
    return {action: name for name, flow in flows.items() for action in flow["actions"]}


def _steering(told: Mapping[str, Any]) -> Steering:
    return Steering(
        notices=tuple(
            Notice(
                id=one["id"],
                texts=one["texts"],
                flows=frozenset(one["flows"]),
                carriers=frozenset(one["carriers"]),
                postcodes=tuple(one["postcodes"]),
            )
            for one in told["notices"]
        ),
        off=frozenset(told["off"]),
        wordings=told["wordings"],
    )
