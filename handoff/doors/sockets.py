"""A WebSocket with a time limit on what goes out, and tasks that end together."""

import asyncio
import contextlib
import json
from collections.abc import Coroutine
from typing import Any

from starlette.websockets import WebSocket, WebSocketDisconnect

from handoff.doors.errors import Refused

SEND_WITHIN = 20.0
"""Seconds that a frame may wait for a client that does not read."""

GOING_AWAY = 1012
"""Closing code (IANA registry): the service restarts, come back."""

SESSION_REFUSED = 4401
ORIGIN_REFUSED = 4403
TOO_MANY = 4429


class Closing(Refused):
    """A refusal after which the connection is closed, with the closing code `closing`."""

    def __init__(self, closing: int, code: str, message: str) -> None:
        super().__init__(403, code, message)
        self.closing = closing


class Line:
    """One accepted socket that speaks JSON frames."""

    def __init__(self, socket: WebSocket) -> None:
        self.socket = socket
        self._closed = False

    async def send(self, frame: dict[str, Any]) -> None:
        """Send one frame; raises `WebSocketDisconnect` where nobody reads any more."""
        try:
            async with asyncio.timeout(SEND_WITHIN):
                await self.socket.send_text(json.dumps(frame, ensure_ascii=False))
        except (RuntimeError, TimeoutError) as error:
            # RuntimeError is Starlette's word for a socket that is closed already.
            raise WebSocketDisconnect(1006) from error

    async def receive(self) -> str | bytes:
        """The next frame as it came; raises `WebSocketDisconnect`."""
        message = await self.socket.receive()
        if message["type"] == "websocket.disconnect":
            self._closed = True
            raise WebSocketDisconnect(message.get("code") or 1005)
        text = message.get("text")
        return text if text is not None else message.get("bytes") or b""

    async def refuse(self, refused: Refused) -> None:
        """Say what was wrong with a frame; with the id of the message it carried, if any."""
        said = {"code": refused.code, "message": refused.message}
        if "id" in refused.beside:
            await self.send({"type": "refused", "id": refused.beside["id"], **said})
        else:
            await self.send({"type": "error", **said})

    async def close(self, code: int) -> None:
        """Close, unless that has happened already."""
        if self._closed:
            return
        self._closed = True
        with contextlib.suppress(RuntimeError, WebSocketDisconnect, TimeoutError):
            async with asyncio.timeout(SEND_WITHIN):
                await self.socket.close(code)


async def until_one_ends(*parts: Coroutine[Any, Any, None]) -> None:
    """Run `parts` together until the first ends, end the others, and raise what it raised."""
    tasks = [asyncio.ensure_future(part) for part in parts]
    try:
        done, _ = await asyncio.wait(tasks, return_when=asyncio.FIRST_COMPLETED)
    finally:
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
    for task in done:
        task.result()
