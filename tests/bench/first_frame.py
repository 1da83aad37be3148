"""One process of the start-up bench: shows a window, says `painted` after its first frame, and is gone."""

from __future__ import annotations

import os
import sys
from argparse import Namespace
from pathlib import Path

from PySide6.QtCore import QTimer
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QApplication, QMainWindow


def say_painted() -> None:
    os.write(1, b"painted\n")
    os._exit(0)


class EmptyWindow(QMainWindow):
    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        QTimer.singleShot(0, say_painted)


def empty() -> None:
    app = QApplication(sys.argv[:1])
    window = EmptyWindow()
    window.resize(1280, 800)
    window.show()
    app.exec()


def real(folder: str) -> None:
    """What gui.app.run does, up to the frame after which it opens the core."""
    from gui import app as starting
    from gui.last_resort import LastResort
    from gui.main_window import MainWindow
    from gui.work.worker import Desk

    app = starting.application()
    last_resort = LastResort(app)
    last_resort.install()
    options = Namespace(data_dir=folder, api_url=None, token_file=None, offline=False, clerk=None)
    desk = Desk(starting.opener(options, last_resort), app)
    window = MainWindow(desk)
    window.painted.connect(say_painted)
    window.show()
    app.exec()


if __name__ == "__main__":
    sys.path.insert(0, str(Path(__file__).resolve().parents[2]))
    real(sys.argv[2]) if sys.argv[1] == "window" else empty()
