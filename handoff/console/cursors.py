"""Where a page of a list ends, as a word that a client hands back to get the next one."""

import base64
import binascii
from datetime import datetime
from uuid import UUID

from handoff.doors.errors import Refused


def after(moment: datetime, last: UUID) -> str:
    """The place after the row `last`, in a list ordered by moment and id."""
    return base64.urlsafe_b64encode(f"{moment.isoformat()} {last}".encode()).decode()


def read(cursor: str) -> tuple[datetime, UUID]:
    """The moment and the id of a cursor; raises `Refused` (`bad_cursor`)."""
    try:
        moment, last = base64.urlsafe_b64decode(cursor.encode()).decode().split(" ")
        return datetime.fromisoformat(moment), UUID(last)
    except (ValueError, binascii.Error) as error:
        message = "This cursor is not one that a page gave. Begin without a cursor."
        raise Refused(422, "bad_cursor", message) from error
