"""Asks for a name and a PIN: to sign in, or for a manager's approval. It stays until the PIN was right or Back.

It takes no key that was struck before a person can have seen it: what was typed for another field is no PIN.
"""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QPaintEvent
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from gui.dialogs.fitting import FittingDialog, stand_beside
from gui.dialogs.pin_request import PinRequest
from gui.widgets.buttons.button import BigButton, button
from gui.widgets.forms.field_rows import Field, FieldRows
from gui.widgets.text.labels import label, set_look

_SEEN_MS = 250
"""From the first picture of the dialog, and from the last key that was not meant for it."""


class PinDialog(FittingDialog):
    """`given` carries name and PIN; the answer comes back with `accept` or `show_problem`."""

    keeps_input = False

    given = Signal(str, str)
    left_for_later = Signal()

    def __init__(self, request: PinRequest, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("pin_dialog")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setModal(True)
        self.setWindowTitle(request.heading)
        self.setMinimumWidth(440)
        names = tuple((person.name, person.name) for person in request.people)
        self._rows = FieldRows(
            (
                Field("staff_name", self.tr("Name"), choices=names),
                Field("staff_pin", self.tr("PIN"), secret=True, most=64),
            )
        )
        self._word = request.action
        self._confirm = BigButton(request.action, "pin_enter", key=self.tr("Enter"))
        self._back = button(self.tr("&Back"), "pin_back")
        self._later = button(self.tr("Ask for &later"), "pin_later", "quiet") if request.later else None
        self.ready = False
        self._seen = QTimer(self)
        self._seen.setSingleShot(True)
        self._seen.setInterval(_SEEN_MS)
        self._facts = request.facts
        self._arrange(request.heading, request.sentence)

        self._seen.timeout.connect(self._on_seen)
        self._rows.submitted.connect(self._on_given)
        self._rows.changed.connect(self._rows.clear_errors)
        self._confirm.clicked.connect(self._on_given)
        self._back.clicked.connect(self.reject)

    def open(self) -> None:
        """Open at the right edge, over what is done and not the card; in the middle where the screen is small."""
        super().open()
        if self._facts:
            stand_beside(self)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if not self.ready and not self._seen.isActive():
            self._seen.start()

    def eventFilter(self, _field: QObject, event: QEvent) -> bool:
        """Drop keys of the PIN field until somebody can have seen it; they count as no try."""
        if self.ready or event.type() != QEvent.Type.KeyPress or not isinstance(event, QKeyEvent):
            return False
        is_text = bool(event.text()) and event.text().isprintable()
        if is_text:
            self._seen.start()
        return is_text

    def _on_seen(self) -> None:
        self.ready = True

    def reject(self) -> None:
        """Stay open while the PIN is looked at: what it allows may be under way, and its answer comes here."""
        if self._confirm.isEnabled():
            super().reject()

    def show_problem(self, text: str) -> None:
        """Ask for the PIN again; the one that was typed is gone."""
        self._set_busy(busy=False)
        self._rows.set_value("staff_pin", "")
        self._rows.show_error("staff_pin", text)
        self._rows.input("staff_pin").setFocus()

    def _arrange(self, heading: str, sentence: str) -> None:
        row = QHBoxLayout()
        row.setSpacing(10)
        row.addWidget(self._back)
        row.addWidget(self._confirm, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 22, 24, 24)
        column.setSpacing(14)
        column.addWidget(label(heading, "heading", "pin_heading", wrap=True))
        said = label(sentence, "muted", "pin_sentence", wrap=True)
        column.addWidget(said)
        said.setVisible(bool(sentence))
        if self._facts:
            column.addWidget(_shown(self._facts))
        column.addWidget(self._rows)
        column.addLayout(row)
        if self._later is not None:
            self._later.clicked.connect(self._on_later)
            column.addWidget(self._later)
        self._rows.input("staff_pin").installEventFilter(self)
        self._rows.input("staff_pin").setFocus()

    def _on_given(self) -> None:
        pin = self._rows.value("staff_pin")
        if not pin:
            self._rows.input("staff_pin").setFocus()  # an empty one is no try
        elif self._confirm.isEnabled():
            self._set_busy(busy=True)
            self.given.emit(self._rows.value("staff_name"), pin)

    def _on_later(self) -> None:
        if self._confirm.isEnabled():
            self._set_busy(busy=True)
            self.left_for_later.emit()

    def _set_busy(self, *, busy: bool) -> None:
        self._confirm.setEnabled(not busy)
        for each in filter(None, (self._back, self._later)):
            each.setEnabled(not busy)
        self._confirm.setText(self.tr("One moment…") if busy else self._word)


def _shown(facts: tuple[tuple[str, str], ...]) -> QFrame:
    """Return the facts, line by line, each read aloud as one."""
    box = QFrame()
    box.setObjectName("pin_facts")
    box.setProperty("role", "message")
    set_look(box, tone="info")
    grid = QGridLayout(box)
    grid.setContentsMargins(14, 12, 14, 12)
    grid.setHorizontalSpacing(16)
    grid.setVerticalSpacing(6)
    grid.setColumnStretch(1, 1)
    for at, (name, value) in enumerate(facts):
        grid.addWidget(label(name, "label"), at, 0, Qt.AlignmentFlag.AlignTop)
        grid.addWidget(label(value, "strong", f"pin_fact_{at}", wrap=True), at, 1)
    return box
