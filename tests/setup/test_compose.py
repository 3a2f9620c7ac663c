"""docker-compose.yml: the supervisor's processes, laid out for containers."""

import subprocess

import pytest
import yaml

from handoff.settings import ROOT, Settings
from handoff.supervisor import programs

FILE = ROOT / "docker-compose.yml"
COMPOSE = yaml.safe_load(FILE.read_text(encoding="utf-8"))
SERVICES = COMPOSE["services"]
ONCE = {"migration", "demo-data"}
"""Services that do their work and end."""


def test_it_is_what_the_compose_specification_allows():
    checked = subprocess.run(
        [ROOT / ".venv/bin/check-jsonschema", "--builtin-schema", "vendor.compose-spec", FILE],
        capture_output=True,
        text=True,
        check=False,
    )
    assert checked.returncode == 0, checked.stdout


@pytest.mark.parametrize(
    "program",
    [
        programs.service("0.0.0.0", 8000),
        programs.bot("0.0.0.0", 5005),
        programs.actions(5055),
        programs.carrier("0.0.0.0", 5056),
        programs.mail("0.0.0.0", 8025, 1025),
    ],
    ids=lambda program: program.name,
)
def test_containers_start_the_commands_of_the_supervisor(program):
    service = SERVICES[program.name]
    assert tuple(service["command"]) == program.command
    assert program.health in service["healthcheck"]["test"][-1]


def test_containers_are_told_what_the_supervisor_tells(monkeypatch):
    told = set(SERVICES["service"]["environment"])
    # Of the rest, each has a default in settings.py that holds in a container too.
    assert {*programs.RASA} - {"TF_CPP_MIN_LOG_LEVEL", "PYTHONUNBUFFERED"} <= told
    for name in ("bot", "actions", "migration", "demo-data"):
        assert set(SERVICES[name]["environment"]) == told


def test_only_the_front_door_publishes_a_port():
    assert [name for name, service in SERVICES.items() if "ports" in service] == ["service"]
    assert COMPOSE["networks"]["inside"]["internal"] is True
    reaching_out = {name for name, s in SERVICES.items() if "outside" in s.get("networks", [])}
    assert reaching_out == {"service", "actions"}


def test_no_container_runs_as_root_or_may_become_it():
    for name, service in SERVICES.items():
        assert service["user"] not in {"root", "0", "0:0"}, name
        assert service["cap_drop"] == ["ALL"], name
        assert service["security_opt"] == ["no-new-privileges:true"], name


def test_what_dies_is_started_again_and_what_hangs_is_seen():
    for name, service in SERVICES.items():
        if name in ONCE:
            assert service["restart"].startswith("on-failure"), name
        else:
            assert service["restart"] == "unless-stopped", name
            assert service["healthcheck"]["test"], name


def test_secrets_come_from_the_environment_and_have_no_default():
    text = FILE.read_text(encoding="utf-8")
    for secret in (
        *("POSTGRES_PASSWORD", "REDIS_PASSWORD", "RELAIS_SECRET", "RELAIS_BOT_TOKEN"),
        *("RELAIS_INTERNAL_TOKEN", "RELAIS_LAPOSTE_KEY"),
    ):
        assert f"${{{secret}:?" in text
        assert f"${{{secret}:-" not in text


def test_the_sandboxes_are_part_of_the_demo_only():
    assert SERVICES["carrier"]["profiles"] == ["demo"]
    assert SERVICES["mail"]["profiles"] == ["demo"]
    assert SERVICES["demo-data"]["profiles"] == ["demo"]
    assert all("profiles" not in SERVICES[name] for name in ("service", "bot", "actions"))


def test_every_image_of_ours_is_a_target_of_the_dockerfile():
    stages = (ROOT / "Dockerfile").read_text(encoding="utf-8")
    targets = {s["build"]["target"] for s in SERVICES.values() if "build" in s}
    assert targets == {"service", "bot", "actions"}
    for target in targets:
        stage = stages.split(f" AS {target}\n")[1].split("\nFROM ")[0]
        assert "\nUSER 10001" in stage


def test_containers_ask_the_carriers_that_the_supervisor_would_ask():
    told = SERVICES["actions"]["environment"]
    for carrier in ("LAPOSTE", "DHL", "AFTERSHIP"):
        field = f"{carrier.lower()}_url"
        default = Settings.model_fields[field].default
        assert told[f"RELAIS_{carrier}_URL"] == f"${{RELAIS_{carrier}_URL:-{default}}}"
        assert f"RELAIS_{carrier}_KEY" in told
