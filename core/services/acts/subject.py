"""The card that a command is about, and what must be true of it. Each check raises the sentence that says why not."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from core.domain.card import Status, status_of
from core.domain.command import CashOut, Redeem, SetBalance, TopUp
from core.domain.currencies import CardCurrencies
from core.domain.operation import MONEY_KINDS, Kind, State
from core.domain.reply import ServerCard
from core.errors import BadInput, NotFound, RuleRefused
from core.services.acts.typed import positive
from core.store import cards, outbox, projection, terms
from core.store.database import Session

Moving = Redeem | TopUp | SetBalance | CashOut


@dataclass(frozen=True, slots=True)
class Subject:
    """The card a command is about, projected: in the cache, or (negative id) still in the outbox."""

    card_id: int
    currency: str
    last_characters: str
    balance: int
    card: ServerCard | None


def subject_of(transaction: Session, card_id: int) -> Subject:
    """Raises NotFound, and RuleRefused for a card that was never made."""
    pending = projection.pending(transaction, card_id).amount
    card = cards.get(transaction, card_id)
    if card is not None:
        return Subject(card_id, card.currency, card.last_characters, card.balance + pending, card)
    local = outbox.making(transaction, card_id)
    if local is None:
        raise NotFound("card.unknown")
    if local.card_id != card_id:  # it was made meanwhile
        return subject_of(transaction, local.card_id)
    if not local.open:
        raise RuleRefused("outcome.card_not_made")
    return Subject(card_id, local.currency, local.last_characters, pending, None)


def online_only(transaction: Session, card_id: int, *, offline: bool) -> Subject:
    """For what is not promised without a connection. Raises RuleRefused."""
    subject = subject_of(transaction, card_id)
    if offline:
        raise RuleRefused("offline.off")
    if subject.card is None:
        raise RuleRefused("card.unconfirmed")
    return subject


def check_usable(subject: Subject, today: date) -> None:
    """Neither disabled nor expired, `today` being the shop's. Raises RuleRefused."""
    card = subject.card
    if card is None:
        return
    status = status_of(card.disabled_at, card.expires_on, today)
    if status is Status.DISABLED:
        raise RuleRefused("card.disabled")
    if status is Status.EXPIRED:
        raise RuleRefused("card.expired", date=card.expires_on)


def check_settled(transaction: Session, card_id: int) -> None:
    """Online, nothing is piled on an amount whose answer was lost a moment ago."""
    if any(o.touched and o.state is State.WAITING for o in outbox.open_on(transaction, card_id, MONEY_KINDS)):
        raise RuleRefused("card.unsettled")


def check_quiet(transaction: Session, subject: Subject) -> None:
    """There is something to move, and nothing on its way or in doubt that would be left behind."""
    unsettled = projection.pending(transaction, subject.card_id).unsettled
    if unsettled or outbox.open_on(transaction, subject.card_id, frozenset(Kind)):
        raise RuleRefused("card.unsettled")
    if subject.balance <= 0:
        raise RuleRefused("replace.empty")
    check_made_in(transaction, subject.currency)


def check_made_in(transaction: Session, currency: str) -> CardCurrencies:
    """Return what the service makes. Raises RuleRefused for a currency it cannot make, before anything is sent."""
    makes = terms.card_currencies(transaction)
    if not makes.makes(currency):
        raise RuleRefused("money.not_sold", currency=currency)
    return makes


def difference(command: Moving, subject: Subject) -> tuple[Kind, int]:
    """A correction is the difference to the balance that the clerk saw, so that it stays right between many tills."""
    if isinstance(command, Redeem):
        return Kind.REDEEM, -positive(command.amount)
    if isinstance(command, CashOut):
        return Kind.CASH_OUT, -positive(command.amount)
    if isinstance(command, TopUp):
        return Kind.TOP_UP, positive(command.amount)
    seen = subject.balance if command.seen is None else command.seen
    if command.balance < 0:
        raise BadInput("money.negative")
    if command.balance == seen:
        raise RuleRefused("card.same_balance")
    return Kind.SET_BALANCE, command.balance - seen
