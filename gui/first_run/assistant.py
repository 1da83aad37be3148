"""The assistant of the first start: one page at a time in a window of its own, before the till's window opens.

Enter tries it on the sandbox. Every later page can be skipped, Esc goes back, and a killed start goes on where it was.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QCloseEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from core import first_run
from core.first_run import CARDS, CHOOSE, MANAGER, PRINTER, SCANNER, SHOP
from gui.first_run.choose import ChoosePage
from gui.first_run.connect import ConnectPage
from gui.first_run.errand import Errands
from gui.first_run.page import Page
from gui.look import icons
from gui.widgets import small_screen
from gui.widgets.buttons import button
from gui.widgets.icon_mark import IconMark
from gui.widgets.labels import label
from gui.wording.places_of_token import place_words

if TYPE_CHECKING:
    from core.errors import KnownError
    from core.tokens import Place
    from gui.work.worker import Desk

_LATER = (CARDS, SHOP, SCANNER, PRINTER, MANAGER)
"""The steps after connecting. Each can be skipped, and Esc goes back to the one before."""


class Assistant(QWidget):
    """`till_requested`: show the till's window now; it comes once, when all is answered or skipped."""

    till_requested = Signal()

    def __init__(self, desk: Desk, folder: Path, step: str) -> None:
        super().__init__()
        self._desk, self._folder = desk, folder
        self._place: Place | None = None
        self._errands: Errands | None = None
        self._over = False
        self.setObjectName("first_run")
        self.setProperty("role", "page")
        self.setWindowTitle("Counterfoil")
        self.setWindowIcon(icons.icon("logo", "accent"))
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setMinimumSize(1024, 700)
        self.resize(1280, 800)
        self._pages = QStackedWidget()
        self._step = label("", "hint", "first_run_step")
        self._open = button(self.tr("&Open the till now"), "first_run_open", "quiet")
        self._arrange()

        self._open.clicked.connect(self.end)
        QShortcut(QKeySequence(Qt.Key.Key_Escape), self).activated.connect(self._on_escape)
        desk.could_not_open.connect(self._on_could_not_open)
        self._show(step)
        if step != CHOOSE:
            desk.start()

    def end(self) -> None:
        """Everything else can be set up in the settings."""
        if not self._over:
            self._over = True
            first_run.end(self._folder)
            self.till_requested.emit()
            self.close()

    def fit(self, room: QSize) -> None:
        """`room` is what the screen has; where that is too little it scrolls."""
        small_screen.fit(self, room)

    def closeEvent(self, event: QCloseEvent) -> None:
        if self._errands is not None:
            self._errands.end()
            self._errands = None
        super().closeEvent(event)

    def _arrange(self) -> None:
        top = QHBoxLayout()
        top.setContentsMargins(24, 16, 24, 0)
        top.addWidget(IconMark("logo", 26, "accent"))
        top.addWidget(label("Counterfoil", "brand", "brand"))
        top.addStretch(1)
        top.addWidget(self._step)
        top.addWidget(self._open)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addLayout(top)
        column.addWidget(self._pages, 1)

    def _show(self, step: str) -> None:
        """A page is made when it is shown; the step is on the disk first."""
        if step in _LATER:
            first_run.keep(self._folder, step)
        self._say_step(_LATER.index(step) + 2 if step in _LATER else 0)
        self._open.setVisible(step in _LATER)
        page = self._made(step)
        if step in _LATER:
            page.next_requested.connect(partial(self._go, step, 1))
            page.back_requested.connect(partial(self._go, step, -1))
        self._bring(page)

    def _go(self, step: str, by: int) -> None:
        """From one of the later steps to the next or the one before; the first of them has none before it."""
        at = _LATER.index(step) + by
        if at >= len(_LATER):
            self.end()
        elif at >= 0:
            self._show(_LATER[at])

    def _say_step(self, number: int) -> None:
        """0: a page that is none of the steps."""
        text = self.tr("Step {step} of {steps}").format(step=number, steps=len(_LATER) + 1)
        self._step.setText(text if number else "")

    def _on_escape(self) -> None:
        page = self._pages.currentWidget()
        if isinstance(page, Page) and not page.busy:
            page.back_requested.emit()

    def _bring(self, page: Page) -> None:
        old = self._pages.currentWidget()
        self._pages.addWidget(page)
        self._pages.setCurrentWidget(page)
        page.take_focus()
        if old is not None:
            self._pages.removeWidget(old)
            old.deleteLater()

    def _made(self, step: str) -> Page:
        makers: dict[str, Callable[[], Page]] = {
            CHOOSE: self._choose,
            CARDS: self._cards,
            SHOP: self._shop,
            SCANNER: self._scanner,
            PRINTER: self._printer,
            MANAGER: self._manager,
        }
        return makers[step]()

    def _choose(self) -> Page:
        page = ChoosePage()
        page.try_requested.connect(self._on_try)
        page.connect_requested.connect(self._on_connect)
        return page

    def _cards(self) -> Page:
        from gui.first_run.cards import CardsPage  # noqa: PLC0415 - the first page is there sooner without

        return CardsPage(self._desk, place_words(self._place))

    def _shop(self) -> Page:
        from gui.first_run.shop import ShopPage  # noqa: PLC0415 - as above

        return ShopPage(self._desk)

    def _scanner(self) -> Page:
        from gui.first_run.scanner import ScannerPage  # noqa: PLC0415 - as above

        return ScannerPage(self._desk)

    def _printer(self) -> Page:
        from gui.first_run.printer import PrinterPage  # noqa: PLC0415 - loads the printing system

        return PrinterPage(self._desk)

    def _manager(self) -> Page:
        from gui.first_run.manager import ManagerPage  # noqa: PLC0415 - as above

        return ManagerPage(self._desk)

    def _on_try(self) -> None:
        self._desk.start()
        self.end()

    def _on_connect(self) -> None:
        page = ConnectPage()
        page.given.connect(self._on_given)
        page.back_requested.connect(partial(self._show, CHOOSE))
        self._say_step(1)
        self._bring(page)

    def _on_given(self, url: str, token: str) -> None:
        if self._errands is None:
            self._errands = Errands(self)
        self._errands.run(partial(_enrol, self._folder, url, token), self._on_enrolled, self._on_not_enrolled)

    def _on_enrolled(self, place: Place) -> None:
        self._place = place
        self._show(CARDS)
        self._desk.start()

    def _on_not_enrolled(self, error: KnownError) -> None:
        page = self._pages.currentWidget()
        if isinstance(page, ConnectPage):
            page.show_problem(error)

    def _on_could_not_open(self, _key: str, _values: dict[str, object]) -> None:
        """The till's window tells why; the step stays on the disk."""
        if not self._over:
            self._over = True
            self.till_requested.emit()
            self.close()


def _enrol(folder: Path, url: str, token: str) -> Place:
    """In a thread: what fails keeps nothing but the folder and its step."""
    from core.bootstrap import enrol  # noqa: PLC0415 - SQL and HTTP take 0.6 s that the first page must not pay

    first_run.keep(folder, CHOOSE)
    return enrol(folder, url, token)
