"""A card of the sandbox for who has none in hand: its code to scan from the screen, to type, or to take at once."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from core.domain.code import grouped
from gui.widgets.buttons.button import button
from gui.widgets.cards.qr_code_view import QrCodeView
from gui.widgets.layout.panel import Panel
from gui.widgets.text.key_hint import chord_hint
from gui.widgets.text.labels import label

_WIDEST = 560


class TryCard(Panel):
    """`taken` carries the code."""

    taken = Signal(str)

    def __init__(self, code: str, parent: QWidget | None = None) -> None:
        super().__init__(self.tr("No card in your hand? Try this one."), parent, name="try_card")
        self._code = code
        square = QrCodeView("try_square", self.tr("The code of a card to scan"))
        square.show_code(code.upper())
        text = label(grouped(code), "strong", "try_code")
        text.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        use = button(self.tr("&Use this card"), "try_use")
        said = self.tr("Scan it from the screen, type its code, or take it with the button. It is not real money.")
        self.setMaximumWidth(_WIDEST)
        right = QVBoxLayout()
        right.addWidget(text)
        right.addWidget(label(said, "hint", "try_hint", wrap=True))
        right.addStretch(1)
        keys = QHBoxLayout()
        keys.addWidget(use)
        keys.addWidget(chord_hint(use))
        keys.addStretch(1)
        right.addLayout(keys)
        row = QHBoxLayout()
        row.setSpacing(20)
        row.addWidget(square)
        row.addLayout(right, 1)
        self.body.addLayout(row)

        use.clicked.connect(self._on_use)

    def _on_use(self) -> None:
        self.taken.emit(self._code)
