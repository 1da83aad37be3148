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

from core.data_folder import first_run
from core.data_folder.first_run import CARDS, CHOOSE, MANAGER, PRINTER, SCANNER, SHOP
from gui.first_run.assistant_page import AssistantPage
from gui.first_run.choose import ChoosePage
from gui.first_run.connect import ConnectPage
from gui.look import icons
from gui.widgets.buttons.button import button
from gui.widgets.layout import small_screen
from gui.widgets.text.icon_mark import IconMark
from gui.widgets.text.labels import label
from gui.wording.places_of_token import place_words
from gui.work.background_tasks import BackgroundTasks

if TYPE_CHECKING:
    from core.domain.invitation import JoinAsked
    from core.errors import KnownError
    from core.security.tokens import TokenPlace
    from gui.work.core_bridge import CoreBridge
    from gui.work.restoring import JoinedTill, RestoredTill, RestoreWay

_LATER = (CARDS, SHOP, SCANNER, PRINTER, MANAGER)
"""The steps after connecting. Each can be skipped, and Esc goes back to the one before."""


class Assistant(QWidget):
    """`till_requested`: show the till's window now; it comes once, when all is answered or skipped."""

    till_requested = Signal()
    restoring: RestoreWay | None = None

    def __init__(self, bridge: CoreBridge, folder: Path, step: str) -> None:
        super().__init__()
        self._bridge, self._folder = bridge, folder
        self._place: TokenPlace | None = None
        self._tasks: BackgroundTasks | None = None
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
        bridge.could_not_open.connect(self._on_could_not_open)
        self._show(step)
        if step != CHOOSE:
            bridge.start()

    def end(self) -> None:
        """End the first start; everything else can be set up in the settings."""
        if not self._over:
            self._over = True
            first_run.end(self._folder)
            self.till_requested.emit()
            self.close()

    def fit(self, room: QSize) -> None:
        """Fit into `room`, which the screen has; where that is too little it scrolls."""
        small_screen.fit(self, room)

    def closeEvent(self, event: QCloseEvent) -> None:
        if self._tasks is not None:
            self._tasks.end()
            self._tasks = None
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
        """Show a page, made when it is shown; the step is on the disk first."""
        if step in _LATER:
            first_run.keep(self._folder, step)
        self._show_step(_LATER.index(step) + 2 if step in _LATER else 0)
        self._open.setVisible(step in _LATER)
        page = self._made(step)
        if step in _LATER:
            page.next_requested.connect(partial(self._go, step, 1))
            page.back_requested.connect(partial(self._go, step, -1))
        self._bring(page)

    def _go(self, step: str, by: int) -> None:
        """Go from one of the later steps to the next or the one before; the first of them has none before it."""
        at = _LATER.index(step) + by
        if at >= len(_LATER):
            self.end()
        elif at >= 0:
            self._show(_LATER[at])

    def _show_step(self, number: int) -> None:
        """Show which step this is; 0: a page that is none of the steps."""
        text = self.tr("Step {step} of {steps}").format(step=number, steps=len(_LATER) + 1)
        self._step.setText(text if number else "")

    def _on_escape(self) -> None:
        page = self._pages.currentWidget()
        if isinstance(page, AssistantPage) and not page.busy:
            page.back_requested.emit()

    def _bring(self, page: AssistantPage) -> None:
        old = self._pages.currentWidget()
        self._pages.addWidget(page)
        self._pages.setCurrentWidget(page)
        page.take_focus()
        if old is not None:
            self._pages.removeWidget(old)
            old.deleteLater()

    def _made(self, step: str) -> AssistantPage:
        makers: dict[str, Callable[[], AssistantPage]] = {
            CHOOSE: self._choose,
            CARDS: self._cards,
            SHOP: self._shop,
            SCANNER: self._scanner,
            PRINTER: self._printer,
            MANAGER: self._manager,
        }
        return makers[step]()

    def _choose(self) -> AssistantPage:
        page = ChoosePage()
        page.try_requested.connect(self._on_try)
        page.connect_requested.connect(self._on_connect)
        page.restore_requested.connect(self._on_restore)
        page.join_requested.connect(self._on_join)
        return page

    def _cards(self) -> AssistantPage:
        from gui.first_run.cards import CardsPage  # noqa: PLC0415 - the first page is there sooner without

        return CardsPage(self._bridge, place_words(self._place))

    def _shop(self) -> AssistantPage:
        from gui.first_run.shop import ShopPage  # noqa: PLC0415 - as above

        return ShopPage(self._bridge)

    def _scanner(self) -> AssistantPage:
        from gui.first_run.scanner import ScannerPage  # noqa: PLC0415 - as above

        return ScannerPage(self._bridge)

    def _printer(self) -> AssistantPage:
        from gui.first_run.printer import PrinterPage  # noqa: PLC0415 - loads the printing system

        return PrinterPage(self._bridge)

    def _manager(self) -> AssistantPage:
        from gui.first_run.manager import ManagerPage  # noqa: PLC0415 - as above

        return ManagerPage(self._bridge)

    def _on_try(self) -> None:
        self._bridge.start()
        self.end()

    def _on_connect(self) -> None:
        page = ConnectPage()
        page.given.connect(self._on_given)
        page.back_requested.connect(partial(self._show, CHOOSE))
        self._show_step(1)
        self._bring(page)

    def _on_restore(self) -> None:
        from gui.first_run.restore import RestorePage  # noqa: PLC0415 - as above

        page = RestorePage()
        page.given.connect(self._on_file_given)
        page.back_requested.connect(partial(self._show, CHOOSE))
        self._bring(page)

    def _on_join(self) -> None:
        from gui.first_run.join import JoinPage  # noqa: PLC0415 - as above

        page = JoinPage()
        page.given.connect(self._on_invitation_given)
        page.back_requested.connect(partial(self._show, CHOOSE))
        self._bring(page)

    def _on_invitation_given(self, asked: JoinAsked) -> None:
        if self.restoring is not None and self.restoring.join is not None:
            self._run(partial(_join, self._folder, self.restoring.join, asked), self._on_joined, self._on_not_joined)

    def _on_joined(self, till: JoinedTill) -> None:
        """Give the till to the window, and say first whose it is."""
        from gui.first_run.join import JoinedPage  # noqa: PLC0415 - as above

        page = JoinedPage(till)
        self._bridge.take(till.core)
        page.next_requested.connect(self.end)
        self._bring(page)

    def _on_not_joined(self, error: KnownError) -> None:
        from gui.first_run.join import JoinPage  # noqa: PLC0415 - as above

        page = self._pages.currentWidget()
        if isinstance(page, JoinPage):
            page.show_problem(error)

    def _on_file_given(self, given: tuple[Path, str]) -> None:
        if self.restoring is not None:
            work = partial(_restore, self._folder, self.restoring, *given)
            self._run(work, self._on_restored, self._on_not_restored)

    def _on_restored(self, restored: RestoredTill) -> None:
        """Give the till to the window, and say first what came with it."""
        from gui.first_run.restore import RestoredPage  # noqa: PLC0415 - as above

        page = RestoredPage(restored)
        self._bridge.take(restored.core)
        page.next_requested.connect(self.end)
        self._bring(page)

    def _on_not_restored(self, error: KnownError) -> None:
        from gui.first_run.restore import RestorePage  # noqa: PLC0415 - as above

        page = self._pages.currentWidget()
        if isinstance(page, RestorePage):
            page.show_problem(error)

    def _run(self, work: Callable[[], object], receiver: Callable[..., None], failed: Callable[..., None]) -> None:
        if self._tasks is None:
            self._tasks = BackgroundTasks(self)
        self._tasks.run(work, receiver, failed)

    def _on_given(self, url: str, token: str) -> None:
        self._run(partial(_enrol, self._folder, url, token), self._on_enrolled, self._on_not_enrolled)

    def _on_enrolled(self, place: TokenPlace) -> None:
        self._place = place
        self._show(CARDS)
        self._bridge.start()

    def _on_not_enrolled(self, error: KnownError) -> None:
        page = self._pages.currentWidget()
        if isinstance(page, ConnectPage):
            page.show_problem(error)

    def _on_could_not_open(self, _key: str, _values: dict[str, object]) -> None:
        """Leave it to the till's window to tell why; the step stays on the disk."""
        if not self._over:
            self._over = True
            self.till_requested.emit()
            self.close()


def _enrol(folder: Path, url: str, token: str) -> TokenPlace:
    """Enrol the till, in a thread: what fails keeps nothing but the folder and its step."""
    from core.ground import enrol  # noqa: PLC0415 - SQL and HTTP take 0.6 s that the first page must not pay

    first_run.keep(folder, CHOOSE)
    return enrol(folder, url, token)


def _join(folder: Path, join: Callable[[JoinAsked], JoinedTill], asked: JoinAsked) -> JoinedTill:
    """Join a shop, in a thread: what fails keeps nothing but the folder and its step."""
    first_run.keep(folder, CHOOSE)
    return join(asked)


def _restore(folder: Path, way: RestoreWay, file: Path, password: str) -> RestoredTill:
    """Put a backup back, in a thread: what fails keeps nothing but the folder and its step."""
    first_run.keep(folder, CHOOSE)
    return way.restore(file, password)
