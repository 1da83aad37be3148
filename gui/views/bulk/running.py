"""An order on its way and after it: progress, each card's state, and the lock until all that was made is printed.

Every button keeps its place from the first card to the last; what cannot be done says why instead of going away.
"""

from __future__ import annotations

from operator import attrgetter

from PySide6.QtCore import Qt, Signal, SignalInstance
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QProgressBar, QPushButton, QWidget

from core.usecases.orders import OrderStatus, printable_sales
from gui.views.bulk import bulk_words
from gui.views.bulk.order_printing import Printed
from gui.widgets.buttons.button import BigButton, button
from gui.widgets.buttons.offers import CONFIRMS, WHY_NOT
from gui.widgets.keys.enter import pressed_focused
from gui.widgets.layout.panel import Panel
from gui.widgets.layout.reserved_space import ReservedSpace
from gui.widgets.lists.table import Table
from gui.widgets.lists.table_model import TableModel
from gui.widgets.messages.announcement import announce
from gui.widgets.text.labels import label, set_look
from gui.wording import messages


class BulkRun(QWidget):
    """Signals carry the batch_id, `handed_over` also the sales whose codes are no longer needed."""

    pause_requested = Signal(str)
    go_requested = Signal(str)
    stop_requested = Signal(str)
    print_requested = Signal(str)
    save_requested = Signal(str)
    result_requested = Signal(str)
    handed_over = Signal(str, object)
    left = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("bulk_run")
        self._seen: OrderStatus | None = None
        self._printed: set[str] = set()
        self._heading = label("", "heading", "order_heading", wrap=True)
        self._sentence = label("", "text", "order_sentence", wrap=True)
        self._bar = QProgressBar()
        self._bar.setObjectName("order_progress")
        self._bar.setAccessibleName(self.tr("Cards made"))
        self._bar.setTextVisible(False)
        self._model = TableModel(bulk_words.card_columns(), self, key=attrgetter("number"))
        self._table = Table(self._model, "order_cards", self.tr("Cards of this order"))
        self._table.set_tall(lambda card: card.message is not None)
        self._note = label("", "strong", "order_note", wrap=True)
        self._room = ReservedSpace((self._note,))
        self._pause = button(self.tr("Pa&use"), "order_pause")
        self._go = button(self.tr("&Go on"), "order_go")
        self._go.setProperty(CONFIRMS, True)
        self._stop = button(self.tr("&Stop for good…"), "order_stop", "quiet")
        self._print = button(self.tr("&Print all"), "order_print")
        self._save = button(self.tr("Save P&DF…"), "order_save_pdf")
        self._result = button(self.tr("Save the &list…"), "order_result")
        self._has_them = BigButton(self.tr("They are &handed over"), "order_handed_over")
        self._leave = button(self.tr("&Back"), "order_leave", "quiet")
        self._arrange()
        self._connect()
        self.forget()

    @property
    def batch_id(self) -> str:
        return self._seen.order.batch_id if self._seen else ""

    @property
    def seen(self) -> OrderStatus | None:
        return self._seen

    @property
    def moving(self) -> bool:
        """It may look different a moment later."""
        return self._seen is None or self._seen.going or bool(self._seen.order.pending)

    def show_seen(self, seen: OrderStatus) -> None:
        """Show fresh figures; they move neither the focus nor the list."""
        if seen.order.batch_id != self.batch_id:
            self._printed.clear()
            self._show_note("", "strong")
        before, self._seen = self._seen, seen
        order = seen.order
        self._heading.setText(bulk_words.order_heading(order))
        held = messages.format_message(seen.held)
        self._sentence.setText(bulk_words.order_sentence(order, going=seen.going, held=held))
        self._bar.setMaximum(order.cards)
        self._bar.setValue(order.tried)
        self._table.show_rows(seen.cards)
        self._renew_buttons(seen)
        if before is None or before.going != seen.going:
            self._take_focus()
            announce(self, f"{self._heading.text()}. {self._sentence.text()}")

    def show_printed(self, printed: Printed) -> None:
        self._printed |= set(printed.sales)
        self._show_note(printed.where, "strong")
        if self._seen is not None:
            self._renew_buttons(self._seen)
        self._has_them.setFocus(Qt.FocusReason.OtherFocusReason)

    def show_problem(self, text: str) -> None:
        self._show_note(text, "bad")

    def show_done(self, text: str) -> None:
        self._show_note(text, "strong")

    def leave(self) -> bool:
        """Return True when the page may close now; else it says why not."""
        if self._seen is None or self._seen.going or self._seen.order.waiting or not self._unprinted():
            return True
        self._show_note(messages.format_sentence("batch.not_printed", {}), "warn")
        return False

    def forget(self) -> None:
        """Forget the order: nothing can be asked for until one is shown."""
        self._seen = None
        self._model.show_rows(())
        for each in (self._pause, self._go, self._stop, self._print, self._save, self._has_them):
            each.setEnabled(False)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if not pressed_focused(self, event, self._has_them):
            super().keyPressEvent(event)

    def _unprinted(self) -> bool:
        """Return whether a code of ours that can be given away is on no paper yet."""
        cards = self._seen.cards if self._seen else ()
        ours = {card.operation_id for card in cards if card.own_code}
        return any(sale in ours and sale not in self._printed for sale in printable_sales(cards))

    def _take_focus(self) -> None:
        """Focus what comes next: a button that goes away must not leave the focus to chance."""
        for each in (self._pause, self._go, self._print, self._leave):
            if each.isEnabled():
                each.setFocus(Qt.FocusReason.OtherFocusReason)
                return

    def _renew_buttons(self, seen: OrderStatus) -> None:
        order, ready = seen.order, printable_sales(seen.cards)
        again = order.failed > 0 and not order.stopped
        self._pause.setEnabled(seen.going)
        self._go.setEnabled(not seen.going and not order.stopped and (order.waiting > 0 or again))
        self._go.setText(self.tr("&Go on") if order.waiting or not again else self.tr("Try these &again"))
        self._stop.setEnabled(order.waiting > 0)
        through = self.tr("This order is finished.")
        self._pause.setProperty(WHY_NOT, through if not order.waiting else self.tr("It is paused already."))
        self._go.setProperty(WHY_NOT, self.tr("It is running already.") if seen.going else through)
        self._stop.setProperty(WHY_NOT, through)
        for each in (self._print, self._save):
            each.setEnabled(bool(ready) and not seen.going)
        self._has_them.setEnabled(bool(ready) and not seen.going and not self._unprinted())

    def _show_note(self, text: str, role: str) -> None:
        self._note.setText(text)
        set_look(self._note, role=role)
        self._room.fit()
        if text:
            announce(self, text)

    def _arrange(self) -> None:
        left = Panel(name="order_panel")
        left.body.setSpacing(10)
        left.body.addWidget(self._heading)
        left.body.addWidget(self._bar)
        left.body.addWidget(ReservedSpace((self._sentence,), lines=2))
        left.body.addWidget(self._table, 1)
        right = Panel(self.tr("What to do with them"), name="order_acts")
        right.body.setSpacing(10)
        for each in (self._pause, self._go, self._stop):
            right.body.addWidget(each)
        right.body.addWidget(
            label(self.tr("Four cards go on an A4 page, with lines to cut along."), "muted", wrap=True)
        )
        for each in (self._print, self._save, self._result):
            right.body.addWidget(each)
        right.body.addStretch(1)
        right.body.addWidget(self._room)
        for part in (self._has_them, self._leave):
            right.body.addWidget(part)
        right.fix_width(310)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(20)
        row.addWidget(left, 1)
        row.addWidget(right)

    def _connect(self) -> None:
        for keys, each in (("Ctrl+P", self._print), ("Ctrl+Return", self._has_them), ("Ctrl+Enter", self._has_them)):
            QShortcut(QKeySequence(keys), self).activated.connect(each.click)
        self._pass_on(self._pause, self.pause_requested)
        self._pass_on(self._go, self.go_requested)
        self._pass_on(self._stop, self.stop_requested)
        self._pass_on(self._print, self.print_requested)
        self._pass_on(self._save, self.save_requested)
        self._pass_on(self._result, self.result_requested)
        self._has_them.clicked.connect(self._on_handed_over)
        self._leave.clicked.connect(self.left)

    def _pass_on(self, button: QPushButton, requested: SignalInstance) -> None:
        button.clicked.connect(lambda: requested.emit(self.batch_id))

    def _on_handed_over(self) -> None:
        if self._seen is not None:
            self.handed_over.emit(self.batch_id, printable_sales(self._seen.cards))
