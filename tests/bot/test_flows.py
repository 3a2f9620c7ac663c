"""A supervisor can name every flow: no action of the bot is forgotten, none is named twice."""

from __future__ import annotations

from typing import Any

import yaml

from handoff.settings import ROOT

NEVER_OFF = {
    *("action_affirm", "action_deny", "action_confirmed", "action_cancel", "action_wait"),
    *("action_greet", "action_thank", "action_say_goodbye", "action_say_bot", "action_praise"),
    *("action_say_capabilities", "action_speak_language", "action_explain_number"),
    *("action_not_understood", "action_not_helped", "action_ask_human", "action_angry"),
    *("action_danger", "action_legal_threat", "action_missed_promise", "action_gift_date"),
    "action_complaint",
}


def test_every_action_is_in_one_flow_or_is_never_switched_off() -> None:
    flows = _yaml("data/flows.yml")["flows"].values()
    named = [action for flow in flows for action in flow["actions"]]
    domains = (ROOT / "bot" / "domain").glob("*.yml")
    known = {
        action
        for file in domains
        for action in yaml.safe_load(file.read_text(encoding="utf-8")).get("actions", [])
    }
    assert len(named) == len(set(named))
    assert set(named) | NEVER_OFF == known
    assert not set(named) & NEVER_OFF


def _yaml(path: str) -> Any:
    return yaml.safe_load((ROOT / path).read_text(encoding="utf-8"))
