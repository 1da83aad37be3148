"""The code of a card just sold. It stays until it was printed or saved, or somebody says that the customer has it.

Enter presses the button with the focus: Print first. What forgets the code wants its own chord or a click, so that
neither a second Enter after the sale nor one after a print that needed no dialog wipes a code.
"""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QWidget

from core.domain.code import grouped
from core.domain.countdown import counts_down
from core.errors import KnownError
from core.printing.layout import Layout
from core.usecases.sales import CONFIRMED, PENDING, REFUSED, Sale
from gui.dialogs.print_controller import PrintController
from gui.dialogs.swap_check import SwapCheck
from gui.views.issue import sale_words
from gui.views.issue.sale_page import page_of, sold_card
from gui.widgets.buttons.button import BigButton, button
from gui.widgets.cards.page_picture import PagePicture
from gui.widgets.keys.enter import pressed_focused
from gui.widgets.layout.panel import Panel
from gui.widgets.messages.announcement import announce
from gui.widgets.text.labels import label, set_look
from gui.widgets.text.pill import Pill
from gui.wording import messages


class CodeScreen(QWidget):
    """`handed_over` carries the operation_id; `left`: the code is kept and waits in the list.

    `label_wanted` carries a SoldCard: who hears it answers with `label_printed` or `label_failed`.
    """

    handed_over = Signal(str)
    label_wanted = Signal(object)
    left = Signal()
    printed = Signal(str)
    """An operation_id: its card is on paper or in a file."""
    take_back_requested = Signal(str)
    """An operation_id: the sale was not paid."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("code_screen")
        self._sale: Sale | None = None
        self._page: Layout | None = None
        self._safe = self._swapped = False
        self._picture = PagePicture("code_picture", self.tr("The card as it is printed"))
        self._pill = Pill()
        self._pill.setObjectName("code_state")
        self._heading = label("", "heading", "code_heading", wrap=True)
        self._code = label("", "heading", "code_text")
        self._code.setStyleSheet("font-size: 24px; font-weight: 700;")
        self._sentence = label("", "text", "code_sentence", wrap=True)
        self._advice = label("", "muted", "code_advice", wrap=True)
        self._note = label("", "strong", "code_note", wrap=True)
        self._print = button(self.tr("&Print"), "code_print")
        self._preview = button(self.tr("Pre&view"), "code_preview")
        self._save = button(self.tr("&Save PDF…"), "code_save_pdf")
        self._label = button(self.tr("Print a l&abel"), "code_label")
        self._check = button(self.tr("&Check the card by scanning it…"), "code_check")
        self._has_it = BigButton(self.tr("The customer &has it"), "code_handed_over")
        self._leave = button(self.tr("&Later"), "code_leave", "quiet")
        self._take_back = button(self.tr("Not paid: ta&ke it back…"), "code_take_back", "quiet")
        for later in (self._leave, self._take_back):
            _keep_room(later)  # they come while a hand is on its way to the others
        self._printing = PrintController(self)
        self._arrange()
        self._connect()

    @property
    def operation_id(self) -> str:
        """Whose code is shown; empty when none is."""
        return self._sale.row.operation_id if self._sale else ""

    @property
    def ended(self) -> bool:
        """Nothing more will change by itself."""
        return self._sale is None or self._sale.ended

    def show_sale(self, sale: Sale, *, code_in_hand: bool = False) -> None:
        """Show the sale; fresh figures of the same one move nothing. `code_in_hand`: it was a pre-printed card."""
        fresh = sale.row.operation_id != self.operation_id
        before, self._sale = self._sale, sale
        if fresh:
            self._safe = self._swapped = False
            self._show_note("", "strong")
        if fresh or before != sale:
            self._show(sale)
        elif counts_down(sale.row.message):
            self._sentence.setText(sale_words.words(sale).sentence)
        if fresh:
            by_hand = code_in_hand or not sale.shop
            (self._has_it if by_hand else self._print).setFocus(Qt.FocusReason.OtherFocusReason)

    def leave(self) -> bool:
        """Return True when the page may close now; else it says why not."""
        if self._sale is None or self._safe or self._sale.stand not in {CONFIRMED, PENDING}:
            return True
        why = self.tr("Print it, save it, or say that the customer has it. Then this page closes.")
        self._show_note(why, "warn")
        return False

    def forget(self) -> None:
        """Forget the code: nothing of it stays on the screen."""
        self._sale, self._page = None, None
        self._code.clear()
        self._picture.show_page(None)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if not pressed_focused(self, event, self._has_it):
            super().keyPressEvent(event)

    def _arrange(self) -> None:
        left = Panel(name="code_picture_panel")
        left.body.addWidget(self._picture, 1)
        right = Panel(name="code_panel")
        right.body.setSpacing(12)
        right.body.addWidget(self._pill)
        for each in (self._heading, self._code, self._sentence, self._advice):
            right.body.addWidget(each)
        right.body.addStretch(1)
        right.body.addWidget(self._note)
        buttons = QHBoxLayout()
        buttons.setSpacing(8)
        for control in (self._print, self._preview, self._save):
            buttons.addWidget(control, 1)
        right.body.addLayout(buttons)
        right.body.addWidget(self._label)
        right.body.addWidget(self._check)
        right.body.addWidget(self._take_back)
        right.body.addWidget(self._has_it)
        right.body.addWidget(self._leave)
        right.fix_width(400)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(20)
        row.addWidget(left, 1)
        row.addWidget(right)

    def _connect(self) -> None:
        for keys, each in (("Ctrl+P", self._print), ("Ctrl+Return", self._has_it), ("Ctrl+Enter", self._has_it)):
            shortcut = QShortcut(QKeySequence(keys), self)
            shortcut.activated.connect(each.click)
        self._print.clicked.connect(self._on_print)
        self._preview.clicked.connect(self._on_preview)
        self._save.clicked.connect(self._on_save)
        self._label.clicked.connect(self._on_label)
        self._check.clicked.connect(self._on_check)
        self._has_it.clicked.connect(self._on_has_it)
        self._leave.clicked.connect(self.left)
        self._take_back.clicked.connect(self._on_take_back)
        self._printing.done.connect(self._on_printed)
        self._printing.done.connect(self._tell_printed)
        self._printing.failed.connect(self._on_print_failed)

    def _show(self, sale: Sale) -> None:
        words = sale_words.words(sale)
        self._pill.show_state(*sale_words.pill(sale))
        self._heading.setText(words.heading)
        self._sentence.setText(words.sentence)
        self._advice.setText(words.advice)
        shown = sale.code is not None and sale.stand != REFUSED
        named = bool(sale.shop)
        printable = named and not sale.other_value
        self._page = page_of(sale) if shown and printable else None
        self._picture.show_page(self._page)
        self._code.setText(grouped(sale.code) if sale.code and shown else "")
        for each in (self._code, self._print, self._preview, self._save, self._check, self._has_it):
            each.setVisible(shown)
        self._label.setVisible(shown and bool(sale.label_printer))
        for each in (self._print, self._preview, self._save, self._label):
            each.setEnabled(printable)
        if shown and not named:
            self._show_note(messages.format_sentence("print.unnamed", {}), "warn")
        elif self._note.text() == messages.format_sentence("print.unnamed", {}):
            self._show_note("", "strong")
        self._take_back.setVisible(sale.row.can_be_taken_back)
        self._renew_has_it()
        self._renew_leave()
        announce(self, f"{words.heading}. {words.sentence}")

    def _renew_has_it(self) -> None:
        """Refuse it while the card on the counter is known to be another one."""
        ready = self._sale is not None and self._sale.stand in {CONFIRMED, PENDING}
        self._has_it.setEnabled(ready and not self._swapped)

    def _renew_leave(self) -> None:
        stand = self._sale.stand if self._sale else ""
        self._leave.setText(self.tr("&Back") if not self._code.text() else self.tr("&Later: keep the code in the list"))
        self._leave.setVisible(self._safe or stand not in {CONFIRMED, PENDING})

    def _show_note(self, text: str, role: str) -> None:
        self._note.setText(text)
        set_look(self._note, role=role)
        if text:
            announce(self, text)

    def _on_print(self) -> None:
        if self._page is not None:
            self._printing.print_page(self._page, self._file_name())

    def _on_preview(self) -> None:
        if self._page is not None:
            self._printing.preview(self._page, self._file_name())

    def _on_save(self) -> None:
        if self._page is not None:
            self._printing.save_pdf(self._page, self._file_name())

    def _on_label(self) -> None:
        sold = sold_card(self._sale) if self._sale is not None else None
        if sold is not None:
            self._label.setEnabled(False)
            self.label_wanted.emit(sold)

    def label_printed(self, where: str) -> None:
        """Tell that the label is where it was to go."""
        self._label.setEnabled(True)
        self._on_printed(self.tr("Label: {where}").format(where=where))

    def label_failed(self, error: KnownError) -> None:
        """Tell that the label is nowhere; the code is kept."""
        self._label.setEnabled(True)
        self._on_print_failed(messages.format_error(error))

    def _file_name(self) -> str:
        """Return the proposal for a file: the last four characters are all of the code that it tells."""
        last = self._sale.row.last_characters.upper() if self._sale else ""
        return self.tr("Gift card {last}.pdf").format(last=last)

    def _on_printed(self, where: str) -> None:
        self._safe = True
        self._show_note(where, "strong")
        self._renew_leave()
        self._has_it.setFocus(Qt.FocusReason.OtherFocusReason)

    def _tell_printed(self, _where: str) -> None:
        self.printed.emit(self.operation_id)

    def _on_print_failed(self, why: str) -> None:
        self._show_note(why, "bad")

    def _on_check(self) -> None:
        if self._sale is not None and self._sale.code is not None:
            dialog = SwapCheck(self._sale.code, self)
            dialog.same.connect(self._on_same)
            dialog.swapped.connect(self._on_swapped)
            dialog.open()

    def _on_same(self) -> None:
        self._swapped = False
        self._renew_has_it()
        self._show_note(self.tr("It is the right card."), "strong")
        self._has_it.setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_swapped(self) -> None:
        self._swapped = True
        self._renew_has_it()
        self._show_note(self.tr("Stop: this is another card. Find the one that was sold, and check it."), "bad")

    def _on_has_it(self) -> None:
        if self._sale is not None:
            self.handed_over.emit(self._sale.row.operation_id)

    def _on_take_back(self) -> None:
        if self._sale is not None:
            self.take_back_requested.emit(self._sale.row.operation_id)


def _keep_room(widget: QWidget) -> None:
    policy = widget.sizePolicy()
    policy.setRetainSizeWhenHidden(True)
    widget.setSizePolicy(policy)
