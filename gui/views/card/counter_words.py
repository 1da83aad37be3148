"""What the counter says by itself: what to do while no card lies there, and what is not finished."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

if TYPE_CHECKING:
    from core.domain.bill import Bill


def of_empty(bill: Bill | None) -> tuple[str, str]:
    """Return a heading and a sentence for the next card."""
    if bill is not None and bill.left:
        due = _left(bill)
        sentence = tr("{due} is still due. A card pays as much of it as it has.").format(due=due)
        return tr("Scan the next card"), sentence
    sentence = tr(
        "Its balance appears here. You can also type its code, the last four characters, a note or an amount."
    )
    return tr("Scan a card"), sentence


def of_unfinished(bill: Bill | None, edited: tuple[str, ...]) -> str:
    """Return what closing would leave; `edited` are the last four of cards with an unsaved change. "" for nothing."""
    lines = []
    if bill is not None and (bill.left or bill.in_doubt):
        due = _left(bill)
        lines.append(tr("A sale is in progress: {due} is still due.").format(due=due))
    lines += [tr("The change to card {last} is not saved, and is lost.").format(last=last) for last in edited]
    return " ".join(lines)


def _left(bill: Bill) -> str:
    from gui.wording import messages  # noqa: PLC0415 - the first frame has no sale

    return messages.money(bill.left, bill.currency)


def tr(text: str) -> str:
    """Translate a text of this module."""
    return QCoreApplication.translate("CardView", text)
