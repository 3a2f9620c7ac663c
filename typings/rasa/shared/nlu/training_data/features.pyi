from typing import Any

class Features:
    features: Any
    def __init__(
        self, features: Any, feature_type: str, attribute: str, origin: str | list[str]
    ) -> None: ...
