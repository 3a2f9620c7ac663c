"""`python -m handoff.supervisor.seed`: what a demonstration needs to begin with.

Development only. Safe to repeat: what is there is brought to today, nothing is doubled.
"""

from __future__ import annotations

import asyncio

from actions.shop import demo
from handoff import settings
from handoff.brands.brand import load_brands
from handoff.settings import ROOT, Settings
from handoff.storage.engine import Record
from handoff.suggestions.encoder import Encoder
from handoff.suggestions.export import encoder_folder
from handoff.suggestions.importing import import_resolutions

RESOLUTIONS = ROOT / "data" / "resolutions"


async def seed(settings: Settings) -> None:
    """Fill the demo shop, and import the past resolutions that come with Relais."""
    await demo.seed(settings.database_url)
    brands = load_brands(settings.brands)
    encoder = Encoder.load(encoder_folder(settings.state, settings.encoder))
    record = Record(settings.database_url, pool_size=2)
    try:
        for file in sorted(RESOLUTIONS.glob("*.jsonl")):
            await import_resolutions(record, encoder, file, brands)
    finally:
        await record.close()


if __name__ == "__main__":
    asyncio.run(seed(settings.load()))
