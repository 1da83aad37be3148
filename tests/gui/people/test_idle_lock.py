"""The till locks itself when nobody is there, and never before anybody could have been."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from gui.people.idle_lock import IdleLock
from tests.gui.people.test_sign_in import Till, till

__all__ = ["till"]


def test_the_time_counts_from_when_the_window_is_seen(till: Till) -> None:
    """The window is made behind the assistant of the first start, which takes minutes to answer."""
    till.set_up()
    now = [0.0]
    lock = IdleLock(till.bridge, till.window, now=lambda: now[0])
    now[0] = 600.0
    lock.start()
    lock.look()
    till.done(lambda core: core.staff.people())
    assert till.bridge.status.signed_in
    now[0] = 660.0
    QTest.keyClick(till.window.windowHandle(), Qt.Key.Key_Shift)
    now[0] = 730.0
    lock.look()
    till.done(lambda core: core.staff.people())
    assert till.bridge.status.signed_in
    now[0] = 790.0
    lock.look()
    till.until(lambda: not till.bridge.status.signed_in)
