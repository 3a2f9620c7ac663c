from collections.abc import Callable
from enum import Enum
from typing import TypeVar

Component = TypeVar("Component")

class DefaultV1Recipe:
    class ComponentType(Enum):
        MESSAGE_FEATURIZER = ...
        INTENT_CLASSIFIER = ...
        ENTITY_EXTRACTOR = ...

    @classmethod
    def register(
        cls, component_types: ComponentType, is_trainable: bool
    ) -> Callable[[type[Component]], type[Component]]: ...
