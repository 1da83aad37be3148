"""Puts what is printed into words: translated, with money and dates as the locale writes them."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication, QDateTime, QLocale

from core.printing.card import CardWords, card_layout
from core.printing.layout import Layout
from core.printing.receipt import Receipt, receipt_layout
from core.printing.sale import SoldCard
from gui import messages


@dataclass(frozen=True, slots=True)
class Done:
    """What a receipt tells. `amount` signed and `balance` in minor units (None: not known); `at` UTC epoch seconds."""

    shop: str
    act: str
    amount: int
    balance: int | None
    currency: str
    last_characters: str
    at: float
    till: str
    clerk: str
    reference: str
    pending: bool = False


def tr(text: str) -> str:
    """Translates a short text of this module."""
    return QCoreApplication.translate("print", text)


def card_page(sold: SoldCard) -> Layout:
    """The page for a card just sold."""
    until = tr("no expiry date")
    if sold.expires_on is not None:
        until = tr("usable until and including {date}").format(date=messages.day(sold.expires_on))
    words = CardWords(
        shop=sold.shop,
        title=tr("Gift card"),
        amount=messages.money(sold.amount, sold.currency),
        until=until,
        code_label=tr("Card code"),
        hint=tr("Show this card at the till, whole or in parts. Keep it like cash: who has the code can spend it."),
        pending=tr("Ready as soon as the shop is online again.") if sold.pending else "",
        lines=(tr("To"), tr("From")),
    )
    return card_layout(words, sold.code, sold.payload)


def receipt_page(done: Done) -> Layout:
    """The receipt for an act on a card. The balance is said with its time: it may have changed since."""
    left = "–" if done.balance is None else messages.money(done.balance, done.currency)
    rows = (
        (tr("Card"), f"•••• {done.last_characters.upper()}"),
        (tr("Left on the card"), left),
        (tr("As of"), _moment(done.at)),
        (tr("Till"), done.till),
        (tr("Clerk"), done.clerk),
        (tr("Reference"), done.reference),
    )
    receipt = Receipt(
        shop=done.shop,
        act=done.act,
        amount=messages.money(done.amount, done.currency),
        rows=tuple(row for row in rows if row[1]),
        notice=tr("PENDING: not confirmed yet") if done.pending else "",
        closing=tr("Booked when the shop is online again. Keep this receipt.") if done.pending else "",
    )
    return receipt_layout(receipt)


def _moment(at: float) -> str:
    when = QDateTime.fromSecsSinceEpoch(int(at))
    return f"{QLocale().toString(when.date(), 'd MMM yyyy')} {QLocale().toString(when.time(), 'HH:mm')}"
