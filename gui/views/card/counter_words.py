"""What the counter says by itself: what to do while no card lies there, and what is not finished."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from core.domain.bill import Bill
from gui.wording import messages


def of_empty(bill: Bill | None) -> tuple[str, str]:
    """A heading and a sentence for the next card."""
    if bill is not None and bill.left:
        due = messages.money(bill.left, bill.currency)
        sentence = tr("{due} is still due. A card pays as much of it as it has.").format(due=due)
        return tr("Scan the next card"), sentence
    sentence = tr(
        "Its balance appears here. You can also type its code, the last four characters, a note or an amount."
    )
    return tr("Scan a card"), sentence


def of_unfinished(bill: Bill | None, edited: tuple[str, ...]) -> str:
    """What closing would leave; `edited` are the last four of cards with a change that is not saved. "" for nothing."""
    lines = []
    if bill is not None and (bill.left or bill.in_doubt):
        due = messages.money(bill.left, bill.currency)
        lines.append(tr("A sale is in progress: {due} is still due.").format(due=due))
    lines += [tr("The change to card {last} is not saved, and is lost.").format(last=last) for last in edited]
    return " ".join(lines)


def tr(text: str) -> str:
    """Translate a text of this module."""
    return QCoreApplication.translate("CardView", text)
