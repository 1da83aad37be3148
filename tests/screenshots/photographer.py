"""The window, the hand that works it, and the camera: one picture of each scene."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtGui import QColor, QImage, QPainter
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QWidget

from core.bootstrap import Core
from core.domain.command import Command, Issue
from core.domain.outcome import Confirmed, Outcome
from core.rows import DeskStatus
from core.usecases.changes import EVERYTHING
from gui.app import opener
from gui.frame.page_stack import PageStack
from gui.look import theme
from gui.start.fault_reporter import FaultReporter
from gui.tour.tour_driver import TourDriver
from gui.widgets.amounts.amount_display import AmountDisplay
from gui.widgets.layout.small_screen import SmallScreen
from gui.window.main_window import MainWindow
from gui.work.core_bridge import CoreBridge
from tests.screenshots import album, stopped_clock

_DIMMED = 0.35


class Photographer:
    """`look` is one of album.LOOKS; pictures go to `folder`."""

    def __init__(self, till: Path, folder: Path, look: str) -> None:
        self._folder, self._look = folder, look
        self._theme = look if look in album.THEMES else "light"
        self._cores: list[Core] = []
        options = Namespace(data_dir=str(till), api_url=None, token_file=None, offline=False, clerk=None)
        kept = {"COUNTERFOIL_QUARANTINE_S": "1", "COUNTERFOIL_STATE_DIR": str(till)}
        self._open = opener(options, FaultReporter(), kept)
        self.bridge = CoreBridge(self._open_core)
        self.window = MainWindow(self.bridge)
        self.window.painted.connect(self.bridge.start)
        room = album.screen(look) / self.window.devicePixelRatio()
        self.window.fit(room)
        self.window.resize(room)
        self.window.show()
        self.window.activateWindow()
        self.hand = TourDriver(self.window)
        self.hand.until(lambda: bool(self.bridge.status and self.bridge.status.first_pull_done), "the first pull")
        self._make_all()

    def _make_all(self) -> None:
        """Make every page, and what a page makes while nobody waits: how high they are counts for the small screen."""
        for view in self.window.findChild(PageStack).all():
            for _step in view.make_ready():
                pass

    @property
    def core(self) -> Core:
        return self._cores[0]

    def close(self) -> None:
        self.window.end()
        self.bridge.close()

    # the camera

    def take(self, name: str, beside: QWidget | None = None) -> None:
        """What is in front; `beside` is a window of its own in place of the till's."""
        if not album.wanted(name, self._look):
            return
        if self.hand.sees("message_close"):
            self.hand.press("message_close")
        self.look_again()
        theme.choose(self._theme)  # a window of a till that has not chosen one yet took the system's
        QApplication.processEvents()
        image = beside.grab().toImage() if beside is not None else self._front()
        album.keep(image, self._folder, f"{name}_{self._look}")

    def look_again(self) -> None:
        """Until what the core was asked has come, is laid out, and has asked for nothing more."""
        self.bridge.announce(EVERYTHING)
        for _ in range(3):
            done: list[bool] = []
            for lane in ("read", "counter"):
                self.bridge.ask(lambda _core: True, done.append, thread=lane)
            self.hand.until(lambda done=done: len(done) == 2, "the answers of the core")
        for _ in range(5):
            QApplication.processEvents()
        for small in self.window.findChildren(SmallScreen):  # from one corner, whatever was in front before
            QApplication.sendEvent(small.widget(), QEvent(QEvent.Type.LayoutRequest))  # its height for what is there
            small.horizontalScrollBar().setValue(0)
            small.verticalScrollBar().setValue(0)
            small.bring_focus()

    def _front(self) -> QImage:
        """The window; a dialog stands in its middle, and what is behind it is dimmed."""
        picture = self.window.grab()
        dialog = QApplication.activeModalWidget()
        if dialog is not None:
            veil = QColor(Qt.GlobalColor.black)
            veil.setAlphaF(_DIMMED)
            over = dialog.grab()
            place = self.window.rect().center() - dialog.rect().center()
            painter = QPainter(picture)
            painter.fillRect(self.window.rect(), veil)
            painter.drawPixmap(QPoint(max(0, place.x()), max(0, place.y())), over)
            painter.end()
        return picture.toImage()

    # the till

    def act(self, command: Command) -> Outcome:
        return self.core.replay.run(self.core.desk.submit(command).operation_id)

    def sell(self, amount: int, note: str, code: str | None = None, until: str | None = None) -> int:
        outcome = self.act(Issue(amount, "USD", code=code, note=note, expires_on=until))
        assert isinstance(outcome, Confirmed), outcome
        self.core.desk.hand_over(outcome.operation_id)
        return outcome.card_id

    def clerk(self, name: str, till: str) -> None:
        self.core.preferences.set("clerk.name", name)
        self.core.preferences.set("till.name", till)

    def sync(self, minute: str) -> None:
        """To this minute, and the pull of it, as a till does it all day."""
        stopped_clock.travel(minute)
        begun = stopped_clock.time.time()
        self.core.sync.hurry()
        self.bridge.wake()
        self.wait(lambda status: (status.last_sync or 0) >= begun, "the pull")

    # the hand

    def page(self, name: str) -> None:
        self.window.show_page(name)
        self.look_again()

    def scan(self, code: str) -> None:
        self.fill("scan_field", code)
        self.hand.key(Qt.Key.Key_Return)
        self.hand.until(lambda: self.hand.sees("redeem") and self.label("card_last")[-4:] == code[-4:].upper(), code)

    def fill(self, name: str, text: str) -> None:
        field = self.hand.find(QLineEdit, name)
        field.setFocus()
        field.selectAll()
        self.hand.type(text)

    def amount(self, text: str) -> None:
        display = next(each for each in self.window.findChildren(AmountDisplay) if each.isVisible())
        display.clear()
        display.setFocus()
        self.hand.type(text)

    def label(self, name: str) -> str:
        return self.hand.find(QLabel, name).text() if self.hand.sees(name) else ""

    def until_seen(self, name: str) -> None:
        self.hand.until(lambda: self.hand.sees(name), name)

    def until_rows(self, table: str, least: int) -> None:
        def enough() -> bool:
            found = self.window.findChildren(QWidget, table)
            return any(each.isVisible() and each.model().rowCount() >= least for each in found)

        self.hand.until(enough, table)

    def wait(self, condition: Callable[[DeskStatus], bool], what: str) -> None:
        self.hand.until(lambda: self.bridge.status is not None and condition(self.bridge.status), what)

    def _open_core(self) -> Core:
        core = self._open()
        core.preferences.set("window.appearance", self._theme)
        self._cores.append(core)
        return core
