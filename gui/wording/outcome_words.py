"""The words for what came of a command: heading, what happened, and what to tell the customer."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication

from core.domain.card import Status
from core.domain.command import CashOut, Command, Disable, Issue, Redeem, SetBalance, TopUp
from core.domain.operation import State
from core.domain.outcome import Confirmed, Outcome, Queued, Refused
from core.errors import KnownError
from core.rows import CardRow, FreezeRow, OperationRow
from gui.wording import messages


@dataclass(frozen=True, slots=True)
class OutcomeWords:
    """`tone` is good, warn, bad or info. `advice` is for the clerk, `customer` for the customer; both may be empty."""

    tone: str
    heading: str
    sentence: str
    advice: str = ""
    customer: str = ""


def tr(text: str) -> str:
    """Translate a text of this module."""
    return QCoreApplication.translate("outcome_words", text)


def of_outcome(command: Command, outcome: Outcome) -> OutcomeWords:
    """Return the words for one of the four outcomes, each with its own shape."""
    if isinstance(outcome, Confirmed):
        return _confirmed(command, outcome)
    if isinstance(outcome, Queued):
        return _queued(command, outcome)
    if isinstance(outcome, Refused):
        said = messages.format_message(outcome.message)
        return OutcomeWords("bad", tr("Not done"), said, _after_refusal(command), _customer_refused(command))
    said = messages.format_message(outcome.message)
    return OutcomeWords("info", tr("We do not know yet"), said, _after_unknown(command), _customer_unknown(command))


def of_late(command: Command, outcome: Outcome | KnownError) -> tuple[str, str]:
    """Return text and tone for an end that came when the clerk had gone on already."""
    if isinstance(command, CashOut) and isinstance(outcome, Confirmed):
        amount = messages.money(-outcome.amount, outcome.currency)
        return tr("The last card is confirmed: give its customer {amount} in cash.").format(amount=amount), "good"
    if isinstance(outcome, Confirmed):
        balance = messages.money(outcome.balance, outcome.currency)
        return tr("The last card is confirmed: {balance} on it.").format(balance=balance), "good"
    if isinstance(outcome, KnownError):
        return tr("The last card: {why}").format(why=messages.format_error(outcome)), "bad"
    return tr("The last card is not confirmed. Look at the outbox, F4."), "warn"


def of_end(row: OperationRow) -> OutcomeWords | None:
    """Return the end of something that was waiting or unknown; None while it has none."""
    card = tr("card {last}").format(last=row.last_characters.upper())
    said = messages.format_message(row.message)
    if row.state in {State.DONE, State.INFERRED}:
        if row.balance is None:
            return OutcomeWords("good", tr("Confirmed now"), card)
        balance = messages.money(row.balance, row.currency)
        if row.cash < 0:
            return _cash_due(row, card, balance)
        sentence = tr("{balance} on the {card}.").format(balance=balance, card=card)
        customer = tr("It is done. Your card has {balance} now.").format(balance=balance)
        return OutcomeWords("good", tr("Confirmed now"), sentence, customer=customer)
    if row.state is State.DECLINED:
        customer = tr("Nothing was changed on your card.")
        return OutcomeWords("bad", tr("Not done"), said or tr("The service refused it."), customer=customer)
    if row.state is State.PARKED:
        customer = tr("This is not clear yet. We look into it, and tell you as soon as we know.")
        return OutcomeWords("bad", tr("This needs you"), said, tr("Settle it in the outbox, F4."), customer)
    return None


def _cash_due(row: OperationRow, card: str, balance: str) -> OutcomeWords:
    """Return the words for a cash-out that was waiting or unknown and is now taken off the card."""
    amount = messages.money(-row.cash, row.currency)
    heading = tr("Give the customer {amount} in cash").format(amount=amount)
    customer = tr("{amount} was paid to you in cash. {balance} is left on your card.")
    sentence = tr("{balance} on the {card}.").format(balance=balance, card=card)
    return OutcomeWords("good", heading, sentence, customer=customer.format(amount=amount, balance=balance))


def why_not(card: CardRow) -> OutcomeWords | None:
    """Return why this card cannot be used now; None when it can."""
    if card.status is Status.DISABLED:
        return OutcomeWords("bad", messages.format_sentence("card.disabled", {}), tr("Do not accept it."))
    if card.status is Status.GONE:
        return OutcomeWords("bad", messages.format_sentence("card.gone", {}), tr("Do not accept it."))
    if card.status is Status.EXPIRED:
        said = messages.format_sentence("card.expired", {"date": messages.day(card.expires_on)})
        return OutcomeWords("warn", tr("Expired"), said)
    if card.status is Status.PENDING:
        return OutcomeWords("warn", tr("Being made"), messages.format_sentence("card.unconfirmed", {}))
    if card.frozen is not None:
        advice = tr("Unfreeze takes it back into use. Other tills and the web shop still take it.")
        return OutcomeWords("warn", tr("Frozen on this till"), _frozen(card.frozen), advice)
    return None


def _frozen(frozen: FreezeRow) -> str:
    text = tr("{who} froze it, {when}: {why}")
    return text.format(who=frozen.who, when=messages.when(frozen.at), why=frozen.reason)


def _confirmed(command: Command, done: Confirmed) -> OutcomeWords:
    amount = messages.money(abs(done.amount), done.currency)
    balance = messages.money(done.balance, done.currency)
    left = tr("{balance} left on the card.").format(balance=balance)
    on_it = tr("{balance} on the card.").format(balance=balance)
    if isinstance(command, Redeem):
        customer = tr("{amount} was paid with your card. {balance} is left on it.")
        customer = customer.format(amount=amount, balance=balance)
        return OutcomeWords("good", tr("{amount} taken").format(amount=amount), left, customer=customer)
    if isinstance(command, CashOut):
        customer = tr("{amount} was paid to you in cash. {balance} is left on your card.")
        customer = customer.format(amount=amount, balance=balance)
        heading = tr("Give the customer {amount} in cash").format(amount=amount)
        return OutcomeWords("good", heading, left, customer=customer)
    if isinstance(command, TopUp):
        customer = tr("Your card has {balance} now.").format(balance=balance)
        return OutcomeWords("good", tr("{amount} put on").format(amount=amount), on_it, customer=customer)
    if isinstance(command, SetBalance):
        return OutcomeWords("good", tr("Balance set"), on_it)
    if isinstance(command, Issue):
        return OutcomeWords("good", tr("Card made"), on_it)
    if isinstance(command, Disable):
        return OutcomeWords("good", tr("The card is disabled"), tr("It can never be used again."))
    return OutcomeWords("good", tr("Saved"), tr("The card is changed."))


def _queued(command: Command, queued: Queued) -> OutcomeWords:
    balance = messages.money(queued.balance, queued.currency)
    advice = tr("It is sent automatically when the service answers.")
    customer = tr("It counts. Your card is changed as soon as we are online again; the receipt says PENDING.")
    if isinstance(command, CashOut):  # nothing is promised in cash
        return OutcomeWords(
            "warn", tr("Not confirmed yet"), tr("Give no cash yet."), advice, _customer_unknown(command)
        )
    if isinstance(command, (Redeem, TopUp, SetBalance)):
        amount = messages.money(queued.amount, queued.currency, sign=True)
        text = tr("{amount} accepted. {balance} on the card, as far as we know.").format(amount=amount, balance=balance)
        return OutcomeWords("warn", tr("PENDING"), text, advice, customer)
    return OutcomeWords("warn", tr("PENDING"), tr("Accepted, waiting to be sent."), advice, customer)


def _after_refusal(command: Command) -> str:
    if isinstance(command, CashOut):
        return tr("Give no cash. Nothing was taken off the card.")
    if isinstance(command, Redeem):
        return tr("Take another card, or another way to pay.")
    return tr("Nothing was changed.")


def _customer_refused(command: Command) -> str:
    if isinstance(command, Redeem):
        return tr("Your card was not charged. Please pay in another way.")
    return tr("It could not be done. Nothing was changed on your card.")


def _customer_unknown(command: Command) -> str:
    if isinstance(command, Redeem):
        return tr("We are asking whether your card was charged. One moment, please.")
    return tr("We are asking whether it was done. One moment, please.")


def _after_unknown(command: Command) -> str:
    if isinstance(command, CashOut):
        return tr("Give no cash yet. This page tells you when it is known.")
    if isinstance(command, (Redeem, TopUp, SetBalance)):
        return tr("Wait a moment, and do not enter it again: it could count twice.")
    return tr("Do not enter it again. This page tells you when it is known.")
