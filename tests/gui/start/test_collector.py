"""Cycles that hold widgets are collected in the GUI thread only: elsewhere they would end the program."""

import gc
import threading

from PySide6.QtCore import QObject, QThread

from gui.start.garbage_collector import GarbageCollector


class Cycle(QObject):
    died_in: list[int] = []

    def __init__(self) -> None:
        super().__init__()
        self.me = self

    def __del__(self) -> None:
        Cycle.died_in.append(threading.get_ident())


class Busy(QThread):
    """Allocates far more than it takes to make CPython collect in this thread."""

    def run(self) -> None:
        self.kept: list[list[int]] = [[] for _ in range(200_000)]


def test_a_busy_lane_collects_nothing_and_the_timer_does(qtbot):
    keeper = QObject()
    gc.enable()  # as a program starts
    before = gc.get_freeze_count()
    collector = GarbageCollector(keeper)
    collector._timer.setInterval(1)
    try:
        qtbot.waitUntil(lambda: gc.get_freeze_count() > before)  # what was made before is not walked through any more
        Cycle()
        busy = Busy()
        busy.start()
        assert busy.wait(20_000)
        qtbot.waitUntil(lambda: bool(Cycle.died_in), timeout=20_000)
        assert set(Cycle.died_in) == {threading.get_ident()}
    finally:
        collector.stop()
    assert gc.isenabled()
    gc.disable()  # as the fixture of all window tests left it
