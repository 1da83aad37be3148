"""Ends this session of the window so that the next one begins at once, with what was changed in between."""

from __future__ import annotations

from PySide6.QtWidgets import QApplication

AGAIN = 64
"""What the event loop ends with then; no exit status of the program."""


def start_again() -> None:
    """End the session and begin the next one. What was accepted is on the disk, as at every end."""
    QApplication.exit(AGAIN)
