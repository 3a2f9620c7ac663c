"""How the programs are started."""

import argparse
import importlib.util

from handoff import settings
from handoff.settings import ROOT
from handoff.supervisor import programs


def test_any_token_reaches_rasa_also_one_that_begins_with_a_dash():
    spec = importlib.util.spec_from_file_location("serve", ROOT / "bot" / "serve.py")
    assert spec is not None
    assert spec.loader is not None
    serve = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(serve)
    parser = argparse.ArgumentParser()  # Rasa's own option, rasa/cli/arguments/run.py
    parser.add_argument("-t", "--auth-token")
    assert parser.parse_args(serve.with_token([], "-a-token")).auth_token == "-a-token"


def test_programs_are_told_every_setting():
    chosen = settings.load(env="development")
    told = programs.environment(chosen)
    every = {settings.variable(name) for name in settings.Settings.model_fields}
    assert every <= set(told)


def test_what_programs_are_told_gives_the_same_settings(monkeypatch):
    chosen = settings.load(env="development", burst_pause=0.25, port=8002)
    for name, value in programs.environment(chosen).items():
        monkeypatch.setenv(name, value)
    assert settings.load() == chosen
