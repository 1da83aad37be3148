"""Words that are kept and sent in English, whatever is spoken at the till, and are shown translated.

So a history, a receipt printed again and the service read the same after a change of language. What a person typed
is in no list here and stays as it is.
"""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from core.causes import read_cause

PURCHASE, CORRECTION = "Purchase", "Correction"
PAID, REFUND, GOODWILL = "Paid at the till", "Refund", "Goodwill"
RECEIPT_CHECKED, CUSTOMER_ASKED, CARD_CHECKED = "Receipt checked", "Customer asked", "Card checked"
CUSTOMER_LEFT, PAID_ANOTHER_WAY, CALLED_OFF = "Customer left", "Paid another way", "Sale called off"
GIVEN_BACK, ANOTHER_CARD = "Money given back", "Put on another card"
WRONG_AMOUNT, WRONG_CARD, PAYMENT_FAILED = "Wrong amount", "Wrong card", "Payment failed"


def tr(text: str) -> str:
    """Translate a word of this module."""
    return QCoreApplication.translate("words", text)


def reason_word(reason: str) -> str:
    """Return a ready reason, or the kind of a sale, in words; what a person typed stays as it is."""
    return _reasons().get(reason, reason)


def kept_reason(text: str) -> str:
    """Return what is kept for a reason as it is read: its English where it is a ready one, else what was typed."""
    return next((kept for kept, word in _reasons().items() if word == text), text)


def reasons_with(part: str) -> tuple[str, ...]:
    """Return the ready reasons that are read with `part` in them, whatever its case, as they are kept."""
    return tuple(kept for kept, word in _reasons().items() if part.casefold() in word.casefold())


def _reasons() -> dict[str, str]:
    return {
        PURCHASE: tr("Purchase"),
        CORRECTION: tr("Correction"),
        "Cash-out": tr("Cash-out"),
        PAID: tr("Paid at the till"),
        REFUND: tr("Refund"),
        GOODWILL: tr("Goodwill"),
        "Probe": tr("Probe"),
        "sold": tr("Sold"),
        "refund": tr("Refund"),
        "goodwill": tr("Goodwill"),
        "promotion": tr("Promotion"),
        "replacement": tr("Replacement"),
        RECEIPT_CHECKED: tr("Receipt checked"),
        CUSTOMER_ASKED: tr("Customer asked"),
        CARD_CHECKED: tr("Card checked"),
        CUSTOMER_LEFT: tr("Customer left"),
        PAID_ANOTHER_WAY: tr("Paid another way"),
        CALLED_OFF: tr("Sale called off"),
        GIVEN_BACK: tr("Money given back"),
        ANOTHER_CARD: tr("Put on another card"),
        WRONG_AMOUNT: tr("Wrong amount"),
        WRONG_CARD: tr("Wrong card"),
        PAYMENT_FAILED: tr("Payment failed"),
    }


def choices(*reasons: str) -> tuple[tuple[str, str], ...]:
    """Return what is kept and what is read, for a list to choose from."""
    return tuple((reason, reason_word(reason)) for reason in reasons)


def cause(text: str) -> str:
    """Return a cause of core.causes; one that nobody knows stays."""
    source, values = read_cause(text)
    if not values:
        return QCoreApplication.translate("Cause", source)
    filled = {name: cause(value) if name == "cause" else value for name, value in values.items()}
    return QCoreApplication.translate("Cause", source).format(**filled)


def field_words(text: str) -> str:
    """Return the fields of a card as the service calls them, with commas between."""
    names = {"note": tr("Note"), "expires_on": tr("Last day"), "template_suffix": tr("Design")}
    return ", ".join(names.get(name, name) for name in text.split(", "))
