"""What Rasa remembers of a conversation: the same as with its own store, asked less often."""

from __future__ import annotations

import json
import warnings
from pathlib import Path
from typing import Any

import sqlalchemy as sa
from rasa.shared.core.domain import Domain
from rasa.shared.core.events import (
    ActionExecuted,
    BotUttered,
    Event,
    SessionStarted,
    SlotSet,
    UserUttered,
)

with warnings.catch_warnings():
    # Rasa's store is written for SQLAlchemy 1.4, which says on import that there is a newer one.
    warnings.simplefilter("ignore")
    from rasa.core.tracker_store import SQLTrackerStore, TrackerStore

    from bot.components.tracker_store import RecordTrackerStore

SESSION = [
    ActionExecuted("action_session_start"),
    SessionStarted(),
    ActionExecuted("action_listen"),
]
TURNS: list[list[Event]] = [
    [*SESSION, SlotSet("language", "fr")],
    [UserUttered("bonjour", intent={"name": "greet", "confidence": 0.9})],
    [ActionExecuted("action_greet"), BotUttered("Bonjour."), SlotSet("introduced", True)],
    [],
    [UserUttered("où est mon colis ?", metadata={"turn_id": "t2"})],
]
KINDS = [event.type_name for turn in TURNS for event in turn]

DOMAIN = Domain.from_dict(
    {
        "slots": {
            name: {"type": "any", "mappings": [{"type": "custom"}]}
            for name in ("language", "introduced")
        }
    }
)


async def test_it_keeps_what_rasas_own_store_keeps(tmp_path: Path) -> None:
    kept = []
    for kind in (SQLTrackerStore, RecordTrackerStore):
        file = tmp_path / kind.__name__
        await _play(kind(DOMAIN, host=f"sqlite:///{file}"))
        kept.append(_rows(file))
    assert kept[0] == kept[1]
    assert [row[1] for row in kept[1]] == KINDS


async def test_a_tracker_kept_in_hand_is_stored_once(tmp_path: Path) -> None:
    """Rasa's own counts from the session's start, and stores an event twice that came before."""
    await _play(RecordTrackerStore(DOMAIN, host=f"sqlite:///{tmp_path / 'own'}"), fresh=False)
    assert [row[1] for row in _rows(tmp_path / "own")] == KINDS


async def test_two_senders_do_not_mix(tmp_path: Path) -> None:
    store = RecordTrackerStore(DOMAIN, host=f"sqlite:///{tmp_path / 'two'}")
    for sender in "ab":
        await _play(store, sender=sender)
    rows = _rows(tmp_path / "two")
    assert [row[1] for row in rows if row[0] == "a"] == KINDS
    assert [row[1] for row in rows if row[0] == "b"] == KINDS
    tracker = await store.retrieve("a")
    assert tracker is not None
    assert tracker.get_slot("introduced") is True


async def _play(store: TrackerStore, sender: str = "anna", *, fresh: bool = True) -> None:
    tracker = await store.get_or_create_tracker(sender, append_action_listen=False)
    for turn in TURNS:
        if fresh:
            tracker = await store.get_or_create_tracker(sender, append_action_listen=False)
        tracker.update_with_events(turn, DOMAIN)
        await store.save(tracker)


def _rows(file: Path) -> list[tuple[Any, ...]]:
    """The stored events, without what depends on the moment."""
    with sa.create_engine(f"sqlite:///{file}").connect() as connection:
        rows = connection.execute(
            sa.text(
                "SELECT sender_id, type_name, intent_name, action_name, data"
                " FROM events ORDER BY id"
            )
        ).fetchall()
    return [(*row[:4], _timeless(json.loads(row[4]))) for row in rows]


def _timeless(data: dict[str, Any]) -> dict[str, Any]:
    kept = {name: value for name, value in data.items() if name not in {"timestamp", "message_id"}}
    if "parse_data" in kept:
        kept["parse_data"] = {k: v for k, v in kept["parse_data"].items() if k != "message_id"}
    return kept
