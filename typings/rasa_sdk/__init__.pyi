from typing import Any

from rasa_sdk.events import EventType
from rasa_sdk.executor import CollectingDispatcher

class Tracker:
    sender_id: str
    latest_message: dict[str, Any] | None
    def get_slot(self, key: str) -> Any: ...

class Action:
    def name(self) -> str: ...
    async def run(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]
    ) -> list[EventType]: ...
