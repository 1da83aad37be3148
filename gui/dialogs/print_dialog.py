"""What comes on paper, before it does: the pages as they will be, the printer, or a PDF file instead.

The picture is painted by the painter that prints, so that the preview equals the paper.
"""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from core.printing.layout import Layout
from gui.dialogs.fitting import FittingDialog
from gui.printing.printers import Printers, no_printer
from gui.widgets.buttons.button import BigButton, button
from gui.widgets.cards.page_picture import PagePicture
from gui.widgets.forms.field_rows import Field, FieldRows
from gui.widgets.messages.announcement import announce
from gui.widgets.text.labels import label

_PRINTER = "print_printer"


class PrintDialog(FittingDialog):
    """Emit `print_requested` with a printer's name, `file_requested` for a PDF. `accept` it when that worked.

    `pages` are what is printed, at least one; `chosen` is the printer offered first.
    """

    print_requested = Signal(str)
    file_requested = Signal()

    def __init__(self, pages: tuple[Layout, ...], chosen: str, window: QWidget) -> None:
        super().__init__(window)
        self._pages = pages
        self._at = 0
        self._printers = Printers()
        self._names: tuple[str, ...] = ()
        self.setObjectName("print_dialog")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setModal(True)
        self.setWindowTitle(pages[0].title)
        self._picture = PagePicture("print_picture", self.tr("The page as it is printed"))
        self._back = button(self.tr("Pre&vious page"), "print_previous")
        self._next = button(self.tr("&Next page"), "print_next")
        self._place = label("", "muted", "print_place")
        self._paper = label(self._paper_words(), "muted", "print_paper", wrap=True)
        self._rows = FieldRows((Field(_PRINTER, self.tr("Printer"), choices=(("", ""),)),))
        self._note = label("", "bad", "print_note", wrap=True)
        self._print = BigButton(self.tr("Print"), "print_now", key=self.tr("Enter"))
        self._file = button(self.tr("Save as &PDF…"), "print_save_pdf")
        self._close = button(self.tr("&Close"), "print_close", "quiet")
        self._arrange()
        self._connect()
        self.look_for_printers(self._printers.takes_cards(chosen))
        self._show_page(0)

    def look_for_printers(self, chosen: str) -> None:
        """Offer the printers that are there now; the one that is chosen stays chosen."""
        names = self._printers.names()
        if names != self._names or not names:
            self._names = names
            self._rows.set_choices(_PRINTER, tuple((name, name) for name in names))
            self._rows.set_value(_PRINTER, chosen)
            self._rows.setVisible(bool(names))
            self._print.setEnabled(bool(names))
            self.show_problem("" if names else no_printer())
            (self._print if names else self._file).setFocus(Qt.FocusReason.OtherFocusReason)

    def show_problem(self, text: str) -> None:
        """Say in the reserved line why nothing was printed; "" clears it."""
        self._note.setText(text)
        if text:
            announce(self, text)

    def changeEvent(self, event: QEvent) -> None:
        """Look again when somebody comes back from connecting a printer."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.ActivationChange and self.isVisible():
            self.look_for_printers(self._rows.value(_PRINTER))

    def _arrange(self) -> None:
        self._note.setMinimumHeight(2 * self._note.fontMetrics().lineSpacing())
        self._note.setAlignment(Qt.AlignmentFlag.AlignTop)
        turn = QHBoxLayout()
        for each in (self._back, self._place, self._next):
            turn.addWidget(each)
            each.setVisible(len(self._pages) > 1)
        left = QVBoxLayout()
        left.addWidget(self._picture, 1)
        left.addLayout(turn)
        right = QVBoxLayout()
        right.setSpacing(12)
        right.addWidget(label(self._pages[0].title, "heading", "print_heading", wrap=True))
        right.addWidget(self._paper)
        right.addWidget(self._rows)
        right.addWidget(self._note)
        right.addStretch(1)
        for each in (self._print, self._file, self._close):
            right.addWidget(each)
        side = QWidget()
        side.setLayout(right)
        right.setContentsMargins(0, 0, 0, 0)
        side.setFixedWidth(max(320, side.minimumSizeHint().width()))
        row = QHBoxLayout(self)
        row.setContentsMargins(24, 22, 24, 24)
        row.setSpacing(24)
        row.addLayout(left, 1)
        row.addWidget(side)
        self.resize(860, 640)

    def _connect(self) -> None:
        self._print.clicked.connect(self._on_print)
        self._print.setDefault(True)
        self._file.clicked.connect(self.file_requested)
        self._close.clicked.connect(self.reject)
        self._back.clicked.connect(lambda: self._show_page(self._at - 1))
        self._next.clicked.connect(lambda: self._show_page(self._at + 1))

    def _show_page(self, at: int) -> None:
        self._at = at
        self._picture.show_page(self._pages[at])
        self._place.setText(self.tr("Page {at} of {all}").format(at=at + 1, all=len(self._pages)))
        self._back.setEnabled(at > 0)
        self._next.setEnabled(at + 1 < len(self._pages))

    def _paper_words(self) -> str:
        page = self._pages[0]
        size = self.tr("{width} × {height} mm").format(width=round(page.width), height=round(page.height))
        return self.tr("Paper: {size}. On other paper it is centred, and made smaller where it must be.").format(
            size=size
        )

    def _on_print(self) -> None:
        name = self._rows.value(_PRINTER)
        if name:
            self.show_problem("")
            self.print_requested.emit(name)


def show(pages: tuple[Layout, ...], chosen: str, window: QWidget) -> PrintDialog:
    """Open the dialog for `pages`."""
    dialog = PrintDialog(pages, chosen, window)
    dialog.open()
    return dialog
