"""A plain-text mail in a brand's name."""

from __future__ import annotations

from datetime import datetime
from email.errors import MessageError
from email.headerregistry import Address
from email.message import EmailMessage
from email.utils import format_datetime
from uuid import UUID

from handoff.brands.brand import Brand


class BadAddress(ValueError):
    """The address on file is no address that mail could go to."""


def letter(
    brand: Brand,
    *,
    id: UUID,
    at: datetime,
    sender: str,
    to: str,
    language: str,
    subject: str,
    text: str,
) -> EmailMessage:
    """The mail, ready to be sent.

    `id` makes the Message-ID, so that a mail that had to be sent again is seen to be the same one
    (RFC 5322, section 3.6.4). Auto-Submitted keeps absence notices from answering (RFC 3834).

    Raises:
        BadAddress: `to` cannot be mailed to.
    """
    mail = EmailMessage()
    mail["From"] = Address(display_name=_one_line(brand.display_name), addr_spec=sender)
    mail["To"] = _address(to)
    mail["Reply-To"] = Address(
        display_name=_one_line(brand.display_name), addr_spec=brand.contact.email
    )
    mail["Subject"] = _one_line(subject)
    mail["Date"] = format_datetime(at)
    mail["Message-ID"] = f"<{id}@{sender.rpartition('@')[2]}>"
    mail["Auto-Submitted"] = "auto-generated"
    mail.set_content(f"{text.strip()}\n")
    mail["Content-Language"] = language  # after the content, which clears headers of its kind
    return mail


def masked(address: str) -> str:
    """`n…@exemple.fr`: enough for its owner to know which mailbox, too little to learn it."""
    local, _, domain = address.rpartition("@")
    return f"{local[:1]}…@{domain}"


def _address(text: str) -> Address:
    try:
        address = Address(addr_spec=text)
    except (ValueError, IndexError, MessageError):
        raise BadAddress("The address on file cannot be mailed to.") from None
    if not address.username or not address.domain or not text.isascii():
        raise BadAddress("The address on file cannot be mailed to.")
    return address


def _one_line(text: str) -> str:
    """What a header can hold: a line break in one would begin the next header."""
    return " ".join("".join(c if c.isprintable() else " " for c in text).split())
