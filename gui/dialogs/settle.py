"""Asks for the reason of a settlement, and for its figure, and says before it is done what will happen.

It decides nothing: `decided` carries what a person said, and whoever opened it tells what came of it. Settling cannot
be undone, so Enter never does it: the button has a chord of its own.
"""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from core.domain.operation import MONEY_KINDS
from core.domain.settlement import Decision, Foreseen, How
from core.errors import KnownError
from core.rows import OperationRow
from core.usecases.settlements import SettlementPreview
from gui.dialogs.fitting import FittingDialog
from gui.dialogs.settle_figure import SettleFigure
from gui.dialogs.settle_reason import SettleReason
from gui.widgets.amounts.keypad import typed_key
from gui.widgets.buttons.button import BigButton, button
from gui.widgets.keys import chords
from gui.widgets.keys.tab_order import follow, inside
from gui.widgets.messages.announcement import announce
from gui.widgets.text.labels import label, set_look
from gui.wording import messages, operation_words, settle_words


class SettleDialog(FittingDialog):
    """`foresee_requested` whenever the sentence must be thought over again; answer with `show_preview`."""

    foresee_requested = Signal(object)
    decided = Signal(object)

    def __init__(self, row: OperationRow, how: How, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("settle_dialog")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setModal(True)
        self._row = row
        self._busy = False
        self._preview: SettlementPreview | None = None
        self._figure = SettleFigure(row) if how is How.BALANCE else None
        self._how = how
        self._reason = SettleReason(settle_words.ready_reasons(row.kind, how), self._letters())
        self._foreseen = label("", "text", "settle_foreseen", wrap=True)
        self._problem = label("", "bad", "settle_problem", wrap=True)
        role = "danger" if how is How.DROP else "primary"
        self._button = BigButton("", "settle_button", role=role)
        self._back = button(self.tr("&Back"), "settle_back")
        self.setWindowTitle(chords.plain(settle_words.way_text(row, how)))
        self._arrange()
        self._renew()

        self._reason.changed.connect(self._renew)
        if self._figure is not None:
            self._figure.changed.connect(self._ask)
        self._button.clicked.connect(self._on_pressed)
        self._back.clicked.connect(self.reject)

    def start(self) -> None:
        """Open it, and ask for the first time what this comes to."""
        self.open()
        (self._figure or self._reason).take_focus()
        self._ask()

    def show_preview(self, preview: SettlementPreview) -> None:
        """Show what it comes to; an answer to an older question is dropped."""
        if preview.decision == self._draft():
            self._preview = preview
            self._renew()

    def look_again(self) -> None:
        """Look again: the card was read, so what this comes to may be something else now."""
        if not self._busy:
            self._ask()

    def show_problem(self, error: KnownError) -> None:
        """Show why nothing was settled; what was typed stays."""
        self._busy = False
        self._show_problem(messages.format_error(error))
        self._renew()
        self._ask()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = typed_key(event)
        if self._figure is not None and key and not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
            self._figure.press(key)
            return
        super().keyPressEvent(event)

    def _arrange(self) -> None:
        self.setMinimumWidth(540 if self._figure is None else 510 + self._figure.minimumWidth())
        self._problem.hide()
        frame = QFrame()
        frame.setProperty("role", "message")
        set_look(frame, tone="info")
        inner = QHBoxLayout(frame)
        inner.setContentsMargins(14, 12, 14, 12)
        inner.addWidget(self._foreseen)
        row = QHBoxLayout()
        row.setSpacing(10)
        row.addWidget(self._back)
        row.addWidget(self._button, 1)
        right = QVBoxLayout()
        right.setSpacing(14)
        right.addWidget(self._reason)
        right.addStretch(1)
        for each in (frame, self._problem):
            right.addWidget(each)
        right.addLayout(row)
        across = QHBoxLayout()
        across.setSpacing(24)
        if self._figure is not None:
            across.addWidget(self._figure)
        across.addLayout(right, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 22, 24, 24)
        column.setSpacing(14)
        column.addWidget(label(self.windowTitle().rstrip("…"), "heading", "settle_heading", wrap=True))
        column.addWidget(label(operation_words.what(self._row), "muted", "settle_what", wrap=True))
        column.addLayout(across, 1)
        self._order_tabs()

    def _order_tabs(self) -> None:
        """Order the stops of Tab: the figure, its reason, the button; then what the figure can be typed with else."""
        parts: list[QWidget] = [*inside(self._reason), self._button, self._back]
        if self._figure is not None:
            others = (each for each in inside(self._figure) if each is not self._figure.amount)
            parts = [self._figure.amount, *parts, *others]
        follow(*parts)

    def _letters(self) -> set[str]:
        """Return the letters of the chords beside the ready reasons, in the language of the window."""
        texts = (self._promise_word(), self.tr("&Back"), *(self._figure.modes if self._figure else ()))
        return {chords.letter_of(text) for text in texts}

    def _draft(self) -> Decision:
        """Return what is meant so far, without its reason."""
        if self._figure is None:
            return Decision(self._row.operation_id, self._how, "")
        return Decision(self._row.operation_id, self._figure.how, "", self._figure.minor())

    def _ask(self) -> None:
        draft = self._draft()
        if self._preview is not None and self._preview.decision != draft:
            self._preview = None
        if self._row.kind in MONEY_KINDS and (self._figure is None or draft.figure is not None):
            self.foresee_requested.emit(draft)
        self._renew()

    def _renew(self) -> None:
        self._foreseen.setText(self._sentence())
        self._button.setText(self._promise())
        self._button.setEnabled(not self._busy and self._clear() and bool(self._reason.text()))

    def _found(self) -> Foreseen | KnownError | None:
        return self._preview.found if self._preview is not None else None

    def _clear(self) -> bool:
        """Return whether what will happen is known and was said."""
        return self._row.kind not in MONEY_KINDS or isinstance(self._found(), Foreseen)

    def _sentence(self) -> str:
        found = self._found()
        if isinstance(found, KnownError):
            return messages.format_error(found)
        if found is not None:
            return settle_words.foreseen_text(self._row, self._draft(), found)
        if self._figure is not None and self._figure.minor() is None:
            return self._wanted_figure(self._figure.how)
        return settle_words.plain_text(self._row, self._how) or self.tr("One moment…")

    def _wanted_figure(self, how: How) -> str:
        if how is How.BALANCE:
            return self.tr("Type what should be on the card to see what will happen.")
        if settle_words.perhaps_twice(self._row):
            return self.tr(
                "Type all that it changed on the card, twice where it was done twice, to see what will happen."
            )
        return self.tr("Type the amount to see what will happen.")

    def _promise(self) -> str:
        if self._busy:
            return self.tr("One moment…")
        if self._clear() and not self._reason.text():
            return self.tr("A reason is needed")
        return self._promise_word()

    def _promise_word(self) -> str:
        return self.tr("&Drop it") if self._how is How.DROP else self.tr("&Settle it")

    def _on_pressed(self) -> None:
        draft = self._draft()
        self._busy = True
        self._show_problem("")
        self._renew()
        self.decided.emit(Decision(draft.operation_id, draft.how, self._reason.text(), draft.figure))

    def _show_problem(self, text: str) -> None:
        self._problem.setText(text)
        self._problem.setVisible(bool(text))
        if text:
            announce(self, text)
