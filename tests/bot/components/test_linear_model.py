"""The model behind intents, as far as it can be told from its arrays."""

import numpy as np
import pytest

from bot.components.linear_model import LinearModel

TEXTS = ["ou est mon colis", "colis perdu", "je veux une facture", "facture svp", "bonjour"]
LABELS = ["parcel", "parcel", "invoice", "invoice", "greet"]


@pytest.mark.parametrize("labels", [LABELS, [*LABELS[:4], "invoice"]], ids=["three", "two"])
def test_a_restored_model_says_exactly_the_same(labels: list[str]) -> None:
    vectors = np.random.default_rng(0).normal(size=(len(TEXTS), 8)).astype(np.float32)
    model = LinearModel().fit(TEXTS, vectors, labels)
    again = LinearModel.restored(model.state())
    asked = [*TEXTS, "ou est ma facture", "rien de connu"]
    given = np.concatenate([vectors, vectors[:2]])
    assert again.labels == model.labels == sorted(set(labels))
    np.testing.assert_array_equal(
        again.log_probabilities(asked, given), model.log_probabilities(asked, given)
    )
    np.testing.assert_array_equal(again.familiarity(given), model.familiarity(given))
