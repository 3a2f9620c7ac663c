"""Set-up: finding Pythons, making environments, doing nothing twice."""

import ast
import os
import subprocess
import sys
from pathlib import Path

import pytest

from setup import environments, pythons, stamps, uv
from setup.environments import Room
from setup.places import ROOT
from setup.progress import Progress
from setup.work import SetupError, Work

SOURCES = sorted((ROOT / "setup").glob("*.py"))


@pytest.fixture
def work():
    return Work(Progress(sys.stderr))


@pytest.fixture
def bare(monkeypatch, tmp_path):
    """A machine without pyenv, whose PATH is a folder of ours."""
    folder = tmp_path / "bin"
    folder.mkdir()
    monkeypatch.setenv("PATH", str(folder))
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.delenv("PYENV_ROOT", raising=False)
    return folder


def broken_shim(folder: Path, version: str) -> None:
    shim = folder / f"python{version}"
    shim.write_text(f"#!/bin/sh\necho 'pyenv: python{version}: command not found' >&2\nexit 127\n")
    shim.chmod(0o755)


@pytest.mark.parametrize("source", SOURCES, ids=lambda path: path.name)
def test_any_python_from_3_8_on_can_read_the_setup(source):
    tree = ast.parse(source.read_text(encoding="utf-8"), feature_version=(3, 8))
    for node in ast.walk(tree):
        names = [alias.name for alias in node.names] if isinstance(node, ast.Import) else []
        if isinstance(node, ast.ImportFrom):
            names = [node.module or ""]
        for name in names:
            assert name.split(".")[0] in {*sys.stdlib_module_names, "setup"}


def test_a_shim_that_fails_is_no_python(bare):
    broken_shim(bare, "3.10")
    assert pythons.installed("3.10") is None


def test_a_python_behind_a_failing_shim_is_found(bare, monkeypatch, tmp_path):
    broken_shim(bare, "3.11")
    real = tmp_path / "real"
    real.mkdir()
    (real / "python3.11").symlink_to(Path(sys.executable).resolve())
    monkeypatch.setenv("PATH", f"{bare}{os.pathsep}{real}")
    assert pythons.installed("3.11") == str(real / "python3.11")


@pytest.mark.usefixtures("bare")
def test_a_virtual_environment_is_not_built_upon(monkeypatch):
    monkeypatch.setenv("PATH", str(ROOT / ".venv" / "bin"))
    assert (ROOT / ".venv" / "bin" / "python3.11").exists()
    assert pythons.installed("3.11") is None


def test_a_missing_python_is_told_in_one_sentence(monkeypatch, tmp_path, work):
    monkeypatch.setenv("UV_OFFLINE", "1")
    monkeypatch.setenv("UV_PYTHON_INSTALL_DIR", str(tmp_path))
    with pytest.raises(SetupError, match=r"^Python 3\.9 .* install it") as refusal:
        pythons.fetched("3.9", work)
    assert "\n" not in str(refusal.value)


def test_an_environment_is_made_once_and_mended_when_its_lock_changes(tmp_path, work):
    locks = tmp_path / "locks"
    locks.mkdir()
    (locks / "requirements.lock").write_text("iniconfig==2.3.1\n")
    room = Room("small", tmp_path / ".venv", "3.11", locks)
    environments.prepare(room, False, work)
    made = room.stamp.stat().st_mtime_ns
    assert "iniconfig" in packages(room)

    environments.prepare(room, False, work)
    assert room.stamp.stat().st_mtime_ns == made

    (locks / "requirements.lock").write_text("pluggy==1.6.0\n")
    environments.prepare(room, False, work)
    assert packages(room) == {"pluggy"}


def test_development_tools_once_installed_stay(tmp_path, work):
    locks = tmp_path / "locks"
    locks.mkdir()
    (locks / "requirements.lock").write_text("pluggy==1.6.0\n")
    (locks / "requirements-dev.lock").write_text("pluggy==1.6.0\niniconfig==2.3.1\n")
    room = Room("small", tmp_path / ".venv", "3.11", locks)
    environments.prepare(room, True, work)
    environments.prepare(room, False, work)
    assert packages(room) == {"pluggy", "iniconfig"}


