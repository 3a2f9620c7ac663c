from typing import Any

EventType = dict[str, Any]

def SlotSet(key: str, value: Any = ...) -> EventType: ...
