"""Parses sentences with a trained Rasa model: one JSON line each on stdin and stdout.

Run with the bot's Python: `bot/.venv/bin/python benchmarks/beside_rasa/parsing.py MODEL`. The last
line tells the process's memory.
"""

import asyncio
import json
import resource
import sys
import time

from rasa.core.agent import load_agent


async def parse(model: str) -> None:
    """Answer each line with intent, confidence and seconds."""
    agent = await load_agent(model)
    for line in sys.stdin:
        text = json.loads(line)
        began = time.perf_counter()
        parsed = await agent.parse_message(text)
        seconds = time.perf_counter() - began
        intent = parsed["intent"]
        answer = {"intent": intent["name"], "confidence": intent["confidence"], "seconds": seconds}
        sys.stdout.write(json.dumps(answer) + "\n")
    megabytes = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    sys.stdout.write(json.dumps({"megabytes": megabytes}) + "\n")


if __name__ == "__main__":
    asyncio.run(parse(sys.argv[1]))
