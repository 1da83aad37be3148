"""What stands in front while nobody is signed in: history, reports and settings are not for whoever comes by."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from gui.views.base import View
from gui.widgets.buttons import BigButton
from gui.widgets.empty_state import Picture
from gui.widgets.labels import centred, label

if TYPE_CHECKING:
    from gui.work.worker import Desk

_WIDTH = 420


class GuardPage(View):
    """`sign_in_requested`: the page that was asked for comes as soon as somebody has signed in."""

    name = "guard"
    sign_in_requested = Signal()

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(desk, parent)
        self._sign_in = BigButton(self.tr("&Sign in"), "guard_sign_in")
        self._sign_in.setFixedWidth(260)
        column = QVBoxLayout(self)
        column.setSpacing(14)
        column.addStretch(2)
        column.addWidget(Picture("circle-help", "info"), 0, Qt.AlignmentFlag.AlignHCenter)
        column.addLayout(centred(label(self.title, "heading", "guard_heading"), _WIDTH))
        sentence = self.tr("This page is for the people of the shop. The counter, new cards and the search stay open.")
        column.addLayout(centred(label(sentence, "muted", "guard_sentence", wrap=True), _WIDTH))
        column.addWidget(self._sign_in, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addStretch(3)

        self._sign_in.clicked.connect(self.sign_in_requested)

    @property
    def title(self) -> str:
        return self.tr("Sign in to see this")

    def show_view(self) -> None:
        self.take_focus()

    def take_focus(self) -> None:
        self._sign_in.setFocus(Qt.FocusReason.OtherFocusReason)
