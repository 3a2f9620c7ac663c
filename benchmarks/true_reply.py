"""Whether a question finds its own reply among 100 strangers' replies: TweetSumm, R@1.

Run `.venv/bin/python -m benchmarks.true_reply [--seeds N]`. What the customer wrote before the
first answer is the question, the first answer is the reply; only dialogues whose id's SHA-1 is 0
modulo 5 are asked. Handles, links and signatures are taken off, since they name the brand and not
the problem. How rare words are is counted in the other dialogues as well. *Within the brand* is how
the product searches: the account that a customer writes to is the brand, and what another brand
once replied is never shown. Behind each figure stands its 95 % interval.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import os
import random
import re
import sys
from collections import Counter
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt

from benchmarks.intervals import wilson
from benchmarks.past import Matrix, Past, Row
from benchmarks.retrieval import ROOT, bm25, data_folder
from handoff.suggestions import ranking
from handoff.suggestions.encoder import Encoder
from handoff.suggestions.export import encoder_folder

AMONG = 100
ASKED = 5
"""Every fifth dialogue is asked."""

_LINK = re.compile(r"https?://\S+")
_HANDLE = re.compile(r"@(\w+)")
_SIGNATURE = re.compile(r"(?:\^|\*|-|/)\s?\w{2,8}\s*(?:\d/\d)?\s*$")


class Exchange(NamedTuple):
    """What a customer wrote first, the answer, and the account that was written to."""

    question: str
    reply: str
    brand: str
    asked: bool


def exchanges(file: Path) -> list[Exchange]:
    """One of each dialogue that has both."""
    try:
        lines = file.read_text(encoding="utf-8").splitlines()
    except FileNotFoundError:
        sys.exit(f"{file} is missing: make it from github.com/guyfe/Tweetsumm, or set "
                 "RELAIS_BENCH_DATA to the folder that holds it.")  # fmt: skip
    return [each for each in map(_exchange, map(json.loads, lines)) if each]


def _exchange(dialogue: dict[str, Any]) -> Exchange | None:
    turns: list[dict[str, str]] = dialogue["turns"]
    answers = [place for place, turn in enumerate(turns) if turn["speaker"] == "cm"]
    if not answers or answers[0] == 0:
        return None
    said = [turn["text"] for turn in turns if turn["speaker"] == "customer"]
    accounts = Counter(
        name for text in said for name in _HANDLE.findall(text) if not name.isdigit()
    )
    digest = int(hashlib.sha1(dialogue["dialogue_id"].encode()).hexdigest(), 16)
    return Exchange(
        question=_plain(" ".join(turn["text"] for turn in turns[: answers[0]])),
        reply=_plain(turns[answers[0]]["text"]),
        brand=accounts.most_common(1)[0][0] if accounts else "",
        asked=digest % ASKED == 0,
    )


def _plain(text: str) -> str:
    plain = _HANDLE.sub("", _LINK.sub("", text)).strip()
    return " ".join(_SIGNATURE.sub("", plain).split())


def found_first(scores: Matrix, seed: int) -> npt.NDArray[np.bool_]:
    """For each question (row) whether its own reply beats those of `AMONG` - 1 others."""
    draw = random.Random(seed)
    count = len(scores)
    hits: list[bool] = []
    for own in range(count):
        others = draw.sample([place for place in range(count) if place != own], AMONG - 1)
        hits.append(bool(scores[own, own] > scores[own, others].max()))
    return np.array(hits)


def likeness(past: Past, questions: list[str], count: int) -> Matrix:
    """What the product makes of the likeness to the first `count` replies alone."""
    weights = ranking.WEIGHTS["en"]
    meaning, words = past.likenesses(questions)["reply"]
    both = weights.answered_meaning * meaning + weights.answered_words * words
    return both[:, :count]


def main() -> None:
    """Print both searches."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seeds", type=int, default=10, help="draws of the 99 others")
    seeds: int = parser.parse_args().seeds
    encoder = Encoder.load(encoder_folder(Path(os.environ.get("RELAIS_STATE") or ROOT / "var")))
    known = exchanges(data_folder() / "tweetsumm_train.jsonl")
    asked = [each for each in known if each.asked]
    questions, replies = [each.question for each in asked], [each.reply for each in asked]
    others = [each for each in known if not each.asked]
    past = Past(encoder, [Row(each.question, each.reply, "") for each in [*asked, *others]], "en")
    cosine = encoder.encode(questions) @ encoder.encode(replies).T
    methods = {
        "BM25": bm25(replies, questions),
        "MiniLM cosine": cosine,
        "Relais": likeness(past, questions, len(asked)),
    }
    walls = np.array([[one.brand == other.brand for other in asked] for one in asked])
    print(f"TweetSumm, {len(asked)} questions, the true reply among {AMONG}, R@1")
    for title, shown in (("all brands", np.ones_like(walls)), ("within the brand", walls)):
        for method, scores in methods.items():
            seen = np.where(shown, scores, -np.inf)
            share = float(np.mean([found_first(seen, seed).mean() for seed in range(seeds)]))
            low, high = wilson(round(share * len(asked)), len(asked))
            print(f"{title:18} {method:15} {share:.3f} ({low:.3f}-{high:.3f})")


if __name__ == "__main__":
    main()
