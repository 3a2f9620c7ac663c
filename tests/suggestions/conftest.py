"""The one encoder that the tests of this room share, exported once into the project's state."""

import os
from pathlib import Path

import pytest

from handoff.brands.brand import Brand, load_brands
from handoff.suggestions.encoder import Encoder
from handoff.suggestions.export import export_encoder

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="session")
def encoder_folder() -> Path:
    state = Path(os.environ.get("RELAIS_STATE") or ROOT / "var")
    folder, _ = export_encoder(state)
    return folder


@pytest.fixture(scope="session")
def encoder(encoder_folder: Path) -> Encoder:
    return Encoder.load(encoder_folder)


@pytest.fixture(scope="session")
def brands() -> dict[str, Brand]:
    return load_brands(ROOT / "data" / "brands")
