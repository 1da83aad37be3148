"""A dialog that is never larger than a small screen, as at 200 %: there it scrolls, and every button is reached."""

from __future__ import annotations

from PySide6.QtWidgets import QDialog

from gui.widgets import small_screen


class FittingDialog(QDialog):
    """Give its layout to the dialog itself; on a small screen it moves into what scrolls."""

    def open(self) -> None:
        parent = self.parentWidget()
        if parent is not None and small_screen.is_small(parent.window()):
            small_screen.fit(self, parent.window().size())
        super().open()
