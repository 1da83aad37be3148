"""The buttons below what needs a person, each with its chord. Nothing here is pressed by the program."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QWidget

from core.domain.settlement import How
from gui.widgets.buttons.option_button import OptionButton
from gui.widgets.layout.flow import Flow
from gui.wording.settle_words import SettleOption


class SettleOptions(QWidget):
    """`chosen` carries a How. Rebuilt only when the ways change, so that the focus stays where it is."""

    chosen = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("settle_ways")
        self._flow = Flow(self)
        self._ways: tuple[SettleOption, ...] = ()
        self._buttons: list[OptionButton] = []
        self.hide()

    def show_ways(self, ways: tuple[SettleOption, ...]) -> None:
        if ways == self._ways:
            return
        focused = next((at for at, each in enumerate(self._buttons) if each.hasFocus()), None)
        for old in self._buttons:
            self._flow.removeWidget(old)
            old.hide()
            old.deleteLater()
        self._ways, self._buttons = ways, [self._made(way) for way in ways]
        self.setVisible(bool(ways))
        self.setMinimumHeight(self._flow.heightForWidth(self.width()))
        if focused is not None and self._buttons:
            self._buttons[min(focused, len(self._buttons) - 1)].setFocus()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Cut off no button, ever: what scrolls above gives way."""
        super().resizeEvent(event)
        self.setMinimumHeight(self._flow.heightForWidth(self.width()))

    def take_focus(self) -> bool:
        """Go to the first button; false when there is none."""
        if self._buttons:
            self._buttons[0].setFocus()
        return bool(self._buttons)

    def _made(self, way: SettleOption) -> OptionButton:
        made = OptionButton(way.text, f"settle_{way.how.value}", suggested=way.suggested, parent=self)
        made.setProperty("how", way.how.value)
        made.clicked.connect(self._on_clicked)
        self._flow.addWidget(made)
        made.show()
        return made

    def _on_clicked(self) -> None:
        self.chosen.emit(How(self.sender().property("how")))
