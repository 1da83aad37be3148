"""The words for what came of a command: heading, what happened, and what to tell the customer."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication

from core.domain.card import Status
from core.domain.command import Command, Disable, Issue, Redeem, SetBalance, TopUp
from core.domain.operation import State
from core.domain.outcome import Confirmed, Outcome, Queued, Refused
from core.rows import CardRow, OperationRow
from gui import messages


@dataclass(frozen=True, slots=True)
class Words:
    """`tone` is good, warn, bad or info; `advice` may be empty."""

    tone: str
    heading: str
    sentence: str
    advice: str = ""


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
        return Words("bad", tr("Not done"), messages.say_said(outcome.said), _after_refusal(command))
    return Words("info", tr("We do not know yet"), messages.say_said(outcome.said), _after_unknown(command))


def of_end(row: OperationRow) -> Words | None:
    """The end of something that was waiting or unknown; None while it has none."""
    card = tr("card {last}").format(last=row.last_characters.upper())
    said = messages.say_said(row.said)
    if row.state in {State.DONE, State.INFERRED}:
        if row.balance is None:
            return Words("good", tr("Confirmed now"), card)
        balance = messages.money(row.balance, row.currency)
        return Words("good", tr("Confirmed now"), tr("{balance} on the {card}.").format(balance=balance, card=card))
    if row.state is State.DECLINED:
        return Words("bad", tr("Not done"), said or tr("The service refused it."), tr("Nothing was changed."))
    if row.state is State.PARKED:
        return Words("bad", tr("This needs you"), said, tr("Settle it in the outbox, F4."))
    return None


def why_not(card: CardRow) -> Words | None:
    """Why this card cannot be used now; None when it can."""
    if card.status is Status.DISABLED:
        return Words("bad", messages.say("card.disabled", {}), tr("Do not accept it."))
    if card.status is Status.EXPIRED:
        said = messages.say("card.expired", {"date": messages.day(card.expires_on)})
        return Words("warn", tr("Expired"), said)
    if card.status is Status.PENDING:
        return Words("warn", tr("Being made"), messages.say("card.unconfirmed", {}))
    return None


def _confirmed(command: Command, done: Confirmed) -> Words:
    amount = messages.money(abs(done.amount), done.currency)
    balance = messages.money(done.balance, done.currency)
    left = tr("{balance} left on the card.").format(balance=balance)
    on_it = tr("{balance} on the card.").format(balance=balance)
    if isinstance(command, Redeem):
        return Words("good", tr("{amount} taken").format(amount=amount), left)
    if isinstance(command, TopUp):
        return Words("good", tr("{amount} put on").format(amount=amount), on_it)
    if isinstance(command, SetBalance):
        return Words("good", tr("Balance set"), on_it)
    if isinstance(command, Issue):
        return Words("good", tr("Card made"), on_it)
    if isinstance(command, Disable):
        return Words("good", tr("The card is disabled"), tr("It can never be used again."))
    return Words("good", tr("Saved"), tr("The card is changed."))


def _queued(command: Command, queued: Queued) -> Words:
    balance = messages.money(queued.balance, queued.currency)
    advice = tr("Tell the customer that it counts. It is sent by itself when the service answers.")
    if isinstance(command, (Redeem, TopUp, SetBalance)):
        amount = messages.money(queued.amount, queued.currency, sign=True)
        text = tr("{amount} accepted. {balance} on the card, as far as we know.").format(amount=amount, balance=balance)
        return Words("warn", tr("PENDING"), text, advice)
    return Words("warn", tr("PENDING"), tr("Accepted, waiting to be sent."), advice)


def _after_refusal(command: Command) -> str:
    if isinstance(command, Redeem):
        return tr("Ask the customer for another way to pay.")
    return ""


def _after_unknown(command: Command) -> str:
    if isinstance(command, (Redeem, TopUp, SetBalance)):
        return tr("Ask the customer to wait a moment, and do not enter it again: it could count twice.")
    return tr("Do not enter it again. This page tells you when it is known.")
