"""What a running Relais has mailed, as its mail sandbox shows it (`handoff.mail.sandbox`)."""

from __future__ import annotations

import re
from typing import Any

import httpx

_LINK = re.compile(r"/confirm/[\w.~-]+")


async def mails(http: httpx.AsyncClient, sandbox: str | None) -> list[dict[str, Any]]:
    """Every mail with `to` (addresses), `subject` and `text`, the newest first."""
    if sandbox is None:
        return []
    answer = await http.get(f"{sandbox}/sandbox/mails")
    answer.raise_for_status()
    return answer.json()


async def links(http: httpx.AsyncClient, sandbox: str | None) -> list[str]:
    """The paths of all links that confirm something, the newest first."""
    return [link for mail in await mails(http, sandbox) for link in _LINK.findall(mail["text"])]
