"""`/confirm/<token>`: where the link in a mail leads.

Opening it changes nothing, because scanners open every link of a mail before its reader does.
Pressing its button proves that the customer has the mailbox on file, and presses the bot's button
`/confirmed` for them, so that the conversation goes on by itself.
"""

from uuid import UUID

from fastapi import APIRouter, Request
from fastapi.responses import RedirectResponse, Response

from handoff.brands.service_messages import service_messages
from handoff.channels.confirm_page import Ask, page
from handoff.channels.link_token import verified
from handoff.conversations import change_links
from handoff.conversations.change_links import Link
from handoff.dialogue import buttons
from handoff.doors.errors import too_many
from handoff.doors.service import Service, ServiceDep
from handoff.doors.shielded import shielded

router = APIRouter(prefix="/confirm", include_in_schema=False)

CONFIRMED = "/confirmed"
"""The payload of the bot's button that waits for this."""

VISITS_A_MINUTE = 60
"""Of one network address."""


@router.get("/{token}")
async def ask(token: str, request: Request, service: ServiceDep) -> Response:
    """Say what is being confirmed, with a button; or what became of the link."""
    await _admit(service, request)
    link = await _link(service, token)
    if link is None:
        return _unknown(request)
    return await _page(service, link)


@router.post("/{token}")
async def confirm(token: str, request: Request, service: ServiceDep) -> Response:
    """Confirm, once; then show the same page, which now says so."""
    await _admit(service, request)
    id = verified(service.settings.secret, token)
    link = await _link(service, token)
    if id is None or link is None:
        return _unknown(request)
    if not link.used and not link.expired:
        await shielded(_follow(service, link, id))
    # A page that is loaded again must not ask to send the form again.
    return RedirectResponse(f"/confirm/{token}", 303, {"Cache-Control": "no-store"})


async def _follow(service: Service, link: Link, id: UUID) -> None:
    async with service.conversations.locked(link.conversation_id) as locked:
        if not await change_links.follow(locked, id):
            return
        conversation = locked.conversation
        brand = service.brands[conversation.brand]
        language = brand.spoken(conversation.language)
        said = {"text": service_messages().say("confirm_said", language, brand.voice.address)}
        button = await buttons.newest(locked.connection, conversation.id, CONFIRMED)
        if button is not None:
            said["button"] = button
        await locked.append("message", "customer", said, client_id=f"confirm:{id}")


async def _link(service: Service, token: str) -> Link | None:
    id = verified(service.settings.secret, token)
    link = await change_links.look(service.record, id) if id else None
    return link if link and link.brand in service.brands else None


async def _admit(service: Service, request: Request) -> None:
    if not await service.admits("confirm", request, limit=VISITS_A_MINUTE):
        raise too_many("Too many visits from this network. Wait a minute, then try again.", 60)


async def _page(service: Service, link: Link) -> Response:
    brand = service.brands[link.brand]
    conversation = await service.conversations.get(link.conversation_id)
    language = brand.spoken(conversation.language)

    def say(key: str) -> str:
        values = {"brand": brand.display_name, "number": link.order_number}
        return service_messages().say(key, language, brand.voice.address, **values)

    if link.used:
        return page(
            brand, language, status=200, title=say("confirm_done_title"), text=say("confirm_done")
        )
    if link.expired:
        title, text = say("confirm_expired_title"), say("confirm_expired")
        return page(brand, language, status=410, title=title, text=text)
    return page(
        brand,
        language,
        status=200,
        title=say("confirm_ask_title"),
        text=say("confirm_ask"),
        ask=Ask(say("confirm_button"), say("confirm_caution")),
    )


def _unknown(request: Request) -> Response:
    """The page for a link that this service did not make, or whose conversation was erased."""
    preferred = request.headers.get("accept-language", "fr")[:2].lower()
    language = "fr" if preferred == "fr" else "en"

    def say(key: str) -> str:
        return service_messages().say(key, language, "vous")

    title, text = say("confirm_unknown_title"), say("confirm_unknown")
    return page(None, language, status=404, title=title, text=text)
