"""Starts the window, and behind its first frame the core. Loads neither SQL nor HTTP before that frame."""

from __future__ import annotations

import os
import sys
from argparse import Namespace
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QMessageLogContext, QObject, QSize, Qt, QtMsgType, qInstallMessageHandler
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QWidget

from core import first_run
from core.settings import folder_path
from gui.collector import Collector
from gui.last_resort import LastResort
from gui.look.theme import Theme
from gui.main_window import MainWindow
from gui.restart import AGAIN
from gui.second_start import Hold
from gui.watchdog import Watchdog
from gui.window_place import WindowPlace
from gui.wording import languages
from gui.work.worker import Desk

if TYPE_CHECKING:
    from core.bootstrap import Core

CANNOT_START = 7
_FRAME = 40
"""px that a desktop adds to the height of a window, at least."""
_CLOSE_MS, _CLOSE_TO_BEGIN_AGAIN_MS = 2000, 20_000
"""A request that waits for the network ends within the second; the folder must be free before it is opened anew."""


class _Ending(QObject):
    """Remembers how the program ends."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.status = 0

    def on_could_not_start(self) -> None:
        self.status = CANNOT_START


def run(options: Namespace) -> int:
    """Opens the window and stays until it is closed. Returns the exit status."""
    app = application()
    languages.use(app, languages.kept(folder_path(options)))
    last_resort = LastResort(app)
    last_resort.install()
    hold = Hold(folder_path(options), app)
    if not hold.take():
        return 0
    Collector(app)
    Watchdog(app)
    while (status := _session(app, options, last_resort, hold)) == AGAIN and hold.take():
        pass
    hold.release()
    return status


def _session(app: QApplication, options: Namespace, last_resort: LastResort, hold: Hold) -> int:
    """From the opening of the core to its close; AGAIN when the next one is to begin at once."""
    desk = Desk(opener(options, last_resort, hold=hold), app)
    window = MainWindow(desk)
    place = WindowPlace(window, folder_path(options))
    screen = place.screen()
    settle_in(window, screen.availableSize())
    place.restore(screen)
    window.offer_full_screen(place.offer)
    ending = _Ending(app)

    window.painted.connect(desk.start)
    desk.opened.connect(hold.listen)
    window.could_not_start.connect(ending.on_could_not_start)

    step = first_run.pending(options, os.environ)
    assistant = begin(desk, window, folder_path(options), step) if step else None
    if assistant is None:
        window.show()
    window.left.connect(place.keep)
    again = app.exec() == AGAIN
    window.end()
    if not desk.close(_CLOSE_TO_BEGIN_AGAIN_MS if again else _CLOSE_MS):
        # A lane still waits for the network. All that was accepted is on the disk, as after a power cut.
        sys.stdout.flush()
        sys.stderr.flush()
        os._exit(ending.status)
    window.deleteLater()
    return AGAIN if again else ending.status


def settle_in(window: MainWindow, room: QSize) -> None:
    """`room` is what the screen has; where the window with its frame is no smaller, it fills the screen."""
    window.fit(room)
    if window.width() >= room.width() or window.height() + _FRAME > room.height():
        window.setWindowState(Qt.WindowState.WindowMaximized)  # else its lower edge is below the screen


def begin(desk: Desk, window: MainWindow, folder: Path, step: str) -> QWidget:
    """Shows the assistant of the first start in place of the window, which comes when it has ended."""
    from gui.first_run.assistant import Assistant  # noqa: PLC0415 - once in the life of a folder

    assistant = Assistant(desk, folder, step)
    window.keys.start()  # a scan in the assistant is kept out of its fields too
    assistant.till_requested.connect(window.show)
    assistant.fit(window.screen().availableSize())
    assistant.show()
    return assistant


def application() -> QApplication:
    """The application with its names and its theme."""
    existing = QApplication.instance()
    if isinstance(existing, QApplication):
        return existing
    QGuiApplication.setHighDpiScaleFactorRoundingPolicy(Qt.HighDpiScaleFactorRoundingPolicy.PassThrough)
    app = QApplication(sys.argv[:1])
    if app.platformName() == "offscreen":
        qInstallMessageHandler(_tell_but_the_usual)
    app.setApplicationName("Counterfoil")
    app.setApplicationDisplayName("Counterfoil")
    app.setDesktopFileName("counterfoil")
    Theme(app)
    return app


def _tell_but_the_usual(_kind: QtMsgType, _where: QMessageLogContext, text: str) -> None:
    """Drop what the offscreen platform says for each window that it shows; all else goes where Qt sends it."""
    if "propagateSizeHints" not in text:
        sys.stderr.write(text + "\n")


def opener(
    options: Namespace,
    last_resort: LastResort,
    environment: Mapping[str, str] = os.environ,
    hold: Hold | None = None,
) -> Callable[[], Core]:
    """What the worker calls to get the core; everything slow is imported there. `hold` may have the folder already."""

    def open_it() -> Core:
        from core.bootstrap import open_core  # noqa: PLC0415 - SQL and HTTP take 0.6 s that the first frame must not pay
        from core.settings import resolve  # noqa: PLC0415

        settings = resolve(options, environment)
        last_resort.log_to(settings.data_dir)
        return open_core(settings, owned=hold is not None and hold.owned)

    return open_it
