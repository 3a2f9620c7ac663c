"""Tells Rasa which language a message is in, as an entity that fills the slot `language`."""

from __future__ import annotations

from typing import Any

from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.nlu.extractors.extractor import EntityExtractorMixin
from rasa.shared.nlu.constants import (
    ENTITIES,
    ENTITY_ATTRIBUTE_END,
    ENTITY_ATTRIBUTE_START,
    ENTITY_ATTRIBUTE_TYPE,
    ENTITY_ATTRIBUTE_VALUE,
    TEXT,
)
from rasa.shared.nlu.training_data.message import Message

from bot.components.language import detect, first_word

ENTITY = "language"


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.ENTITY_EXTRACTOR, is_trainable=False)
class LanguageDetector(GraphComponent, EntityExtractorMixin):
    """Adds an entity `language` (`fr` or `en`) at the first word, where it can be told.

    Rasa's stories know no entity within another, so it must not span the numbers that follow.
    """

    @classmethod
    def create(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> LanguageDetector:
        """The detector knows no state and no configuration."""
        return cls()

    def process(self, messages: list[Message]) -> list[Message]:
        """Add the language of each message; without an entity, the slot keeps what it holds."""
        for message in messages:
            text = message.get(TEXT)
            language = detect(text) if text else None
            if language is None:
                continue
            start, end = first_word(text)
            found = {
                ENTITY_ATTRIBUTE_TYPE: ENTITY,
                ENTITY_ATTRIBUTE_VALUE: language,
                ENTITY_ATTRIBUTE_START: start,
                ENTITY_ATTRIBUTE_END: end,
            }
            extracted = self.add_extractor_name([found])
            message.set(ENTITIES, message.get(ENTITIES, default=[]) + extracted, add_to_output=True)
        return messages
