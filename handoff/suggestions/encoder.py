"""Sentences to vectors, with ONNX Runtime alone: one file serves the service and Rasa's featurizer.

This module runs in the service (Python 3.11) and in the bot (Python 3.10, NumPy 1.23), so it
imports nothing heavier than numpy, onnxruntime and tokenizers, and of Relais only what French
suggestions need (`french.py`), once they are asked for. The folder it loads is written by
`python -m handoff.suggestions.encoder export` (see `export.py`).
"""

from __future__ import annotations

import json
import sys
import threading
from collections import OrderedDict
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
import numpy.typing as npt
import onnxruntime
from tokenizers import Tokenizer

if TYPE_CHECKING:
    from handoff.suggestions.french import French

Vectors = npt.NDArray[np.float32]

DESCRIPTION_FILE = "encoder.json"
MODEL_FILE = "model.onnx"
TOKENIZER_FILE = "tokenizer.json"
OUTPUT = "sentence_embedding"
FRENCH = "fr"


class EncoderMissing(Exception):
    """No usable encoder in the folder; the message names the folder and the command to run."""


@dataclass(frozen=True)
class Description:
    """What `encoder.json` says of an exported encoder."""

    name: str
    dim: int
    hash: str
    """SHA-256 over the source model and the export's format: changes when its vectors do."""
    max_tokens: int
    pad_id: int
    pad_token: str
    taught: str = ""
    """SHA-256 of what was taught beside the model (`lessons.py`); empty where nothing was."""

    @property
    def model(self) -> str:
        """Names the model alone, which is all that the bot reads."""
        return f"{self.name}@{self.hash[:12]}"

    @property
    def identity(self) -> str:
        """Stored beside every vector, so that vectors of another encoder are never compared.

        Two machines learn nearly the same from the same lessons, and nearly the same vectors are
        not comparable.
        """
        return f"{self.model}+{self.taught[:12]}" if self.taught else self.model

    @classmethod
    def read(cls, folder: Path) -> Description:
        """Read `encoder.json`; `EncoderMissing` where it is absent or not readable."""
        try:
            return cls(**json.loads((folder / DESCRIPTION_FILE).read_text(encoding="utf-8")))
        except (OSError, ValueError, TypeError) as error:
            raise EncoderMissing(
                f"No encoder in {folder} ({error}). Run: .venv/bin/python -m "
                "handoff.suggestions.encoder export"
            ) from error


class Encoder:
    """Texts to unit vectors. Threads may share one; equal texts give equal vectors.

    Texts longer than the model's window are cut at its last token. `remembered` is the number of
    recent texts whose vectors are kept (about 1.6 kB each at 384 dimensions).
    """

    def __init__(self, folder: Path, description: Description, *, remembered: int = 1024) -> None:
        runtime: Any = onnxruntime  # it carries no types
        options = runtime.SessionOptions()
        # One thread a sentence: several processes share the machine, and more threads only add
        # latency for a text of twenty words.
        options.intra_op_num_threads = 1
        options.inter_op_num_threads = 1
        self.description = description
        self._folder = folder
        self._french: French | None = None
        self._session: Any = runtime.InferenceSession(
            str(folder / MODEL_FILE), options, providers=["CPUExecutionProvider"]
        )
        self._inputs: list[str] = [node.name for node in self._session.get_inputs()]
        self._tokenizer: Any = Tokenizer.from_file(str(folder / TOKENIZER_FILE))
        self._tokenizer.enable_truncation(description.max_tokens)
        self._tokenizer.enable_padding(pad_id=description.pad_id, pad_token=description.pad_token)
        self._recent: OrderedDict[str, Vectors] = OrderedDict()
        self._remembered = remembered
        self._lock = threading.Lock()

    @classmethod
    def load(cls, folder: str | Path, *, remembered: int = 1024) -> Encoder:
        """The encoder exported to `folder`. Raises `EncoderMissing` with what to run."""
        folder = Path(folder)
        description = Description.read(folder)
        for file in (MODEL_FILE, TOKENIZER_FILE):
            if not (folder / file).is_file():
                raise EncoderMissing(
                    f"{folder / file} is missing. Delete the folder and run: .venv/bin/python -m "
                    "handoff.suggestions.encoder export"
                )
        return cls(folder, description, remembered=remembered)

    @property
    def name(self) -> str:
        """The model's name, as `RELAIS_ENCODER` gives it."""
        return self.description.name

    @property
    def dim(self) -> int:
        """Length of a vector."""
        return self.description.dim

    @property
    def identity(self) -> str:
        """Name and hash, to be stored with vectors."""
        return self.description.identity

    def meanings(self, texts: Sequence[str], language: str) -> Vectors:
        """What `texts` of one language mean, to be compared within that language.

        As `encode` gives it; in French as the lessons of set-up have taught it, where they have,
        with as many numbers. Vectors of two languages are not comparable.
        """
        french = self._taught_french() if language == FRENCH else None
        return french.vectors(texts, self.dim) if french else self.encode(texts)

    def _taught_french(self) -> French | None:
        # Imported here only: the bot compares sentences of both languages, and needs none of it.
        from handoff.suggestions.french import French

        with self._lock:
            if self._french is None:
                self._french = French.load(self._folder)
            return self._french

    def encode(self, texts: Sequence[str], *, batch: int = 8) -> Vectors:
        """One float32 row of unit length for each text, shape (len(texts), dim)."""
        result = np.empty((len(texts), self.dim), dtype=np.float32)
        unknown: list[int] = []
        for row, text in enumerate(texts):
            known = self._recall(text)
            if known is None:
                unknown.append(row)
            else:
                result[row] = known
        # Neighbours in length share a batch, so that little is computed on padding.
        unknown.sort(key=lambda row: len(texts[row]))
        for start in range(0, len(unknown), batch):
            rows = unknown[start : start + batch]
            result[rows] = self._run([texts[row] for row in rows])
            for row in rows:
                self._remember(texts[row], result[row])
        return result

    def _run(self, texts: list[str]) -> Vectors:
        encodings = self._tokenizer.encode_batch(texts)
        fields = {
            "input_ids": [encoding.ids for encoding in encodings],
            "attention_mask": [encoding.attention_mask for encoding in encodings],
            "token_type_ids": [encoding.type_ids for encoding in encodings],
        }
        feeds = {name: np.asarray(fields[name], dtype=np.int64) for name in self._inputs}
        return self._session.run([OUTPUT], feeds)[0]

    def _recall(self, text: str) -> Vectors | None:
        with self._lock:
            vector = self._recent.get(text)
            if vector is not None:
                self._recent.move_to_end(text)
            return vector

    def _remember(self, text: str, vector: Vectors) -> None:
        with self._lock:
            self._recent[text] = vector.copy()
            while len(self._recent) > self._remembered:
                self._recent.popitem(last=False)


if __name__ == "__main__":
    # Imported here only: exporting needs torch, which the bot's environment does not have.
    from handoff.suggestions.export import main

    sys.exit(main(sys.argv[1:]))
