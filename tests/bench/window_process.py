"""One process of the start-up bench: `empty` or `window FOLDER` says when its first frame is painted, and is gone.

`stand` shows the empty window until it is killed.
"""

from __future__ import annotations

import os
import sys
import time
from argparse import Namespace
from pathlib import Path


def say_painted() -> None:
    """Tell the CPU seconds until the first frame, and end at once."""
    os.write(1, f"painted {time.process_time():.6f}\n".encode())
    os._exit(0)


def empty(*, standing: bool = False) -> None:
    """The floor: what PySide6 needs for any window at all."""
    from PySide6.QtCore import QTimer
    from PySide6.QtGui import QPaintEvent
    from PySide6.QtWidgets import QApplication, QMainWindow

    class EmptyWindow(QMainWindow):
        def paintEvent(self, event: QPaintEvent) -> None:
            super().paintEvent(event)
            if not standing:
                QTimer.singleShot(0, say_painted)

    app = QApplication(sys.argv[:1])
    window = EmptyWindow()
    window.resize(1280, 800)
    window.show()
    app.exec()


def real(folder: str) -> None:
    """The program as main.py opens it, up to the frame behind which it makes all else."""
    from gui.start import quick_imports

    quick_imports.begin()
    from PySide6.QtCore import QTimer
    from PySide6.QtGui import QPaintEvent

    from gui import app as starting
    from gui.window.main_window import MainWindow

    class Window(MainWindow):
        def paintEvent(self, event: QPaintEvent) -> None:
            QTimer.singleShot(0, say_painted)
            super().paintEvent(event)

    setattr(starting, "MainWindow", Window)  # noqa: B010 - the one place of the program where it is made
    starting.run(Namespace(data_dir=folder, api_url=None, token_file=None, offline=False, clerk=None))


if __name__ == "__main__":
    sys.path.insert(0, str(Path(__file__).resolve().parents[2]))
    if sys.argv[1] == "window":
        real(sys.argv[2])
    else:
        empty(standing=sys.argv[1] == "stand")
