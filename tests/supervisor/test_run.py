"""`relais run`, really run: what it prints, what it listens on, what it does when things die."""

import os
import re
import signal
import socket
import stat
import subprocess
import time
from collections.abc import Callable
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import httpx
import psutil
import pytest

from handoff.running import NotRunning, Running
from handoff.settings import ROOT
from handoff.storage.servers import temporary_folder
from handoff.storage.servers.process import free_port

pytestmark = [pytest.mark.stack, pytest.mark.timeout(420)]


@dataclass
class Run:
    """A `relais run` under way."""

    process: subprocess.Popen[bytes]
    state: Path
    port: int
    said: Path

    def running(self) -> Running:
        return Running.read(self.state)

    def text(self) -> str:
        return self.said.read_text(encoding="utf-8")

    def everything(self) -> list[psutil.Process]:
        """The supervisor's descendants."""
        return psutil.Process(self.process.pid).children(recursive=True)


def until(condition: Callable[[], bool]) -> None:
    """Wait; the test's time limit ends it."""
    while not condition():
        time.sleep(0.1)


@contextmanager
def relais(state: Path, port: int, **environment: str):
    """`relais run` on that state; killed at the end if the test has not ended it."""
    encoder = state / "encoder"
    if not encoder.exists():
        encoder.symlink_to(ROOT / "var" / "encoder")
    said = state / "said.txt"
    told = {k: v for k, v in os.environ.items() if not k.startswith(("RELAIS_", "DATABASE_", "RE"))}
    told |= {"RELAIS_ENV": "development", "RELAIS_STATE": str(state), "PORT": str(port)}
    with said.open("wb") as output:
        process = subprocess.Popen(
            [ROOT / ".venv" / "bin" / "python", "-m", "handoff.cli", "run"],
            cwd=ROOT,
            env={**told, **environment},
            stdout=output,
            stderr=subprocess.STDOUT,
        )
    run = Run(process, state, port, said)
    try:
        yield run
    finally:
        if process.poll() is None:
            left = run.everything()
            process.kill()
            process.wait()
            psutil.wait_procs(left, timeout=60)


@pytest.fixture(scope="module")
def run():
    """A Relais that is up."""
    with temporary_folder() as state, relais(state, free_port()) as started:
        until(lambda: "Relais runs" in started.text() or started.process.poll() is not None)
        assert started.process.poll() is None, started.text()
        yield started


def test_prints_the_addresses_and_a_login_that_works(run):
    text = run.text()
    for page in ("/demo", "/demo/mails", "/console", "/docs"):
        address = f"http://localhost:{run.port}{page}"
        assert address in text
        assert httpx.get(address, follow_redirects=True).status_code == 200
    login = re.search(r"first login +(\S+)\n +password +(\S+)", text)
    assert login
    url = run.running().service.url
    answer = httpx.post(
        f"{url}/api/login",
        json={"login": login[1], "password": login[2]},
        headers={"Origin": url},
    )
    assert answer.status_code == 200
    assert answer.json()["me"]["role"] == "admin"


def test_everything_but_the_front_door_listens_on_loopback_with_ports_of_its_own(run):
    listening = {
        (process.name(), connection.laddr.ip, connection.laddr.port)
        for process in run.everything()
        for connection in process.net_connections()
        if connection.status == psutil.CONN_LISTEN
    }
    assert {ip for _, ip, _ in listening} == {"127.0.0.1"}
    ports = {port for _, _, port in listening}
    assert run.port in ports
    # service, bot, actions, carrier, mail (HTTP and SMTP), PostgreSQL, Redis
    assert len(ports) == 8


def test_the_bot_refuses_who_has_no_token(run):
    bot = run.running().bot.url
    assert httpx.get(f"{bot}/status").status_code == 401
    assert httpx.get(f"{bot}/status", params={"token": "guess"}).status_code == 401


def test_no_secret_shows_in_any_command_line(run):
    found = run.running()
    secrets = {
        found.bot_token,
        found.internal_token,
        found.environment["RELAIS_SECRET"],
        found.environment["DATABASE_URL"].split(":")[2].split("@")[0],
        found.environment["REDIS_URL"].split(":")[2].split("@")[0],
    }
    lines = [" ".join(process.cmdline()) for process in run.everything()]
    assert not [line for line in lines if any(secret in line for secret in secrets)]


def test_what_holds_secrets_is_readable_by_its_owner_only(run):
    for name in ("run.json", "secret"):
        assert stat.S_IMODE((run.state / name).stat().st_mode) == 0o600


