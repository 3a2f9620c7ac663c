"""Trackers in PostgreSQL: Rasa's own SQL store, with a third of its round trips.

Rasa's looks up the schema before every access, counts the stored events before every save and
inserts them one by one; a turn saves twice, and waits meanwhile.
"""

from __future__ import annotations

import json
from collections.abc import Generator
from contextlib import contextmanager
from typing import Any, cast

from rasa.core.tracker_store import SQLTrackerStore
from rasa.shared.core.events import Event
from rasa.shared.core.trackers import DialogueStateTracker

_STORED = "_relais_stored"
"""Attribute of a tracker that this store has read or saved: how many of its events it holds."""


class RecordTrackerStore(SQLTrackerStore):
    """Named in `endpoints.yml`; the schema is made by the service's migrations."""

    @contextmanager
    def session_scope(self) -> Generator[Any, None, None]:
        """A session; that its schema exists was seen when the tables were made."""
        session = self.sessionmaker()
        try:
            yield session
        finally:
            session.close()

    async def _retrieve(
        self, sender_id: str, fetch_events_from_all_sessions: bool
    ) -> DialogueStateTracker | None:
        tracker = await super()._retrieve(sender_id, fetch_events_from_all_sessions)
        if tracker is not None and not fetch_events_from_all_sessions:
            setattr(tracker, _STORED, len(tracker.events))
        return tracker

    async def save(self, tracker: DialogueStateTracker) -> None:
        """Store the events that the store does not hold yet."""
        await self.stream_events(tracker)
        with self.session_scope() as session:
            rows = [_row(tracker.sender_id, event) for event in self._unstored(session, tracker)]
            if rows:
                session.execute(cast("Any", self.SQLEvent).__table__.insert(), rows)
                session.commit()
        setattr(tracker, _STORED, len(tracker.events))

    def _unstored(self, session: Any, tracker: DialogueStateTracker) -> list[Event]:
        stored: int | None = getattr(tracker, _STORED, None)
        if stored is None:
            return list(self._additional_events(session, tracker))
        return list(tracker.events)[stored:]


def _row(sender_id: str, event: Event) -> dict[str, Any]:
    """An event as Rasa's own store would keep it."""
    data = event.as_dict()
    return {
        "sender_id": sender_id,
        "type_name": str(event.type_name),
        "timestamp": data.get("timestamp"),
        "intent_name": data.get("parse_data", {}).get("intent", {}).get("name"),
        "action_name": data.get("name"),
        "data": json.dumps(data),
    }
