"""The sandbox carrier: a real HTTP server that speaks La Poste's Suivi v2.

It stands in where there is no Okapi key. Its histories are those of the demo shop, relative to the
day it was started; tests and demonstrations set others at run time:

    PUT    /sandbox/histories/{number}   a history (see `history.py`); `*` answers for every number
    GET    /sandbox/histories            all of them
    DELETE /sandbox/histories/{number}   back to the demo's, or to unknown
    DELETE /sandbox/histories            back to the demo's

    python -m actions.carriers.sandbox --host 127.0.0.1 --port 5056
"""

from __future__ import annotations

import argparse
import asyncio
import re
from collections.abc import Callable, Mapping
from datetime import datetime, timezone
from http import HTTPStatus
from typing import Any

import uvicorn
from pydantic import ValidationError
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, Response
from starlette.routing import Route

from actions.carriers.directory import carrier
from actions.carriers.history import Failure, History, HistoryEvent
from actions.carriers.shipment import Language, TrackingEvent
from actions.carriers.timeline import timeline
from actions.shop.scenarios import demo_histories

KEY = "sandbox"
"""The X-Okapi-Key that it accepts."""

EVERY_NUMBER = "*"
MOST_AT_ONCE = 10
_NUMBER = re.compile(r"[0-9A-Z]{11,15}")

Histories = Mapping[str, History]


class Sandbox:
    """The server's memory and its routes.

    Args:
        demo: gives the histories to begin with, and to go back to.
    """

    def __init__(self, demo: Callable[[], Histories]) -> None:
        self._demo = demo
        self._histories = dict(demo())

    def application(self) -> Starlette:
        """The ASGI application."""
        one = "/sandbox/histories/{number}"
        return Starlette(
            routes=[
                Route("/suivi/v2/idships/{ids}", self._track),
                Route("/sandbox/histories", self._list, methods=["GET"]),
                Route("/sandbox/histories", self._reset, methods=["DELETE"]),
                Route(one, self._put, methods=["PUT"]),
                Route(one, self._delete, methods=["DELETE"]),
            ]
        )

    async def _track(self, request: Request) -> Response:
        if request.headers.get("X-Okapi-Key") != KEY:
            return _refused_key()
        numbers = request.path_params["ids"].split(",")
        lang = request.query_params.get("lang", "fr_FR")
        if len(numbers) > MOST_AT_ONCE:
            return JSONResponse(_refusal(numbers[0], lang, HTTPStatus.BAD_REQUEST), 400)
        histories = {number: self._history(number) for number in numbers}
        await asyncio.sleep(max(h.delay_ms if h else 0 for h in histories.values()) / 1000)
        failures = {h.failure for h in histories.values() if h and h.failure}
        for failure, response in _WHOLE_CALL.items():
            if failure in failures:
                return response()
        answers = [_answer(number, history, lang) for number, history in histories.items()]
        if len(numbers) > 1:
            # Their description: 207 where not all numbers fare alike.
            alike = all(answer["returnCode"] == HTTPStatus.OK for answer in answers)
            return JSONResponse(answers, HTTPStatus.OK if alike else HTTPStatus.MULTI_STATUS)
        if Failure.unknown_bare in failures:
            return Response(status_code=HTTPStatus.NOT_FOUND)
        return JSONResponse(answers[0], answers[0]["returnCode"])

    def _history(self, number: str) -> History | None:
        return self._histories.get(EVERY_NUMBER) or self._histories.get(number)

    async def _put(self, request: Request) -> Response:
        try:
            history = History.model_validate_json(await request.body())
        except ValidationError as error:
            first = error.errors()[0]
            field = ".".join(str(part) for part in first["loc"]) or "the body"
            return _error(422, "bad_history", f"{field}: {first['msg']}. Correct it, send again.")
        self._histories[request.path_params["number"]] = history
        return Response(status_code=HTTPStatus.NO_CONTENT)

    async def _list(self, _: Request) -> Response:
        return JSONResponse({n: h.model_dump(mode="json") for n, h in self._histories.items()})

    async def _delete(self, request: Request) -> Response:
        number = request.path_params["number"]
        if self._histories.pop(number, None) is None:
            return _error(404, "no_history", "There is no history for this number to remove.")
        if demo := self._demo().get(number):
            self._histories[number] = demo
        return Response(status_code=HTTPStatus.NO_CONTENT)

    async def _reset(self, _: Request) -> Response:
        self._histories = dict(self._demo())
        return Response(status_code=HTTPStatus.NO_CONTENT)


