"""The system's own short tone at an outcome, for those who look at the customer; off unless the till is told to.

Qt's essentials play no files, so one tone is all there is: once when it went well, twice when somebody must look. What
is heard is always shown and spoken as well.
"""

from __future__ import annotations

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication

_AGAIN_MS = 220

_on = False


def choose(choice: str) -> None:
    """Turn sounds on or off, as `choice` says."""
    global _on
    _on = choice == "on"


def tones(tone: str) -> int:
    """Return how many tones tell of an outcome in `tone` (good, info, warn or bad) as things are chosen."""
    return 0 if not _on else 1 if tone == "good" else 2


def play(tone: str) -> None:
    """Sound what tells of `tone`; nothing while sounds are off."""
    for at in range(tones(tone)):
        QTimer.singleShot(at * _AGAIN_MS, QApplication.beep)
