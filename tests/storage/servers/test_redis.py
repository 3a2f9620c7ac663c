"""The embedded Redis."""

import shutil
import subprocess
import sys

import psutil
import pytest
import redis

from handoff.settings import ROOT
from handoff.storage.servers import redis_server, temporary_folder


@pytest.fixture
def folder():
    with temporary_folder() as state:
        yield state


@pytest.fixture
def server(folder):
    with redis_server(folder) as running:
        yield running


@pytest.fixture
def client(server):
    with redis.Redis.from_url(server.url) as connection:
        yield connection


def test_refuses_writes_rather_than_forget(client):
    assert client.config_get("maxmemory-policy") == {"maxmemory-policy": "noeviction"}
    assert client.config_get("appendonly") == {"appendonly": "yes"}


def test_keeps_what_reached_its_log_when_killed(server, client):
    client.set("waiting", "D-1042")
    client.execute_command("WAITAOF", 1, 0, 5000)
    url = server.url
    server.kill()
    server.start()
    assert server.url == url
    assert client.get("waiting") == b"D-1042"


def test_starts_empty_at_the_same_address_when_its_data_is_gone(server, client):
    client.set("waiting", "D-1042")
    server.kill()
    shutil.rmtree(server.data)
    server.start()
    assert client.dbsize() == 0


def test_listens_on_loopback_only_with_a_password_nobody_can_read(server):
    process = psutil.Process(server.pid)
    listening = {c.laddr.ip for c in process.net_connections() if c.status == psutil.CONN_LISTEN}
    assert listening == {"127.0.0.1"}
    password = server.url.split(":")[2].split("@")[0]
    assert password not in " ".join(process.cmdline())
    with pytest.raises(redis.AuthenticationError):
        redis.Redis.from_url(server.url.replace(f":{password}@", "")).ping()


def test_ends_when_its_parent_is_killed(folder):
    code = (
        "import sys, time, pathlib; from handoff.storage.servers import redis_server\n"
        "with redis_server(pathlib.Path(sys.argv[1])) as server:\n"
        "    print(server.pid, flush=True); time.sleep(600)"
    )
    parent = subprocess.Popen(
        [sys.executable, "-c", code, str(folder)], stdout=subprocess.PIPE, cwd=ROOT
    )
    child = psutil.Process(int(parent.stdout.readline()))
    parent.kill()
    parent.wait()
    parent.stdout.close()
    child.wait(60)
    assert not child.is_running()
