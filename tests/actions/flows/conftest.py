"""Flows against the real service, PostgreSQL and sandbox carrier, with the action server's Python.

`actions/.venv/bin/python -m pytest --confcutdir tests/actions/flows tests/actions/flows`
"""

from __future__ import annotations

import copy
import json
import os
import re
import socket
import subprocess
import sys
import time
import warnings
from collections.abc import AsyncIterator, Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import Any
from uuid import uuid4

import httpx
import pytest
import yaml

with warnings.catch_warnings():
    # What rasa-sdk's own dependencies warn of on import is not ours to mend.
    warnings.simplefilter("ignore")
    from rasa_sdk.executor import ActionExecutor

from actions.carriers.sandbox import KEY
from actions.clients import clients
from tests.actions.flows.boutique import Boutique, boutique

BRAND_WORDS = {"bot_name", "brand_name", "first_name", "order_digits"}
"""What responses take from slots."""

ROOT = Path(__file__).resolve().parents[3]
TRACKER = Path(__file__).with_name("tracker.json")
READY = 120
"""Seconds for PostgreSQL, Redis and the service, on a busy machine."""


@lru_cache(maxsize=1)
def responses() -> dict[str, list[dict[str, Any]]]:
    """The wordings of every response of the domain."""
    found: dict[str, list[dict[str, Any]]] = {}
    for file in (ROOT / "bot" / "domain" / "responses").glob("*.yml"):
        found |= yaml.safe_load(file.read_text(encoding="utf-8"))["responses"]
    return found


@dataclass
class Answer:
    """What an action gave Rasa."""

    events: list[dict[str, Any]]
    messages: list[dict[str, Any]]

    @property
    def said(self) -> list[str]:
        """The responses, in their order."""
        return [m["response"] for m in self.messages if m.get("response")]

    def values(self, response: str) -> dict[str, Any]:
        """The words filled into a response."""
        (message,) = [m for m in self.messages if m.get("response") == response]
        return message

    @property
    def told(self) -> dict[str, Any]:
        """The data for the service, cards aside."""
        (told,) = [m["custom"] for m in self.messages if "language" in m["custom"]]
        return told

    @property
    def gives_way_at(self) -> int | None:
        """The number of responses that stay where the service has something better to say."""
        for place, message in enumerate(self.messages):
            if message["custom"].get("fallback"):
                return sum(bool(m.get("response")) for m in self.messages[:place])
        return None

    @property
    def cards(self) -> list[dict[str, Any]]:
        return [m["custom"]["card"] for m in self.messages if "card" in m["custom"]]

    @property
    def slots(self) -> dict[str, Any]:
        """The slots set, all of them by slot events."""
        assert {event["event"] for event in self.events} <= {"slot"}
        return {event["name"]: event["value"] for event in self.events}


@dataclass
class Stint:
    """A customer with the bot: keeps the tracker between the turns, as Rasa does."""

    executor: ActionExecutor
    conversation: str
    tracker: dict[str, Any] = field(default_factory=dict)

    async def turn(
        self,
        action: str,
        text: str = "",
        *,
        intent: str = "inform",
        entities: dict[str, str] | None = None,
        also: Mapping[str, str | tuple[str, float]] | None = None,
        confidence: float = 0.99,
        turn_id: str | None = None,
        guesses: Sequence[str] = (),
        offered: bool = False,
    ) -> Answer:
        """Run an action on a message; several entities in the order of the text.

        `also` is what the message says besides: intents with the words that say them, and perhaps
        how sure that is; `guesses` are the likeliest readings; `offered` where the service has
        put a past reply in our place.
        """
        message = self.tracker["latest_message"]
        message["text"] = text
        message["intent"] = {"name": intent, "confidence": confidence}
        message["entities"] = [
            {"entity": kind.rstrip("0123456789"), "value": value}
            for kind, value in (entities or {}).items()
        ]
        message["also"] = [_part(name, said) for name, said in (also or {}).items()]
        message["intent_ranking"] = [{"name": name, "confidence": 0.3} for name in guesses]
        message["metadata"] = {
            "turn_id": turn_id or str(uuid4()),
            "brand": self.slot("brand"),
            "offered": offered,
        }
        result = await self.executor.run(
            {
                "next_action": action,
                "sender_id": self.tracker["sender_id"],
                "tracker": copy.deepcopy(self.tracker),
                "domain": {},
            }
        )
        assert result is not None
        answer = Answer(result["events"], result["responses"])
        _nothing_stays_unfilled(answer)
        self.tracker["slots"].update(answer.slots)
        return answer

    def slot(self, name: str) -> Any:
        return self.tracker["slots"][name]

    async def confirm_by_mail(self) -> Answer:
        """Open the newest mail's link, press its button, and tell the bot so."""
        async with httpx.AsyncClient() as browser:
            mails = f"{os.environ['RELAIS_MAIL_SANDBOX_URL']}/sandbox/mails"
            told = [mail["text"] for mail in (await browser.get(mails)).json()]
            link = next(found[0] for text in told if (found := _LINK.search(text)))
            answer = await browser.post(f"{os.environ['RELAIS_INTERNAL_URL']}{link}")
            assert answer.status_code == httpx.codes.SEE_OTHER
        return await self.turn("action_confirmed", intent="confirmed")


