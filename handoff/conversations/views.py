"""An event as its reader may see it: the customer, or a CM."""

from __future__ import annotations

from typing import Any

from handoff.conversations.model import Event


def customer_view(event: Event) -> dict[str, Any]:
    """What a customer's client gets; what is not theirs keeps its number and shows nothing."""
    if event.kind == "message":
        return {
            "number": event.number,
            "kind": "message",
            "author": event.author,
            "name": event.name,
            "text": event.body.get("text", ""),
            "buttons": _buttons(event.body),
            "card": event.body.get("card"),
            "code": event.body.get("code"),
            "at": event.at.isoformat(),
            "id": event.client_id if event.author == "customer" else None,
        }
    if event.kind == "owner":
        return {
            "number": event.number,
            "kind": "owner",
            "owner": event.body["to"],
            "name": event.name,
            "at": event.at.isoformat(),
        }
    return {"number": event.number, "kind": "hidden"}


def cm_view(event: Event) -> dict[str, Any]:
    """What the console gets; what was erased keeps its number, author and time."""
    body = event.body
    erased = bool(body.get("erased"))
    if erased:
        body = {}
    elif event.kind == "message":
        body = {**body, "buttons": _buttons(body)}
    return {
        "number": event.number,
        "kind": "erased" if erased else event.kind,
        "author": event.author,
        "author_id": str(event.author_id) if event.author_id else None,
        "name": event.name,
        "at": event.at.isoformat(),
        "episode": event.episode,
        "stint": event.stint,
        "body": body,
    }


def _buttons(body: dict[str, Any]) -> list[dict[str, str]]:
    """Buttons without their payloads, which are for the bot alone."""
    return [{"id": b["id"], "title": b["title"]} for b in body.get("buttons", [])]
