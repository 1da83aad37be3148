"""The move of this till to another machine, step by step: what it comes to, the backup, and the last word."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from gui.dialogs.backup_form import BackupForm
from gui.dialogs.fitting import FittingDialog
from gui.widgets.buttons.button import BigButton, button
from gui.widgets.messages.announcement import announce
from gui.widgets.text.labels import label

if TYPE_CHECKING:
    from core.domain.backup import BackupAsked
    from core.errors import KnownError

_WIDTH = 600
_TOLD, _FORM, _LAST = range(3)


class MoveDialog(FittingDialog):
    """`asked` carries a BackupAsked once the last word was said; `show_problem` answers where it failed."""

    keeps_input = False

    asked = Signal(object)

    def __init__(self, till: str, told: tuple[str, ...], parent: QWidget) -> None:
        """Make it; `told` is what the move comes to, a sentence for each step."""
        super().__init__(parent)
        self.setObjectName("move_dialog")
        self.setModal(True)
        self.setWindowTitle(self.tr("Move this till to another machine"))
        self.setMinimumWidth(_WIDTH)
        self._wanted: BackupAsked | None = None
        self._step = label("", "hint", "move_step")
        self._form = BackupForm(till)
        self._last = label("", "text", "move_last", wrap=True)
        self._pages = QStackedWidget()
        self._go = BigButton(self.tr("Go on"), "move_on", key=self.tr("Enter"))
        self._move = BigButton(self.tr("&Move this till away"), "move_now", role="danger")
        self._back = button(self.tr("&Back"), "move_back")
        self._arrange(told)
        self._show(_TOLD)

        self._form.submitted.connect(self._on_go, Qt.ConnectionType.QueuedConnection)  # that Enter presses nothing more
        self._go.clicked.connect(self._on_go)
        self._move.clicked.connect(self._on_move)
        self._back.clicked.connect(self._on_back)
        self.finished.connect(self.deleteLater)

    def reject(self) -> None:
        """Stay open while the till moves: that cannot be called off."""
        if self._move.isEnabled():
            super().reject()

    def show_problem(self, error: KnownError) -> None:
        """Go back to the form: this till is still here, and works on."""
        self._busy(busy=False)
        self._show(_FORM)
        self._form.show_problem(error)

    def _arrange(self, told: tuple[str, ...]) -> None:
        first, last = QWidget(), QWidget()
        lines, words = QVBoxLayout(first), QVBoxLayout(last)
        for column in (lines, words):
            column.setContentsMargins(0, 0, 0, 0)
            column.setSpacing(14)
        for number, text in enumerate(told, 1):
            lines.addWidget(label(f"{number}. {text}", "text", f"move_told_{number}", wrap=True))
        words.addWidget(self._last)
        for column in (lines, words):
            column.addStretch(1)
        for page in (first, self._form, last):
            self._pages.addWidget(page)
        row = QHBoxLayout()
        row.setSpacing(10)
        row.addWidget(self._back)
        row.addWidget(self._go, 1)
        row.addWidget(self._move, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 22, 24, 24)
        column.setSpacing(14)
        column.addWidget(self._step)
        column.addWidget(label(self.windowTitle(), "heading", "move_heading", wrap=True))
        column.addWidget(self._pages, 1)
        column.addLayout(row)

    def _show(self, step: int) -> None:
        """Show a step; in the last one Enter keeps the till here, and only its own chord or a click moves it."""
        self._step.setText(self.tr("Step {step} of {steps}").format(step=step + 1, steps=_LAST + 1))
        self._pages.setCurrentIndex(step)
        self._go.setVisible(step != _LAST)
        self._move.setVisible(step == _LAST)
        self._back.setText(self.tr("&Keep it here") if step != _FORM else self.tr("&Back"))
        self._go.setDefault(step == _TOLD)
        self._back.setDefault(step == _LAST)
        if step == _FORM:
            self._form.take_focus()
        else:
            (self._go if step == _TOLD else self._back).setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_go(self) -> None:
        if self._pages.currentIndex() == _TOLD:
            self._show(_FORM)
            return
        self._wanted = self._form.asked()
        if self._wanted is not None:
            text = self.tr(
                "The till goes into {path}. Then it closes here at once, sends nothing any more, and does not "
                "open again."
            ).format(path=self._wanted.path)
            self._last.setText(text)
            self._show(_LAST)
            announce(self, text)

    def _on_move(self) -> None:
        if self._wanted is not None and self._move.isEnabled():
            self._busy(busy=True)
            self.asked.emit(self._wanted)

    def _on_back(self) -> None:
        if self._pages.currentIndex() == _FORM:
            self._show(_TOLD)
        else:
            self.reject()

    def _busy(self, *, busy: bool) -> None:
        self._move.setEnabled(not busy)
        self._back.setEnabled(not busy)
        self._move.setText(self.tr("Saving and reading it back…") if busy else self.tr("&Move this till away"))
