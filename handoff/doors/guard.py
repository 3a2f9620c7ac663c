"""What stands in front of every HTTP route: size limit, security headers, the last catch."""

import contextlib
from typing import Any

import structlog
from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse
from starlette.exceptions import HTTPException
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from handoff.doors.errors import Refused
from handoff.logs import where

log = structlog.get_logger()

MAX_BODY = 1024 * 1024
"""Bytes of a request's body; a longer one gets 413."""

CRASHED = 1011
"""Closing code (RFC 6455, section 7.4.1): something unexpected happened here."""

HEADERS = {
    b"x-content-type-options": b"nosniff",
    b"referrer-policy": b"strict-origin-when-cross-origin",
    b"x-frame-options": b"DENY",
}

CODES = {404: "not_found", 405: "method_not_allowed", 413: "too_large"}

MESSAGES = {
    404: "There is nothing at this address. /docs lists the addresses of this service.",
    405: "This address does not take this method. /docs lists what each address takes.",
}

# An HTTPException, since FastAPI turns any other error met while it reads a body into a 400.
TOO_LARGE = HTTPException(413, f"A request may have {MAX_BODY} bytes. Send less at a time.")


class Guard:
    """ASGI middleware around the whole application."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "websocket":
            await self._guard_socket(scope, receive, send)
        elif scope["type"] == "http":
            await self._guard_request(scope, receive, send)
        else:
            await self._app(scope, receive, send)

    async def _guard_socket(self, scope: Scope, receive: Receive, send: Send) -> None:
        try:
            await self._app(scope, receive, send)
        except Exception as error:
            _log_crash(scope, error)
            with contextlib.suppress(RuntimeError, OSError):  # the client may be gone
                await send({"type": "websocket.close", "code": CRASHED})

    async def _guard_request(self, scope: Scope, receive: Receive, send: Send) -> None:
        started = False

        async def send_guarded(message: Message) -> None:
            nonlocal started
            if message["type"] == "http.response.start":
                started = True
                present = {name.lower() for name, _ in message["headers"]}
                missing = [(k, v) for k, v in HEADERS.items() if k not in present]
                message["headers"] = [*message["headers"], *missing]
            await send(message)

        if _announced(scope) > MAX_BODY:
            await _plain(TOO_LARGE)(scope, receive, send_guarded)
            return
        try:
            await self._app(scope, _limited(receive), send_guarded)
        except Exception as error:
            _log_crash(scope, error)
            if started:
                raise
            message = "Something went wrong on our side. It is logged; please try again."
            crash = Refused(500, "internal_error", message)
            await answer(crash)(scope, receive, send_guarded)


def answer(refused: Refused) -> JSONResponse:
    """The HTTP answer for a refusal."""
    return JSONResponse(refused.body(), refused.status, refused.headers)


def install(app: FastAPI) -> None:
    """Give `app` the one error shape, for every error."""
    for kind in (Refused, HTTPException, RequestValidationError):
        app.add_exception_handler(kind, _handle)
    app.add_middleware(Guard)


def _handle(_request: Request, error: Exception) -> JSONResponse:
    match error:
        case Refused():
            return answer(error)
        case RequestValidationError():
            return _invalid(error)
        case HTTPException():
            return _plain(error)
        case _:
            raise error


def _plain(error: HTTPException) -> JSONResponse:
    code = CODES.get(error.status_code, "refused")
    message = MESSAGES.get(error.status_code, str(error.detail))
    return answer(Refused(error.status_code, code, message, headers=error.headers))


def _invalid(error: RequestValidationError) -> JSONResponse:
    first: dict[str, Any] = error.errors()[0]
    if first["type"] == "json_invalid":
        return answer(Refused(422, "not_json", "The body is not valid JSON. Send one JSON object."))
    where = ".".join(str(part) for part in first["loc"][1:]) or "body"
    message = f"The field {where!r}: {first['msg']}."
    return answer(Refused(422, "invalid", message))


def _announced(scope: Scope) -> int:
    value = dict(scope["headers"]).get(b"content-length", b"0")
    return int(value) if value.isdigit() else 0


def _limited(receive: Receive) -> Receive:
    """`receive` that counts, for a body that did not announce its length."""
    size = 0

    async def receive_limited() -> Message:
        nonlocal size
        message = await receive()
        size += len(message.get("body", b""))
        if size > MAX_BODY:
            raise TOO_LARGE
        return message

    return receive_limited


def _log_crash(scope: Scope, error: Exception) -> None:
    path = getattr(scope.get("route"), "path", "unknown")
    log.error("crashed", error=type(error).__name__, path=path, where=where(error))
