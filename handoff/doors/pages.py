"""The built web pages: widget, console and the demo brand page, each with its headers."""

from pathlib import Path

from fastapi import APIRouter
from fastapi.responses import FileResponse

from handoff.doors.errors import Refused, not_found

DIST = Path(__file__).parent.parent / "web" / "dist"

FOREVER = "public, max-age=31536000, immutable"
ASK_AGAIN = "no-cache"
FIVE_MINUTES = "public, max-age=300, must-revalidate"

# No 'unsafe-*': the console builds its styles as files and sets others through the CSSOM.
CONSOLE_POLICY = "; ".join(
    (
        "default-src 'none'",
        "script-src 'self'",
        "style-src 'self'",
        "img-src 'self' data:",
        "font-src 'self'",
        "connect-src 'self'",
        "manifest-src 'self'",
        "base-uri 'none'",
        "form-action 'self'",
        "frame-ancestors 'none'",
    )
)

# The demo stands for a brand's own page under a strict policy: the widget asks for no exception.
DEMO_POLICY = "; ".join(
    (
        "default-src 'self'",
        "style-src 'self'",
        "img-src 'self' data:",
        "connect-src 'self' ws: wss:",
        "base-uri 'none'",
        "frame-ancestors 'none'",
    )
)

router = APIRouter(include_in_schema=False)


@router.get("/widget.js")
def widget() -> FileResponse:
    """The one line that a brand's page loads; short-lived, so that a fix reaches every page."""
    headers = {
        "Cache-Control": FIVE_MINUTES,
        "Access-Control-Allow-Origin": "*",
        "Cross-Origin-Resource-Policy": "cross-origin",
    }
    return _file("widget.js", headers)


@router.get("/assets/{name:path}")
def asset(name: str) -> FileResponse:
    """A built file whose name holds the hash of its content; brands' pages load the widget's."""
    headers = {"Cache-Control": FOREVER, "Cross-Origin-Resource-Policy": "cross-origin"}
    return _file(f"assets/{name}", headers)


@router.get("/console")
@router.get("/console/{_view:path}")
def console(_view: str = "") -> FileResponse:
    """The console's page, whatever view of it the address names."""
    headers = {
        "Cache-Control": ASK_AGAIN,
        "Content-Security-Policy": CONSOLE_POLICY,
        "Cross-Origin-Opener-Policy": "same-origin",
    }
    return _file("console/index.html", headers)


@router.get("/demo")
@router.get("/demo/{_view:path}")
def demo(_view: str = "") -> FileResponse:
    """A brand's page with the widget on it."""
    headers = {"Cache-Control": ASK_AGAIN, "Content-Security-Policy": DEMO_POLICY}
    return _file("demo/index.html", headers)


def _file(name: str, headers: dict[str, str]) -> FileResponse:
    path = (DIST / name).resolve()
    if not path.is_relative_to(DIST.resolve()):
        raise not_found("page")
    if not path.is_file():
        if DIST.is_dir():
            raise not_found("page")
        message = "The web pages are not built yet. Run `make run`, which builds them."
        raise Refused(503, "pages_not_built", message)
    return FileResponse(path, headers=headers)
