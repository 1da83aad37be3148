"""Qt's application for a front end without a window: a console that paints a page."""

from __future__ import annotations

import os

from PySide6.QtGui import QGuiApplication

from gui.look import theme

_started: list[QGuiApplication] = []


def begin_painting() -> None:
    """Begin Qt's application without a screen and load our fonts, where no window did."""
    if QGuiApplication.instance() is None:
        os.environ["QT_QPA_PLATFORM"] = "offscreen"
        _started.append(QGuiApplication([]))  # kept until the process ends: Qt wants its application to the last
    theme.load_fonts()
