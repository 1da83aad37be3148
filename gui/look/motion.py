"""Nothing moves by itself, for anybody: a state is there or it is not, and reduced motion needs no switch.

The style sheet sets the length of Qt's own fades to nothing (`widget-animation-duration`); what desktops add to menus,
lists and tips is switched off here. The caret blinks as the system says, and not at all where it says so.
"""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication


def still(app: QApplication) -> None:
    """Let menus, lists and tips appear at once."""
    for effect in Qt.UIEffect:
        app.setEffectEnabled(effect, False)
