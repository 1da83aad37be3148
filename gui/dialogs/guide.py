"""The guides: one page for each kind of reader, in the language of the window, and without a connection."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QButtonGroup, QHBoxLayout, QVBoxLayout, QWidget

from gui.dialogs.fitting import FittingDialog
from gui.widgets.buttons.button import button
from gui.widgets.text.guide_browser import GuideBrowser
from gui.wording import guides

_SIZE = 880, 700
"""px"""


class GuideDialog(FittingDialog):
    """`open` it; it deletes itself. The first guide is shown; a chord or a click shows another."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("guide_dialog")
        self.setModal(True)
        self.setWindowTitle(self.tr("Guides"))
        self.resize(*_SIZE)
        self._browser = GuideBrowser("guide_text")
        self._browser.setAccessibleName(self.tr("The guide"))
        self._group = QButtonGroup(self)
        choices = QHBoxLayout()
        choices.setSpacing(8)
        for guide in guides.guides():
            each = button(guide.word, f"guide_{guide.name}", "chip")
            each.setCheckable(True)
            each.setProperty("value", guide.name)
            self._group.addButton(each)
            choices.addWidget(each)
        choices.addStretch(1)
        close = button(self.tr("&Close"), "guide_close")
        close.setDefault(True)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 22, 24, 24)
        column.setSpacing(12)
        column.addLayout(choices)
        column.addWidget(self._browser, 1)
        column.addWidget(close, 0, Qt.AlignmentFlag.AlignRight)

        self._group.buttonToggled.connect(self._on_toggled)
        close.clicked.connect(self.accept)
        self.finished.connect(self.deleteLater)
        self._group.buttons()[0].setChecked(True)
        self._browser.setFocus()

    def _on_toggled(self, chosen: QAbstractButton, on: bool) -> None:
        if on:
            self._browser.show_guide(guides.file_of(chosen.property("value")))
