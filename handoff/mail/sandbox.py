"""The mail sandbox: a real SMTP server that delivers nowhere and shows what it took.

It stands in where no SMTP server is set, in development only. What it took is kept in memory:

    GET    /sandbox/mails   the newest first, at most the last 200
    DELETE /sandbox/mails   forget them

    python -m handoff.mail.sandbox --host 127.0.0.1 --port 8025 --smtp-port 1025
"""

from __future__ import annotations

import argparse
import asyncio
from collections import deque
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import SMTP as MAIL
from http import HTTPStatus
from typing import Any, Final

import uvicorn
from aiosmtpd.smtp import SMTP, Envelope, Session
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

KEPT: Final = 200


class Sandbox:
    """What the server has taken, and its doors."""

    def __init__(self) -> None:
        self._mails: deque[dict[str, Any]] = deque(maxlen=KEPT)

    @asynccontextmanager
    async def listening(self, host: str, port: int) -> AsyncGenerator[int]:
        """Speak SMTP there (0: on any free port) until this is left; gives the port."""
        loop = asyncio.get_running_loop()
        server = await loop.create_server(
            lambda: SMTP(self, hostname="mail.sandbox", ident="Relais mail sandbox", loop=loop),
            host,
            port,
        )
        try:
            yield server.sockets[0].getsockname()[1]
        finally:
            server.close()
            await server.wait_closed()

    # The name is aiosmtpd's.
    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:  # noqa: N802, ARG002
        """Take a mail."""
        content = envelope.content
        raw = content if isinstance(content, bytes) else (content or "").encode()
        mail = message_from_bytes(raw, policy=MAIL)
        self._mails.appendleft(_shown(mail, envelope.rcpt_tos))
        return "250 Taken, and delivered nowhere"

    @property
    def mails(self) -> list[dict[str, Any]]:
        """The newest first: `to`, `subject`, `text` and all `headers`."""
        return list(self._mails)

    def application(self, host: str, smtp_port: int) -> Starlette:
        """The ASGI application, which opens the SMTP server with it."""

        @asynccontextmanager
        async def lifespan(_: Starlette) -> AsyncGenerator[None]:
            async with self.listening(host, smtp_port):
                yield

        return Starlette(
            routes=[
                Route("/sandbox/mails", self._list, methods=["GET"]),
                Route("/sandbox/mails", self._forget, methods=["DELETE"]),
            ],
            lifespan=lifespan,
        )

    async def _list(self, _: Request) -> Response:
        return JSONResponse(self.mails)

    async def _forget(self, _: Request) -> Response:
        self._mails.clear()
        return Response(status_code=HTTPStatus.NO_CONTENT)


def _shown(mail: EmailMessage, recipients: list[str]) -> dict[str, Any]:
    body = mail.get_body(("plain",))
    return {
        "to": recipients,
        "subject": str(mail["Subject"] or ""),
        "headers": {name: str(value) for name, value in mail.items()},
        "text": body.get_content().replace("\r\n", "\n") if body else "",
    }


def main() -> None:
    """Run the server until it is stopped."""
    parser = argparse.ArgumentParser(description="The mail sandbox (SMTP, shown over HTTP).")
    parser.add_argument("--host", default="127.0.0.1", help="address to listen on")
    parser.add_argument("--port", type=int, default=8025, help="TCP port for HTTP")
    parser.add_argument("--smtp-port", type=int, default=1025, help="TCP port for SMTP")
    options = parser.parse_args()
    # No access log: it would tell nothing.
    uvicorn.run(
        Sandbox().application(options.host, options.smtp_port),
        host=options.host,
        port=options.port,
        access_log=False,
        lifespan="on",
        ws="none",
    )


if __name__ == "__main__":
    main()