def test_the_demo_is_there(run):
    command = [ROOT / ".venv" / "bin" / "python", "-m", "handoff.cli", "user", "list"]
    told = {**os.environ, "RELAIS_STATE": str(run.state)}
    said = subprocess.run(command, cwd=ROOT, env=told, capture_output=True, text=True, check=False)
    assert said.returncode == 0, said.stderr
    assert said.stdout.startswith("admin")
    assert "the demo data is incomplete" not in run.text()


def test_a_brand_gets_an_identity_secret_and_a_brand_that_is_none_a_sentence(run):
    told = {**os.environ, "RELAIS_STATE": str(run.state)}
    command = [ROOT / ".venv" / "bin" / "python", "-m", "handoff.cli", "identity"]
    said = [
        subprocess.run(
            [*command, brand], cwd=ROOT, env=told, capture_output=True, text=True, check=False
        )
        for brand in ("demo", "demo", "nobody")
    ]
    words = r"identity secret of demo: (\S{44}) \(shown once\)\n"
    first, second = (re.fullmatch(words, one.stdout) for one in said[:2])
    assert first
    assert second
    assert first[1] != second[1]
    assert (said[2].returncode, said[2].stdout) == (1, "")
    assert "'nobody' is none of demo, kiosque" in said[2].stderr


@pytest.mark.parametrize("name", ["actions", "carrier", "mail", "redis", "postgres", "service"])
def test_what_is_killed_comes_back(run, name):
    before = getattr(run.running(), name)
    psutil.Process(before.pid).kill()
    until(lambda: getattr(run.running(), name).pid != before.pid)
    after = getattr(run.running(), name)
    assert after.url == before.url
    until(lambda: ready(run))


def ready(run: Run) -> bool:
    try:
        return httpx.get(f"{run.running().service.url}/readyz").status_code == 200
    except httpx.HTTPError:
        return False


def test_a_second_one_on_the_same_state_is_told_to_choose_another(run):
    with relais_refused(run.state, free_port()) as said:
        assert f"another Relais (process {run.process.pid}) runs on {run.state}" in said


def test_a_taken_port_is_told(run):
    with (
        temporary_folder() as state,
        relais_refused(state, run.port) as said,
    ):
        assert f"port {run.port} on 127.0.0.1 is taken" in said


def test_a_broken_database_url_is_told():
    nowhere = f"postgresql://relais:hunter2@127.0.0.1:{free_port()}/relais"
    with (
        temporary_folder() as state,
        relais_refused(state, free_port(), DATABASE_URL=nowhere) as said,
    ):
        assert "DATABASE_URL: no PostgreSQL answers" in said
        assert "hunter2" not in said


def test_placeholders_are_refused_in_production():
    with (
        temporary_folder() as state,
        relais_refused(state, free_port(), RELAIS_ENV="production") as said,
    ):
        assert "RELAIS_SECRET must be a secret" in said


@contextmanager
def relais_refused(state: Path, port: int, **environment: str):
    """What `relais run` says when it refuses to start: one sentence, and exit code 1."""
    folder = state / "second"
    folder.mkdir(exist_ok=True)
    with relais(folder, port, **{"RELAIS_STATE": str(state), **environment}) as started:
        assert started.process.wait() == 1
        said = [line for line in started.text().splitlines() if line.startswith("relais: ")]
        assert len(said) == 1
        assert "Traceback" not in started.text()
        yield said[0]


def test_ctrl_c_while_it_starts_ends_every_process_it_started():
    with temporary_folder() as state, relais(state, free_port()) as started:
        until(lambda: (state / "run.json").exists())
        processes = started.everything()
        assert len(processes) >= 6
        started.process.send_signal(signal.SIGINT)
        assert started.process.wait() == 0
        assert not [process for process in processes if process.is_running()]
        with pytest.raises(NotRunning):
            Running.read(state)
        with socket.socket() as probe:
            assert probe.connect_ex(("127.0.0.1", started.port)) != 0


def test_killing_the_supervisor_ends_every_process_it_started():
    with temporary_folder() as state, relais(state, free_port()) as started:
        until(lambda: (state / "run.json").exists())
        processes = started.everything()
        started.process.kill()
        started.process.wait()
        _, alive = psutil.wait_procs(processes, timeout=60)
        assert not alive
        with pytest.raises(NotRunning, match="start it with `make run`"):
            Running.read(state)
