"""Starting again what dies."""

import asyncio
import sys
import time

import psutil
import pytest

from handoff.storage.servers.process import free_port
from handoff.supervisor.programs import Program, inherited
from handoff.supervisor.watch import Child, become_ready, keep_alive

SERVER = (
    "import http.server as h\n"
    "h.HTTPServer(('127.0.0.1', {port}), h.SimpleHTTPRequestHandler).serve_forever()"
)


@pytest.fixture
def make_child(tmp_path):
    """A function that makes children; all of them are gone at the end."""
    made = []

    def make(code: str, port: int = 0) -> Child:
        program = Program("child", ".", (sys.executable, "-c", code), "/")
        child = Child(program, f"http://127.0.0.1:{port}", inherited(), tmp_path)
        made.append(child)
        return child

    yield make
    for child in made:
        child.kill()


async def until(condition) -> None:
    while not condition():
        await asyncio.sleep(0.02)


async def test_a_killed_program_comes_back_and_is_told(make_child):
    port = free_port()
    child = make_child(SERVER.format(port=port), port)
    child.launch()
    assert await become_ready(child, 60)
    first, said, again = child.pid, [], []
    keeper = asyncio.create_task(
        keep_alive("child", child, said.append, lambda: again.append(child.pid))
    )
    psutil.Process(first).kill()
    await until(lambda: again)
    assert await become_ready(child, 60)
    keeper.cancel()
    assert again == [child.pid] != [first]
    assert said == ["child ended; starting it again in 0.5 s"]


async def test_what_keeps_dying_is_started_ever_more_slowly(make_child):
    child = make_child("raise SystemExit(3)")
    said = []
    child.launch()
    keeper = asyncio.create_task(keep_alive("child", child, said.append, lambda: None))
    await until(lambda: len(said) >= 3)
    keeper.cancel()
    assert [line.split(" in ")[1] for line in said[:3]] == ["0.5 s", "1 s", "2 s"]


async def test_a_program_that_dies_is_not_ready(make_child):
    child = make_child("raise SystemExit(3)", free_port())
    child.launch()
    assert await become_ready(child, 0.5) is False


def test_ending_a_program_ends_what_it_started(make_child):
    child = make_child(
        "import subprocess, sys, time\n"
        "inner = subprocess.Popen([sys.executable, '-c', 'import time; time.sleep(600)'])\n"
        "print(inner.pid, flush=True); time.sleep(600)"
    )
    child.launch()
    while not (said := child.log.read_text()):
        pass
    inner = psutil.Process(int(said))
    child.stop()
    inner.wait(30)
    assert not child.alive


def test_a_long_log_is_put_aside_at_the_next_start(make_child, monkeypatch):
    monkeypatch.setattr("handoff.supervisor.watch.LARGEST_LOG", 10)
    child = make_child("print('more than ten bytes')")
    for _ in range(2):
        child.launch()
        while child.alive:
            time.sleep(0.01)
    assert child.log.with_suffix(".log.1").read_text() == "more than ten bytes\n"
