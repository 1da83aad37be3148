"""The left of the counter: the card that lies on it, several to choose from, or a sentence; below it an open sale.

What shows a card is made at its first use, and before that while nobody waits: the first frame has no card.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import cached_property
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from gui.views.card.empty_counter import EmptyCounter
from gui.views.card.open_bill import OpenBill
from gui.widgets.messages.empty_state import EmptyState

if TYPE_CHECKING:
    from core.rows import CardRow
    from gui.printing.receipts import Receipts
    from gui.views.card.candidates import Candidates
    from gui.views.card.card_pane import CardPane
    from gui.views.card.recent_cards import RecentCard
    from gui.views.card.sale_pane import SalePane

_TICK_MS = 1000


class CardSide(QWidget):
    """`empty` is what it begins with; `receipts` prints what a sale that ends here leaves."""

    again_wanted = Signal()
    card_chosen = Signal(object)
    code_taken = Signal(str)
    sale_ended = Signal()
    notified = Signal(str, str)
    change_note = Signal()

    def __init__(
        self, empty: EmptyState, sale: OpenBill, receipts: Callable[[], Receipts], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._empty, self._sale, self._receipts = empty, sale, receipts
        self._nothing = EmptyCounter(empty)
        self._nothing.card_chosen.connect(self.card_chosen)
        self._nothing.code_taken.connect(self.code_taken)
        self._stack = QStackedWidget()
        self._stack.addWidget(self._nothing)
        self._tick = QTimer(self)
        self._tick.setInterval(_TICK_MS)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(14)
        self._column.addWidget(self._stack, 1)

    @cached_property
    def page(self) -> CardPane:
        from gui.views.card.card_pane import CardPane  # noqa: PLC0415 - the first frame has no card

        page = CardPane()
        self._stack.addWidget(page)
        self._tick.timeout.connect(page.face.tick)
        page.face.again.clicked.connect(self.again_wanted)
        page.note.change_wanted.connect(self.change_note)
        return page

    @cached_property
    def _candidates(self) -> Candidates:
        from gui.views.card.candidates import Candidates  # noqa: PLC0415 - as above

        candidates = Candidates()
        self._stack.addWidget(candidates)
        candidates.card_chosen.connect(self.card_chosen)
        return candidates

    @cached_property
    def _sale_pane(self) -> SalePane:
        from gui.views.card.sale_pane import SalePane  # noqa: PLC0415 - as above

        pane = SalePane(self._sale, self._receipts(), self)
        self._column.addWidget(pane)
        pane.ended.connect(self.sale_ended)
        pane.notified.connect(self.notified)
        return pane

    def make_ready(self) -> Iterator[None]:
        """Make ready all but the page of the card."""
        yield
        self._candidates.setObjectName("candidates")
        yield
        self._sale_pane.setObjectName("sale_pane")

    @property
    def has_message(self) -> bool:
        """No card, and none to choose from."""
        return self._stack.currentWidget() is self._nothing

    def show_message(self, heading: str, sentence: str, icon_name: str, tone: str = "neutral") -> None:
        self._stack.setCurrentWidget(self._nothing)
        self._nothing.offer(recent=False)
        self._empty.show_message(heading, sentence, icon_name, tone)

    def show_idle(self, heading: str, sentence: str) -> None:
        """Show that no card is here; those that were served lately are offered below."""
        self.show_message(heading, sentence, "scan-barcode")
        self._nothing.offer(recent=True)

    def show_try(self, code: str) -> None:
        """Show `code`, of a card that a newcomer may try."""
        self._nothing.show_try(code)

    def show_recent(self, rows: tuple[RecentCard, ...]) -> None:
        self._nothing.show_recent(rows)

    def leave(self) -> None:
        """Take the card out of sight, and stop what runs while it is looked at."""
        self._tick.stop()
        self._stack.setCurrentWidget(self._nothing)

    def show_page(self) -> None:
        self._stack.setCurrentWidget(self.page)
        self._tick.start()

    def show_several(self, heading: str, sentence: str, cards: tuple[CardRow, ...]) -> None:
        self._stack.setCurrentWidget(self._candidates)
        self._candidates.show_cards(heading, sentence, cards)

    def show_bill(self) -> None:
        self._sale_pane.show_bill(self._sale.bill)

    def fit(self, height: int) -> None:
        """Share `height` px between the card and the sale, as wide as they are now: a layout else is a paint late."""
        for layout in (self._column, self._stack.layout()):
            if layout is not None:
                layout.activate()
        room, sale = height - self._column.spacing(), 0
        if self._sale.bill is not None:
            self._sale_pane.set_room(room - self.page.least_height())
            sale = self._sale_pane.sizeHint().height()
        self.page.set_room(room - sale)
        self._column.activate()  # the card and the sale change places in one step
