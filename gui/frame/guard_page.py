"""What covers the pages while nobody is signed in: a scan here does nothing and shows nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from gui.views.base import View
from gui.widgets.buttons.button import BigButton
from gui.widgets.messages.empty_state import Picture
from gui.widgets.text.labels import centred, label

if TYPE_CHECKING:
    from gui.work.core_bridge import CoreBridge

_WIDTH = 420


class GuardPage(View):
    """`sign_in_requested`: the page that was asked for comes as soon as somebody has signed in."""

    name = "guard"
    sign_in_requested = Signal()

    def __init__(self, bridge: CoreBridge, parent: QWidget | None = None) -> None:
        super().__init__(bridge, parent)
        self._sign_in = BigButton(self.tr("&Sign in"), "guard_sign_in")
        self._sign_in.setFixedWidth(260)
        column = QVBoxLayout(self)
        column.setSpacing(14)
        column.addStretch(2)
        column.addWidget(Picture("circle-help", "info"), 0, Qt.AlignmentFlag.AlignHCenter)
        column.addLayout(centred(label(self.title, "heading", "guard_heading"), _WIDTH))
        sentence = self.tr("The till is locked. What was begun here is still there for whoever began it.")
        column.addLayout(centred(label(sentence, "muted", "guard_sentence", wrap=True), _WIDTH))
        column.addWidget(self._sign_in, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addStretch(3)

        self._sign_in.clicked.connect(self.sign_in_requested)

    @property
    def title(self) -> str:
        return self.tr("Sign in to see this")

    def show_view(self) -> None:
        self.take_focus()

    def take_scan(self, _text: str) -> bool:
        """Take every scan, so that nothing comes of it."""
        return True

    def look_up(self, _text: str) -> None:
        """Look nothing up, in the place of the counter that is covered."""

    def show_card(self, _card_id: int) -> None:
        """Show no card, as `look_up`."""

    def take_focus(self) -> None:
        self._sign_in.setFocus(Qt.FocusReason.OtherFocusReason)
