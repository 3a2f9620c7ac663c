"""Every Redis key and channel, in one place.

Redis holds nothing that cannot be rebuilt: the queue is an index of the record, presence comes
back with the next pings, the rest is said once and forgotten.
"""

from __future__ import annotations

from uuid import UUID

PREFIX = "relais:"

# String: the time (ms) at which the queue's index was built. Missing means that Redis lost its
# data, and that the index is to be rebuilt.
GENERATION = PREFIX + "queue:generation"

# Sorted set: conversation -> time (ms) until which its hint is leased to one claimer.
HINT_LEASES = PREFIX + "queue:hint-leases"

# Sorted set: CM -> time (ms) until which the CM counts as present.
PRESENCE_LEASES = PREFIX + "presence:leases"

# Member of that set: the time (ms) at which the set was begun, so that a lost set is noticed.
PRESENCE_SINCE = "since"

# Hash: CM -> JSON with status, brands and teams.
PRESENCE_CMS = PREFIX + "presence:cms"

# Channel that every process hears, so that one without sockets holds a connection too.
ALIVE = PREFIX + "alive"

_CONVERSATION = PREFIX + "conversation:"


def queue(brand: str, team: str) -> str:
    """Sorted set: waiting conversation -> deadline (ms); one for each team of a brand."""
    return f"{PREFIX}queue:{brand}:{team}"


def customer_typing(conversation: UUID) -> str:
    """String that lives as long as the customer's last keystroke counts as typing."""
    return f"{PREFIX}typing:{conversation}"


def brand_channel(brand: str) -> str:
    """Channel: changed rows and presence, for the consoles of a brand."""
    return f"{PREFIX}brand:{brand}"


def conversation_channel(conversation: UUID) -> str:
    """Channel: signals about one conversation, for those who look at it."""
    return f"{_CONVERSATION}{conversation}"


def conversation_of(channel: str) -> UUID | None:
    """The conversation of a channel; None if it is not the channel of one."""
    if not channel.startswith(_CONVERSATION):
        return None
    return UUID(channel.removeprefix(_CONVERSATION))
