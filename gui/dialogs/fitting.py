"""A dialog that is never larger than a small screen, as at 200 %: there it scrolls, and every button is reached."""

from __future__ import annotations

from typing import ClassVar

from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QDialog, QWidget

from gui.look.direction import right_to_left
from gui.widgets.keys.steady_press import SteadyPress
from gui.widgets.layout import small_screen

_EDGE = 24
"""px to the edge of the window that a dialog stands beside."""


class FittingDialog(QDialog):
    """Give its layout to the dialog itself; on a small screen it moves into what scrolls. Its clicks are steady too."""

    keeps_input: ClassVar[bool] = True
    """What is typed here is worth keeping while the till is locked (gui/people/covered_dialogs.py)."""

    _steady: SteadyPress | None = None

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        handle = self.windowHandle()
        if handle is not None and self._steady is None:
            self._steady = SteadyPress(self)
            handle.installEventFilter(self._steady)

    def open(self) -> None:
        parent = self.parentWidget()
        if parent is not None and small_screen.is_small(parent.window()):
            small_screen.fit(self, parent.window().size())
        super().open()

    def come_back(self) -> None:
        """Open again as it was, after it was hidden."""
        QDialog.open(self)


def stand_beside(dialog: QDialog) -> None:
    """Move an open dialog to the far edge of the window, over what is done there and not over the card.

    On a small screen, and where the desktop places windows itself, it stays where it is.
    """
    parent = dialog.parentWidget()
    if parent is None or small_screen.is_small(parent.window()):
        return
    page, size = _bottommost(parent).frameGeometry(), dialog.size()
    left = page.left() + _EDGE if right_to_left() else page.right() - size.width() - _EDGE
    dialog.move(left, page.top() + max(_EDGE, (page.height() - size.height()) // 2))


def _bottommost(widget: QWidget) -> QWidget:
    """Return the window that all dialogs lie over."""
    window = widget.window()
    above = window.parentWidget()
    return window if above is None else _bottommost(above)
