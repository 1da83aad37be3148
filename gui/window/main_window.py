"""The window: sidebar, header, band, the page in front, status bar. It moves between pages and knows no card itself."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, cast

from PySide6.QtCore import QPoint, QRect, QSize, QTimer, Signal
from PySide6.QtGui import QCloseEvent, QPaintEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QMainWindow, QVBoxLayout, QWidget

from gui.frame.header import BANNER_HEIGHT, Header
from gui.frame.page_stack import PageStack
from gui.frame.pages import COUNTER, ISSUE
from gui.frame.sidebar import Sidebar, page_beside
from gui.frame.status_bar import StatusBar
from gui.look import icons
from gui.look.direction import right_to_left
from gui.views.base import View
from gui.views.card.first_page import FirstPage
from gui.widgets.buttons.offers import Offer
from gui.widgets.keys.steady_press import SteadyPress
from gui.window.idle_steps import IdleSteps
from gui.window.window_offers import WindowOffers, WindowShortcuts, of_pages

if TYPE_CHECKING:
    from core.rows import DeskStatus
    from gui.frame.banner import Banner
    from gui.input.key_filter import KeyFilter
    from gui.input.scanner_input import ScannerInput
    from gui.palette.palette_controller import PaletteController
    from gui.people.idle_lock import IdleLock
    from gui.people.sign_in import SignIn
    from gui.training.sheet import TrainingSheet
    from gui.views.card.card import CardView
    from gui.widgets.messages.message_bar import MessageBar
    from gui.window.close_question import CloseQuestion
    from gui.window.help import Help
    from gui.window.notices import Notices
    from gui.work.core_bridge import CoreBridge
    from gui.work.empty_books import BeginAnew
    from gui.work.restoring import RestoreWay


class MainWindow(QMainWindow):
    """`painted` once, after the first frame: that is when slow things may begin.

    The first frame needs little of the window: `complete` makes the rest, and is called when that frame is painted.
    """

    painted = Signal()
    could_not_start = Signal()
    left = Signal()
    """It closes now, and still is where it was."""

    begin_anew: BeginAnew | None = None
    restoring: RestoreWay | None = None
    keys: KeyFilter
    _banner: Banner
    _scanner: ScannerInput
    _own: WindowOffers
    _palette: PaletteController
    _sign_in: SignIn
    _training: TrainingSheet
    _idle_lock: IdleLock
    _help: Help
    _close_question: CloseQuestion
    _messages: MessageBar
    _notices: Notices

    def __init__(self, bridge: CoreBridge, *, at_once: bool = True) -> None:
        """Make the window; `at_once`: complete, whether it is shown or not."""
        super().__init__()
        self._bridge = bridge
        self._was_painted, self._is_complete, self._may_close = False, False, False
        self._placing: tuple[Offer, ...] = ()
        self._steady = SteadyPress(self)
        self.setObjectName("main_window")
        self.setWindowTitle("Counterfoil")
        self.setWindowIcon(icons.icon("logo", "accent"))
        self.setMinimumSize(1024, 700)
        self.resize(1280, 800)
        self._back = Offer("back", self.tr("Back"), self._on_back, "Esc")
        self._all = Offer("palette", self.tr("Everything"), self._on_palette, "Ctrl+K")
        self._pages = of_pages(self._on_page_requested)
        self._sidebar, self._header = Sidebar(), Header()
        self._first_page, self._no_banner = FirstPage(), QWidget()
        self._no_banner.setFixedHeight(BANNER_HEIGHT)
        self._stack, self._status_bar = PageStack(bridge, self._on_made, self), StatusBar((self._back, self._all))
        self._stack.addWidget(self._first_page)
        self._idle = IdleSteps(self._stack.make_ready(), lambda: self.keys.collecting, self)
        self._column = QVBoxLayout()
        self._arrange()
        self._sidebar.mark(COUNTER.name)
        self._header.scan_field.setFocus()
        if at_once:
            self.complete()

    def complete(self) -> None:
        """Make what the first frame does not need, and the counter in the place of its picture. Once is enough."""
        if self._is_complete:
            return
        self._is_complete = True
        from gui.window import parts  # noqa: PLC0415 - 0.1 s that the first frame must not pay

        bridge = self._bridge
        self.keys = parts.KeyFilter(self._header.scan_field, parent=self)
        self._banner, self._scanner = parts.Banner(), parts.ScannerInput(bridge, self.keys, self)
        self._own, self._palette = WindowOffers(bridge, self), parts.PaletteController(bridge, self)
        self._sign_in = parts.SignIn(bridge, self, lambda: self.keys.typing)
        self._training, self._idle_lock = parts.TrainingSheet(bridge, self), parts.IdleLock(bridge, self)
        parts.CoveredDialogs(bridge, self)
        self._help = parts.Help(self, self._keyed, self._stack.all)
        self._close_question = parts.CloseQuestion(bridge, self, self._at_hand)
        self._messages = parts.MessageBar(self)
        self._notices = parts.Notices(bridge, self._messages, self._stack, self.show_page)
        self._column.replaceWidget(self._no_banner, self._banner)
        self._no_banner.deleteLater()
        parts.FileDrop(self).dropped.connect(self._on_file_dropped)
        self._connect()
        parts.WindowSettings(bridge, self)
        bridge.add_step("paper", parts.late_receipts.print_waiting)
        self._place_messages()
        typed = self._header.scan_field.text()
        self.show_page(COUNTER.name)
        if typed:
            self._header.scan_field.begin(typed)
        self._stack.removeWidget(self._first_page)
        self._first_page.deleteLater()
        if self.isVisible():
            self._attend()

    def make_ready(self) -> None:
        """Make at once what is otherwise made while nobody waits. The window may be shown or not."""
        self.complete()
        self._idle.finish()

    def fit(self, room: QSize) -> None:
        """Fit into `room`, which the screen has: where that is too little, as at 200 % on a small one, scroll."""
        if self.minimumSize().boundedTo(room) == self.minimumSize():
            return
        from gui.widgets.layout import small_screen  # noqa: PLC0415 - behind the first frame

        small_screen.fit_page(self, room)

    def show_page(self, place: str) -> View:
        """Bring a page, or `page.part` of it, to the front; or ask who is there, where one must be known."""
        self.complete()
        name, _, part = place.partition(".")
        view = self._stack.to_show(name)
        if view is not self._stack.currentWidget():
            self._messages.turn_page(name)
            self._header.scan_field.clear()
        self._stack.setCurrentWidget(view)
        self._sidebar.mark(name)
        self._show_banner()
        self._palette.leave()
        view.show_part(part)
        return view

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if not self._was_painted:
            self._was_painted = True
            QTimer.singleShot(0, self, self._on_painted)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self._is_complete:
            self._attend()

    def _on_painted(self) -> None:
        self.complete()
        self.painted.emit()

    def _attend(self) -> None:
        """Hear keys and scans from now on: the window is seen."""
        self.keys.start()
        self.keys.watch(self.windowHandle())
        if self._bridge.status is not None:
            self._scanner.read()  # the first start may have tested the scanner
        if handle := self.windowHandle():
            handle.installEventFilter(self._steady)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self._is_complete:
            self._place_messages()

    def _place_messages(self) -> None:
        from gui.widgets.layout import small_screen  # noqa: PLC0415 - behind the first frame

        beside = 0 if small_screen.is_small(self) else self._sidebar.width()
        corner = QPoint(0 if right_to_left() else beside, 0)
        self._messages.lie_in(QRect(corner, self.size() - QSize(beside, 0)))

    def offer_full_screen(self, offer: Offer) -> None:
        """Offer what the place of the window can do; it is known only once there is a folder."""
        self._placing = (offer,)
        WindowShortcuts(self._placing, self)

    def end(self) -> None:
        """Close without asking: the program ends, or begins again."""
        self._may_close = True
        self.close()

    def closeEvent(self, event: QCloseEvent) -> None:
        if self._is_complete and not (self._may_close or self._close_question.ask()):
            event.ignore()
            return
        if self.isVisible():
            self.left.emit()
        if self._is_complete:
            self.keys.stop()
        if handle := self.windowHandle():
            handle.removeEventFilter(self._steady)
        super().closeEvent(event)

    def _arrange(self) -> None:
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)
        self._column.addWidget(self._header)
        self._column.addWidget(self._no_banner)
        self._column.addWidget(self._stack, 1)
        self._column.addWidget(self._status_bar)
        self.setCentralWidget(page_beside(self._sidebar, self._column))

    def _connect(self) -> None:
        self._sidebar.page_requested.connect(self._on_page_requested)
        self._header.scan_field.code_entered.connect(self._on_code)
        self._header.state_pill.switch_requested.connect(self._own.switch)
        self._header.sign.clicked.connect(self._sign_in.change)
        self._header.palette_button.clicked.connect(self._on_palette)
        self.keys.scanned.connect(self._on_scanned)
        self._scanner.notified.connect(self._messages.show_message)
        self.painted.connect(self._idle.begin)
        self._bridge.status_changed.connect(self._on_status)
        self._bridge.could_not_open.connect(self._on_could_not_open)
        self._palette.card_requested.connect(self._on_card_requested)
        self._palette.page_requested.connect(self.show_page)
        self._training.notified.connect(self._messages.show_message)
        self._sign_in.notified.connect(self._messages.show_message)
        self._sign_in.awaited.connect(self._on_pin_awaited)
        self._idle_lock.locked.connect(self._notices.show_locked)
        self._notices.alerts.read.connect(self._sidebar.show_alerts)
        self._stack.sign_in_requested.connect(self._sign_in.change)
        self.painted.connect(self._idle_lock.start)
        self._sidebar.help.clicked.connect(self._help.open)
        self._close_question.agreed.connect(self.end)
        WindowShortcuts(self._keyed(), self)

    def _on_file_dropped(self, path: Path) -> None:
        view = self.show_page(ISSUE.name)
        if (look_through := getattr(view, "look_through", None)) is not None:
            look_through(path)

    def _on_made(self, view: View) -> None:
        """Listen to a page that was opened for the first time."""
        view.card_requested.connect(self._on_card_requested)
        view.view_requested.connect(self.show_page)
        self._notices.hear(view)
        if (changed := getattr(view, "scanner_changed", None)) is not None:
            changed.connect(self._scanner.read)
        if view.name == COUNTER.name:
            counter = cast("CardView", view)
            counter.finished.connect(self._on_finished)
            counter.chosen.connect(self._header.scan_field.clear)
            counter.layout_undone.connect(self._scanner.hint)

    def _counter(self) -> CardView:
        return cast("CardView", self.show_page(COUNTER.name))

    def _on_pin_awaited(self, waits: bool) -> None:
        from gui.widgets.messages.waiting_line import WaitingLine  # noqa: PLC0415 - only where people sign in

        for line in self.findChildren(WaitingLine):
            line.wait_for_pin(waits)

    def _on_page_requested(self, name: str) -> None:
        """Show a page; asked for while it is in front, it begins anew: the counter is for the next card."""
        if not self._stack.is_front(name) or self._stack.is_guarded(name):
            self.show_page(name)
        elif name == COUNTER.name:
            self._on_finished()
        else:
            self._stack.view(name).take_focus()

    def _show_banner(self) -> None:
        if self._bridge.status is not None:
            self._banner.show_status(self._bridge.status, card_shown=self._stack.shows_card)

    def _keyed(self) -> tuple[Offer, ...]:
        """Return those with keys of the window's own."""
        of_parts = (self._help.offer, self._training.offer, *self._sign_in.keyed)
        return (*self._pages, self._back, self._all, *of_parts, *self._notices.offers, *self._placing)

    def _offers(self) -> tuple[Offer, ...]:
        """Return what can be done now: on the page in front, with the card at the counter, and everywhere."""
        seen = dict.fromkeys(offer for view in dict.fromkeys(self._stack.at_hand) for offer in view.offers())
        pages = self._stack.offered(self._pages)
        parts = (self._notices, self._sign_in, self._training, self._own, self._help)
        return (*seen, *pages, *(offer for part in parts for offer in part.now()), *self._placing)

    def _on_palette(self) -> None:
        self._palette.open(self._offers())

    def _on_back(self) -> None:
        if self._training.leave():
            return
        view = self._stack.front
        if view is None or not view.go_back():
            self._on_finished()

    def _on_finished(self) -> None:
        """Make ready for the next customer: what is left in the scan field goes with the next key."""
        self._header.scan_field.setFocus()
        self._header.scan_field.selectAll()

    def _on_scanned(self, text: str) -> None:
        """Drop what is still typed in the field: it was not for this card."""
        self._header.scan_field.clear()
        self._on_code(text)

    def _on_code(self, text: str) -> None:
        """Give it to the page in front, which may want it as Issue does for a card to be sold, or to the counter."""
        view = self._stack.front
        if view is None or not view.take_scan(text):
            self._counter().look_up(text)

    def _on_card_requested(self, card_id: int) -> None:
        self._counter().show_card(card_id)

    def _at_hand(self) -> tuple[str, ...]:
        """Return what is in progress on the pages themselves."""
        return tuple(text for view in self._stack.made if (text := view.unfinished()))

    def _on_status(self, status: DeskStatus) -> None:
        self._header.show_status(status)
        self._sidebar.show_status(status)
        self._status_bar.show_status(status)
        self._show_banner()
        if name := self._stack.overtaken():
            self.show_page(name)

    def _on_could_not_open(self, key: str, values: dict[str, object]) -> None:
        from gui.frame.start_page import StartPage  # noqa: PLC0415 - seldom needed, and never in the first frame

        self._idle.stop()  # the pages are gone with what stood here
        StartPage(key, values, self.begin_anew, self.restoring).replace_page(self)
        self.could_not_start.emit()
