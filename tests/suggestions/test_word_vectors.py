"""The word vectors of the French package are read as spaCy would read them, without it."""

from __future__ import annotations

import sys
from pathlib import Path

import numpy as np
import pytest

from handoff.suggestions.word_vectors import WordVectorsMissing, package_folder, read


def test_words_of_like_meaning_have_like_vectors() -> None:
    rows, vectors = read(package_folder())
    assert len(rows) > 490_000
    assert np.allclose(np.linalg.norm(vectors, axis=1), 1, atol=1e-3)
    near = vectors[rows["facteur"]] @ vectors[rows["livreur"]]
    far = vectors[rows["facteur"]] @ vectors[rows["cuillère"]]
    assert near > far
    assert rows["reçu"] == rows["recu"]
    assert "spacy" not in sys.modules


def test_a_package_of_another_form_is_refused(tmp_path: Path) -> None:
    (tmp_path / "key2row").write_bytes(b"\x80")
    with pytest.raises(WordVectorsMissing, match="make setup"):
        read(tmp_path)
