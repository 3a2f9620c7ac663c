"""`python3 -m setup GOAL`: bring this checkout to where `make GOAL` can begin."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor

from setup import bot, browser, encoder, environments, locks, web
from setup.lock import only_one
from setup.progress import Progress
from setup.work import SetupError, Work

GOALS = {
    "run": "what `make run` needs: environments, web pages, encoder, trained bot",
    "test": "the same, with development tools and Chromium",
    "lint": "environments with development tools, and the web pages' packages",
    "environments": "the three Python environments, without development tools",
    "lock": "the lock files made anew from requirements*.in; installs nothing",
}


def prepare(goal: str, work: Work) -> None:
    """Do what is missing for `goal`, independent parts at the same time."""
    development = goal in {"test", "lint"}
    whole = goal in {"run", "test"}
    with ThreadPoolExecutor(max_workers=8) as pool:
        rooms = {
            room.name: pool.submit(environments.prepare, room, development, work)
            for room in environments.ROOMS
        }
        service, trainer = rooms["service"], rooms["bot"]
        parts = list(rooms.values())
        if goal != "environments":
            parts.append(pool.submit(_after, [service], web.install, work))
        if whole:
            parts.append(pool.submit(_after, parts[-1:], web.build, work))
            exported = pool.submit(_after, [service], encoder.export, work)
            parts += [exported, pool.submit(_after, [exported], encoder.teach, work)]
            parts.append(pool.submit(_after, [trainer, exported], bot.train, work))
        if goal == "test":
            parts.append(pool.submit(browser.prepare, work))
        _await(parts)


def _after(needed: list[Future[None]], do: Callable[[Work], None], work: Work) -> None:
    for future in needed:
        if future.exception() is not None:
            return  # told once, by what failed
    do(work)


def _await(parts: list[Future[None]]) -> None:
    failures = [error for part in parts if (error := part.exception()) is not None]
    unexpected = [error for error in failures if not isinstance(error, (SetupError, OSError))]
    if unexpected:
        raise unexpected[0]
    if failures:
        raise SetupError("; ".join(str(error) for error in failures))


def main() -> int:
    """Parse the command line and prepare; exit code 0, or 1 with one sentence on stderr."""
    parser = argparse.ArgumentParser(prog="python3 -m setup", description=__doc__)
    goals = "; ".join(f"{name}: {text}" for name, text in GOALS.items())
    parser.add_argument("goal", choices=GOALS, help=goals)
    goal = parser.parse_args().goal
    progress = Progress(sys.stderr)
    try:
        with only_one(progress.say), progress:
            if goal == "lock":
                locks.compile_all(Work(progress))
            else:
                prepare(goal, Work(progress))
    except SetupError as error:
        print(f"relais: {error}", file=sys.stderr)
        return 1
    except OSError as error:
        print(f"relais: set-up stopped: {error}", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        print("relais: set-up interrupted; run the command again to go on", file=sys.stderr)
        return 130
    return 0


if __name__ == "__main__":
    sys.exit(main())
