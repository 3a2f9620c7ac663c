"""La Poste, Suivi v2: Colissimo, Chronopost and tracked letters.

`GET {base}/idships/{numbers}?lang=fr_FR` with the header `X-Okapi-Key`; up to ten numbers at once,
comma-separated (https://developer.laposte.fr/products/suivi/2).
"""

from __future__ import annotations

import asyncio
import re
from collections.abc import Sequence
from datetime import date, datetime
from http import HTTPStatus
from typing import Any, Final, cast
from urllib.parse import urlsplit

import httpx
from pydantic import BaseModel, ConfigDict, ValidationError, field_validator

from actions.carriers.calendar import PARIS, with_zone
from actions.carriers.client import CarrierClient
from actions.carriers.errors import CarrierRefusedKey, CarrierUnavailable, as_carrier_errors
from actions.carriers.shipment import (
    Language,
    MalformedNumber,
    NoAnswer,
    Shipment,
    TimelineStep,
    Tracked,
    TrackingEvent,
    UnknownNumber,
)
from actions.outside import LONGEST_BUDGET, Api

MOST_AT_ONCE: Final = 10
"""Numbers a call may carry (Suivi v2)."""

KEY_SETTING: Final = "RELAIS_LAPOSTE_KEY"

_ACCEPTABLE: Final = re.compile(r"[0-9A-Z]{8,30}")
_LANGUAGES: Final = {"fr": "fr_FR", "en": "en_GB"}


class LaPoste(CarrierClient):
    """A client of Suivi v2.

    Args:
        base_url: `https://api.laposte.fr/suivi/v2`, or the sandbox carrier's.
        key: the application's X-Okapi-Key.
        budget: seconds that one `track` may take, retries included; 4 at most.
    """

    def __init__(self, base_url: str, key: str, *, budget: float = LONGEST_BUDGET) -> None:
        super().__init__(Api(_with_path(base_url), headers={"X-Okapi-Key": key}, budget=budget))

    async def track(self, numbers: Sequence[str], *, language: Language = "fr") -> list[Tracked]:
        """What La Poste knows of each number, in the order asked; labels in `language`.

        Raises:
            CarrierUnavailable: no usable answer within the budget.
            CarrierRefusedKey: the key is not accepted.
        """
        wanted = [n for n in dict.fromkeys(numbers) if _ACCEPTABLE.fullmatch(n)]
        calls = [
            self._call(wanted[start : start + MOST_AT_ONCE], language)
            for start in range(0, len(wanted), MOST_AT_ONCE)
        ]
        with as_carrier_errors(KEY_SETTING):
            parts = await self._api.within(asyncio.gather(*calls))
        found = {number: answer for part in parts for number, answer in part.items()}
        return [found.get(number) or MalformedNumber(number) for number in numbers]

    async def _call(self, numbers: list[str], language: Language) -> dict[str, Tracked]:
        ids = ",".join(numbers)
        response = await self._api.get(f"idships/{ids}", lang=_LANGUAGES[language])
        answers = _answers(response)
        if answers is not None:
            return _matched(numbers, answers)
        if len(numbers) > 1 and response.status_code in _OF_A_NUMBER:
            # A refusal of the whole list that does not say which: ask one by one.
            parts = await asyncio.gather(*(self._call([number], language) for number in numbers))
            return {number: answer for part in parts for number, answer in part.items()}
        return {number: _without_body(number, response.status_code) for number in numbers}


class _Wire(BaseModel):
    model_config = ConfigDict(extra="ignore")


class _WireStep(_Wire):
    shortLabel: str = ""  # noqa: N815 - La Poste's names
    longLabel: str = ""  # noqa: N815
    date: datetime | None = None
    status: bool = False
    type: int = 1

    @field_validator("date", mode="before")
    @classmethod
    def _no_date(cls, value: object) -> object:
        return value or None


class _WireEvent(_Wire):
    code: str
    label: str = ""
    date: datetime


class _WireRemovalPoint(_Wire):
    name: str | None = None


class _WireContext(_Wire):
    removalPoint: _WireRemovalPoint | None = None  # noqa: N815


