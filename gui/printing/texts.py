"""Puts a card that is printed into words: translated, with money and dates as the locale writes them."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from core.printing.card import CardWords, card_layout
from core.printing.layout import Layout
from core.printing.sale import SoldCard
from gui.wording import messages


def tr(text: str) -> str:
    """Translate a short text of this module."""
    return QCoreApplication.translate("print", text)


def card_page(sold: SoldCard) -> Layout:
    """Return the page for a card just sold."""
    return card_layout(card_words(sold), sold.code, sold.payload)


def card_words(sold: SoldCard) -> CardWords:
    """Return what stands on it, or on its label."""
    until = tr("no expiry date")
    if sold.expires_on is not None:
        until = tr("usable until and including {date}").format(date=messages.day(sold.expires_on))
    return CardWords(
        shop=sold.shop,
        title=tr("Gift card"),
        amount=messages.money(sold.amount, sold.currency),
        until=until,
        code_label=tr("Card code"),
        hint=tr("Show this card at the till, whole or in parts. Keep it like cash: who has the code can spend it."),
        pending=tr("Ready as soon as the shop is online again.") if sold.pending else "",
        lines=(tr("To"), tr("From")),
        filled=(sold.greeting.recipient, sold.greeting.sender),
        message=sold.greeting.message,
        barcode=sold.barcode,
        **({"colours": sold.colours} if sold.colours else {}),
    )
