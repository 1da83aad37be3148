"""The dialogs of the close of day, for the walk through everything that the window shows."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QApplication, QLineEdit

from core.domain.day_closing import (
    ClosedFigures,
    DayClosing,
    DayFigures,
    Movement,
    MovementSum,
    OpenDay,
    UndecidedSum,
)
from gui.dialogs.closing import ClosingDialog
from gui.dialogs.closings import ClosingsDialog

if TYPE_CHECKING:
    from tests.gui.window_walk import Walk


def closings(walk: Walk) -> Iterator[str]:
    """The close of a day in two currencies, with a case; the same closed; and the list."""
    sums = {each: MovementSum(2, 5000, 1, -1200) for each in Movement}
    undecided = UndecidedSum(2, 900)
    figures = tuple(DayFigures(each, sums, undecided, undecided) for each in ("EUR", "USD"))
    dialog = ClosingDialog(
        OpenDay("1999-09-09", 7, None, figures, "USD", days=("1999-09-09", "1999-09-08")), walk.window
    )
    dialog.open()
    yield "close the day"
    for name, text in (("counted_USD", "1"), ("otherwise_USD", "x"), ("counted_EUR", "2")):
        dialog.findChild(QLineEdit, f"closing_{name}").setText(text)
        dialog.findChild(QLineEdit, f"closing_{name}").textEdited.emit(text)
    yield "close the day, counted"
    closed = tuple(ClosedFigures(each, 1, 2) for each in figures)
    closing = DayClosing(7, "1999-09-09", 1.0, None, "Till 1", "Ann", "Mia", "x", closed, 9, 3, "ab", changed=True)
    dialog.show_closed(closing)
    walk.settle()
    yield "the day closed"
    dialog.reject()
    _until_gone(walk)
    listed = ClosingsDialog((closing,), walk.window)
    listed.open()
    yield "earlier closings"
    listed.reject()
    _until_gone(walk)


def _until_gone(walk: Walk) -> None:
    walk.hand.until(lambda: QApplication.activeModalWidget() is None, "the end of the dialog")
