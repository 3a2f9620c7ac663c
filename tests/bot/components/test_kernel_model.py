"""The model behind intents, as far as it can be told from its arrays."""

import numpy as np
import pytest

from bot.components.kernel_model import RIDGE, Fit, KernelModel

TEXTS = ["ou est mon colis", "colis perdu", "je veux une facture", "facture svp", "bonjour"]
LABELS = ["parcel", "parcel", "invoice", "invoice", "greet"]


def _vectors(count: int) -> np.ndarray:
    made = np.random.default_rng(0).normal(size=(count, 8)).astype(np.float32)
    return made / np.linalg.norm(made, axis=1, keepdims=True)


@pytest.mark.parametrize("labels", [LABELS, [*LABELS[:4], "invoice"]], ids=["three", "two"])
def test_a_restored_model_says_exactly_the_same(labels: list[str]) -> None:
    model = Fit(TEXTS, _vectors(len(TEXTS)), labels).model
    again = KernelModel.restored(model.state())
    asked, given = [*TEXTS, "ou est ma facture", "rien de connu"], _vectors(len(TEXTS) + 2)
    assert again.labels == model.labels == sorted(set(labels))
    np.testing.assert_array_equal(again.scores(asked, given), model.scores(asked, given))


def test_what_was_trained_on_is_told_apart() -> None:
    vectors = _vectors(len(TEXTS))
    model = Fit(TEXTS, vectors, LABELS).model
    best = model.scores(TEXTS, vectors).argmax(axis=1)
    assert [model.labels[column] for column in best] == LABELS


@pytest.mark.parametrize("rows", [[0], [1, 3], [0, 1]], ids=["one", "two", "a whole label"])
def test_leaving_sentences_out_is_what_learning_without_them_says(rows: list[int]) -> None:
    fit = Fit(TEXTS, _vectors(len(TEXTS)), LABELS)
    # The kernel, seen through the model: what it says is linear in its weights.
    probe = KernelModel.restored(fit.model.state())
    count = len(TEXTS)
    probe.weights = np.eye(count, dtype=np.float32)
    words = probe.words.transform(TEXTS)
    characters = probe.characters.transform(TEXTS)
    spelling = np.hstack([words.toarray(), characters.toarray()]) * np.sqrt(0.5)
    probe.coefficients = spelling.T.astype(np.float32)
    kernel = probe.scores(TEXTS, fit.model.vectors)
    known = np.setdiff1d(np.arange(count), rows)
    targets = np.where(np.eye(3, dtype=bool)[fit.label_of], 1.0, -1.0)
    weights = np.linalg.solve(
        kernel[np.ix_(known, known)] + RIDGE * np.eye(len(known)), targets[known]
    )
    np.testing.assert_allclose(
        fit.without(np.array(rows)), kernel[np.ix_(rows, known)] @ weights, atol=1e-4
    )


def test_labels_that_share_words_are_the_more_alike() -> None:
    texts = ["colis perdu", "colis perdu hier", "colis casse", "colis casse hier", "bonjour a tous"]
    labels = ["lost", "lost", "broken", "broken", "greet"]
    fit = Fit(texts, np.full((5, 2), np.sqrt(0.5), np.float32), labels)
    broken, greet, lost = (fit.model.labels.index(label) for label in ("broken", "greet", "lost"))
    assert fit.likeness[broken, lost] > fit.likeness[broken, greet]
    np.testing.assert_allclose(np.diag(fit.likeness), 1, rtol=1e-5)
