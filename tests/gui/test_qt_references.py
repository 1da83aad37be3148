"""The reason for the PySide6 pin: 6.12.0 loses a reference to True on each emit and to None on each setter."""

import sys

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QLabel

SLACK = 50  # what the interpreter itself may take or give back meanwhile


class Bell(QObject):
    rung = Signal(bool)


def test_emitting_keeps_the_references_to_true(qapp):
    bell = Bell()
    before = sys.getrefcount(True)
    for _ in range(20_000):
        bell.rung.emit(True)
    assert abs(sys.getrefcount(True) - before) < SLACK


def test_setters_keep_the_references_to_none(qapp):
    label = QLabel()
    before = sys.getrefcount(None)
    for number in range(500):
        label.setText(str(number))
    assert abs(sys.getrefcount(None) - before) < SLACK
