"""The flows that a supervisor may name: `data/flows.yml`, which the bot's actions read as well."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any, cast

import yaml

from handoff.settings import ROOT

FILE = ROOT / "data" / "flows.yml"


@dataclass(frozen=True, slots=True)
class FlowName:
    """A flow by its name, with a title for each language of the console."""

    name: str
    titles: dict[str, str]


@lru_cache(maxsize=1)
def flows(file: Path = FILE) -> tuple[FlowName, ...]:
    """All flows, in the file's order."""
    content = cast("dict[str, Any]", yaml.safe_load(file.read_text(encoding="utf-8")))
    return tuple(FlowName(name, flow["titles"]) for name, flow in content["flows"].items())
