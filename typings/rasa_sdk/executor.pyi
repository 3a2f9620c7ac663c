from typing import Any

class CollectingDispatcher:
    messages: list[dict[str, Any]]
    def utter_message(
        self,
        text: str | None = ...,
        *,
        json_message: dict[str, Any] | None = ...,
        response: str | None = ...,
        **kwargs: Any,
    ) -> None: ...
