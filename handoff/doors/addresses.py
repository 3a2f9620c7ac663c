"""Network addresses, kept only as keyed hashes: to count attempts, never to know who."""

import hashlib
import hmac

from starlette.requests import HTTPConnection


def keyed(secret: str, text: str) -> str:
    """A hash of `text` that only this service can make, so that nobody can search it back."""
    return hmac.new(secret.encode(), text.encode(), hashlib.sha256).hexdigest()[:32]


def address_of(secret: str, connection: HTTPConnection) -> str:
    """The keyed hash of where `connection` comes from (uvicorn applies X-Forwarded-For)."""
    client = connection.client
    return keyed(secret, client.host if client else "unknown")
