"""Sentence vectors for Rasa from the one encoder file that the service uses as well."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.nlu.featurizers.dense_featurizer.dense_featurizer import DenseFeaturizer
from rasa.shared.nlu.constants import FEATURE_TYPE_SENTENCE, TEXT
from rasa.shared.nlu.training_data.features import Features
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from bot.components.figures import without_figures
from bot.components.folding import core
from bot.components.sentences import MOST, joined, sentences
from handoff.suggestions.encoder import Description, Encoder, Vectors
from handoff.suggestions.export import DEFAULT_ENCODER, encoder_folder

SENTENCES = "sentences"
"""Key of a message under which its sentences stand with their vectors, where it has several."""

CLAUSES = "clauses"
"""The same for what "and" joins in them, where it joins anything."""

LITERAL = "literal"
"""Key of a message under which stands, for each of those texts and the whole that holds a figure of
speech, what is left without it, with its vector."""

ROOT = Path(__file__).resolve().parents[2]


def exported_encoder() -> Path:
    """The folder that set-up exported the encoder to (RELAIS_STATE, RELAIS_ENCODER)."""
    state = Path(os.environ.get("RELAIS_STATE") or ROOT / "var")
    return encoder_folder(state, os.environ.get("RELAIS_ENCODER") or DEFAULT_ENCODER)


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.MESSAGE_FEATURIZER, is_trainable=False)
class EncoderFeaturizer(DenseFeaturizer, GraphComponent):
    """Adds one vector for the whole message and, where it has several, one for each sentence."""

    def __init__(self, config: dict[str, Any], name: str, encoder: Encoder) -> None:
        """`encoder` is shared by all messages."""
        super().__init__(name, config)
        self._name = name
        self._encoder = encoder

    @classmethod
    def create(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> EncoderFeaturizer:
        """Load the exported encoder; `EncoderMissing` says what to run where there is none."""
        name = execution_context.node_name or cls.__name__
        return cls(config, name, Encoder.load(exported_encoder()))

    @classmethod
    def fingerprint_addon(cls, config: dict[str, Any]) -> str | None:
        """Another encoder gives other features: Rasa's training cache must notice."""
        return Description.read(exported_encoder()).model

    @classmethod
    def validate_config(cls, config: dict[str, Any]) -> None:
        """Nothing can be configured here: the environment names the encoder."""

    def process(self, messages: list[Message]) -> list[Message]:
        """Featurise what customers write, sentence by sentence."""
        for message in messages:
            text = message.get(TEXT)
            if not text:
                continue
            said = sentences(text)
            clauses = [clause for sentence in said for clause in joined(sentence)][-MOST:]
            parts = said if len(said) > 1 else []
            texts = [text, *parts, *clauses]
            rests = {part: rest for part in texts if (rest := without_figures(part)) != part}
            vectors = self._encode([*texts, *rests.values()])
            self._add(message, vectors[:1])
            message.set(SENTENCES, list(zip(parts, vectors[1:], strict=False)))
            message.set(CLAUSES, list(zip(clauses, vectors[1 + len(parts) :], strict=False)))
            message.set(
                LITERAL,
                {
                    part: (rest, vector)
                    for (part, rest), vector in zip(
                        rests.items(), vectors[len(texts) :], strict=True
                    )
                },
            )
        return messages

    def process_training_data(self, training_data: TrainingData) -> TrainingData:
        """Featurise all examples in batches, which takes a third of the time."""
        examples = [m for m in training_data.training_examples if m.get(TEXT)]
        vectors = self._encode([m.get(TEXT) for m in examples])
        for row, message in enumerate(examples):
            self._add(message, vectors[row : row + 1])
        return training_data

    def _encode(self, texts: list[str]) -> Vectors:
        return self._encoder.encode([core(text) for text in texts])

    def _add(self, message: Message, vector: Vectors) -> None:
        message.add_features(Features(vector, FEATURE_TYPE_SENTENCE, TEXT, self._name))
