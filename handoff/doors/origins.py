"""Which web pages may talk to a door: the check of the Origin header.

A WebSocket is not covered by the browser's same-origin policy, and a cookie travels with it
(RFC 6455, section 10.2), so every door checks for itself.
"""

from collections.abc import Iterable
from urllib.parse import urlsplit

LOOPBACK = {"localhost", "127.0.0.1", "::1"}


def same_origin(origin: str | None, host: str | None) -> bool:
    """Whether `origin` is the page of the very host that the request names."""
    return bool(origin and host) and urlsplit(origin or "").netloc.lower() == (host or "").lower()


def is_local(origin: str) -> bool:
    """Whether `origin` is a page of this machine, whatever its port."""
    return urlsplit(origin).hostname in LOOPBACK


def brand_allows(
    origin: str | None, origins: Iterable[str], *, host: str | None, development: bool
) -> bool:
    """Whether a page of `origin` may open the widget of a brand with these `origins`.

    The service's own pages (`/demo`) may, as `host` says. In development every page of this machine
    may, and a client that is no browser and sends no Origin.
    """
    if origin is None:
        return development
    if same_origin(origin, host) or _normal(origin) in {_normal(allowed) for allowed in origins}:
        return True
    return development and is_local(origin)


def _normal(origin: str) -> str:
    return origin.strip().rstrip("/").lower()
