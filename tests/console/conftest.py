"""The front door's fixtures."""

from tests.front_door import (  # noqa: F401
    bot,
    console_of,
    door,
    http,
    live_at,
    open_door,
    open_learnt,
    shop,
    waiting,
    widget_at,
)
