from typing import Any

class DenseFeaturizer:
    _identifier: str
    def __init__(self, name: str, config: dict[str, Any]) -> None: ...
