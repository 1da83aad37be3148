"""The window: sidebar, header, band, the page in front, status bar. It moves between pages and knows no card itself."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, QRect, QSize, QTimer, Signal
from PySide6.QtGui import QCloseEvent, QPaintEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QMainWindow, QVBoxLayout, QWidget

from gui import sounds
from gui.at_till import AtTill
from gui.closing import Closing
from gui.frame.band import Band
from gui.frame.file_drop import FileDrop
from gui.frame.header import Header
from gui.frame.page_stack import PageStack
from gui.frame.sidebar import Sidebar
from gui.frame.status_bar import StatusBar
from gui.help import Help
from gui.idle_lock import IdleLock
from gui.input.key_filter import KeyFilter
from gui.input.scanning import Scanning
from gui.look import icons, theme
from gui.look.direction import right_to_left
from gui.notices import Notices
from gui.offers import Offer
from gui.pages import COUNTER, ISSUE
from gui.palette.everything import Everything
from gui.training.sheet import TrainingSheet
from gui.views.base import View
from gui.views.card.card import CardView
from gui.widgets import small_screen
from gui.widgets.message_bar import MessageBar
from gui.widgets.small_screen import SmallScreen
from gui.widgets.steady_press import SteadyPress
from gui.widgets.waiting_line import WaitingLine
from gui.window_offers import Keys, WindowOffers, of_pages

if TYPE_CHECKING:
    from core.rows import DeskStatus
    from gui.work.worker import Desk

_BREATH_MS = 10


class MainWindow(QMainWindow):
    """`painted` once, after the first frame: that is when slow things may begin."""

    painted = Signal()
    could_not_start = Signal()
    left = Signal()
    """It closes now, and still is where it was."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._was_painted = False
        self._placing: tuple[Offer, ...] = ()
        self._steady = SteadyPress(self)
        self._idle = QTimer(self)
        self._idle.setInterval(_BREATH_MS)
        self.setObjectName("main_window")
        self.setWindowTitle("Counterfoil")
        self.setWindowIcon(icons.icon("logo", "accent"))
        self.setMinimumSize(1024, 700)
        self.resize(1280, 800)
        self._sidebar, self._header, self._band = Sidebar(), Header(), Band()
        self.keys = KeyFilter(self._header.scan_field, parent=self)
        self._scanning = Scanning(desk, self.keys, self)
        self._own, self._everything = WindowOffers(desk, self), Everything(desk, self)
        self._at_till, self._training = AtTill(desk, self, lambda: self.keys.typing), TrainingSheet(desk, self)
        self._idle_lock = IdleLock(desk, self)
        self._back = Offer("back", self.tr("Back"), self._on_back, "Esc")
        self._all = Offer("palette", self.tr("Everything"), self._on_palette, "Ctrl+K")
        self._pages = of_pages(self._on_page_requested)
        self._stack = PageStack(desk, self._on_made, self)
        self._steps = self._stack.make_ready()
        self._help = Help(self, self._keyed, self._stack.all)
        self._closing, self._may_close = Closing(desk, self, self._at_hand), False
        self._messages, self._status_bar = MessageBar(self), StatusBar((self._back, self._all))
        self._notices = Notices(desk, self._messages, self._stack, self.show_page)
        self._arrange()
        self._connect()
        self.show_page(COUNTER.name)

    def fit(self, room: QSize) -> None:
        """`room` is what the screen has: where that is too little, as at 200 % on a small one, the window scrolls."""
        needed = self.minimumSize()
        if needed.boundedTo(room) == needed or (page := self.takeCentralWidget()) is None:
            return
        self.setCentralWidget(SmallScreen(page, needed, self))
        self.setMinimumSize(needed.boundedTo(room))
        self.resize(room)

    def show_page(self, name: str) -> View:
        """Brings the page to the front, making it at its first time; or asks who is there, where one must be known."""
        view = self._stack.to_show(name)
        if view is not self._stack.currentWidget():
            self._messages.turn_page(name)
            self._header.scan_field.clear()
        self._stack.setCurrentWidget(view)
        self._sidebar.mark(name)
        self._show_band()
        self._everything.leave()
        view.show_view()
        return view

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if not self._was_painted:
            self._was_painted = True
            QTimer.singleShot(0, self, self.painted.emit)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.keys.start()
        self.keys.watch(self.windowHandle())
        if self._desk.status is not None:
            self._scanning.read()  # the first start may have tested the scanner
        if handle := self.windowHandle():
            handle.installEventFilter(self._steady)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        beside = 0 if small_screen.is_small(self) else self._sidebar.width()
        corner = QPoint(0 if right_to_left() else beside, 0)
        self._messages.lie_in(QRect(corner, self.size() - QSize(beside, 0)))

    def offer_full_screen(self, offer: Offer) -> None:
        """What the place of the window can do; it is known only once there is a folder."""
        self._placing = (offer,)
        Keys(self._placing, self)

    def end(self) -> None:
        """Closes without asking: the program ends, or begins again."""
        self._may_close = True
        self.close()

    def closeEvent(self, event: QCloseEvent) -> None:
        if not (self._may_close or self._closing.ask()):
            event.ignore()
            return
        if self.isVisible():
            self.left.emit()
        self.keys.stop()
        if handle := self.windowHandle():
            handle.removeEventFilter(self._steady)
        super().closeEvent(event)

    def _arrange(self) -> None:
        right = QVBoxLayout()
        right.setContentsMargins(0, 0, 0, 0)
        right.setSpacing(0)
        right.addWidget(self._header)
        right.addWidget(self._band)
        right.addWidget(self._stack, 1)
        right.addWidget(self._status_bar)
        page = QWidget()
        page.setProperty("role", "page")
        across = QHBoxLayout(page)
        across.setContentsMargins(0, 0, 0, 0)
        across.setSpacing(0)
        across.addWidget(self._sidebar)
        across.addLayout(right, 1)
        self.setCentralWidget(page)

    def _connect(self) -> None:
        self._sidebar.page_requested.connect(self._on_page_requested)
        self._header.scan_field.code_scanned.connect(self._on_code_scanned)
        self._header.state_pill.switch_requested.connect(self._own.switch)
        self._header.sign.clicked.connect(self._at_till.change)
        self._header.everything.clicked.connect(self._on_palette)
        self.keys.scanned.connect(self._header.scan_field.take)
        self._scanning.told.connect(self._messages.tell)
        self._idle.timeout.connect(self._on_idle)
        self.painted.connect(self._idle.start)
        self._desk.opened.connect(self._on_opened)
        self._desk.status_changed.connect(self._on_status)
        self._desk.could_not_open.connect(self._on_could_not_open)
        self._everything.card_requested.connect(self._on_card_requested)
        self._everything.page_requested.connect(self.show_page)
        self._training.told.connect(self._messages.tell)
        self._at_till.told.connect(self._messages.tell)
        self._at_till.awaited.connect(self._on_pin_awaited)
        self._idle_lock.locked.connect(self._notices.tell_locked)
        self._stack.sign_in_requested.connect(self._at_till.change)
        self.painted.connect(self._idle_lock.start)
        self._sidebar.help.clicked.connect(self._help.open)
        self._closing.agreed.connect(self.end)
        FileDrop(self).dropped.connect(self._on_file_dropped)
        Keys(self._keyed(), self)

    def _on_file_dropped(self, path: Path) -> None:
        view = self.show_page(ISSUE.name)
        if (look_through := getattr(view, "look_through", None)) is not None:
            look_through(path)

    def _on_made(self, view: View) -> None:
        """A page was opened for the first time."""
        view.card_requested.connect(self._on_card_requested)
        view.view_requested.connect(self.show_page)
        self._notices.hear(view)
        if (changed := getattr(view, "scanner_changed", None)) is not None:
            changed.connect(self._scanning.read)
        if isinstance(view, CardView):
            view.finished.connect(self._on_finished)
            view.chosen.connect(self._header.scan_field.clear)
            view.layout_undone.connect(self._scanning.hint)

    def _on_idle(self) -> None:
        if not self.keys.collecting and next(self._steps, self) is self:
            self._idle.stop()

    def _counter(self) -> CardView:
        view = self.show_page(COUNTER.name)
        assert isinstance(view, CardView)
        return view

    def _on_pin_awaited(self, waits: bool) -> None:
        for line in self.findChildren(WaitingLine):
            line.wait_for_pin(waits)

    def _on_page_requested(self, name: str) -> None:
        """Asked for while it is in front already, a page begins anew; the counter is for the next card."""
        if not self._stack.is_front(name) or self._stack.is_guarded(name):
            self.show_page(name)
        elif name == COUNTER.name:
            self._on_finished()
        else:
            self._stack.view(name).take_focus()

    def _show_band(self) -> None:
        if self._desk.status is not None:
            at_counter = self._stack.is_front(COUNTER.name)
            self._band.show_status(self._desk.status, card_shown=at_counter and self._desk.serving is not None)

    def _keyed(self) -> tuple[Offer, ...]:
        """Those with keys of the window's own."""
        return (
            *self._pages,
            self._back,
            self._all,
            self._help.offer,
            self._training.offer,
            self._at_till.offer,
            *self._notices.offers,
            *self._placing,
        )

    def _offers(self) -> tuple[Offer, ...]:
        """What can be done now: on the page in front, with the card at the counter, and everywhere."""
        views = dict.fromkeys(view for view in (self._stack.front, self._stack.view(COUNTER.name)) if view is not None)
        of_views = dict.fromkeys(offer for view in views for offer in view.offers())
        return (
            *of_views,
            *self._pages,
            *self._notices.now(),
            *self._at_till.now(),
            *self._training.now(),
            *self._own.now(),
            *self._help.now(),
            *self._placing,
        )

    def _on_palette(self) -> None:
        self._everything.open(self._offers())

    def _on_back(self) -> None:
        if self._training.leave():
            return
        view = self._stack.front
        if view is None or not view.go_back():
            self._on_finished()

    def _on_finished(self) -> None:
        """The next customer: what is left in the scan field goes with the next key."""
        self._header.scan_field.setFocus()
        self._header.scan_field.selectAll()

    def _on_code_scanned(self, text: str) -> None:
        """The page in front may want it, as Issue does for a card to be sold; else it goes to the counter."""
        view = self._stack.front
        if view is None or not view.take_scan(text):
            self._counter().look_up(text)

    def _on_card_requested(self, card_id: int) -> None:
        self._counter().show_card(card_id)

    def _on_opened(self, _status: DeskStatus) -> None:
        self._desk.ask(lambda core: core.preferences.get("window.appearance"), self._on_appearance)
        self._desk.ask(lambda core: core.preferences.get("window.sounds"), sounds.choose)
        self._desk.ask(lambda core: core.preferences.get("card.printer"), self._on_printer)

    def _at_hand(self) -> tuple[str, ...]:
        """What is in progress on the pages themselves."""
        return tuple(text for view in self._stack.made if (text := view.unfinished()))

    def _on_printer(self, name: str) -> None:
        if name:
            from gui.printing import preferred  # noqa: PLC0415 - loads the printing system, after the first frame

            preferred.choose(name)

    def _on_appearance(self, choice: str) -> None:
        theme.choose(choice)

    def _on_status(self, status: DeskStatus) -> None:
        self._header.show_status(status)
        self._sidebar.show_status(status)
        self._status_bar.show_status(status)
        self._show_band()
        if name := self._stack.overtaken():
            self.show_page(name)

    def _on_could_not_open(self, key: str, values: dict[str, object]) -> None:
        from gui.frame.start_page import StartPage  # noqa: PLC0415 - seldom needed, and never in the first frame

        page = StartPage(key, values)
        page.close_requested.connect(self.close)
        self.setCentralWidget(page)
        page.take_focus()
        self.could_not_start.emit()
