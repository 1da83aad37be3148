"""Help: every key that works, what it does and where, read from what the window offers, so that it is never stale."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from gui.dialogs.fitting import FittingDialog
from gui.widgets.buttons.button import button
from gui.widgets.keys.chords import KeyLine
from gui.widgets.lists.table import Table
from gui.widgets.lists.table_model import Column, TableModel
from gui.widgets.text.labels import label

_SIZE, _ROW = (720, 600), 36
"""px"""


class HelpDialog(FittingDialog):
    """`open` it; it deletes itself. What the person wants to read instead is asked for by a signal."""

    keeps_input = False

    about_requested = Signal()
    guides_requested = Signal()

    def __init__(self, lines: tuple[KeyLine, ...], parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("help_dialog")
        self.setModal(True)
        self.setWindowTitle(self.tr("Help"))
        self.resize(*_SIZE)
        self._model = TableModel(self._columns(), self)
        table = Table(self._model, "help_keys", self.tr("All keys"))
        table.verticalHeader().setDefaultSectionSize(_ROW)
        guides = button(self.tr("&Guides"), "help_guides")
        about = button(self.tr("&About Counterfoil"), "help_about", "quiet")
        close = button(self.tr("&Close"), "help_close")
        close.setDefault(True)
        row = QHBoxLayout()
        row.addWidget(guides)
        row.addWidget(about)
        row.addStretch(1)
        row.addWidget(close)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 22, 24, 24)
        column.setSpacing(12)
        column.addWidget(label(self.tr("Keys"), "heading", "help_heading"))
        column.addWidget(label(self._first_words(), "text", "help_first", wrap=True))
        column.addWidget(table, 1)
        column.addLayout(row)

        self._model.show_rows(lines)
        table.choose_row(0)
        guides.clicked.connect(self._on_guides)
        about.clicked.connect(self._on_about)
        close.clicked.connect(self.accept)
        table.row_chosen.connect(self.accept)
        self.finished.connect(self.deleteLater)
        table.setFocus()

    def _first_words(self) -> str:
        return self.tr(
            "Scan a card at any time, on every page. Or type its last four, an amount or a name: what is typed goes "
            "into the field at the top. Enter confirms what you see; Esc goes back. No letter does anything by itself."
        )

    def _columns(self) -> tuple[Column[KeyLine], ...]:
        return (
            Column(self.tr("Key"), lambda line: line.key, width=130),
            Column(self.tr("What it does"), lambda line: line.text),
            Column(self.tr("Where"), lambda line: line.place, width=170),
        )

    def _on_about(self) -> None:
        self.accept()
        self.about_requested.emit()

    def _on_guides(self) -> None:
        self.accept()
        self.guides_requested.emit()
