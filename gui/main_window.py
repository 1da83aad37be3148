"""The window: sidebar, header, band, the page in front, status bar. It moves between pages and knows no card itself."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, QRect, QSize, QTimer, Signal
from PySide6.QtGui import QCloseEvent, QPaintEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QMainWindow, QStackedWidget, QVBoxLayout, QWidget

from gui import closing, sounds
from gui.at_till import AtTill
from gui.closing import Closing
from gui.frame.band import Band
from gui.frame.header import Header
from gui.frame.sidebar import Sidebar
from gui.frame.status_bar import StatusBar
from gui.frame.steady_press import SteadyPress
from gui.help import Help
from gui.idle_lock import IdleLock
from gui.input.key_filter import KeyFilter
from gui.input.scanning import Scanning
from gui.look import icons, theme
from gui.look.direction import right_to_left
from gui.offers import Offer
from gui.pages import COUNTER, GUARDED, ISSUE, PAGES
from gui.palette.everything import Everything
from gui.parked_notice import ParkedNotice
from gui.training.sheet import TrainingSheet
from gui.views.base import View
from gui.views.card.card import CardView
from gui.widgets import small_screen
from gui.widgets.message_bar import MessageBar, Way
from gui.widgets.small_screen import SmallScreen
from gui.widgets.waiting_line import WaitingLine
from gui.window_offers import Keys, WindowOffers, of_pages
from gui.wording import languages, messages

if TYPE_CHECKING:
    from core.bootstrap import Core
    from core.domain.outcome import Said
    from core.errors import KnownError
    from core.rows import DeskStatus, OperationRow
    from gui.work.unfinished import Unfinished
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
        self._views: dict[str, View] = {}
        self._guarded = ""
        self._placing: tuple[Offer, ...] = ()
        self._steady = SteadyPress(self)
        self._steps = self._make_ready()
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
        self._idle_lock, self._parked = IdleLock(desk, self), ParkedNotice(desk, self)
        self._back = Offer("back", self.tr("Back"), self._on_back, "Esc")
        self._all = Offer("palette", self.tr("Everything"), self._on_palette, "Ctrl+K")
        self._pages = of_pages(self._on_page_requested)
        self._help = Help(self, self._keyed, self._all_views)
        self._closing, self._may_close = Closing(desk, self, self._at_hand), False
        self._messages, self._status_bar = MessageBar(self), StatusBar((self._back, self._all))
        self._stack = QStackedWidget()
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
        self._guarded = name if self._is_guarded(name) else ""
        view = self._guard() if self._guarded else self._views.get(name) or self._build(name)
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
        self._desk.trouble.connect(self._on_trouble)
        self._everything.card_requested.connect(self._on_card_requested)
        self._everything.page_requested.connect(self.show_page)
        self._training.told.connect(self._messages.tell)
        self._at_till.told.connect(self._messages.tell)
        self._at_till.awaited.connect(self._on_pin_awaited)
        self._idle_lock.locked.connect(self._on_locked)
        self._parked.parked.connect(self._on_parked)
        self.painted.connect(self._idle_lock.start)
        self._sidebar.help.clicked.connect(self._help.open)
        self._closing.agreed.connect(self.end)
        Keys(self._keyed(), self)

    def _build(self, name: str) -> View:
        page = next(page for page in PAGES if page.name == name)
        view = page.build(self._desk, self)
        self._views[name] = view
        self._stack.addWidget(view)

        view.card_requested.connect(self._on_card_requested)
        view.view_requested.connect(self.show_page)
        view.told.connect(self._on_told)
        view.turned.connect(self._on_turned)
        if (changed := getattr(view, "scanner_changed", None)) is not None:
            changed.connect(self._scanning.read)
        if isinstance(view, CardView):
            view.finished.connect(self._on_finished)
            view.layout_undone.connect(self._scanning.hint)
        return view

    def _make_ready(self) -> Iterator[None]:
        """After the first frame: what a clerk opens next is there before it is asked for."""
        yield from self._views[COUNTER.name].make_ready()
        for page in PAGES:
            yield
            page.load()
        yield
        if ISSUE.name not in self._views:
            self._build(ISSUE.name)

    def _on_idle(self) -> None:
        if not self.keys.collecting and next(self._steps, self) is self:
            self._idle.stop()

    def _on_told(self, text: str, tone: str) -> None:
        """A message ends with its page; one that comes after its page was left stays until it is closed."""
        view = self.sender()
        page = view.name if isinstance(view, View) and view is self._stack.currentWidget() else ""
        self._messages.tell(text, tone, page)

    def _on_turned(self) -> None:
        view = self.sender()
        if isinstance(view, View):
            self._messages.end_page(view.name)

    def _counter(self) -> CardView:
        view = self.show_page(COUNTER.name)
        assert isinstance(view, CardView)
        return view

    def _is_guarded(self, name: str) -> bool:
        status = self._desk.status
        return name in GUARDED and status is not None and status.staffed and not status.signed_in

    def _guard(self) -> View:
        from gui.frame.guard_page import GuardPage  # noqa: PLC0415 - only where people sign in

        page = self._stack.findChild(GuardPage)
        if page is None:
            page = GuardPage(self._desk, self)
            page.sign_in_requested.connect(self._at_till.change)
            self._stack.addWidget(page)
        return page

    def _mind_the_guard(self) -> None:
        """Whoever signs in sees what was asked for; whoever signs out, or is signed out, leaves nothing open."""
        front = self._stack.currentWidget()
        if isinstance(front, View):
            wanted = self._guarded or front.name
            if wanted in GUARDED and bool(self._guarded) != self._is_guarded(wanted):
                self.show_page(wanted)

    def _on_pin_awaited(self, waits: bool) -> None:
        for line in self.findChildren(WaitingLine):
            line.wait_for_pin(waits)

    def _on_parked(self, row: OperationRow) -> None:
        """Not where it is seen already: in the outbox, and on the counter while that card lies there."""
        from gui.views.outbox import operation_words  # noqa: PLC0415 - seldom needed, and never in the first frame

        front = self._stack.currentWidget()
        seen = isinstance(front, View) and front.name in {"outbox", COUNTER.name}
        if not seen or (front is self._views[COUNTER.name] and self._desk.serving != row.card_id):
            text = self.tr("This needs you: {what}.").format(what=operation_words.what(row))
            self._messages.tell(text, "bad", way=Way(self.tr("Show the outbox"), partial(self.show_page, "outbox")))

    def _on_locked(self) -> None:
        self._messages.tell(self.tr("Signed out, because nobody was here for a while."), "info")

    def _on_page_requested(self, name: str) -> None:
        """Asked for while it is in front already, a page begins anew; the counter is for the next card."""
        view = self._views.get(name)
        if view is None or view is not self._stack.currentWidget() or self._is_guarded(name):
            self.show_page(name)
        elif name == COUNTER.name:
            self._on_finished()
        else:
            view.take_focus()

    def _show_band(self) -> None:
        if self._desk.status is not None:
            at_counter = self._stack.currentWidget() is self._views.get(COUNTER.name)
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
            *self._placing,
        )

    def _all_views(self) -> Iterator[View]:
        for page in PAGES:
            yield self._views.get(page.name) or self._build(page.name)

    def _offers(self) -> tuple[Offer, ...]:
        """What can be done now: on the page in front, with the card at the counter, and everywhere."""
        counter, front = self._views[COUNTER.name], self._stack.currentWidget()
        views = [view for view in (front, counter) if isinstance(view, View)]
        of_views = dict.fromkeys(offer for view in dict.fromkeys(views) for offer in view.offers())
        return (
            *of_views,
            *self._pages,
            *self._at_till.now(),
            *self._training.now(),
            *self._own.now(),
            *self._help.now(),
            *self._placing,
        )

    def _on_palette(self) -> None:
        self._everything.open(self._offers())

    def _on_back(self) -> None:
        view = self._stack.currentWidget()
        if self._training.leave():
            return
        if not (isinstance(view, View) and view.go_back()):
            self._on_finished()

    def _on_finished(self) -> None:
        """The next customer: what is left in the scan field goes with the next key."""
        self._header.scan_field.setFocus()
        self._header.scan_field.selectAll()

    def _on_code_scanned(self, text: str) -> None:
        """The page in front may want it, as Issue does for a card to be sold; else it goes to the counter."""
        view = self._stack.currentWidget()
        if not (isinstance(view, View) and view.take_scan(text)):
            self._counter().look_up(text)

    def _on_card_requested(self, card_id: int) -> None:
        self._counter().show_card(card_id)

    def _on_opened(self, _status: DeskStatus) -> None:
        self._desk.ask(lambda core: core.preferences.get("window.appearance"), self._on_appearance)
        self._desk.ask(languages.remember, self._on_language)
        self._desk.ask(lambda core: core.preferences.get("window.sounds"), sounds.choose)
        self._desk.ask(lambda core: core.said, self._on_said)
        self._desk.ask(_read_unfinished, self._on_unfinished)
        self._desk.ask(lambda core: core.preferences.get("card.printer"), self._on_printer)

    def _on_said(self, said: tuple[Said, ...]) -> None:
        """What a person should hear of this start: the folder was copied, a backup restored, the key is new."""
        for each in said:
            self._messages.tell(messages.say_said(each), "bad")

    def _on_unfinished(self, seen: Unfinished) -> None:
        words = self.tr("Show the cards"), self.tr("Show the outbox"), self.tr("Show the receipts")
        closing.tell(seen, self._messages, self.show_page, words)

    def _at_hand(self) -> tuple[str, ...]:
        """What is in progress on the pages themselves."""
        return tuple(text for view in self._views.values() if (text := view.unfinished()))

    def _on_language(self, changed: bool) -> None:
        if changed:
            self._messages.tell(self.tr("The language changes when the program starts next."), "good")

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
        self._mind_the_guard()

    def _on_could_not_open(self, key: str, values: dict[str, object]) -> None:
        from gui.frame.start_page import StartPage  # noqa: PLC0415 - seldom needed, and never in the first frame

        page = StartPage(key, values)
        page.close_requested.connect(self.close)
        self.setCentralWidget(page)
        page.take_focus()
        self.could_not_start.emit()

    def _on_trouble(self, error: KnownError) -> None:
        self._messages.tell(messages.say_error(error), "warn" if error.retryable else "bad")


def _read_unfinished(core: Core) -> Unfinished:
    """Imports what it needs in the lane, behind the first frame."""
    from gui.work.unfinished import read_unfinished  # noqa: PLC0415

    return read_unfinished(core)
