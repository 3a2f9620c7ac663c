"""Tells Rasa that somebody is in danger where the words say so, whatever it was taken for."""

from __future__ import annotations

from typing import Any

from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.shared.nlu.constants import INTENT, INTENT_NAME_KEY, PREDICTED_CONFIDENCE_KEY, TEXT
from rasa.shared.nlu.training_data.message import Message

from bot.components.harm import tells_of_harm


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.INTENT_CLASSIFIER, is_trainable=False)
class HarmReader(GraphComponent):
    """Overrules whatever comes before it in the pipeline.

    Configuration:
        intent: what such a message means.
    """

    def __init__(self, intent: str) -> None:
        """`intent` is emitted as certain: nothing that is measured outweighs such words."""
        self._intent = intent

    @classmethod
    def create(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> HarmReader:
        """The reader knows no state."""
        return cls(config["intent"])

    @staticmethod
    def get_default_config() -> dict[str, Any]:
        """The name under which danger is handed over."""
        return {"intent": "danger"}

    def process(self, messages: list[Message]) -> list[Message]:
        """Set the intent of each message whose words tell of harm."""
        for message in messages:
            text = message.get(TEXT)
            if text and tells_of_harm(text):
                intent = {INTENT_NAME_KEY: self._intent, PREDICTED_CONFIDENCE_KEY: 1.0}
                message.set(INTENT, intent, add_to_output=True)
        return messages
