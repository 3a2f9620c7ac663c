"""What is told, in one sentence, before anything starts."""

import socket

import pytest

from handoff.settings import ROOT
from handoff.storage.servers.process import free_port
from handoff.supervisor import preflight, programs
from handoff.supervisor.preflight import CannotRun


def sentence(error: pytest.ExceptionInfo[CannotRun]) -> str:
    text = str(error.value)
    assert "\n" not in text
    return text


def test_a_taken_port_is_named_with_another_to_try():
    with socket.create_server(("127.0.0.1", 0)) as server:
        port = server.getsockname()[1]
        with pytest.raises(CannotRun) as refusal:
            preflight.check_port("127.0.0.1", port)
    assert f"port {port} on 127.0.0.1 is taken" in sentence(refusal)
    assert f"PORT={port + 1} make run" in sentence(refusal)


def test_a_free_port_is_fine():
    preflight.check_port("127.0.0.1", free_port())


def test_a_second_relais_on_the_same_state_is_refused_and_the_third_may_come(tmp_path):
    with preflight.only_one(tmp_path):
        with pytest.raises(CannotRun) as refusal, preflight.only_one(tmp_path):
            pass
        assert "another Relais (process " in sentence(refusal)
        assert "RELAIS_STATE" in sentence(refusal)
    with preflight.only_one(tmp_path):
        pass


def test_a_state_folder_that_cannot_be_made_is_named(tmp_path):
    (tmp_path / "file").touch()
    with pytest.raises(CannotRun) as refusal, preflight.only_one(tmp_path / "file" / "state"):
        pass
    assert "set RELAIS_STATE to another" in sentence(refusal)


def test_a_missing_environment_is_named_with_the_command_that_makes_it():
    gone = programs.Program("bot", "bot", (".venv-not-there/bin/python",), "/")
    with pytest.raises(CannotRun, match=r"bot/\.venv-not-there .* run `make run`"):
        preflight.check_installed(gone)


def test_environments_of_this_checkout_are_found():
    assert not any(
        program.missing()
        for program in (programs.service("", 0), programs.bot("", 0), programs.actions(0))
    )
    assert (ROOT / "bot" / "serve.py").exists()


async def test_a_database_that_does_not_answer_is_told_without_its_password():
    url = f"postgresql://relais:hunter2@127.0.0.1:{free_port()}/relais"
    with pytest.raises(CannotRun) as refusal:
        await preflight.check_database(url)
    assert "no PostgreSQL answers" in sentence(refusal)
    assert "hunter2" not in sentence(refusal)


async def test_a_wrong_password_and_a_missing_database_are_told_apart(postgres):
    password = postgres.url.split(":")[2].split("@")[0]
    with pytest.raises(CannotRun, match="refuses the user or the password"):
        await preflight.check_database(postgres.url.replace(password, "wrong"))
    with pytest.raises(CannotRun, match=r'database "nowhere" does not exist .*create it'):
        await preflight.check_database(postgres.url.rsplit("/", 1)[0] + "/nowhere")


async def test_something_that_is_no_postgresql_is_told():
    with socket.create_server(("127.0.0.1", 0)) as server:
        server.listen()
        port = server.getsockname()[1]
        with pytest.raises(CannotRun, match=f"no PostgreSQL answers at 127.0.0.1:{port}"):
            await preflight.check_database(f"postgresql://relais:pw@127.0.0.1:{port}/relais")


async def test_a_database_that_works_is_fine(postgres):
    await preflight.check_database(postgres.url)


async def test_a_redis_that_does_not_answer_or_refuses_is_told(redis):
    with pytest.raises(CannotRun, match="no Redis answers"):
        await preflight.check_redis(f"redis://127.0.0.1:{free_port()}/0")
    password = redis.url.split(":")[2].split("@")[0]
    with pytest.raises(CannotRun, match="refuses the password"):
        await preflight.check_redis(redis.url.replace(password, "wrong"))
    await preflight.check_redis(redis.url)
