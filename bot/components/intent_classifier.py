"""Intents by a kernel model, with an honest "I do not know" and an eye on each sentence."""

from __future__ import annotations

import logging
from dataclasses import dataclass
from typing import Any

import numpy as np
from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.nlu.classifiers import LABEL_RANKING_LENGTH
from rasa.nlu.classifiers.classifier import IntentClassifier
from rasa.shared.constants import DEFAULT_NLU_FALLBACK_INTENT_NAME
from rasa.shared.nlu.constants import (
    INTENT,
    INTENT_NAME_KEY,
    INTENT_RANKING_KEY,
    PREDICTED_CONFIDENCE_KEY,
    TEXT,
)
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from bot.components.encoder_featurizer import CLAUSES, LITERAL, SENTENCES, EncoderFeaturizer
from bot.components.folding import core, fold
from bot.components.kernel_model import Fit, Floats, KernelModel
from bot.components.scope import Calibration, Curve, calibrate

logger = logging.getLogger(__name__)

ALSO = "also"
"""Key of a message under which stands what it says besides its intent: a list of `intent`,
`confidence` and the `text` that says it, each intent once."""

SURE = 0.5
"""Confidence from which a piece of a message outweighs the whole: "Madame," alone says little."""

GRAVE = 0.35
"""The same for a piece that tells of something grave: one missed weighs more than a human called
for nothing. Chosen on bursts of training sentences held out."""

BEHIND = 0.2
"""How much less sure than the whole a piece may be and still be heard as urgent: "patientez, le
chat est sur le clavier" is no emergency. Chosen on pairs of training sentences held out."""

MODEL_FILE = "intents.npz"
"""Arrays only, read without pickle: a model file from elsewhere runs nothing."""


