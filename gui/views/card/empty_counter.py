"""The counter without a card: what to do now, and the cards that were served lately."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from gui.views.card.recent_cards import RecentCard
from gui.widgets.messages.empty_state import EmptyState


class EmptyCounter(QWidget):
    """`card_chosen` carries a card_id, `code_taken` a code. The first frame has neither list nor card to try."""

    card_chosen = Signal(object)
    code_taken = Signal(str)

    def __init__(self, empty: EmptyState, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.empty = empty
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.addWidget(empty, 1)
        self._rows: tuple[RecentCard, ...] = ()
        self._wanted = False
        self._panel: QWidget | None = None
        self._try: QWidget | None = None

    def offer(self, *, recent: bool) -> None:
        """Offer the list; `recent` False: something else is said now, and it would only be in its way."""
        self._wanted = recent
        if self._try is not None:
            self._try.setVisible(recent and not self._rows)
        if self._panel is not None:
            self._panel.setVisible(recent and bool(self._rows))

    def show_try(self, code: str) -> None:
        """Show a card of the sandbox for a newcomer; it goes with the first card that was served."""
        from gui.views.card.try_card import TryCard  # noqa: PLC0415 - as above

        if self._try is None:
            self._try = made = TryCard(code)
            made.taken.connect(self.code_taken)
            across = QHBoxLayout()
            across.addStretch(1)
            across.addWidget(made, 20)
            across.addStretch(1)
            self._column.addLayout(across)
            self._column.addStretch(1)
            self.offer(recent=self._wanted)

    def show_recent(self, rows: tuple[RecentCard, ...]) -> None:
        from gui.views.card.recent_panel import RecentPanel  # noqa: PLC0415 - as above

        self._rows = rows
        if not isinstance(self._panel, RecentPanel):
            self._panel = RecentPanel()
            self._panel.card_chosen.connect(self.card_chosen)
            across = QHBoxLayout()
            across.addStretch(1)
            across.addWidget(self._panel, 20)
            across.addStretch(1)
            self._column.addLayout(across)
        self._panel.show_rows(rows)
        self.offer(recent=self._wanted)
