"""The counter: the card that lies on it at the left, what is done with it at the right."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtGui import QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QWidget

from gui.offers import Offer
from gui.open_bill import OpenBill
from gui.views.base import View
from gui.views.card import card_offers, counter_words, try_card
from gui.views.card.card_reading import CardReading
from gui.views.card.card_side import CardSide
from gui.views.card.finding import Finding
from gui.views.card.recent_cards import RecentCards
from gui.widgets.empty_state import EmptyState
from gui.widgets.tab_order import follow
from gui.wording import messages

if TYPE_CHECKING:
    from core.domain.card import Match
    from core.domain.design import Design
    from core.errors import KnownError
    from core.rows import CardRow
    from gui.views.card.act_stack import ActStack
    from gui.work.acts import CardSeen
    from gui.work.worker import Desk

_LOW = 640
_WIDEST = 1720
"""px that the card and what is done with it take at most."""


class CardView(View):
    """`look_up` for what was scanned, `show_card` for a card chosen from a list."""

    name = "card"
    finished = Signal()
    """The customer was served: the next one may be scanned."""
    chosen = Signal()
    """A card was taken from a list: what is still typed in the scan field was not for it."""
    layout_undone = Signal(str)
    """A card was found although the scanner is set for another keyboard; it carries which."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(desk, parent)
        self._card: CardRow | None = None
        self._match: Match | None = None
        self._finding = Finding(desk, self)
        self._sale = OpenBill(desk, self)
        self._reading = CardReading(desk, self)
        self._recent = RecentCards(desk, self)
        self._designs: tuple[Design, ...] = ()
        empty = EmptyState("scan-barcode", "", "", ((self.tr("Enter"), self.tr("after typing")),))
        self._side = CardSide(empty, self._sale, lambda: self._right.receipts)
        self._has_right = False
        self._row = QHBoxLayout(self)
        self._arrange()
        self._connect()
        self._clear()

    @property
    def title(self) -> str:
        return self.tr("Counter")

    @cached_property
    def _right(self) -> ActStack:
        from gui.views.card.act_stack import ActStack  # noqa: PLC0415 - the first frame has no card

        right = ActStack(self.desk, self._sale)
        right.hide()
        right.set_low(self.height() < _LOW)
        right.panels.show_designs(self._designs)
        self._row.addWidget(right, 3)
        self._has_right = True

        self._side.page.action_bar.chosen.connect(right.open)
        self._side.page.take_back_requested.connect(right.take_back)
        right.opened.connect(self._side.page.action_bar.choose)
        right.opened.connect(self._on_opened)
        right.card_seen.connect(self._on_card_after)
        right.finished.connect(self._on_finished)
        right.told.connect(self.told)
        right.look_up_wanted.connect(self.look_up)
        return right

    def make_ready(self) -> Iterator[None]:
        yield
        self._side.page.setObjectName("card_page")
        yield from self._right.make_ready()
        yield from self._side.make_ready()

    def show_view(self) -> None:
        self.desk.ask(lambda core: core.preferences.designs(), self._on_designs)
        self.desk.ask(try_card.read, self._on_try)
        if self._card is None:
            self._recent.read()
            self.finished.emit()
        else:
            self._reading.read()
            self._right.take_focus()

    def offers(self) -> tuple[Offer, ...]:
        """What can be done with the card, even while there is none: then it says so; and the cards of before."""
        tiles = self._side.page.action_bar.tiles()
        acts = (card_offers.of_tile(tile, self._card, self.title, self._act) for tile in tiles)
        before = (card_offers.of_recent(row.card, self.card_requested.emit) for row in self._recent.rows)
        return (*acts, *super().offers(), *before)

    def look_up(self, text: str) -> None:
        """Looks for what was scanned or typed. The focus waits in the scan field."""
        self._leave_card()
        self.finished.emit()
        self._side.say(self.tr("Looking for the card…"), "", "scan-barcode")
        self._finding.look_up(text)

    def show_card(self, card_id: int) -> None:
        """Puts a card on the counter that was chosen, not presented. Chosen from a list it needs no second look."""
        self._leave_card()
        self.chosen.emit()
        self._reading.begin(card_id)

    def go_back(self) -> bool:
        """Escape leaves what was begun, then the card; the window then goes to the scan field."""
        if self._has_right and self._right.step_back():
            return True
        self._clear()
        return False

    def resizeEvent(self, event: QResizeEvent) -> None:
        """On a low screen the spaces give way before any key of the keypad does; on a wide one the page stays in the
        middle once it is as wide as a glance takes in."""
        super().resizeEvent(event)
        low = self.height() < _LOW
        edge, beside = 10 if low else 24, max(24, (self.width() - _WIDEST) // 2)
        if layout := self.layout():
            layout.setContentsMargins(beside, edge, beside, edge)
        if self._has_right:
            self._right.set_low(low)
            self._fit()

    def _arrange(self) -> None:
        self._row.setContentsMargins(24, 24, 24, 24)
        self._row.setSpacing(20)
        self._row.addWidget(self._side, 5)

    def _connect(self) -> None:
        self._finding.found.connect(self._on_found)
        self._finding.layout_undone.connect(self.layout_undone)
        self._finding.surer.connect(self._on_surer)
        self._finding.several.connect(self._on_several)
        self._finding.nothing.connect(self._side.say)
        self._sale.changed.connect(self._on_sale_changed)
        self._reading.seen.connect(self._on_card_seen)
        self._reading.failed.connect(self._on_not_read)
        self._reading.again_ended.connect(self._on_again_ended)
        self._reading.told.connect(self.told)
        self._recent.changed.connect(self._on_recent)
        self._side.change_note.connect(self._on_change_note)
        self._side.again_wanted.connect(self._on_again)
        self._side.card_chosen.connect(self.show_card)
        self._side.code_taken.connect(self.look_up)
        self._side.sale_ended.connect(self._on_finished)
        self._side.told.connect(self.told)
        QShortcut(QKeySequence(QKeySequence.StandardKey.Print), self).activated.connect(self._on_print)

    def _clear(self) -> None:
        """The counter is empty again, ready for the next customer."""
        self._leave_card()
        self._say_empty()
        self._recent.read()

    def _say_empty(self) -> None:
        heading, sentence = counter_words.of_empty(self._sale.bill)
        self._side.say(heading, sentence, "scan-barcode", recent=True)

    def _leave_card(self) -> None:
        self._finding.forget()
        self._reading.leave()
        self._card, self._match = None, None
        self._side.leave()
        if self._has_right:
            self._right.leave()

    def _act(self, name: str) -> None:
        """Chosen from elsewhere: the counter comes to the front first."""
        self.view_requested.emit(self.name)
        self._right.open(name)

    def _on_opened(self, _name: str) -> None:
        """From the panel in front Tab goes on to the tiles, and to what else can be done with the card."""
        page = self._side.page
        follow(self._right.last_stop(), *page.action_bar.roving.buttons, page.face.again, page.note.change)

    def _on_found(self, seen: CardSeen, match: Match) -> None:
        """It was read with the look-up, so that the card is whole in the frame that shows it first."""
        self._match = match
        if seen.card is not None:
            self._reading.begin(seen.card.card_id, read=False)
        self._show_seen(seen)

    def _on_surer(self, match: Match) -> None:
        self._match = match
        if self._card is not None:
            self._side.page.show_match(self._card, match, self._shop())
            self._fit()

    def _on_several(self, heading: str, sentence: str, cards: tuple[CardRow, ...]) -> None:
        self._side.show_several(heading, sentence, cards)

    def _on_card_after(self, seen: CardSeen | None) -> None:
        """The card as an act has left it, read with its outcome; or to be read, for nothing came of the act."""
        if seen is None or seen.card is None:
            self._reading.read()
        else:
            self._reading.take(seen.card.card_id)
            self._show_seen(seen)

    def _on_card_seen(self, seen: CardSeen) -> None:
        """While a command is on its way the card stays as it is: its answer brings both."""
        if not (self._has_right and self._right.on_its_way):
            self._show_seen(seen)

    def _show_seen(self, seen: CardSeen) -> None:
        if seen.card is None:
            self._side.say(messages.say("card.unknown", {}), "", "circle-help", "warn")
            return
        first, self._card = self._card is None, seen.card
        self._recent.served(seen.card.card_id)
        self._side.page.show_card(seen.card, seen.timeline, self._match, self._shop())
        self._side.page.face.show_design(self._colour_of(seen.card))
        self._fit()
        if first:
            self._side.show_page()
        self._right.show_card(seen.card)

    def _colour_of(self, card: CardRow) -> str:
        """Of its design, as far as this shop knows it."""
        return next((each.colour for each in self._designs if each.suffix == card.template_suffix), "")

    def _shop(self) -> str:
        return self.desk.status.shop_name if self.desk.status else ""

    def _on_finished(self) -> None:
        """The next customer; or the next card, while the sale waits for more."""
        if self._sale.bill is not None and self._sale.bill.settled:
            self._sale.close()
        self._clear()
        self.finished.emit()

    def unfinished(self) -> str:
        return counter_words.of_unfinished(self._sale.bill, self._right.edited if self._has_right else ())

    def _fit(self) -> None:
        edges = self._row.contentsMargins()
        self._side.fit(self.height() - edges.top() - edges.bottom())

    def _on_sale_changed(self) -> None:
        self._side.show_bill()
        self._fit()
        if self._card is None and self._side.says:
            self._say_empty()

    def _on_try(self, code: str) -> None:
        if code:
            self._side.show_try(code)

    def _on_recent(self) -> None:
        self._side.show_recent(self._recent.rows)

    def _on_designs(self, designs: tuple[Design, ...]) -> None:
        self._designs = designs
        if self._has_right:
            self._right.panels.show_designs(designs)

    def _on_change_note(self) -> None:
        self._right.open("edit")

    def _on_print(self) -> None:
        if self._has_right:
            self._right.receipts.print_last()

    def _on_again(self) -> None:
        if self._card is not None:
            self._side.page.face.again.setEnabled(False)
            self._reading.ask_again()

    def _on_again_ended(self) -> None:
        self._side.page.face.again.setEnabled(True)

    def _on_not_read(self, error: KnownError) -> None:
        self._side.say(messages.say_error(error), "", "triangle-alert", "bad")
