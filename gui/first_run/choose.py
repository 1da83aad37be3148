"""The first question: try it on the sandbox, which is one press of Enter, or connect to the shop's service."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtGui import QKeySequence, QShortcut

from gui.first_run.assistant_page import AssistantPage
from gui.widgets.buttons.button import BigButton, button
from gui.widgets.text.labels import label


class ChoosePage(AssistantPage):
    try_requested = Signal()
    connect_requested = Signal()

    def __init__(self) -> None:
        super().__init__(
            "choose",
            self.tr("Welcome to Counterfoil"),
            self.tr("The gift card desk of your shop. How do you want to begin?"),
        )
        self._try = BigButton(self.tr("Try it"), "first_run_try", key=self.tr("Enter"))
        self._connect = button(self.tr("&Connect to your service"), "first_run_connect_choice")
        self.body.addWidget(self._try)
        self.body.addWidget(
            label(self.tr("At once, with some three hundred cards that are not real."), "hint", wrap=True)
        )
        self.body.addSpacing(8)
        self.body.addWidget(self._connect)
        self.body.addWidget(
            label(self.tr("With the address of your service and its token. Takes a minute."), "hint", wrap=True)
        )
        key = QShortcut(QKeySequence("F2"), self)

        self._try.clicked.connect(self.try_requested)
        self._connect.clicked.connect(self.connect_requested)
        key.activated.connect(self.connect_requested)

    def take_focus(self) -> None:
        self._try.setDefault(True)
        self._try.setFocus()
