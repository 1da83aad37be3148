"""How an operation of the outbox is told to people: what it is, and what to do when it needs a person."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from core.domain.card import local_reference
from core.domain.operation import MONEY_KINDS, Kind, State
from core.domain.settlement import How
from core.rows import OperationRow
from gui.wording import messages, words

translate = QCoreApplication.translate


def amount_text(row: OperationRow) -> str:
    """Return the amount that was wanted, signed where a balance changes; empty where no money moves."""
    if row.kind is Kind.ISSUE:
        return messages.money(row.want, row.currency)
    return messages.money(row.want, row.currency, sign=True) if row.kind in MONEY_KINDS else ""


def card_text(row: OperationRow) -> str:
    """Return the card by its last four; by its local reference while it is not made yet."""
    if row.card_id < 0:
        return translate("Operation", "new card {reference}").format(reference=local_reference(row.card_id))
    return translate("Operation", "card {last}").format(last=row.last_characters.upper())


def what(row: OperationRow) -> str:
    """Return one line: "Redeem −$30.00 · card 7K2M"."""
    action = " ".join(filter(None, (words.kind_word(row.kind), amount_text(row))))
    return f"{action} · {card_text(row)}"


def known(row: OperationRow) -> str:
    """Return what we know about it, in a sentence."""
    if row.state is State.PARKED or row.message is not None:
        return messages.format_message(row.message) or translate("Operation", "It could not be finished automatically.")
    if row.state in {State.READY, State.LEASED}:
        return translate("Operation", "On its way to the service.")
    if row.state is State.DONE and row.code_waits:
        return translate("Operation", "Confirmed. The code was not handed over yet.")
    if row.state is State.DONE and row.balance is not None:
        balance = messages.money(row.balance, row.currency)
        return translate("Operation", "Confirmed. {balance} on the card afterwards.").format(balance=balance)
    return translate("Operation", "Confirmed.") if row.state is State.DONE else ""


def advice(row: OperationRow) -> str:
    """Return what the evidence hints at, and what a manager does with it; empty for what needs no person."""
    if row.state is not State.PARKED:
        return ""
    return " ".join(filter(None, (_hint(row), _advice(row, row.message.key if row.message else ""))))


def _hint(row: OperationRow) -> str:
    """Return a hint, never a verdict, and only where it is in doubt."""
    if How.APPLIED not in row.ways or row.kind not in MONEY_KINDS:
        return ""
    if row.suggestion is How.APPLIED:
        return translate("Operation", "It was probably done: the card shows what we asked for.")
    if row.suggestion is How.NOT_APPLIED:
        return translate("Operation", "It was probably not done: the card shows what it had before.")
    return ""


def _advice(row: OperationRow, key: str) -> str:
    if key in {"park.blocked", "park.refused", "park.sealed", "park.no_currency"} or (
        key == "park.trouble" and How.APPLIED not in row.ways
    ):
        return _not_booked_advice(row)
    return {
        "park.short": _short_advice(),
        "park.overdraft": _short_advice(),
        "park.create": translate(
            "Operation",
            "Search for the last four of the new card. If it is there, the sale is good. Do not sell it a second time.",
        ),
        "park.match": translate(
            "Operation",
            "Compare value and time with this sale. If that is its card, it was applied. Do not sell it a second time.",
        ),
        "outcome.code_taken": translate(
            "Operation", "Another card has this code. Drop this sale, and sell the customer a card with a new code."
        ),
        "park.currency": translate(
            "Operation",
            "Do not give out the card. Disable the one that was made, then drop this sale and sell another.",
        ),
        "park.conflict": translate(
            "Operation", "Open the card, compare it with what you wanted, and change it again if it is still needed."
        ),
        "park.another_service": translate(
            "Operation",
            "Find out which service answers. Once it is the right one again, do it again from here: it is sent then.",
        ),
        "park.another_card": translate(
            "Operation",
            "The card it was meant for is gone at the service. Settle it with the customer, then drop it here.",
        ),
        "park.disable_old": translate(
            "Operation", "Ask who wanted it, and look at the card first: a disabled card cannot be used again."
        ),
        "park.copied": translate(
            "Operation",
            "The till that it was copied from may have sent it. Compare the card with the receipt before you say.",
        ),
        "outcome.card_not_made": translate(
            "Operation", "There is no card to book this on. Settle it with the customer, then drop it here."
        ),
    }.get(key) or translate(
        "Operation",
        "Compare the balance of the card with the receipt of this sale. Book nothing a second time before you know.",
    )


def _short_advice() -> str:
    return translate(
        "Operation", "Compare with the receipt, and ask the customer for the missing amount if they are still here."
    )


def _not_booked_advice(row: OperationRow) -> str:
    if row.kind is Kind.ISSUE:
        return translate("Operation", "The card was not made. Take it back, or sell the customer another one.")
    if row.kind is Kind.REVERSE:
        return translate("Operation", "It was not taken back. Look at the card, and tell the customer.")
    if row.kind is Kind.CASH_OUT:
        return translate("Operation", "The amount was not taken off the card, so no cash is due for it.")
    if row.want < 0:
        return translate("Operation", "The amount was not taken. Ask the customer for another way to pay.")
    if row.want > 0:
        return translate("Operation", "The amount is not on the card. Give it back, or put it on another card.")
    return translate("Operation", "Nothing was changed. Open the card, and do it again if it is still needed.")
