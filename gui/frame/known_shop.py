"""A till whose folder lost the file with its shop's address: the books know it, and one press goes on with them."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from core.errors import CannotStart
from core.settings import keep_url
from gui.widgets.buttons.button import button
from gui.widgets.keys import chords
from gui.widgets.text.labels import centred, label
from gui.wording import messages

ADDRESS_MISSING = "start.address_missing"
_WIDTH = 520


class KnownShopPanel(QWidget):
    """`kept` once the address is in its file again: the next start opens the shop. One button for each address."""

    kept = Signal()

    def __init__(self, values: dict[str, object], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._folder = Path(str(values["path"])).parent
        self._problem = label("", "bad", "known_shop_problem", wrap=True)
        self._problem.hide()
        column = QVBoxLayout(self)
        column.setSpacing(12)
        shops, text = str(values["url"]).split(" / "), self.tr("&Go on with {url}")
        for at, url in enumerate(shops):
            words = (text if len(shops) == 1 else chords.plain(text)).format(url=url)
            choice = button(words, f"known_shop_{at}")
            choice.clicked.connect(lambda _checked=False, chosen=url: self._on_chosen(chosen))
            column.addWidget(choice, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addLayout(centred(self._problem, _WIDTH))

    def _on_chosen(self, url: str) -> None:
        try:
            keep_url(self._folder, url)
        except CannotStart as error:
            self._problem.setText(messages.format_error(error))
            self._problem.show()
            return
        self.kept.emit()
