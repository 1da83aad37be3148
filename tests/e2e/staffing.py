"""People at the window of a test: Mia manages, Cleo serves, and their PINs cost no time."""

from __future__ import annotations

from functools import partial

import argon2
import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from core.domain.staff import Role
from tests.e2e.window import Counter

MANAGER, CLERK = "482913", "7294"


def quick_pins(monkeypatch: pytest.MonkeyPatch) -> None:
    quick = partial(argon2.PasswordHasher, time_cost=1, memory_cost=8, parallelism=1)
    monkeypatch.setattr(argon2, "PasswordHasher", quick)


def staffed(window: Counter, at_till: str, pin: str) -> None:
    """Mia manages, Cleo serves; `at_till` is one of them or nobody."""
    window.core.staff.put("Mia", Role.MANAGER, MANAGER)
    window.core.staff.put("Cleo", Role.CLERK, CLERK)
    if at_till:
        window.core.staff.sign_in(at_till, pin)
    else:
        window.core.staff.sign_out()
    window.desk.look_again()
    window.until(lambda: bool(window.desk.status and window.desk.status.clerk == at_till))


def enter_pin(window: Counter, pin: str) -> None:
    window.until(lambda: bool(getattr(QApplication.activeModalWidget(), "ready", False)))  # seen, and so it takes keys
    window.type(pin)
    window.key(Qt.Key.Key_Return)