class _WireShipment(_Wire):
    product: str = ""
    holder: int | None = None
    isFinal: bool = False  # noqa: N815
    deliveryDate: datetime | date | None = None  # noqa: N815
    estimDate: datetime | date | None = None  # noqa: N815
    timeline: list[_WireStep] = []
    event: list[_WireEvent] = []
    contextData: _WireContext | None = None  # noqa: N815
    url: str = ""

    @field_validator("event", mode="before")
    @classmethod
    def _one_or_many(cls, value: Any) -> Any:
        # Their own description gives a list here and a single event there.
        return [value] if isinstance(value, dict) else value or []


_OF_A_NUMBER: Final = {HTTPStatus.BAD_REQUEST, HTTPStatus.NOT_FOUND}
_OF_THE_KEY: Final = {HTTPStatus.UNAUTHORIZED, HTTPStatus.FORBIDDEN}


def _answers(response: httpx.Response) -> list[dict[str, Any]] | None:
    """The answers in a body, one for each number; None where there is no JSON of theirs."""
    try:
        body = response.json()
    except ValueError:
        body = None
    many = cast("list[Any]", body if isinstance(body, list) else [body])
    if all(isinstance(one, dict) and "returnCode" in one for one in many):
        return cast("list[dict[str, Any]]", many)
    if response.status_code in _OF_A_NUMBER:
        return None
    raise CarrierUnavailable("unreadable")


def _matched(numbers: list[str], answers: list[dict[str, Any]]) -> dict[str, Tracked]:
    """Each number with its answer: by the number in it, else by its place.

    An answer that names another number of the list is that one's, wherever it stands.
    """
    named = {_number(answer): answer for answer in answers}
    if len(answers) != len(numbers) and not all(number in named for number in numbers):
        raise CarrierUnavailable("unreadable")
    matched: dict[str, Tracked] = {}
    for place, number in enumerate(numbers):
        answer = named.get(number) or answers[place]
        neighbours = _number(answer) in set(numbers) - {number}
        matched[number] = NoAnswer(number, "unreadable") if neighbours else _read(number, answer)
    return matched


def _number(answer: dict[str, Any]) -> str | None:
    shipment: Any = answer.get("shipment")
    if isinstance(shipment, dict):
        return cast("dict[str, Any]", shipment).get("idShip")
    return answer.get("idShip")


def _without_body(number: str, status: int) -> Tracked:
    return MalformedNumber(number) if status == HTTPStatus.BAD_REQUEST else UnknownNumber(number)


def _read(number: str, answer: dict[str, Any]) -> Tracked:
    status = answer["returnCode"]
    if status in _OF_A_NUMBER:
        return _without_body(number, status)
    if status in _OF_THE_KEY:
        raise CarrierRefusedKey(KEY_SETTING)
    if status != HTTPStatus.OK:
        return NoAnswer(number, "server_error")
    try:
        return _shipment(number, _WireShipment.model_validate(answer.get("shipment")))
    except ValidationError:
        return NoAnswer(number, "unreadable")


def _shipment(number: str, wire: _WireShipment) -> Shipment:
    # They list the newest first; a stable sort keeps their order within one minute.
    events = sorted(
        (TrackingEvent(e.code, e.label, with_zone(e.date)) for e in reversed(wire.event)),
        key=lambda event: event.at,
    )
    announced = wire.estimDate or (None if wire.isFinal else wire.deliveryDate)
    point = wire.contextData and wire.contextData.removalPoint
    return Shipment(
        number=number,
        product=wire.product,
        holder=wire.holder,
        final=wire.isFinal,
        events=tuple(events),
        timeline=tuple(
            TimelineStep(
                s.shortLabel or s.longLabel, s.date and with_zone(s.date), s.status, s.type
            )
            for s in wire.timeline
        ),
        due=_day(announced),
        delivered_at=_moment(wire.deliveryDate) if wire.isFinal else None,
        removal_point=(point and point.name) or "",
        url=wire.url,
    )


def _day(announced: datetime | date | None) -> date | None:
    if isinstance(announced, datetime):
        return with_zone(announced).astimezone(PARIS).date()
    return announced


def _moment(announced: datetime | date | None) -> datetime | None:
    if announced is None or isinstance(announced, datetime):
        return announced and with_zone(announced)
    return datetime(announced.year, announced.month, announced.day, tzinfo=PARIS)


def _with_path(base_url: str) -> str:
    """`base_url`, with Suivi v2's path where it names a host only."""
    return base_url if urlsplit(base_url).path.strip("/") else f"{base_url.rstrip('/')}/suivi/v2"
