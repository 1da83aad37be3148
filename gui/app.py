"""Starts the window, and behind its first frame the core. Loads neither SQL nor HTTP before that frame."""

from __future__ import annotations

import os
import sys
from argparse import Namespace
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication

from core.settings import folder_path
from gui import languages
from gui.collector import Collector
from gui.last_resort import LastResort
from gui.main_window import MainWindow
from gui.theme import Theme
from gui.worker import Desk

if TYPE_CHECKING:
    from core.bootstrap import Core

CANNOT_START = 7


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
    Collector(app)
    desk = Desk(opener(options, last_resort), app)
    window = MainWindow(desk)
    ending = _Ending(app)

    window.painted.connect(desk.start)
    window.could_not_start.connect(ending.on_could_not_start)

    window.show()
    app.exec()
    if not desk.close():
        # A lane still waits for the network. All that was accepted is on the disk, as after a power cut.
        sys.stdout.flush()
        sys.stderr.flush()
        os._exit(ending.status)
    return ending.status


def application() -> QApplication:
    """The application with its names and its theme."""
    existing = QApplication.instance()
    if isinstance(existing, QApplication):
        return existing
    QGuiApplication.setHighDpiScaleFactorRoundingPolicy(Qt.HighDpiScaleFactorRoundingPolicy.PassThrough)
    app = QApplication(sys.argv[:1])
    app.setApplicationName("Counterfoil")
    app.setApplicationDisplayName("Counterfoil")
    app.setDesktopFileName("counterfoil")
    Theme(app)
    return app


def opener(
    options: Namespace, last_resort: LastResort, environment: Mapping[str, str] = os.environ
) -> Callable[[], Core]:
    """What the worker calls to get the core; everything slow is imported there."""

    def open_it() -> Core:
        from core.bootstrap import open_core  # noqa: PLC0415 - SQL and HTTP take 0.6 s that the first frame must not pay
        from core.settings import resolve  # noqa: PLC0415

        settings = resolve(options, environment)
        last_resort.log_to(settings.data_dir)
        return open_core(settings)

    return open_it
