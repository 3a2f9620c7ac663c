"""A mail server that takes its time: what was done is told all the same, within the turn."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import httpx
import pytest

from tests.actions.flows.conftest import Stint

Begin = Callable[..., Stint]

pytestmark = pytest.mark.timeout(120)

SLOW = 3.0
"""Seconds for a mail: two of them one after the other do not fit in a turn's five."""


@pytest.fixture
def slow_mail(
    service: tuple[dict[str, str], Callable[[str, str], str]],
) -> Iterator[str]:
    """The service behind a line on which every mail takes `SLOW` seconds; gives its address."""
    addresses, _ = service

    class Line(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self) -> None:
            self._pass_on()

        def do_POST(self) -> None:
            if self.path.endswith(("/mails", "/changing")):
                time.sleep(SLOW)
            self._pass_on()

        def _pass_on(self) -> None:
            body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
            named = ("Authorization", "Content-Type")
            headers = {name: self.headers[name] for name in named if name in self.headers}
            url = addresses["RELAIS_INTERNAL_URL"] + self.path
            answer = httpx.request(self.command, url, content=body, headers=headers)
            self.send_response(answer.status_code)
            self.send_header("Content-Type", answer.headers["Content-Type"])
            self.send_header("Content-Length", str(len(answer.content)))
            self.end_headers()
            self.wfile.write(answer.content)

        def log_message(self, format: str, *args: object) -> None:
            """Say nothing: the tests' own output is enough."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Line)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_address[1]}"
    server.shutdown()
    server.server_close()


async def test_a_return_is_declared_acknowledged_and_its_link_sent_in_one_turn(
    stint: Begin, slow_mail: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    begun = stint()
    monkeypatch.setenv("RELAIS_INTERNAL_URL", slow_mail)
    asked = await begun.turn(
        "action_return",
        "je renvoie les coussins",
        intent="return_item",
        entities={"order_number": "20428", "postcode": "35000"},
    )
    assert asked.said[-1] == "utter_ask_return_free"
    declared = await begun.turn("action_affirm", "oui", intent="affirm")
    assert declared.said == ["utter_return_declared", "utter_confirm_by_mail"]
