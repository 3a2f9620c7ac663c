"""The client to Rasa's HTTP API, which says exactly what became of a turn.

Not accepted, broken off, too slow, or wrong: the caller does something else for each. Every call
opens its own connection, so that "refused" and "broken off" never mean an old idle one, and so
that a turn's time runs from the moment its connection was accepted.
"""

from __future__ import annotations

import asyncio
import logging
from http import HTTPStatus
from typing import Any, Final, cast
from urllib.parse import quote

import httpx

CONNECT_WITHIN: Final = 2.0
"""Seconds for a connection; a Rasa that starts refuses at once."""

READ_WITHIN: Final = 3.0
"""Seconds for reading a tracker or setting slots."""

TURNS_AT_ONCE: Final = 16
"""Turns sent at a time by one process: Rasa works through them on one core, and what it only
queues would count as slow."""

MODEL_KNOWN_FOR: Final = 30.0
"""Seconds for which the name of the loaded model is believed."""

NOTHING_SAID: Final = "?"
"""Sent for a text that held nothing but slashes: the bot has to answer something."""

# httpx logs addresses, and Rasa takes its token in the address.
logging.getLogger("httpx").setLevel(logging.WARNING)


class BotError(Exception):
    """A turn without an answer."""


class BotUnavailable(BotError):
    """Rasa did not accept the connection; it has not seen the turn."""


class BotInterrupted(BotError):
    """The connection broke after it was accepted; only the tracker knows whether it was played."""


class BotSlow(BotError):
    """No answer in time; the turn may still be playing and is not sent again."""


class BotFailed(BotError):
    """Rasa answered something that is no answer."""


class Rasa:
    """One Rasa server (or a balancer before several with a common tracker store).

    Args:
        url: `http://host:port`.
        token: Rasa's `--auth-token`.
        turn_timeout: seconds a turn may take from the accepted connection.
    """

    def __init__(self, url: str, token: str, *, turn_timeout: float = 10.0) -> None:
        self._turn_timeout = turn_timeout
        self._turns = asyncio.Semaphore(TURNS_AT_ONCE)
        self._model: str | None = None
        self._model_known_until = 0.0
        self._client = httpx.AsyncClient(
            base_url=url,
            params={"token": token},
            limits=httpx.Limits(max_keepalive_connections=0),
            trust_env=False,
        )

    async def close(self) -> None:
        """Close the connections."""
        await self._client.aclose()

    async def turn(self, sender: str, message: str, metadata: dict[str, Any]) -> Any:
        """Play one turn; gives what the REST channel answered.

        Args:
            sender: `<conversation>.<stint>`.
            message: as `plain` or a button's payload.
            metadata: kept in the tracker; `turn_id` in it is what `replay` looks for.

        Raises:
            BotUnavailable, BotInterrupted, BotSlow, BotFailed.
        """
        body = {"sender": sender, "message": message, "metadata": metadata}
        async with self._turns:
            return await self._call(
                "POST", "/webhooks/rest/webhook", body, within=self._turn_timeout
            )

    async def seed(self, sender: str, slots: dict[str, Any]) -> None:
        """Set slots at the beginning of a stint; harmless when repeated. Raises as `turn`.

        The session is started by us: one that Rasa starts is dated after the slots of the same
        request, and the SQL tracker store reads only what is dated after the session's start.
        """
        events: list[dict[str, Any]] = [
            {"event": "action", "name": "action_session_start"},
            {"event": "session_started"},
            {"event": "action", "name": "action_listen"},
            *({"event": "slot", "name": name, "value": value} for name, value in slots.items()),
        ]
        path = f"/conversations/{quote(sender)}/tracker/events"
        await self._call("POST", f"{path}?include_events=NONE", events, within=READ_WITHIN)

    async def replay(self, sender: str, turn_id: str) -> list[Any] | None:
        """What the tracker holds as the answer to that turn; None if it has not seen it.

        In the form of the REST channel, which cuts texts at blank lines. Raises as `turn`.
        """
        path = f"/conversations/{quote(sender)}/tracker?include_events=ALL"
        tracker = await self._call("GET", path, None, within=READ_WITHIN)
        return _replies_to(turn_id, _events(tracker))

    async def model(self) -> str | None:
        """The loaded model's id; asked again now and then, since a running Rasa swaps models.

        Raises as `turn`.
        """
        now = asyncio.get_running_loop().time()
        if now >= self._model_known_until:
            status = _mapping(await self._call("GET", "/status", None, within=READ_WITHIN))
            self._model = status.get("model_id")
            self._model_known_until = now + MODEL_KNOWN_FOR
        return self._model

    async def _call(self, method: str, path: str, body: Any, *, within: float) -> Any:
        limits = httpx.Timeout(within, connect=CONNECT_WITHIN)
        try:
            # httpx limits each read; an answer that drips must end too.
            async with asyncio.timeout(CONNECT_WITHIN + within):
                response = await self._client.request(method, path, json=body, timeout=limits)
        except (httpx.ConnectError, httpx.ConnectTimeout) as error:
            raise BotUnavailable("The bot does not accept connections.") from error
        except (httpx.TimeoutException, TimeoutError) as error:
            raise BotSlow(f"The bot gave no answer in {within:g} s.") from error
        except httpx.TransportError as error:
            raise BotInterrupted("The bot broke the connection off.") from error
        if response.status_code != HTTPStatus.OK:
            raise BotFailed(f"The bot answered with status {response.status_code}.")
        try:
            return response.json()
        except ValueError as error:
            raise BotFailed("The bot's answer is not JSON.") from error


def plain(text: str) -> str:
    """A customer's text as Rasa may read it: never a command.

    Rasa strips blanks and takes what then begins with `/` for an intent with entities, or for
    `/restart` (`YAMLStoryReader.unpack_regex_message`): slots could be typed.
    """
    bare = text.strip()
    while bare.startswith("/"):
        bare = bare.lstrip("/").strip()
    return bare or NOTHING_SAID


def _replies_to(turn_id: str, events: list[dict[str, Any]]) -> list[Any] | None:
    replies: list[Any] | None = None
    for event in events:
        if event.get("event") == "user":
            if replies is not None:
                break
            if _mapping(event.get("metadata")).get("turn_id") == turn_id:
                replies = []
        elif event.get("event") == "bot" and replies is not None:
            replies.extend(_elements(event))
    return replies


def _elements(event: dict[str, Any]) -> list[dict[str, Any]]:
    """A bot event as Rasa's REST channel sends it (`OutputChannel.send_response`)."""
    data = _mapping(event.get("data"))
    text = event.get("text")
    elements: list[dict[str, Any]] = []
    if text and data.get("buttons"):
        elements.append({"text": text, "buttons": data["buttons"]})
    elif text:
        elements.extend({"text": part} for part in str(text).strip().split("\n\n"))
    if data.get("custom"):
        elements.append({"custom": data["custom"]})
    return elements


def _events(tracker: Any) -> list[dict[str, Any]]:
    events = _mapping(tracker).get("events")
    if not isinstance(events, list):
        raise BotFailed("The bot's tracker holds no events.")
    return [_mapping(event) for event in cast("list[Any]", events)]


def _mapping(value: Any) -> dict[str, Any]:
    return cast("dict[str, Any]", value) if isinstance(value, dict) else {}
