"""Saves a backup of this till: where, the password twice, and what came of it. Closed meanwhile, it goes on."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from gui.dialogs.backup_form import BackupForm
from gui.dialogs.fitting import FittingDialog
from gui.widgets.buttons.button import BigButton, button
from gui.widgets.messages.announcement import announce
from gui.widgets.text.labels import label

if TYPE_CHECKING:
    from core.errors import KnownError

_WIDTH = 560


class BackupDialog(FittingDialog):
    """`asked` carries a BackupAsked; `show_problem` or `show_done` answers it."""

    keeps_input = False

    asked = Signal(object)

    def __init__(self, till: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("backup_dialog")
        self.setModal(True)
        self.setWindowTitle(self.tr("Save a backup"))
        self.setMinimumWidth(_WIDTH)
        told = self.tr("One sealed file with the books of this till, its people, settings and key.")
        self._heading = label(self.tr("Save a backup"), "heading", "backup_heading", wrap=True)
        self._sentence = label(told, "muted", "backup_sentence", wrap=True)
        self._form = BackupForm(till)
        self._done = QGridLayout()
        self._is_done = False
        self._go = BigButton(self.tr("Save the backup"), "backup_go", key=self.tr("Enter"))
        self._back = button(self.tr("&Back"), "backup_back")
        self._arrange()

        self._form.submitted.connect(self._on_go)
        self._go.clicked.connect(self._on_pressed)
        self._back.clicked.connect(self.reject)
        self.finished.connect(self.deleteLater)
        self._form.take_focus()

    def show_problem(self, error: KnownError) -> None:
        self._ready(ready=True)
        self._form.show_problem(error)

    def show_done(self, facts: tuple[tuple[str, str], ...]) -> None:
        """Show what is in the backup and when it was made, in the place of the form."""
        self._is_done = True
        self._form.hide()
        self._back.hide()
        self._heading.setText(self.tr("The backup is saved"))
        self._sentence.setText(self.tr("It was read back whole. Without its password nobody can open it."))
        for at, (name, value) in enumerate(facts):
            self._done.addWidget(label(name, "label"), at, 0, Qt.AlignmentFlag.AlignTop)
            self._done.addWidget(label(value, "strong", f"backup_fact_{at}", wrap=True), at, 1)
        self._go.setText(self.tr("Close"))
        self._go.setEnabled(True)
        self._go.setDefault(True)
        self._go.setFocus()
        QTimer.singleShot(0, self, self._fit)
        announce(self, self._heading.text())

    def _fit(self) -> None:
        """Be as high as the facts need: a place may be a long one."""
        self.resize(self.width(), self._column.totalHeightForWidth(self.width()))

    def _arrange(self) -> None:
        row = QHBoxLayout()
        row.setSpacing(10)
        row.addWidget(self._back)
        row.addWidget(self._go, 1)
        column = self._column = QVBoxLayout(self)
        column.setContentsMargins(24, 22, 24, 24)
        column.setSpacing(14)
        self._done.setHorizontalSpacing(16)
        self._done.setVerticalSpacing(8)
        self._done.setColumnStretch(1, 1)
        column.addWidget(self._heading)
        column.addWidget(self._sentence)
        column.addWidget(self._form)
        column.addLayout(self._done)
        column.addStretch(1)
        column.addLayout(row)

    def _on_pressed(self) -> None:
        if self._is_done:
            self.accept()
        else:
            self._on_go()

    def _on_go(self) -> None:
        asked = self._form.asked() if self._go.isEnabled() else None
        if asked is not None:
            self._ready(ready=False)
            self.asked.emit(asked)

    def _ready(self, *, ready: bool) -> None:
        self._form.setEnabled(ready)
        self._go.setEnabled(ready)
        self._go.setText(self.tr("Save the backup") if ready else self.tr("Saving and reading it back…"))
