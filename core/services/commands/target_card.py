"""The card that a command is about, and what must be true of it. Each check raises the sentence that says why not."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from core.domain.card import Status, status_of
from core.domain.command import CashOut, Redeem, SetBalance, TopUp
from core.domain.currencies import CardCurrencies
from core.domain.operation import Kind
from core.domain.reply import ServerCard
from core.errors import BadInput, NotFound, RuleRefused
from core.services.commands.validation import positive
from core.store import cards, outbox, projection, terms
from core.store.database import Connection

Moving = Redeem | TopUp | SetBalance | CashOut


@dataclass(frozen=True, slots=True)
class TargetCard:
    """The card a command is about, projected: in the cache, or (negative id) still in the outbox."""

    card_id: int
    currency: str
    last_characters: str
    balance: int
    card: ServerCard | None


def subject_of(conn: Connection, card_id: int) -> TargetCard:
    """Return the card that a command is for. Raises NotFound, and RuleRefused for a card that was never made."""
    pending = projection.pending(conn, card_id).amount
    card = cards.get(conn, card_id)
    if card is not None:
        if cards.is_gone(conn, card_id):
            raise RuleRefused("card.gone")
        return TargetCard(card_id, card.currency, card.last_characters, card.balance + pending, card)
    local = outbox.making(conn, card_id)
    if local is None:
        raise NotFound("card.unknown")
    if local.card_id != card_id:  # it was made meanwhile
        return subject_of(conn, local.card_id)
    if not local.open:
        raise RuleRefused("outcome.card_not_made")
    return TargetCard(card_id, local.currency, local.last_characters, pending, None)


def online_only(conn: Connection, card_id: int, *, offline: bool) -> TargetCard:
    """Return the card for what is not promised without a connection. Raises RuleRefused."""
    subject = subject_of(conn, card_id)
    if offline:
        raise RuleRefused("offline.off")
    if subject.card is None:
        raise RuleRefused("card.unconfirmed")
    return subject


def check_usable(subject: TargetCard, today: date | None) -> None:
    """Check that the card is neither disabled nor expired, `today` being the shop's. Raises RuleRefused.

    None: the day is the service's to know, which is about to be asked (docs/protocol.md D9).
    """
    card = subject.card
    if card is None:
        return
    status = status_of(card.disabled_at, card.expires_on, today or date.min)
    if status is Status.DISABLED:
        raise RuleRefused("card.disabled")
    if status is Status.EXPIRED:
        raise RuleRefused("card.expired", date=card.expires_on)


def check_settled(conn: Connection, card_id: int) -> None:
    """Refuse to pile anything, online, on an amount whose answer was lost a moment ago."""
    if outbox.has_lost_answer(conn, card_id):
        raise RuleRefused("card.unsettled")


def check_quiet(conn: Connection, subject: TargetCard) -> None:
    """Check that there is something to move, and nothing on its way or in doubt that would be left behind."""
    unsettled = projection.pending(conn, subject.card_id).unsettled
    if unsettled or outbox.is_busy(conn, subject.card_id):
        raise RuleRefused("card.unsettled")
    if subject.balance <= 0:
        raise RuleRefused("replace.empty")
    check_made_in(conn, subject.currency)


def check_made_in(conn: Connection, currency: str) -> CardCurrencies:
    """Return what the service makes, before anything is sent.

    Raises BadInput for a currency that nobody knows, and RuleRefused for one that the service cannot make.
    """
    makes = terms.card_currencies(conn)
    if not makes.knows(currency):
        raise BadInput("money.currency", text=currency)
    if not makes.makes(currency):
        raise RuleRefused("money.not_sold", currency=currency)
    return makes


def difference(command: Moving, subject: TargetCard) -> tuple[Kind, int]:
    """Return a correction as the difference to the balance that was seen: right between many tills too."""
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