@dataclass(frozen=True)
class Reading:
    """What one text was taken for; `score` is relative to the threshold (≥ 0: in scope)."""

    intent: str
    score: float
    confidences: dict[str, float]

    @property
    def in_scope(self) -> bool:
        """Whether the bot should act on it."""
        return self.score >= 0

    @property
    def confidence(self) -> float:
        """How likely it is the right one; 0 where nothing is known."""
        return self.confidences.get(self.intent, 0.0)


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.INTENT_CLASSIFIER, is_trainable=True)
class KernelIntentClassifier(IntentClassifier, GraphComponent):
    """Emits the intent, `nlu_fallback` where the message lies outside what was trained.

    Configuration:
        out_of_scope: intent whose examples show what the bot does not treat; never emitted.
        urgent: lists of intents that win wherever they stand in a message, the first list first,
            and of one list the surest.
        grave: those of them that are heard from less sure words, wherever more is said.
        literal: intents that are not heard from a figure of speech ("je brûle d'impatience").
        gives_way: intents that lose against anything else said in the same message.
    """

    @classmethod
    def required_components(cls) -> list[type]:
        """The vectors come from the encoder."""
        return [EncoderFeaturizer]

    @staticmethod
    def get_default_config() -> dict[str, Any]:
        """No intent is special until a project says so."""
        return {
            "out_of_scope": "out_of_scope",
            "urgent": [],
            "grave": [],
            "literal": [],
            "gives_way": [],
        }

    def __init__(
        self,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        model: KernelModel | None = None,
        calibration: Calibration | None = None,
    ) -> None:
        """Without a model (before training, or trained on nothing) all is out of scope."""
        self._config = {**self.get_default_config(), **config}
        self._model_storage = model_storage
        self._resource = resource
        self._model = model
        self._calibration = calibration

    @classmethod
    def create(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> KernelIntentClassifier:
        """An untrained classifier."""
        return cls(config, model_storage, resource)

    @classmethod
    def load(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
        **kwargs: Any,
    ) -> KernelIntentClassifier:
        """A trained classifier from a model file."""
        try:
            with (
                model_storage.read_from(resource) as folder,
                np.load(folder / MODEL_FILE, allow_pickle=False) as file,
            ):
                stored = dict(file)
        except ValueError:  # Rasa's word for "nothing was persisted": trained without examples
            return cls.create(config, model_storage, resource, execution_context)
        curve = Curve(float(stored["slope"]), float(stored["intercept"]))
        calibration = Calibration(float(stored["threshold"]), curve)
        model = KernelModel.restored(stored)
        return cls(config, model_storage, resource, model, calibration)

    def train(self, training_data: TrainingData) -> Resource:
        """Fit on all examples with an intent; the threshold by cross-validation on the same."""
        examples = [m for m in training_data.intent_examples if m.get(TEXT)]
        labels = [m.get(INTENT) for m in examples]
        if len(set(labels)) < 2:
            logger.warning("Fewer than two intents have examples: nothing to tell apart.")
            return self._resource
        texts = [_folded(m.get(TEXT)) for m in examples]
        vectors = np.concatenate([_vector(m) for m in examples])
        fit = Fit(texts, vectors, labels)
        self._model = fit.model
        self._calibration = calibrate(fit, self._config["out_of_scope"])
        self._persist()
        return self._resource

    def process(self, messages: list[Message]) -> list[Message]:
        """Set intent and ranking on every message with a text."""
        for message in messages:
            if message.get(TEXT) and self._model is not None:
                self._read(message)
            elif message.get(TEXT):
                self._set(message, Reading("", -np.inf, {}))
        return messages

    def _read(self, message: Message) -> None:
        said, clauses = message.get(SENTENCES, default=[]), message.get(CLAUSES, default=[])
        texts = [message.get(TEXT), *(text for text, _ in (*said, *clauses))]
        vectors = [_vector(message), *(vector[None, :] for _, vector in (*said, *clauses))]
        readings = self._readings(texts, np.concatenate(vectors))
        rests = message.get(LITERAL, default={})
        whole, *pieces = (
            self._literal(reading, *rests[text]) if text in rests else reading
            for text, reading in zip(texts, readings, strict=True)
        )
        chosen = self._choose(whole, pieces[: len(said)])
        if chosen.intent in self._config["gives_way"]:
            # "20469 à annuler, et savoir quand arrive l'autre": more than numbers.
            chosen = self._choose(chosen, pieces[len(said) :])
        self._set(message, chosen)
        also = _besides(chosen, dict(zip(texts[1:], pieces, strict=True)))
        message.set(ALSO, also, add_to_output=True)

    def _readings(self, texts: list[str], vectors: Floats) -> list[Reading]:
        assert self._model is not None
        assert self._calibration is not None
        table = self._model.scores([_folded(text) for text in texts], vectors)
        return [self._reading(self._model.labels, row) for row in table]

    def _literal(self, reading: Reading, rest: str, vector: Floats) -> Reading:
        """What a text is taken for whose figures of speech leave `rest`."""
        literal = self._config["literal"]
        if reading.intent not in literal:
            return reading
        (without,) = self._readings([rest], vector[None, :])
        if any(char.isalnum() for char in rest) and without.intent == reading.intent:
            return reading
        return without if without.intent not in literal else Reading("", -np.inf, {})

    def _reading(self, labels: list[str], row: Floats) -> Reading:
        assert self._calibration is not None
        best = int(row.argmax())
        score = float(row[best]) - self._calibration.threshold
        if labels[best] == self._config["out_of_scope"]:
            score = -np.inf
        sure = self._calibration.confidence(row)
        confidences = {label: float(p) for label, p in zip(labels, sure, strict=True)}
        return Reading(labels[best], score, confidences)

    def _choose(self, whole: Reading, pieces: list[Reading]) -> Reading:
        """One reading for the message: what is urgent, else the whole, else its surest piece.

        A piece decides only where the whole is not understood or says nothing that matters.
        """
        sure = [piece for piece in pieces if piece.confidence >= SURE]
        known = [reading for reading in (whole, *sure) if reading.in_scope]
        least = whole.confidence - BEHIND if whole.in_scope else 0.0
        grave = [p for p in pieces if p.in_scope and p.intent in self._config["grave"]]
        heard = [
            reading
            for reading in (*known, *(piece for piece in grave if piece.confidence >= GRAVE))
            if reading.confidence >= least
        ]
        for intents in self._config["urgent"]:
            urgent = [reading for reading in heard if reading.intent in intents]
            if urgent:
                return max(urgent, key=lambda reading: reading.score)
        gives_way = set(self._config["gives_way"])
        matters = [reading for reading in known if reading.intent not in gives_way]
        for candidates in (matters, known):
            if candidates:
                surest = max(candidates, key=lambda reading: reading.score)
                return whole if whole in candidates else surest
        return whole

    def _set(self, message: Message, reading: Reading) -> None:
        ranked = sorted(
            (
                (confidence, label)
                for label, confidence in reading.confidences.items()
                if label != self._config["out_of_scope"]
            ),
            reverse=True,
        )
        ranking = [_intent(label, confidence) for confidence, label in ranked]
        if reading.in_scope:
            intent = _intent(reading.intent, reading.confidences[reading.intent])
        else:
            doubt = 1.0 - (ranked[0][0] if ranked else 0.0)
            intent = _intent(DEFAULT_NLU_FALLBACK_INTENT_NAME, doubt)
            ranking.insert(0, intent)
        message.set(INTENT, intent, add_to_output=True)
        message.set(INTENT_RANKING_KEY, ranking[:LABEL_RANKING_LENGTH], add_to_output=True)

    def _persist(self) -> None:
        assert self._model is not None
        assert self._calibration is not None
        with self._model_storage.write_to(self._resource) as folder:
            np.savez(
                folder / MODEL_FILE,
                threshold=self._calibration.threshold,
                slope=self._calibration.confidence.slope,
                intercept=self._calibration.confidence.intercept,
                **self._model.state(),
            )


def _besides(chosen: Reading, pieces: dict[str, Reading]) -> list[dict[str, Any]]:
    """What else the pieces of a message say, in their order; of one intent the surest piece."""
    surest: dict[str, tuple[str, Reading]] = {}
    for text, piece in pieces.items():
        before = surest.get(piece.intent)
        if piece.in_scope and (before is None or piece.score > before[1].score):
            surest[piece.intent] = text, piece
    surest.pop(chosen.intent, None)
    return [
        {"intent": intent, "confidence": piece.confidences[intent], "text": text}
        for intent, (text, piece) in surest.items()
    ]


def _intent(name: str, confidence: float) -> dict[str, Any]:
    return {INTENT_NAME_KEY: name, PREDICTED_CONFIDENCE_KEY: confidence}


def _folded(text: str) -> str:
    return fold(core(text))


def _vector(message: Message) -> Floats:
    """The whole message's vector as one row, from the encoder's sentence features."""
    _, sentence = message.get_dense_features(TEXT, [])
    if sentence is None:
        raise ValueError("A message carries no sentence vector: EncoderFeaturizer must come first.")
    return np.asarray(sentence.features)
