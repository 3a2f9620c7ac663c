"""Gives Rasa the numbers and addresses of a message as entities."""

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

from bot.components.numbers import find


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.ENTITY_EXTRACTOR, is_trainable=False)
class NumberExtractor(GraphComponent, EntityExtractorMixin):
    """Adds order numbers, postcodes, tracking numbers, e-mail addresses and bare numbers."""

    @classmethod
    def create(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> NumberExtractor:
        """The extractor knows no state and no configuration."""
        return cls()

    def process(self, messages: list[Message]) -> list[Message]:
        """Add what each message holds to its entities."""
        for message in messages:
            text = message.get(TEXT)
            if not text:
                continue
            extracted = self.add_extractor_name(
                [
                    {
                        ENTITY_ATTRIBUTE_TYPE: found.kind,
                        ENTITY_ATTRIBUTE_VALUE: found.value,
                        ENTITY_ATTRIBUTE_START: found.start,
                        ENTITY_ATTRIBUTE_END: found.end,
                    }
                    for found in find(text)
                ]
            )
            message.set(ENTITIES, message.get(ENTITIES, default=[]) + extracted, add_to_output=True)
        return messages
