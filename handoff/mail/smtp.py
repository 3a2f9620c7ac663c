"""The way to the SMTP server."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass
from email.message import EmailMessage
from typing import Final
from urllib.parse import unquote, urlsplit

import aiosmtplib
import structlog

log = structlog.get_logger(__name__)

SECONDS: Final = 4.0
"""For one mail: a bot's turn waits for it, and has 5 s for calls to the outside."""

PORTS: Final = {"smtp": 587, "smtps": 465}
"""Message submission (RFC 6409), and the same with TLS from the start (RFC 8314)."""


class MailUnavailable(Exception):
    """No SMTP server is set, or it did not take the mail."""


@dataclass(frozen=True, slots=True)
class Server:
    """An SMTP server, as `RELAIS_SMTP_URL` names it."""

    host: str
    port: int
    tls: bool
    starttls: bool
    user: str | None
    password: str | None

    @classmethod
    def at(cls, url: str) -> Server:
        """The server that a checked address names (`handoff.settings`)."""
        parts = urlsplit(url)
        return cls(
            host=parts.hostname or "",
            port=parts.port or PORTS[parts.scheme],
            tls=parts.scheme == "smtps",
            starttls=parts.query == "starttls=1",
            user=unquote(parts.username) if parts.username else None,
            password=unquote(parts.password) if parts.password else None,
        )


class Smtp:
    """Sends mails one at a time, each over a connection of its own: they are few.

    Args:
        url: as `RELAIS_SMTP_URL`.
    """

    def __init__(self, url: str) -> None:
        self._server = Server.at(url)

    async def send(self, mail: EmailMessage) -> None:
        """Give the mail to the server; once it returns, the server answers for it.

        Raises:
            MailUnavailable: the server refused, or was too slow or away. The log says which,
                without the server's words: they repeat addresses.
        """
        try:
            async with asyncio.timeout(SECONDS):
                await _deliver(self._server, mail)
        except (aiosmtplib.SMTPException, OSError, TimeoutError, ValueError) as error:
            log.warning("mail_not_taken", error=type(error).__name__)
            raise MailUnavailable("The SMTP server did not take the mail.") from None


async def _deliver(server: Server, mail: EmailMessage) -> None:
    await aiosmtplib.send(
        mail,
        hostname=server.host,
        port=server.port,
        use_tls=server.tls,
        # None: taken where the server offers it.
        start_tls=True if server.starttls else None,
        username=server.user,
        password=server.password,
        timeout=SECONDS,
    )
