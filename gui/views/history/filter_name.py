"""Asks under which name the current filter of the history is saved."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from gui.dialogs.fitting import FittingDialog
from gui.widgets.buttons.button import BigButton, button
from gui.widgets.forms.field_rows import Field, FieldRows
from gui.widgets.text.labels import label

_MOST = 40


class FilterNameDialog(FittingDialog):
    """`named` carries the name, which is not empty."""

    named = Signal(str)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("filter_name_dialog")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setModal(True)
        self.setWindowTitle(self.tr("Save this filter"))
        self.setMinimumWidth(440)
        self._rows = FieldRows((Field("filter_name", self.tr("Name"), most=_MOST),))
        self._save = BigButton(self.tr("Save the filter"), "filter_save", key=self.tr("Enter"))
        self._back = button(self.tr("&Back"), "filter_back")
        self._arrange()

        self._rows.changed.connect(self._on_changed)
        self._rows.submitted.connect(self._on_save)
        self._save.clicked.connect(self._on_save)
        self._back.clicked.connect(self.reject)

    def _arrange(self) -> None:
        row = QHBoxLayout()
        row.setSpacing(10)
        row.addWidget(self._back)
        row.addWidget(self._save, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 22, 24, 24)
        column.setSpacing(14)
        column.addWidget(label(self.tr("Save this filter"), "heading", "filter_heading"))
        text = self.tr("Everybody at this till can choose it then. The same name again replaces the old one.")
        column.addWidget(label(text, "muted", wrap=True))
        column.addWidget(self._rows)
        column.addLayout(row)
        self._rows.input("filter_name").setFocus()

    def _on_changed(self) -> None:
        self._rows.show_error("filter_name", "")

    def _on_save(self) -> None:
        name = self._rows.value("filter_name").strip()
        if not name:
            self._rows.show_error("filter_name", self.tr("Type a name."))
            return
        self.named.emit(name)
        self.accept()
