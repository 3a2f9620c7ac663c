"""`rasa data validate` has nothing to say against what the bot learns from."""

from __future__ import annotations

import os
import re
import subprocess

import pytest

from benchmarks.bot_programs import BOT

pytestmark = pytest.mark.timeout(300)

SAID_BY_ACTIONS = re.compile(r"The utterance 'utter_\w+' is not used in any story or rule\.")
"""Rasa's validator does not read actions, which say all our responses."""


def test_rasa_finds_no_fault_with_domain_rules_and_sentences() -> None:
    done = subprocess.run(
        [BOT / ".venv/bin/rasa", "data", "validate", "--domain", "domain", "--fail-on-warnings"],
        check=False,
        cwd=BOT,
        env={**os.environ, "RASA_TELEMETRY_ENABLED": "false", "TF_CPP_MIN_LOG_LEVEL": "3"},
        capture_output=True,
        text=True,
    )
    assert done.returncode == 0, done.stderr[-2000:]
    warned = re.findall(r"UserWarning: (.*)", done.stderr)
    assert not [warning for warning in warned if not SAID_BY_ACTIONS.match(warning)]
