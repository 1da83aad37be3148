"""A page with one of each that takes keys, behind the filter through which every key goes."""

from __future__ import annotations

from PySide6.QtWidgets import QLineEdit, QPushButton, QVBoxLayout, QWidget

from gui.input.key_filter import KeyFilter
from gui.input.scan_field import ScanField
from gui.widgets.amounts.amount_display import AmountDisplay


class Page(QWidget):
    """A page with one of each: the scan field, a text, a secret, an amount and a button."""

    def __init__(self):
        super().__init__()
        self.scan_field, self.line, self.pin = ScanField(), QLineEdit("before"), QLineEdit()
        self.pin.setEchoMode(QLineEdit.EchoMode.Password)
        self.amount, self.button = AmountDisplay(), QPushButton("Act")
        column = QVBoxLayout(self)
        for each in (self.scan_field, self.line, self.pin, self.amount, self.button):
            column.addWidget(each)
        self.keys = KeyFilter(self.scan_field, parent=self)
        self.scans: list[str] = []
        self.entered: list[str] = []
        self.clicks: list[int] = []
        self.refused: list[int] = []
        self.dropped: list[int] = []
        self.unread: list[str] = []
        self.keys.scanned.connect(self.scans.append)
        self.keys.refused.connect(lambda: self.refused.append(1))
        self.keys.dropped.connect(lambda: self.dropped.append(1))
        self.keys.unread.connect(self.unread.append)
        self.scan_field.code_entered.connect(self.scans.append)
        self.line.returnPressed.connect(lambda: self.entered.append(self.line.text()))
        self.pin.returnPressed.connect(lambda: self.entered.append(self.pin.text()))
        self.button.clicked.connect(lambda: self.clicks.append(1))

    def at(self, name):
        widget = getattr(self, name)
        widget.setFocus()
        return widget
