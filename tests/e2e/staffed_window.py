"""People at the window of a test: Mia manages, Cleo serves, and their PINs cost no time."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from core.domain.staff import Role
from core.usecases.changes import EVERYTHING
from tests.e2e.window import Counter

MANAGER, CLERK = "482913", "7294"


def staffed(window: Counter, at_till: str, pin: str) -> None:
    """Mia manages, Cleo serves; `at_till` is one of them or nobody."""
    window.core.staff.put("Mia", Role.MANAGER, MANAGER)
    window.core.staff.put("Cleo", Role.CLERK, CLERK)
    if at_till:
        window.core.staff.sign_in(at_till, pin)
    else:
        window.core.staff.sign_out()
    window.bridge.announce(EVERYTHING)
    window.until(lambda: bool(window.bridge.status and window.bridge.status.clerk == at_till))


def enter_pin(window: Counter, pin: str) -> None:
    window.until(lambda: bool(getattr(QApplication.activeModalWidget(), "ready", False)))  # seen, and so it takes keys
    window.type(pin)
    window.key(Qt.Key.Key_Return)


def replace_lost(window: Counter, code: str) -> None:
    """Bring the card of this code to the counter, say that it is lost, and ask for a new one."""
    window.scan_card(code)
    window.chord("L")
    window.until(lambda: window.sees("replace_reason"))
    window.type("Lost")
    window.chord("G")
