"""How much one connection may send."""

import time


class Budget:
    """`limit` units in each window of `seconds`; counted in this process, for one connection."""

    def __init__(self, limit: int, seconds: float) -> None:
        self._limit = limit
        self._seconds = seconds
        self._window = 0.0
        self._spent = 0

    def spend(self) -> bool:
        """Count one unit; false if the present window's are spent."""
        now = time.monotonic()
        if now - self._window >= self._seconds:
            self._window, self._spent = now, 0
        self._spent += 1
        return self._spent <= self._limit
