"""Episodes written down as dialogues, for tests of what is learnt from them."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID, uuid4

from handoff.conversations.episodes import ResolvedEpisode
from handoff.conversations.model import Conversation, Event
from handoff.conversations.ownership import Outcome, Owner

START = datetime(2026, 11, 2, 9, 0, tzinfo=UTC)
CM_ID = UUID(int=7)

Line = tuple[str, Any]
"""Who (`customer`, `bot`, `cm`), and what they said; or `facts` and `owner`, and what changed."""


def told(
    *lines: Line, particulars: dict[str, list[str]] | None = None, language: str = "fr"
) -> ResolvedEpisode:
    """An episode in which this happened, a minute apart, and that was then closed as resolved."""
    conversation_id = uuid4()
    events = [
        _event(conversation_id, number, who, what)
        for number, (who, what) in enumerate((*lines, ("owner", "closed")), start=1)
    ]
    facts = {k: v for event in events if event.kind == "facts" for k, v in event.body.items()}
    return ResolvedEpisode(
        conversation=_conversation(conversation_id, facts, language),
        episode=1,
        closed_at=events[-1].at,
        recontacted=False,
        events=tuple(events),
        facts=facts,
        particulars=particulars or {},
    )


def _event(conversation_id: UUID, number: int, who: str, what: Any) -> Event:
    kind = who if who in {"facts", "owner"} else "message"
    body: dict[str, Any] = {"message": {"text": what}, "owner": {"to": what}}.get(kind, what)
    return Event(
        conversation=conversation_id,
        number=number,
        kind=kind,  # type: ignore[arg-type]
        author="service" if kind == "owner" else "bot" if kind == "facts" else who,  # type: ignore[arg-type]
        author_id=CM_ID if who == "cm" else None,
        name="Camille" if who == "cm" else None,
        body=body,
        client_id=None,
        at=START + timedelta(minutes=number),
        episode=1,
        stint=1,
    )


def _conversation(conversation_id: UUID, facts: dict[str, Any], language: str) -> Conversation:
    return Conversation(
        id=conversation_id,
        brand="demo",
        customer_id=uuid4(),
        channel="widget",
        sender=None,
        address=None,
        language=language,
        owner=Owner.CLOSED,
        cm=CM_ID,
        version=4,
        last_number=1,
        last_customer_number=1,
        last_answer_number=1,
        stint=1,
        stint_started=0,
        episode=1,
        team="customer_care",
        urgency="normal",
        reason=None,
        waiting_since=None,
        deadline=None,
        outcome=Outcome.RESOLVED_BY_CM,
        bot_cursor=0,
        turn_id=None,
        turn_lease=None,
        last_turn=None,
        created_at=START,
        updated_at=START,
        facts=facts,
    )
