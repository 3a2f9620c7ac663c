"""Tells Rasa what a message without words is: an intent that emoji stand for, or its form."""

from __future__ import annotations

from typing import Any

from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.nlu.extractors.extractor import EntityExtractorMixin
from rasa.shared.constants import DEFAULT_NLU_FALLBACK_INTENT_NAME
from rasa.shared.nlu.constants import (
    ENTITIES,
    ENTITY_ATTRIBUTE_END,
    ENTITY_ATTRIBUTE_START,
    ENTITY_ATTRIBUTE_TYPE,
    ENTITY_ATTRIBUTE_VALUE,
    INTENT,
    INTENT_NAME_KEY,
    PREDICTED_CONFIDENCE_KEY,
    TEXT,
)
from rasa.shared.nlu.training_data.message import Message

from bot.components.form import Form, form, sign
from bot.components.language_detector import ENTITY as LANGUAGE

ENTITY = "form"
_TOLD = frozenset({"order_number", "tracking_number", "email"})
"""What a bare link may carry: then it is an answer."""


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.ENTITY_EXTRACTOR, is_trainable=False)
class FormReader(GraphComponent, EntityExtractorMixin):
    """Overrules the classifier where there are no words; comes after it and the extractors."""

    @classmethod
    def create(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> FormReader:
        """The reader knows no state and no configuration."""
        return cls()

    def process(self, messages: list[Message]) -> list[Message]:
        """Set the intent of each message without words, and name its form."""
        for message in messages:
            text = message.get(TEXT)
            found = form(text) if text else None
            if found is None or (found is Form.link and self._tells(message)):
                continue
            meant = sign(text) if found is Form.emoji else None
            name = meant or DEFAULT_NLU_FALLBACK_INTENT_NAME
            intent = {INTENT_NAME_KEY: name, PREDICTED_CONFIDENCE_KEY: 1.0}
            message.set(INTENT, intent, add_to_output=True)
            if found is Form.other_language:
                self._forget_language(message)
            if meant is None:
                self._name(message, found)
        return messages

    def _tells(self, message: Message) -> bool:
        entities = message.get(ENTITIES, default=[])
        return any(entity[ENTITY_ATTRIBUTE_TYPE] in _TOLD for entity in entities)

    def _forget_language(self, message: Message) -> None:
        """A French word in an Italian sentence is no wish to be answered in French."""
        others = [
            entity
            for entity in message.get(ENTITIES, default=[])
            if entity[ENTITY_ATTRIBUTE_TYPE] != LANGUAGE
        ]
        message.set(ENTITIES, others, add_to_output=True)

    def _name(self, message: Message, found: Form) -> None:
        entity = {
            ENTITY_ATTRIBUTE_TYPE: ENTITY,
            ENTITY_ATTRIBUTE_VALUE: found.value,
            ENTITY_ATTRIBUTE_START: 0,
            ENTITY_ATTRIBUTE_END: len(message.get(TEXT)),
        }
        extracted = self.add_extractor_name([entity])
        message.set(ENTITIES, message.get(ENTITIES, default=[]) + extracted, add_to_output=True)
