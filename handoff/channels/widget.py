"""The widget's door: the WebSocket `/ws/widget`. Its frames are in `frames.py`."""

import asyncio

from fastapi import APIRouter, WebSocket, WebSocketDisconnect

from handoff.channels.arrival import Visitor, arrive
from handoff.channels.conversing import Conversing
from handoff.channels.frames import READER, Hello
from handoff.conversations.model import Conversation
from handoff.doors import metrics
from handoff.doors.errors import Refused
from handoff.doors.service import Service, ServiceDep
from handoff.doors.sockets import GOING_AWAY, TOO_MANY, Closing, Line

router = APIRouter()

HELLO_WITHIN = 15.0
"""Seconds in which a socket must have said hello."""

ARRIVALS_A_MINUTE = 120
"""Of one network address: an office or a school shares one."""


@router.websocket("/ws/widget")
async def widget(socket: WebSocket, service: ServiceDep) -> None:
    """Let a customer talk to a brand."""
    await socket.accept()
    line = Line(socket)
    with metrics.open_socket("widget"):
        try:
            async with asyncio.timeout(HELLO_WITHIN):
                after, visitor, conversation = await _hello(service, line)
            await Conversing(service, line, visitor, conversation).run(after)
        except Closing as closing:
            await line.refuse(closing)
            await line.close(closing.closing)
        except (WebSocketDisconnect, TimeoutError):
            pass
        finally:
            await line.close(GOING_AWAY)


async def _hello(service: Service, line: Line) -> tuple[int, Visitor, Conversation]:
    """Read until a hello that opens a visit; raises `Closing`."""
    if not await service.admits("widget_hello", line.socket, limit=ARRIVALS_A_MINUTE):
        message = "Too many connections from this network. Wait a minute, then try again."
        raise Closing(TOO_MANY, "too_many", message)
    while True:
        try:
            frame = READER.read(await line.receive())
            if isinstance(frame, Hello):
                return frame.after, *(await arrive(service, line.socket, frame))
            raise Refused(400, "hello_first", 'Begin with {"type": "hello", "brand": …}.')
        except Closing:
            raise
        except Refused as refused:
            await line.refuse(refused)
