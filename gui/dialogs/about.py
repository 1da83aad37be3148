"""About: which version this is, under which licence, and everything that it stands on, by name and word for word."""

from __future__ import annotations

from PySide6.QtCore import qVersion
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from core import about
from core.setup.parts import SoftwarePart, parts
from gui.dialogs.fitting import FittingDialog
from gui.widgets.buttons.button import button
from gui.widgets.lists.table import Table
from gui.widgets.lists.table_model import Column, TableModel
from gui.widgets.text.icon_mark import IconMark
from gui.widgets.text.labels import label

_SIZE = 640, 560

_ROW = 36
"""px"""


class AboutDialog(FittingDialog):
    """`open` it; it deletes itself. Esc and Enter close it."""

    keeps_input = False

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("about_dialog")
        self.setModal(True)
        self.setWindowTitle(self.tr("About Counterfoil"))
        self.resize(*_SIZE)
        self._model = TableModel(self._columns(), self)
        table = Table(self._model, "about_parts", self.tr("What it stands on"))
        table.verticalHeader().setDefaultSectionSize(_ROW)
        licence_button = button(self.tr("Show the &licence"), "about_show_licence", "quiet")
        close = button(self.tr("&Close"), "about_close")
        close.setDefault(True)
        row = QHBoxLayout()
        row.addWidget(licence_button)
        row.addStretch(1)
        row.addWidget(close)
        name = QHBoxLayout()
        name.setSpacing(10)
        name.addWidget(IconMark("logo", 32, "accent"))
        name.addWidget(label(f"{about.NAME} {about.VERSION}", "heading", "about_name"))
        name.addStretch(1)
        licence = self.tr("© {copyright}. Free software under the {licence} licence.")
        stands = self.tr(
            "It stands on Qt, used under the GNU LGPL version 3, on the typeface Inter (SIL Open Font License) and the "
            "icons of Lucide (ISC), and on:"
        )
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 22, 24, 24)
        column.setSpacing(12)
        column.addLayout(name)
        column.addWidget(label(self.tr("The gift card desk of a shop"), "muted", "about_purpose"))
        text = licence.format(copyright=about.COPYRIGHT, licence=about.LICENCE)
        column.addWidget(label(text, "text", "about_licence", wrap=True))
        column.addWidget(label(stands, "text", "about_stands", wrap=True))
        column.addWidget(table, 1)
        column.addLayout(row)

        self._model.show_rows((*parts(), SoftwarePart("Qt", qVersion(), "LGPL-3.0-only")))
        table.choose_row(0)
        licence_button.clicked.connect(lambda: self._show_licence(table.chosen))
        close.clicked.connect(self.accept)
        table.row_chosen.connect(self.accept)
        self.finished.connect(self.deleteLater)
        table.setFocus()

    def _show_licence(self, part: SoftwarePart | None) -> None:
        from gui.dialogs.licence import LicenceDialog  # noqa: PLC0415 - seldom asked for

        if part is not None:
            LicenceDialog(part, self).open()

    def _columns(self) -> tuple[Column[SoftwarePart], ...]:
        return (
            Column(self.tr("Part"), lambda part: part.name, width=200),
            Column(self.tr("Version"), lambda part: part.version, width=110),
            Column(self.tr("Licence"), lambda part: part.licence),
        )
