"""The front door's fixtures, for what shows the mails."""

from tests.front_door import bot, open_door  # noqa: F401
