"""How an operation of the outbox is told to people: what it is, and what to do when it needs a person."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from core.domain.card import local_reference
from core.domain.operation import MONEY_KINDS, Kind, State
from core.rows import OperationRow
from gui import messages, words

translate = QCoreApplication.translate


def amount_text(row: OperationRow) -> str:
    """The amount that was wanted, signed where a balance changes; empty where no money moves."""
    if row.kind is Kind.ISSUE:
        return messages.money(row.want, row.currency)
    return messages.money(row.want, row.currency, sign=True) if row.kind in MONEY_KINDS else ""


def card_text(row: OperationRow) -> str:
    """The card by its last four; by its local reference while it is not made yet."""
    if row.card_id < 0:
        return translate("Operation", "new card {reference}").format(reference=local_reference(row.card_id))
    return translate("Operation", "card {last}").format(last=row.last_characters.upper())


def what(row: OperationRow) -> str:
    """One line: "Redeem −$30.00 · card 7K2M"."""
    act = " ".join(filter(None, (words.kind_word(row.kind), amount_text(row))))
    return f"{act} · {card_text(row)}"


def known(row: OperationRow) -> str:
    """What we know about it, in a sentence."""
    if row.state is State.PARKED or row.said is not None:
        return messages.say_said(row.said) or translate("Operation", "It could not be finished by itself.")
    if row.state in {State.READY, State.LEASED}:
        return translate("Operation", "On its way to the service.")
    if row.state is State.DONE and row.code_waits:
        return translate("Operation", "Confirmed. The code was not handed over yet.")
    if row.state is State.DONE and row.balance is not None:
        balance = messages.money(row.balance, row.currency)
        return translate("Operation", "Confirmed. {balance} on the card afterwards.").format(balance=balance)
    return translate("Operation", "Confirmed.") if row.state is State.DONE else ""


def advice(row: OperationRow) -> str:
    """What a manager does with an operation that needs a person; empty for all others."""
    if row.state is not State.PARKED:
        return ""
    key = row.said.key if row.said else ""
    if key in {"park.short", "park.overdraft"}:
        return translate(
            "Operation", "Compare with the receipt, and ask the customer for the missing amount if they are still here."
        )
    if key == "park.create":
        return translate(
            "Operation",
            "Search for the last four of the new card. If it is there, the sale is good. Do not sell it a second time.",
        )
    if key == "park.conflict":
        return translate(
            "Operation", "Open the card, compare it with what you wanted, and change it again if it is still needed."
        )
    if key in {"park.blocked", "park.refused"}:
        return _not_booked_advice(row)
    return translate(
        "Operation",
        "Compare the balance of the card with the receipt of this sale. Book nothing a second time before you know.",
    )


def _not_booked_advice(row: OperationRow) -> str:
    if row.kind is Kind.ISSUE:
        return translate("Operation", "The card was not made. Take it back, or sell the customer another one.")
    if row.want < 0:
        return translate("Operation", "The amount was not taken. Ask the customer for another way to pay.")
    return translate("Operation", "The amount is not on the card. Give it back, or put it on another card.")
