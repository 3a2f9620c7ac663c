"""What can go wrong when a carrier is asked."""


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
    """The carrier does not accept our key: somebody has to renew it; asking again is useless."""

    reason = "refused_key"

    def __init__(self) -> None:
        super().__init__("The carrier refused the key: check RELAIS_LAPOSTE_KEY.")
