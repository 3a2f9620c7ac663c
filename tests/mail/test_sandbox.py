"""The mail sandbox: a real server, started as the supervisor starts it, whose mails can be read."""

import smtplib
import subprocess
import time
from collections.abc import Iterator
from email.message import EmailMessage

import httpx
import pytest

from handoff.settings import ROOT
from handoff.storage.servers.process import free_port
from handoff.supervisor import programs
from tests.front_door import Opened

READY = 60


@pytest.fixture
def sandbox() -> Iterator[tuple[str, int]]:
    """Where its mails are shown, and its SMTP port."""
    port, smtp_port = free_port(), free_port()
    program = programs.mail("127.0.0.1", port, smtp_port)
    process = subprocess.Popen(program.command, cwd=ROOT, stderr=subprocess.DEVNULL)
    url = f"http://127.0.0.1:{port}"
    try:
        deadline = time.monotonic() + READY
        while True:
            try:
                httpx.get(f"{url}{program.health}").raise_for_status()
                break
            except httpx.TransportError:
                assert time.monotonic() < deadline, "the mail sandbox did not start"
                time.sleep(0.05)
        yield url, smtp_port
    finally:
        process.terminate()
        process.wait(timeout=READY)


def _post(port: int, subject: str, text: str) -> None:
    mail = EmailMessage()
    mail["From"], mail["To"], mail["Subject"] = "a@relais.example", "b@exemple.fr", subject
    mail.set_content(text)
    with smtplib.SMTP("127.0.0.1", port) as server:
        server.send_message(mail)


def test_it_takes_mails_and_shows_the_newest_first(sandbox: tuple[str, int]) -> None:
    url, port = sandbox
    for subject in ("premier", "deuxième"):
        _post(port, subject, "Bonjour,\n\nà bientôt")
    mails = httpx.get(f"{url}/sandbox/mails").json()
    assert [mail["subject"] for mail in mails] == ["deuxième", "premier"]
    assert mails[0]["to"] == ["b@exemple.fr"]
    assert mails[0]["text"] == "Bonjour,\n\nà bientôt\n"
    assert httpx.delete(f"{url}/sandbox/mails").status_code == 204
    assert httpx.get(f"{url}/sandbox/mails").json() == []


async def test_the_demo_shows_them_as_text_and_only_our_links_can_be_followed(
    sandbox: tuple[str, int], open_door: Opened
) -> None:
    url, port = sandbox
    door = await open_door(mail_sandbox_url=url, public_url="http://localhost:8000")
    async with httpx.AsyncClient(base_url=door.url) as client:
        assert "None so far." in (await client.get("/demo/mails")).text
        text = (
            'http://localhost:8000/confirm/AbC http://ailleurs.example/"><script>alert()</script>'
        )
        _post(port, "<img src=x>", text)
        page = await client.get("/demo/mails")
    assert page.status_code == 200
    assert '<a href="http://localhost:8000/confirm/AbC">' in page.text
    assert 'href="http://ailleurs' not in page.text
    assert "<script>" not in page.text
    assert "<img" not in page.text
    assert "unsafe" not in page.headers["content-security-policy"]


async def test_without_a_sandbox_there_is_no_such_page_and_with_a_dead_one_it_says_so(
    open_door: Opened,
) -> None:
    door = await open_door()
    dead = await open_door(mail_sandbox_url=f"http://127.0.0.1:{free_port()}")
    async with httpx.AsyncClient() as client:
        assert (await client.get(f"{door.url}/demo/mails")).status_code == 404
        answer = await client.get(f"{dead.url}/demo/mails")
    assert (answer.status_code, answer.json()["error"]["code"]) == (503, "no_mail_sandbox")