def _error(status: int, code: str, message: str) -> Response:
    return JSONResponse({"error": {"code": code, "message": message}}, status)


def _refused_key() -> Response:
    body = {"code": "UNAUTHORIZED", "message": "This action requires an authorization"}
    return JSONResponse(body, HTTPStatus.UNAUTHORIZED)


def _garbage() -> Response:
    return HTMLResponse("<html><body>Service momentanément indisponible</body></html>")


_WHOLE_CALL: dict[Failure, Callable[[], Response]] = {
    Failure.refused_key: _refused_key,
    Failure.quota: lambda: Response(status_code=HTTPStatus.TOO_MANY_REQUESTS),
    Failure.unavailable: lambda: Response(status_code=HTTPStatus.SERVICE_UNAVAILABLE),
    Failure.garbage: _garbage,
}

_REFUSALS = {
    Failure.unknown: HTTPStatus.NOT_FOUND,
    Failure.unknown_bare: HTTPStatus.NOT_FOUND,
    Failure.malformed: HTTPStatus.BAD_REQUEST,
    Failure.timeout: HTTPStatus.GATEWAY_TIMEOUT,
}

_MESSAGES = {
    HTTPStatus.BAD_REQUEST: "Le numéro recherché ne respecte pas le format attendu",
    HTTPStatus.NOT_FOUND: "Nous ne parvenons pas à récupérer les informations de cet envoi",
    HTTPStatus.GATEWAY_TIMEOUT: "Service indisponible, délai dépassé",
}


def _answer(number: str, history: History | None, lang: str) -> dict[str, Any]:
    if not _NUMBER.fullmatch(number):
        return _refusal(number, lang, HTTPStatus.BAD_REQUEST)
    if history is None:
        return _refusal(number, lang, HTTPStatus.NOT_FOUND)
    if history.failure:
        return _refusal(number, lang, _REFUSALS[history.failure])
    shipment = _shipment(number, history, "en" if lang.startswith("en") else "fr")
    return {"lang": lang, "scope": "open", "returnCode": 200, "shipment": shipment}


def _refusal(number: str, lang: str, status: HTTPStatus) -> dict[str, Any]:
    return {
        "lang": lang,
        "scope": "open",
        "returnCode": int(status),
        "returnMessage": _MESSAGES[status],
        "idShip": number,
    }


def _shipment(number: str, history: History, language: Language) -> dict[str, Any]:
    last = history.events[-1] if history.events else None
    final = last is not None and last.code in {"DI0", "DI1", "DI2"}
    shipment: dict[str, Any] = {
        "idShip": number,
        "holder": {"chronopost": 3, "laposte": 1}.get(history.carrier, 4),
        "product": carrier(history.carrier).display_name,
        "isFinal": final,
        "entryDate": history.events[0].date.isoformat() if history.events else None,
        "timeline": _timeline(history.events, language),
        "event": [
            {"code": e.code, "label": e.sentence(language), "date": e.date.isoformat()}
            for e in reversed(history.events)
        ],
        "contextData": {
            "deliveryChoice": {"deliveryChoice": 0},
            "originCountry": "FR",
            "arrivalCountry": history.country,
            "removalPoint": {"name": history.removal_point} if history.removal_point else None,
        },
        "url": carrier(history.carrier).url(number),
    }
    if final and last:
        shipment["deliveryDate"] = last.date.isoformat()
    elif history.due:
        shipment["deliveryDate"] = history.due.isoformat()
    return shipment


def _timeline(events: list[HistoryEvent], language: Language) -> list[dict[str, Any]]:
    scans = [TrackingEvent(e.code, e.sentence(language), e.date) for e in events]
    return [
        {
            "shortLabel": step.label,
            "longLabel": step.label,
            "id": place,
            "date": step.at.isoformat() if step.at else None,
            "country": "",
            "status": step.reached,
            "type": step.kind,
        }
        for place, step in enumerate(timeline(scans, language), start=1)
    ]


def main() -> None:
    """Run the server until it is stopped."""
    parser = argparse.ArgumentParser(description="The sandbox carrier (La Poste, Suivi v2).")
    parser.add_argument("--host", default="127.0.0.1", help="address to listen on")
    parser.add_argument("--port", type=int, default=5056, help="TCP port to listen on")
    options = parser.parse_args()
    started = datetime.now(timezone.utc)
    sandbox = Sandbox(lambda: demo_histories(started))
    # No access log: a tracking number is a customer's.
    uvicorn.run(
        sandbox.application(),
        host=options.host,
        port=options.port,
        access_log=False,
        lifespan="off",
        ws="none",
    )


if __name__ == "__main__":
    main()
