"""The words of settling: what the buttons say, which reasons are ready, and what a way comes to before it is gone."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication

from core.domain import settlement
from core.domain.money import Money
from core.domain.operation import MONEY_KINDS, OPEN, Kind
from core.domain.settlement import Decision, Foreseen, How
from core.rows import OperationRow
from gui.wording import kept_words, messages

translate = QCoreApplication.translate


@dataclass(frozen=True, slots=True)
class SettleOption:
    """One button. `how` BALANCE stands for both that are done by hand."""

    how: How
    text: str
    suggested: bool = False


def ways_of(row: OperationRow, balance: int | None) -> tuple[SettleOption, ...]:
    """Return what may be decided, what the evidence hints at first. `balance` is what the card shows, if known."""
    shown = [how for how in row.ways if how is not How.AMOUNT and _makes_sense(row, how, balance)]
    shown.sort(key=lambda how: how is not row.suggestion)  # stable: all others keep their order
    return tuple(SettleOption(how, way_text(row, how, balance), how is row.suggestion) for how in shown)


def _makes_sense(row: OperationRow, how: How, balance: int | None) -> bool:
    """Return whether the way is possible: to take what is left is to take a part, neither nothing nor all."""
    return how is not How.TAKE_LEFT or balance is None or 0 < balance < -row.owed


def way_text(row: OperationRow, how: How, balance: int | None = None) -> str:
    if how is How.APPLIED:
        return _applied_text(row.kind)
    if how is How.NOT_APPLIED:
        return _again_text(row.kind) if in_doubt(row) else _now_text(row)
    if how is How.TAKE_LEFT:
        return _left_text(row, balance)
    return _drop_text(row) if how is How.DROP else translate("Settle", "&Set right by hand…")


def in_doubt(row: OperationRow) -> bool:
    """Return whether a write has no answer, so that it may have been done."""
    return How.APPLIED in row.ways


def perhaps_twice(row: OperationRow) -> bool:
    """Return whether its write may have been carried out more than once (docs/protocol.md D1)."""
    return row.message is not None and settlement.perhaps_twice(row.message.key)


def _drop_text(row: OperationRow) -> str:
    if row.state in OPEN:
        return translate("Settle", "Never take it: &drop the promise…")
    return translate("Settle", "It was not: &drop it…") if in_doubt(row) else translate("Settle", "&Drop it…")


def _applied_text(kind: Kind) -> str:
    return {
        Kind.REDEEM: translate("Settle", "It &was taken"),
        Kind.TOP_UP: translate("Settle", "It &was put on"),
        Kind.SET_BALANCE: translate("Settle", "It &was set"),
        Kind.ISSUE: translate("Settle", "The card &was made"),
        Kind.UPDATE: translate("Settle", "It &was changed"),
        Kind.DISABLE: translate("Settle", "It &was disabled"),
        Kind.CASH_OUT: translate("Settle", "It &was taken for cash"),
        Kind.REVERSE: translate("Settle", "It &was taken back"),
    }[kind]


def _again_text(kind: Kind) -> str:
    return {
        Kind.REDEEM: translate("Settle", "It w&as not: take it now"),
        Kind.TOP_UP: translate("Settle", "It w&as not: put it on now"),
        Kind.SET_BALANCE: translate("Settle", "It w&as not: set it now"),
        Kind.ISSUE: translate("Settle", "It w&as not: make it now"),
        Kind.UPDATE: translate("Settle", "It w&as not: change it now"),
        Kind.DISABLE: translate("Settle", "It w&as not: disable it now"),
        Kind.CASH_OUT: translate("Settle", "It w&as not: cash out now"),
        Kind.REVERSE: translate("Settle", "It w&as not: take it back now"),
    }[kind]


def _now_text(row: OperationRow) -> str:
    amount = messages.money(abs(row.owed), row.currency)
    if row.owed < 0:
        return translate("Settle", "T&ake {amount} now").format(amount=amount)
    return translate("Settle", "P&ut {amount} on now").format(amount=amount)


def _left_text(row: OperationRow, balance: int | None) -> str:
    if balance is None:
        return translate("Settle", "Take what is &left")
    return translate("Settle", "Take what is &left ({amount})").format(amount=messages.money(balance, row.currency))


def ready_reasons(kind: Kind, how: How) -> tuple[str, ...]:
    """Return short ones, as they are kept; a person types any other."""
    if how is How.DROP and kind is Kind.TOP_UP:
        return kept_words.GIVEN_BACK, kept_words.ANOTHER_CARD, kept_words.CALLED_OFF
    if how in {How.DROP, How.TAKE_LEFT}:
        return kept_words.CUSTOMER_LEFT, kept_words.PAID_ANOTHER_WAY, kept_words.CALLED_OFF
    return kept_words.RECEIPT_CHECKED, kept_words.CUSTOMER_ASKED, kept_words.CARD_CHECKED


def foreseen_text(row: OperationRow, decision: Decision, found: Foreseen) -> str:
    """Return what will happen to the books and to the customer's card."""
    text = _by_hand_text(row, decision, found) if decision.how is How.BALANCE else _sums_text(row, found)
    if found.plan.loss:
        loss = messages.money(found.plan.loss, row.currency)
        text += " " + translate("Settle", "{loss} is the shop's loss.").format(loss=loss)
    if found.plan.short:
        text += " " + messages.format_sentence("settled.short", {"short": Money(found.plan.short, row.currency)})
    return text


