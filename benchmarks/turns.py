"""What the service adds to a bare Rasa turn, and how fast it acknowledges and suggests.

Runs against a running Relais (`make run`, or `make bench`, which starts its own). Each message
goes to Rasa alone and through the service's REST door, alternating in one run, so that both feel
the same machine. Prints medians and tails, and each as a ratio to the bare turn.
"""

from __future__ import annotations

import argparse
import asyncio
import time
from pathlib import Path
from uuid import uuid4

import httpx
from rich.console import Console
from rich.table import Table

from benchmarks.cms import logged_in
from handoff.replay.customer import Customer
from handoff.replay.table import percentile
from handoff.running import Running
from handoff.storage.engine import Record

MESSAGES = ["bonjour", "es-tu un robot ?", "où est mon colis ?", "laissez tomber", "merci"]
QUESTIONS = [
    "mon colis est marqué livré mais je n'ai rien reçu",
    "comment retourner un article soldé",
    "la lampe est arrivée cassée",
    "je voudrais un duplicata de facture",
    "my parcel has been stuck in customs for a week",
    "le point relais est fermé pour congés",
    "j'ai été débité deux fois",
    "quand le plaid sera-t-il de nouveau en stock",
]


async def bare_and_through(running: Running, rounds: int) -> tuple[list[float], list[float]]:
    """Seconds of each turn: Rasa alone, and through the REST door."""
    bare: list[float] = []
    through: list[float] = []
    rasa = f"{running.bot.url}/webhooks/rest/webhook?token={running.bot_token}"
    door = f"{running.service.url}/webhooks/rest/webhook"
    async with httpx.AsyncClient(timeout=30) as client:
        for _ in range(rounds):
            sender, metadata = uuid4().hex, {"brand": "demo", "language": "fr", "voice": "vous"}
            for message in MESSAGES:
                turn = {"sender": sender, "message": message}
                bare.append(
                    await timed(
                        client, rasa, {**turn, "metadata": {**metadata, "turn_id": str(uuid4())}}
                    )
                )
                through.append(await timed(client, door, turn))
    return bare, through


async def timed(client: httpx.AsyncClient, url: str, body: dict[str, object]) -> float:
    """Seconds of one POST that must be answered with something."""
    began = time.perf_counter()
    answer = await client.post(url, json=body)
    seconds = time.perf_counter() - began
    answer.raise_for_status()
    if not answer.json():
        raise SystemExit(f"An empty answer to {body['message']!r}: nothing to measure.")
    return seconds


async def acknowledgements(running: Running, messages: int) -> tuple[list[float], list[float]]:
    """Seconds from sending to acknowledgement, and to the bot's reply (pause included)."""
    replies: list[float] = []
    async with Customer(running.service.url, "demo", "fr") as customer:
        for _ in range(messages):
            began = time.monotonic()
            await customer.say("es-tu un robot ?")
            head = customer.head
            await customer.until(lambda h=head: bool(customer.said_since(h, "bot")), 30, "a reply")
            replies.append(time.monotonic() - began)
    return customer.ack_seconds, replies


async def suggestions(running: Running, rounds: int) -> list[float]:
    """Seconds of POST /api/suggestions with a CM's session."""
    record = Record(running.postgres.url)
    taken: list[float] = []
    async with logged_in(record, running.service.url) as (client,):
        for number in range(rounds * len(QUESTIONS)):
            # A number in the text keeps a cache of vectors from answering for the encoder.
            text = f"{QUESTIONS[number % len(QUESTIONS)]} ({number})"
            body = {"text": text, "brand": "demo", "language": "fr"}
            began = time.perf_counter()
            (await client.post("/api/suggestions", json=body)).raise_for_status()
            taken.append(time.perf_counter() - began)
    await record.close()
    return taken


async def measure(state: Path, rounds: int) -> None:
    """Measure everything and print it."""
    running = Running.read(state)
    await bare_and_through(running, 2)  # warm both
    bare, through = await bare_and_through(running, rounds)
    acks, replies = await acknowledgements(running, max(5, rounds // 2))
    suggested = await suggestions(running, max(2, rounds // 2))
    table = Table(title="Latency", title_justify="left")
    for column in ("", "n", "p50 ms", "p95 ms", "p99 ms", "× bare turn (p50)"):
        table.add_column(column, justify="right" if column else "left")
    baseline = percentile(bare, 50)
    for name, values in {
        "bare Rasa turn": bare,
        "the same through the service (REST door)": through,
        "acknowledgement (widget)": acks,
        "the bot's reply (widget, pause for bursts included)": replies,
        "suggestions": suggested,
    }.items():
        shown = [f"{percentile(values, p) * 1000:.1f}" for p in (50, 95, 99)]
        ratio = f"{percentile(values, 50) / baseline:.2f}"
        table.add_row(name, str(len(values)), *shown, ratio)
    console = Console()
    console.print(table)
    added = (percentile(through, 50) - baseline) * 1000
    console.print(f"The service adds {added:.1f} ms at the median to a bare turn.")


if __name__ == "__main__":
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--state", type=Path, default=Path("var"))
    arguments.add_argument("--rounds", type=int, default=20)
    options = arguments.parse_args()
    asyncio.run(measure(options.state, options.rounds))
