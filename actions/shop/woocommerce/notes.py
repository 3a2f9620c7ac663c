"""Private notes on an order, for the shop's staff: what the bot did. Pure."""

from __future__ import annotations

from collections.abc import Sequence

from actions.shop.aftersales import Address, Refund, Resend
from actions.shop.order import Line


def of_refund(refund: Refund) -> str:
    """Money was sent back."""
    return (
        f"Relais : remboursement n° {refund.number} de {refund.amount} {refund.currency}"
        f" demandé par le client ({_listed(refund.lines)})."
    )


def of_cancel(refund: Refund) -> str:
    """The order was cancelled, with all of its money."""
    return (
        "Relais : commande annulée par le client avant l'envoi,"
        f" remboursement n° {refund.number} de {refund.amount} {refund.currency}."
    )


def of_resend(resend: Resend) -> str:
    """Products go out again, in an order of their own."""
    return f"Relais : nouvel envoi gratuit, commande n° {resend.number} ({_listed(resend.lines)})."


def of_address(address: Address) -> str:
    """The order goes elsewhere."""
    return f"Relais : adresse de livraison changée par le client : {address.one_line()}."


def _listed(lines: Sequence[Line]) -> str:
    return ", ".join(f"{line.quantity} × {line.title}" for line in lines) or "sans détail"
