"""When a waiting customer should be answered, pure.

Whoever has the earliest deadline is served first. A deadline is fixed when the wait begins, so
time alone moves a conversation ahead of all that comes later: nobody starves.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Final

from handoff.conversations.model import Urgency

SHARE_OF_THE_LIMIT: Final[dict[Urgency, float]] = {
    "low": 2.0,
    "normal": 1.0,
    "high": 0.4,
    "critical": 0.0,
}
"""Of the brand's waiting limit; critical is due at once."""


def deadline(now: datetime, waiting_minutes: int, urgency: Urgency) -> datetime:
    """When somebody of this urgency, waiting from `now`, is due."""
    return now + timedelta(minutes=waiting_minutes * SHARE_OF_THE_LIMIT[urgency])
