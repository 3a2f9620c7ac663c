"""One shape for everything a door refuses: `{"error": {"code", "message"}}`."""

from collections.abc import Mapping
from typing import Any


class Refused(Exception):
    """A request that is answered with an error which says what to do.

    `status` is the HTTP status (a WebSocket sends code and message only), `code` a stable
    snake_case word for programs, `message` a sentence for people. `beside` goes next to `error`
    in the body (the row of a conversation that has changed meanwhile), `headers` with it.
    """

    def __init__(
        self,
        status: int,
        code: str,
        message: str,
        *,
        beside: Mapping[str, Any] | None = None,
        headers: Mapping[str, str] | None = None,
    ) -> None:
        super().__init__(code)
        self.status = status
        self.code = code
        self.message = message
        self.beside = dict(beside or {})
        self.headers = dict(headers or {})

    def body(self) -> dict[str, Any]:
        """The JSON body of the answer."""
        return {"error": {"code": self.code, "message": self.message}, **self.beside}

    def about(self, client_id: str) -> "Refused":
        """The same refusal, naming the message that it is about by the client's id."""
        return Refused(self.status, self.code, self.message, beside={"id": client_id})


def not_found(what: str) -> Refused:
    """404, the same for what does not exist and for what this person may not see."""
    return Refused(404, "not_found", f"There is no such {what}, or it is not yours to see.")


def too_many(message: str, seconds: int) -> Refused:
    """429, with the number of seconds after which to try again."""
    return Refused(429, "too_many", message, headers={"Retry-After": str(seconds)})
