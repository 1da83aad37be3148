"""What the code screen says, for each way in which a sale can stand."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from core.usecases.sales import CONFIRMED, DOUBTED, PARKED, PENDING, Sale
from gui.wording import messages
from gui.wording.outcome_words import OutcomeWords

translate = QCoreApplication.translate


def pill(sale: Sale) -> tuple[str, str]:
    """Return the state in a word, and its tone."""
    return {
        CONFIRMED: (translate("Sale", "Confirmed"), "good"),
        PENDING: (translate("Sale", "PENDING"), "warn"),
        DOUBTED: (translate("Sale", "Not known yet"), "info"),
        PARKED: (translate("Sale", "Needs you"), "bad"),
    }.get(sale.stand, (translate("Sale", "Not made"), "bad"))


def words(sale: Sale) -> OutcomeWords:
    """Return the heading, what happened, and what to do or to tell the customer."""
    amount = messages.money(sale.row.want, sale.row.currency)
    said = messages.format_message(sale.row.message)
    tone = pill(sale)[1]
    if sale.stand == CONFIRMED:
        return OutcomeWords(
            tone,
            translate("Sale", "{amount} card, ready").format(amount=amount),
            translate("Sale", "The service has made it. It can be used at once."),
            translate(
                "Sale", "Print it, or write the code down, unless it is pre-printed. Then give it to the customer."
            ),
        )
    if sale.stand == PENDING:
        return OutcomeWords(
            tone,
            translate("Sale", "{amount} card, not confirmed yet").format(amount=amount),
            translate("Sale", "Sold without a connection. It is made as soon as the service answers."),
            translate("Sale", "Tell the customer that it can be used then. The printed card says so as well."),
        )
    if sale.stand == DOUBTED:
        return OutcomeWords(
            tone,
            translate("Sale", "{amount} card: the answer was lost").format(amount=amount),
            said or messages.format_sentence("outcome.unknown", {}),
            translate("Sale", "Do not sell it a second time. This page tells you when it is known."),
        )
    if sale.stand == PARKED:
        return OutcomeWords(
            tone,
            translate("Sale", "{amount} card: this needs you").format(amount=amount),
            said,
            translate("Sale", "Keep the card here until a manager has looked at it in the outbox, F4."),
        )
    return OutcomeWords(
        tone,
        translate("Sale", "The card was not made"),
        said or translate("Sale", "The service refused it."),
        translate("Sale", "Take the printed card back and destroy it. Then sell another one, or give the money back."),
    )


def short(sale_row_amount: str, last: str, at: float, clerk: str) -> str:
    """Return one line of the list of codes that nobody handed over."""
    card = translate("Sale", "{amount} card ending in {last}").format(amount=sale_row_amount, last=last.upper())
    return " · ".join(filter(None, (card, messages.when(at), clerk)))