def _sums_text(row: OperationRow, found: Foreseen) -> str:
    rest, left = found.plan.rest, found.balance + found.plan.rest
    if not rest:
        return f"{_books_text(row, found)} {translate('Settle', 'Nothing is sent.')}"
    if rest < 0:
        text = translate("Settle", "{amount} is taken from the card now; {left} stays on it.")
    else:
        text = translate("Settle", "{amount} is put on the card now; it then has {left}.")
    values = {"amount": abs(rest), "left": left}
    return text.format(**{name: messages.money(minor, row.currency) for name, minor in values.items()})


def _by_hand_text(row: OperationRow, decision: Decision, found: Foreseen) -> str:
    before, after = (messages.money(minor, row.currency) for minor in (found.balance, decision.figure or 0))
    if found.plan.rest:
        card = translate("Settle", "The card is set from {before} to {after} now.")
    else:
        card = translate("Settle", "The card stays at {after}; nothing is sent.")
    return f"{card.format(before=before, after=after)} {_books_text(row, found)}"


def _books_text(row: OperationRow, found: Foreseen) -> str:
    amount = messages.money(found.amount, row.currency, sign=bool(found.amount))
    return {
        Kind.REDEEM: translate("Settle", "This redeem goes into the books as {amount}."),
        Kind.TOP_UP: translate("Settle", "This top-up goes into the books as {amount}."),
        Kind.SET_BALANCE: translate("Settle", "This correction goes into the books as {amount}."),
        Kind.CASH_OUT: translate("Settle", "This cash-out goes into the books as {amount}."),
        Kind.REVERSE: translate("Settle", "This take-back goes into the books as {amount}."),
    }[row.kind].format(amount=amount)


def plain_text(row: OperationRow, how: How) -> str:
    """Return the same where no sum is at stake; empty for money, which is foreseen to the cent."""
    if row.kind in MONEY_KINDS:
        return ""
    if row.kind is Kind.ISSUE:
        return _sale_text(how)
    return {
        How.APPLIED: translate("Settle", "The card is read. If it shows the change, this is done; nothing is sent."),
        How.NOT_APPLIED: translate("Settle", "It is asked for once more now."),
    }.get(how, translate("Settle", "Nothing is sent. The card stays as it is."))


def _sale_text(how: How) -> str:
    return {
        How.APPLIED: translate(
            "Settle", "The card is looked for by the mark of this sale. If it is there, it is good."
        ),
        How.NOT_APPLIED: translate(
            "Settle", "The same order goes out with the same code. No second card can come of it."
        ),
    }.get(how, translate("Settle", "The sale is over and its code is wiped. What waits for this card will need you."))