def test_every_environment_imports_this_checkout(tmp_path, work):
    locks = tmp_path / "locks"
    locks.mkdir()
    (locks / "requirements.lock").write_text("iniconfig==2.3.1\n")
    room = Room("service", tmp_path / "a folder with spaces", "3.11", locks)
    environments.prepare(room, False, work)
    code = "import actions; print(actions.__path__[0])"
    python = room.folder / "bin" / "python"
    said = subprocess.run([python, "-c", code], capture_output=True, text=True, cwd="/", check=True)
    assert Path(said.stdout.strip()).parent == ROOT
    command = subprocess.run(
        [room.folder / "bin" / "relais", "--help"], capture_output=True, text=True, check=False
    )
    # It starts the right Python: the packages of the command are what is missing.
    assert "No module named 'typer'" in command.stderr


def packages(room: Room) -> set[str]:
    site = room.folder / "lib" / f"python{room.python}" / "site-packages"
    return {path.name.split("-")[0] for path in site.glob("*.dist-info")}


def test_a_failing_step_says_its_last_words_and_where_the_rest_is(work):
    with pytest.raises(SetupError, match=r"^a step failed: no such luck \(all of it in .*\.log\)"):
        work.run("a step", [sys.executable, "-c", "import sys; sys.exit('no such luck')"])


def test_a_full_disk_is_told_as_such(work):
    code = "import sys; sys.exit('OSError: [Errno 28] No space left on device')"
    with pytest.raises(SetupError, match=r"the disk is full\. Free some space"):
        work.run("a step", [sys.executable, "-c", code])


def test_hashes_follow_names_and_contents_and_nothing_else(tmp_path):
    folder = tmp_path / "data"
    (folder / "nlu").mkdir(parents=True)
    (folder / "nlu" / "fr.yml").write_text("bonjour")
    before = stamps.digest([folder], "MiniLM")
    (folder / "__pycache__").mkdir()
    (folder / "__pycache__" / "x.pyc").write_text("made by Python")
    os.utime(folder / "nlu" / "fr.yml", (0, 0))
    assert stamps.digest([folder], "MiniLM") == before
    assert stamps.digest([folder], "another encoder") != before
    (folder / "nlu" / "fr.yml").rename(folder / "nlu" / "en.yml")
    renamed = stamps.digest([folder], "MiniLM")
    assert renamed != before
    (folder / "nlu" / "en.yml").write_text("hello")
    assert stamps.digest([folder], "MiniLM") not in {before, renamed}


def test_uv_is_told_what_pip_was_told(monkeypatch):
    for name in ("UV_FIND_LINKS", "UV_TORCH_BACKEND", "UV_INDEX"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("PIP_FIND_LINKS", "/wheels /more")
    monkeypatch.setenv("PIP_EXTRA_INDEX_URL", "https://index.invalid/simple")
    told = uv.environment()
    assert told["UV_FIND_LINKS"] == "/wheels,/more"
    assert told["UV_INDEX"] == "https://index.invalid/simple"
    assert "UV_TORCH_BACKEND" not in told


def test_torch_comes_without_cuda_where_no_wheels_are_given(monkeypatch):
    for name in ("UV_FIND_LINKS", "PIP_FIND_LINKS", "UV_TORCH_BACKEND"):
        monkeypatch.delenv(name, raising=False)
    assert uv.environment()["UV_TORCH_BACKEND"] == "cpu"


@pytest.mark.parametrize("room", environments.ROOMS, ids=lambda room: room.name)
def test_locks_name_versions_and_no_addresses(room):
    for lock in (room.lock, room.development_lock):
        lines = lock.read_text(encoding="utf-8").splitlines()
        assert lines
        assert all("==" in line and "://" not in line and "+" not in line for line in lines)
    runtime = set(room.lock.read_text(encoding="utf-8").splitlines())
    assert runtime <= set(room.development_lock.read_text(encoding="utf-8").splitlines())


def test_the_web_lock_names_no_addresses():
    lock = (ROOT / "handoff" / "web" / "package-lock.json").read_text(encoding="utf-8")
    assert '"resolved"' not in lock
