"""A brand of its own for the flows: its shop is a WooCommerce, a WordPress on loopback."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import yaml
from anyio.from_thread import start_blocking_portal

from actions.brands.brand_file import FOLDER
from tests.actions.outside import Asked, answering, page
from tests.actions.shop.woocommerce.wordpress import KEYS, place

BRAND = "faience"


@dataclass
class Boutique:
    """Where the brand's shop is, and what answers there: a test puts a `WordPress` of its own.

    Attributes:
        answer: what is sent for each request; a page that is no shop's until a test says more.
        environment: with it a process finds the brand's file and the shop's keys.
    """

    environment: dict[str, str]
    answer: Callable[[Asked], bytes | None] = field(
        default=lambda _: page("503 Service Unavailable")
    )


@contextmanager
def boutique(folder: Path) -> Iterator[Boutique]:
    """The brand beside those that ship, in `folder`, and its server in a thread of its own.

    Actions and service both ask it, each test from another event loop.
    """
    shutil.copytree(FOLDER, folder, dirs_exist_ok=True)
    opened = Boutique({"RELAIS_BRANDS": str(folder), **KEYS})
    with (
        start_blocking_portal() as portal,
        portal.wrap_async_context_manager(answering(lambda asked: opened.answer(asked))) as server,
    ):
        brand = yaml.safe_load((FOLDER / "demo.yml").read_text(encoding="utf-8"))
        shop = place(server.url, order_digits={"least": 3, "most": 8}, public_codes=("RENTREE15",))
        brand |= {"name": BRAND, "display_name": "Faïencerie", "shop": shop.model_dump(mode="json")}
        (folder / f"{BRAND}.yml").write_text(yaml.safe_dump(brand), encoding="utf-8")
        yield opened