def _part(intent: str, said: str | tuple[str, float]) -> dict[str, Any]:
    words, confidence = (said, 0.9) if isinstance(said, str) else said
    return {"intent": intent, "confidence": confidence, "text": words}


_LINK = re.compile(r"/confirm/[\w-]{54}")


def _nothing_stays_unfilled(answer: Answer) -> None:
    """Every word that a response leaves open is filled, in all its wordings."""
    for message in answer.messages:
        for wording in responses().get(message.get("response") or "", []):
            open_words = set(re.findall(r"{(\w+)}", wording["text"])) - BRAND_WORDS
            empty = {word for word in open_words if message.get(word) is None}
            assert not empty, (message["response"], empty)


@pytest.fixture(scope="session")
def shop_elsewhere(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Boutique]:
    """The WooCommerce of the brand that has its own shop."""
    with boutique(tmp_path_factory.mktemp("brands")) as opened:
        yield opened


@pytest.fixture(scope="session")
def service(
    shop_elsewhere: Boutique,
) -> Iterator[tuple[dict[str, str], Callable[[str, str], str]]]:
    """The service's addresses, and how to open a conversation in it."""
    command = [ROOT / ".venv" / "bin" / "python", Path(__file__).with_name("service.py")]
    process = subprocess.Popen(
        command,
        cwd=ROOT,
        env={**os.environ, **shop_elsewhere.environment},
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    assert process.stdin is not None
    assert process.stdout is not None
    stdin, stdout = process.stdin, process.stdout
    try:
        first = stdout.readline()
        assert first, "the service did not start"

        def opened(brand: str, language: str) -> str:
            stdin.write(f"{brand} {language}\n")
            stdin.flush()
            return stdout.readline().strip()

        yield json.loads(first), opened
    finally:
        stdin.close()
        process.wait(timeout=READY)
        stdout.close()


@dataclass(frozen=True)
class Mailbox:
    """The mailboxes of all customers: a real SMTP server took what is in them."""

    sandbox: str
    front_door: str

    def mails(self) -> list[dict[str, Any]]:
        """The newest first: `to`, `subject`, `text`, `headers`."""
        return httpx.get(f"{self.sandbox}/sandbox/mails").raise_for_status().json()

    def link(self) -> str:
        """The link in the newest mail, as mailed."""
        found = re.search(rf"{re.escape(self.front_door)}/confirm/\S+", self.mails()[0]["text"])
        assert found, "the newest mail has no link"
        return found[0]

    def confirm(self) -> None:
        """Open the newest mail's link and press its button, as its recipient would."""
        httpx.post(self.link(), follow_redirects=True).raise_for_status()


@pytest.fixture
def mailbox(service: tuple[dict[str, str], Callable[[str, str], str]]) -> Mailbox:
    """The customers' mailboxes, empty."""
    addresses, _ = service
    box = Mailbox(addresses["RELAIS_MAIL_SANDBOX_URL"], addresses["RELAIS_PUBLIC_URL"])
    httpx.delete(f"{box.sandbox}/sandbox/mails").raise_for_status()
    return box


@pytest.fixture(scope="session")
def carrier_url() -> Iterator[str]:
    """A sandbox carrier, started the way the supervisor starts it."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    command = [sys.executable, "-m", "actions.carriers.sandbox", "--port", str(port)]
    process = subprocess.Popen(
        command, cwd=ROOT, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    url = f"http://127.0.0.1:{port}"
    try:
        deadline = time.monotonic() + READY
        while True:
            try:
                httpx.get(f"{url}/sandbox/histories").raise_for_status()
                break
            except httpx.TransportError:
                assert time.monotonic() < deadline, "the sandbox carrier did not start"
                time.sleep(0.05)
        yield url
    finally:
        process.terminate()
        process.wait(timeout=READY)


@pytest.fixture(scope="session")
def executor() -> ActionExecutor:
    """rasa-sdk's own, with all our actions."""
    executor = ActionExecutor()
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        executor.register_package("actions")
    return executor


@pytest.fixture
async def stint(
    executor: ActionExecutor,
    service: tuple[dict[str, str], Callable[[str, str], str]],
    shop_elsewhere: Boutique,
    carrier_url: str,
    monkeypatch: pytest.MonkeyPatch,
) -> AsyncIterator[Callable[..., Stint]]:
    """Begin a stint: `stint()`, `stint(language="en")`, `stint(brand="kiosque", voice="tu")`."""
    addresses, opened = service
    for name, value in {**addresses, **shop_elsewhere.environment}.items():
        monkeypatch.setenv(name, value)
    monkeypatch.setenv("RELAIS_LAPOSTE_URL", carrier_url)
    monkeypatch.setenv("RELAIS_LAPOSTE_KEY", KEY)

    def begin(brand: str = "demo", **slots: Any) -> Stint:
        conversation = opened(brand, slots.get("language", "fr"))
        tracker = json.loads(TRACKER.read_text(encoding="utf-8"))
        tracker["sender_id"] = f"{conversation}.1"
        tracker["slots"].update(brand=brand, **slots)
        return Stint(executor, conversation, tracker)

    yield begin
    if clients.cache_info().currsize:
        await clients().close()
        clients.cache_clear()
