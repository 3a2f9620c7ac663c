"""What can go wrong when a carrier is asked."""

from __future__ import annotations

from collections.abc import Generator
from contextlib import contextmanager

from actions.outside import KeyRefused, Unanswered


class CarrierError(Exception):
    """The carrier gave no usable answer; `reason` is a word for logs and for the hand-over."""

    reason = "error"


class CarrierUnavailable(CarrierError):
    """Down, too slow, over its quota, or answering something that cannot be read.

    `reason` is one of `unreachable`, `timeout`, `server_error`, `quota`, `unreadable`.
    """

    def __init__(self, reason: str) -> None:
        super().__init__(f"The carrier gave no answer ({reason}).")
        self.reason = reason


class CarrierRefusedKey(CarrierError):
    """The carrier does not accept our key: somebody has to renew it; asking again is useless.

    `setting` is the variable that holds the key.
    """

    reason = "refused_key"

    def __init__(self, setting: str) -> None:
        super().__init__(f"The carrier refused the key: check {setting}.")


@contextmanager
def as_carrier_errors(key_setting: str) -> Generator[None, None, None]:
    """What the asking raises inside, as a carrier's error."""
    try:
        yield
    except Unanswered as error:
        raise CarrierUnavailable(error.reason) from error
    except KeyRefused as error:
        raise CarrierRefusedKey(key_setting) from error
