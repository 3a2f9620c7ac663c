"""What the front door counts for /metrics; desk, dialogue and suggestions count their own."""

from collections.abc import Generator
from contextlib import contextmanager
from typing import Final, Literal

from prometheus_client import Counter, Gauge

from handoff.conversations import standing
from handoff.conversations.model import Conversation, Event
from handoff.storage.engine import EVERY_BRAND, Record

EVENTS: Final = Counter("relais_events_total", "Events stored.", ["kind", "author"])

WAITING: Final = Gauge("relais_waiting", "Conversations that wait for a human.", ["brand", "team"])

SOCKETS: Final = Gauge("relais_sockets", "WebSockets open in this process.", ["door"])


async def count_events(_conversation: Conversation, events: list[Event]) -> None:
    """Count what was stored; for `Record.listen`."""
    for event in events:
        EVENTS.labels(event.kind, event.author).inc()


async def measure(record: Record) -> None:
    """Read from the record what is a state and not a count."""
    async with record.transaction(EVERY_BRAND) as connection:
        waiting = await standing.waiting(connection)
    WAITING.clear()
    for one in waiting:
        WAITING.labels(one.brand, one.team).inc()


@contextmanager
def open_socket(door: Literal["widget", "console"]) -> Generator[None]:
    """Count a socket as open while inside."""
    with SOCKETS.labels(door).track_inprogress():
        yield
