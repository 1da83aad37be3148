"""The first question: try it on the sandbox, which is one press of Enter, connect, or bring a till along, join."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtGui import QKeySequence, QShortcut

from gui.first_run.assistant_page import AssistantPage
from gui.widgets.buttons.button import BigButton, button
from gui.widgets.text.labels import label


class ChoosePage(AssistantPage):
    try_requested = Signal()
    connect_requested = Signal()
    restore_requested = Signal()
    join_requested = Signal()

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
        self._restore = button(self.tr("&Restore or move from a file"), "first_run_restore_choice")
        self.body.addSpacing(8)
        self.body.addWidget(self._restore)
        told = self.tr("With the backup of a till and its password. It comes with all that it knew.")
        self.body.addWidget(label(told, "hint", wrap=True))
        self._join = button(self.tr("&Join the other tills of your shop"), "first_run_join_choice")
        self.body.addSpacing(8)
        self.body.addWidget(self._join)
        invited = self.tr("With an invitation from the till that leads. Settings and people come along.")
        self.body.addWidget(label(invited, "hint", wrap=True))
        key, other, third = (QShortcut(QKeySequence(name), self) for name in ("F2", "F3", "F4"))

        self._try.clicked.connect(self.try_requested)
        self._connect.clicked.connect(self.connect_requested)
        self._restore.clicked.connect(self.restore_requested)
        key.activated.connect(self.connect_requested)
        other.activated.connect(self.restore_requested)
        self._join.clicked.connect(self.join_requested)
        third.activated.connect(self.join_requested)

    def take_focus(self) -> None:
        self._try.setDefault(True)
        self._try.setFocus()
