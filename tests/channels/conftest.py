"""The front door's fixtures."""

from tests.front_door import (  # noqa: F401
    bot,
    console_of,
    door,
    http,
    open_door,
    person,
    shop,
    widget_at,
)
