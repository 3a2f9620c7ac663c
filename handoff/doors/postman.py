"""Mails to a customer, in the brand's name and voice, to the contact on file and nowhere else."""

from dataclasses import dataclass
from datetime import UTC, datetime
from uuid import UUID

from actions.shop.order import Order
from handoff.brands.brand import Brand
from handoff.brands.service_messages import service_messages
from handoff.conversations.mails import Mail
from handoff.conversations.model import Conversation
from handoff.mail.letter import BadAddress, letter
from handoff.mail.smtp import MailUnavailable, Smtp


@dataclass(frozen=True, slots=True)
class Postman:
    """Writes and sends.

    `smtp` is None where no server is set; `sender` is the address that mails come from,
    `links_begin` what links in them begin with.
    """

    smtp: Smtp | None
    brands: dict[str, Brand]
    sender: str
    links_begin: str

    async def send_link(
        self, conversation: Conversation, order: Order, *, id: UUID, token: str
    ) -> None:
        """Ask the order's customer to confirm that it is they who write.

        Raises:
            MailUnavailable: the mail could not be sent.
        """
        brand = self.brands[conversation.brand]
        language = brand.spoken(conversation.language)
        texts, voice = service_messages(), brand.voice.address
        values = {"number": order.number, "brand": brand.display_name}
        link = f"{self.links_begin}/confirm/{token}"
        await self._send(
            brand,
            order,
            id=id,
            at=datetime.now(UTC),
            language=language,
            subject=texts.say("confirm_subject", language, voice, **values),
            text=_body(
                brand,
                order,
                language,
                texts.say("confirm_mail", language, voice, link=link, **values),
            ),
        )

    async def send(self, conversation: Conversation, order: Order, mail: Mail) -> None:
        """Send a mail about what was done; raises `MailUnavailable`."""
        brand = self.brands[conversation.brand]
        language = brand.spoken(conversation.language)
        await self._send(
            brand,
            order,
            id=mail.id,
            at=mail.created_at,
            language=language,
            subject=mail.subject,
            text=_body(brand, order, language, mail.body),
        )

    async def _send(
        self,
        brand: Brand,
        order: Order,
        *,
        id: UUID,
        at: datetime,
        language: str,
        subject: str,
        text: str,
    ) -> None:
        if self.smtp is None:
            raise MailUnavailable("No SMTP server is set.")
        try:
            mail = letter(
                brand,
                id=id,
                at=at,
                sender=self.sender,
                to=order.customer.email,
                language=language,
                subject=subject,
                text=text,
            )
        except BadAddress as error:
            raise MailUnavailable(str(error)) from None
        await self.smtp.send(mail)


def _body(brand: Brand, order: Order, language: str, text: str) -> str:
    """The whole mail: greeting, what is to be said, closing in the brand's name."""
    greeting = brand.greeting(language, order.customer.first_name)
    closing = brand.voice.closing[language].replace("{brand_name}", brand.display_name)
    return f"{greeting}\n\n{text.strip()}\n\n{closing}\n{brand.display_name}"
