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
class Words:
    """`tone` is good, warn, bad or info. `advice` is for the clerk, `customer` for the customer; both may be empty."""

    tone: str
    heading: str
    sentence: str
    advice: str = ""
    customer: str = ""


def tr(text: str) -> str:
    """Translates a text of this module."""
    return QCoreApplication.translate("outcome_words", text)


def of_outcome(command: Command, outcome: Outcome) -> Words:
    """All four outcomes, each with its own shape and words."""
    if isinstance(outcome, Confirmed):
        return _confirmed(command, outcome)
    if isinstance(outcome, Queued):
        return _queued(command, outcome)
    if isinstance(outcome, Refused):
        said = messages.say_said(outcome.said)
        return Words("bad", tr("Not done"), said, _after_refusal(command), _told_refused(command))
    said = messages.say_said(outcome.said)
    return Words("info", tr("We do not know yet"), said, _after_unknown(command), _told_unknown(command))


def of_late(command: Command, outcome: Outcome | KnownError) -> tuple[str, str]:
    """Text and tone for an end that came when the clerk had gone on already."""
    if isinstance(command, CashOut) and isinstance(outcome, Confirmed):
        amount = messages.money(-outcome.amount, outcome.currency)
        return tr("The last card is confirmed: give its customer {amount} in cash.").format(amount=amount), "good"
    if isinstance(outcome, Confirmed):
        balance = messages.money(outcome.balance, outcome.currency)
        return tr("The last card is confirmed: {balance} on it.").format(balance=balance), "good"
    if isinstance(outcome, KnownError):
        return tr("The last card: {why}").format(why=messages.say_error(outcome)), "bad"
    return tr("The last card is not confirmed. Look at the outbox, F4."), "warn"


def of_end(row: OperationRow) -> Words | None:
    """The end of something that was waiting or unknown; None while it has none."""
    card = tr("card {last}").format(last=row.last_characters.upper())
    said = messages.say_said(row.said)
    if row.state in {State.DONE, State.INFERRED}:
        if row.balance is None:
            return Words("good", tr("Confirmed now"), card)
        balance = messages.money(row.balance, row.currency)
        if row.cash < 0:
            return _cash_due(row, card, balance)
        sentence = tr("{balance} on the {card}.").format(balance=balance, card=card)
        told = tr("It is done. Your card has {balance} now.").format(balance=balance)
        return Words("good", tr("Confirmed now"), sentence, customer=told)
    if row.state is State.DECLINED:
        told = tr("Nothing was changed on your card.")
        return Words("bad", tr("Not done"), said or tr("The service refused it."), customer=told)
    if row.state is State.PARKED:
        told = tr("This is not clear yet. We look into it, and tell you as soon as we know.")
        return Words("bad", tr("This needs you"), said, tr("Settle it in the outbox, F4."), told)
    return None


def _cash_due(row: OperationRow, card: str, balance: str) -> Words:
    """A cash-out that was waiting or unknown has been taken off the card."""
    amount = messages.money(-row.cash, row.currency)
    heading = tr("Give the customer {amount} in cash").format(amount=amount)
    told = tr("{amount} was paid to you in cash. {balance} is left on your card.")
    sentence = tr("{balance} on the {card}.").format(balance=balance, card=card)
    return Words("good", heading, sentence, customer=told.format(amount=amount, balance=balance))


def why_not(card: CardRow) -> Words | None:
    """Why this card cannot be used now; None when it can."""
    if card.status is Status.DISABLED:
        return Words("bad", messages.say("card.disabled", {}), tr("Do not accept it."))
    if card.status is Status.EXPIRED:
        said = messages.say("card.expired", {"date": messages.day(card.expires_on)})
        return Words("warn", tr("Expired"), said)
    if card.status is Status.PENDING:
        return Words("warn", tr("Being made"), messages.say("card.unconfirmed", {}))
    if card.frozen is not None:
        advice = tr("Unfreeze takes it back into use. Other tills and the web shop still take it.")
        return Words("warn", tr("Frozen on this till"), _frozen(card.frozen), advice)
    return None


def _frozen(frozen: FreezeRow) -> str:
    text = tr("{who} froze it, {when}: {why}")
    return text.format(who=frozen.who, when=messages.when(frozen.at), why=frozen.reason)


def _confirmed(command: Command, done: Confirmed) -> Words:
    amount = messages.money(abs(done.amount), done.currency)
    balance = messages.money(done.balance, done.currency)
    left = tr("{balance} left on the card.").format(balance=balance)
    on_it = tr("{balance} on the card.").format(balance=balance)
    if isinstance(command, Redeem):
        told = tr("{amount} was paid with your card. {balance} is left on it.")
        told = told.format(amount=amount, balance=balance)
        return Words("good", tr("{amount} taken").format(amount=amount), left, customer=told)
    if isinstance(command, CashOut):
        told = tr("{amount} was paid to you in cash. {balance} is left on your card.")
        told = told.format(amount=amount, balance=balance)
        heading = tr("Give the customer {amount} in cash").format(amount=amount)
        return Words("good", heading, left, customer=told)
    if isinstance(command, TopUp):
        told = tr("Your card has {balance} now.").format(balance=balance)
        return Words("good", tr("{amount} put on").format(amount=amount), on_it, customer=told)
    if isinstance(command, SetBalance):
        return Words("good", tr("Balance set"), on_it)
    if isinstance(command, Issue):
        return Words("good", tr("Card made"), on_it)
    if isinstance(command, Disable):
        return Words("good", tr("The card is disabled"), tr("It can never be used again."))
    return Words("good", tr("Saved"), tr("The card is changed."))


def _queued(command: Command, queued: Queued) -> Words:
    balance = messages.money(queued.balance, queued.currency)
    advice = tr("It is sent automatically when the service answers.")
    told = tr("It counts. Your card is changed as soon as we are online again; the receipt says PENDING.")
    if isinstance(command, CashOut):  # nothing is promised in cash
        return Words("warn", tr("Not confirmed yet"), tr("Give no cash yet."), advice, _told_unknown(command))
    if isinstance(command, (Redeem, TopUp, SetBalance)):
        amount = messages.money(queued.amount, queued.currency, sign=True)
        text = tr("{amount} accepted. {balance} on the card, as far as we know.").format(amount=amount, balance=balance)
        return Words("warn", tr("PENDING"), text, advice, told)
    return Words("warn", tr("PENDING"), tr("Accepted, waiting to be sent."), advice, told)


def _after_refusal(command: Command) -> str:
    if isinstance(command, CashOut):
        return tr("Give no cash. Nothing was taken off the card.")
    if isinstance(command, Redeem):
        return tr("Take another card, or another way to pay.")
    return tr("Nothing was changed.")


def _told_refused(command: Command) -> str:
    if isinstance(command, Redeem):
        return tr("Your card was not charged. Please pay in another way.")
    return tr("It could not be done. Nothing was changed on your card.")


def _told_unknown(command: Command) -> str:
    if isinstance(command, Redeem):
        return tr("We are asking whether your card was charged. One moment, please.")
    return tr("We are asking whether it was done. One moment, please.")


def _after_unknown(command: Command) -> str:
    if isinstance(command, CashOut):
        return tr("Give no cash yet. This page tells you when it is known.")
    if isinstance(command, (Redeem, TopUp, SetBalance)):
        return tr("Wait a moment, and do not enter it again: it could count twice.")
    return tr("Do not enter it again. This page tells you when it is known.")
