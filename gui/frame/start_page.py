"""The one page of a program that cannot start: what is wrong, what to do, and a way out."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QMainWindow, QVBoxLayout, QWidget

from gui.frame.begin_anew import LOST, BeginAnewPanel
from gui.frame.known_shop import ADDRESS_MISSING, KnownShopPanel
from gui.frame.restore_panel import WANTED, RestorePanel
from gui.widgets.buttons.button import BigButton
from gui.widgets.messages.empty_state import Picture
from gui.widgets.text.labels import centred, label
from gui.wording import messages
from gui.work.empty_books import BeginAnew
from gui.work.restart import start_again
from gui.work.restoring import RestoreWay

_MOVED = "start.moved_away"


class StartPage(QWidget):
    """`key` "" means a fault of the program itself."""

    close_requested = Signal()

    def __init__(
        self,
        key: str,
        values: dict[str, object],
        anew: BeginAnew | None = None,
        restoring: RestoreWay | None = None,
    ) -> None:
        """Make the page; `anew` and `restoring` are the ways out where the books are lost."""
        super().__init__()
        self.setObjectName("start_page")
        self.setProperty("role", "page")
        bug = self.tr("The program itself failed while it started. Nothing was changed; the log says more.")
        moved = key == _MOVED
        title = self.tr("This till has moved") if moved else self.tr("Counterfoil cannot start")
        heading = label(title, "heading", "start_heading")
        sentence = label(messages.format_sentence(key, values) if key else bug, "text", "start_sentence", wrap=True)
        sentence.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._close = BigButton(self.tr("Close"), "start_close", key=self.tr("Enter"))
        self._close.setFixedWidth(260)
        column = QVBoxLayout(self)
        column.setSpacing(16)
        column.addStretch(2)
        mark = Picture("circle-check", "good") if moved else Picture("triangle-alert", "bad")
        column.addWidget(mark, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addLayout(centred(heading, 520))
        column.addLayout(centred(sentence, 520))
        if moved:
            column.addLayout(centred(label(self._next_step(), "text", "start_next", wrap=True), 520))
        if key in WANTED and restoring is not None:
            back = RestorePanel(restoring)
            back.restored.connect(start_again)
            column.addWidget(back)
        if key == LOST and anew is not None:
            panel = BeginAnewPanel(anew)
            panel.begun.connect(start_again)
            column.addWidget(panel)
        if key == ADDRESS_MISSING:
            shops = KnownShopPanel(values)
            shops.kept.connect(start_again)
            column.addWidget(shops)
        column.addWidget(self._close, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addStretch(3)

        self._close.clicked.connect(self.close_requested)

    def _next_step(self) -> str:
        return self.tr(
            "On the other machine, start Counterfoil and choose “Restore or move from a file”. When the till works "
            "there, this folder can go."
        )

    def replace_page(self, window: QMainWindow) -> None:
        """Take the place of the window's page; its button closes the window."""
        self.close_requested.connect(window.close)
        window.setCentralWidget(self)
        self.take_focus()

    def take_focus(self) -> None:
        self._close.setDefault(True)
        self._close.setFocus()
