"""The words of a take-back: what it will do, before it is done, and what came of it."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from core.domain.money import Money
from core.domain.operation import Kind
from core.domain.outcome import Confirmed, Outcome, Refused
from core.domain.reversal import come_to
from core.rows import CardRow, OperationRow
from gui.wording import messages
from gui.wording.outcome_words import OutcomeWords


def tr(text: str) -> str:
    """Translate a text of this module."""
    return QCoreApplication.translate("TakeBack", text)


def foreseen(row: OperationRow, change: Money, card: CardRow | None) -> str:
    """Return what will happen to the card, and what is to be done with cash; `change` is signed."""
    amount = messages.money(abs(change.minor), change.currency)
    if change.minor > 0:
        sentences = [tr("{amount} goes back on the card.").format(amount=amount)]
    else:
        sentences = [tr("{amount} is taken off the card again.").format(amount=amount)]
    if card is not None:
        after = messages.money(card.balance + change.minor, card.currency)
        sentences.append(tr("It then has {balance}.").format(balance=after))
    sentences.append(
        {
            Kind.CASH_OUT: tr("The cash goes back into the drawer."),
            Kind.TOP_UP: tr("Give the customer back what was paid for it."),
            Kind.ISSUE: tr("The sale is over then, and the code of the card is wiped here."),
        }.get(row.kind, "")
    )
    return " ".join(filter(None, sentences))


def came_of(row: OperationRow, outcome: Outcome) -> OutcomeWords:
    """Return what came of it; `row` is what was to be taken back."""
    if isinstance(outcome, Confirmed):
        return _done(row, outcome)
    said = messages.format_message(getattr(outcome, "message", None))
    if isinstance(outcome, Refused):
        customer = tr("It could not be taken back. Nothing was changed on your card.")
        return OutcomeWords("bad", tr("Not taken back"), said, tr("Nothing was changed."), customer)
    advice = tr("Do not do it again. This page tells you when it is known.")
    customer = tr("We are asking whether it was taken back. One moment, please.")
    return OutcomeWords("info", tr("We do not know yet"), said, advice, customer)


def _done(row: OperationRow, outcome: Confirmed) -> OutcomeWords:
    first, *then = (messages.format_message(said) for said in come_to(row.kind, outcome.amount, outcome.currency))
    balance = messages.money(outcome.balance, outcome.currency)
    amount = messages.money(abs(outcome.amount), outcome.currency)
    if outcome.amount > 0:
        customer = tr("{amount} was put back on your card. It has {balance} now.")
    else:
        customer = tr("{amount} was taken off your card again. It has {balance} now.")
    sentence = tr("{balance} on the card.").format(balance=balance)
    customer = "" if row.kind is Kind.ISSUE else customer.format(amount=amount, balance=balance)
    return OutcomeWords("good", first.rstrip("."), sentence, " ".join(then), customer)
