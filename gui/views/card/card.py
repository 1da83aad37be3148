"""The counter: the card that lies on it at the left, what is done with it at the right."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtGui import QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QWidget

from core.usecases import cards, sales
from gui.views.base import View
from gui.views.card import card_offers, counter_words
from gui.views.card.card_session import CardSession
from gui.views.card.card_side import CardSide
from gui.views.card.first_page import LOW, empty_state, margins
from gui.views.card.open_bill import OpenBill
from gui.views.card.person_change import PersonChange
from gui.views.card.recent_cards import RecentCards
from gui.widgets.buttons.offers import Offer
from gui.widgets.keys.tab_order import follow
from gui.wording import messages

if TYPE_CHECKING:
    from core.domain.card import Match
    from core.domain.design import Design
    from core.domain.policy import ShopPolicy
    from core.errors import KnownError
    from core.rows import CardDetails, CardRow
    from core.usecases.counter import WithCard
    from core.usecases.sales import Shelf
    from gui.views.card.command_stack import CommandStack
    from gui.views.card.life_output import LifeOutput
    from gui.work.core_bridge import CoreBridge


class CardView(View):
    """`look_up` for what was scanned, `show_card` for a card chosen from a list."""

    name = "card"
    finished = Signal()
    """The customer was served: the next one may be scanned."""
    chosen = Signal()
    """A card was taken from a list: what is still typed in the scan field was not for it."""
    layout_undone = Signal(str)
    """A card was found although the scanner is set for another keyboard; it carries which."""

    def __init__(self, bridge: CoreBridge, parent: QWidget | None = None) -> None:
        super().__init__(bridge, parent)
        self._card: CardRow | None = None
        self._match: Match | None = None
        self._sale = OpenBill(bridge, self)
        self._session = CardSession(bridge, self)
        self._recent = RecentCards(bridge, self)
        self._person = PersonChange(bridge, self)
        self._designs: tuple[Design, ...] = ()
        self._policy: ShopPolicy | None = None
        self._side = CardSide(empty_state(), self._sale, lambda: self._right.receipts)
        self._has_right = False
        self._row = QHBoxLayout(self)
        self._arrange()
        self._connect()
        self._clear()

    @property
    def title(self) -> str:
        return self.tr("Counter")

    @cached_property
    def _right(self) -> CommandStack:
        from gui.views.card.command_stack import CommandStack  # noqa: PLC0415 - the first frame has no card

        right = CommandStack(self.bridge, self._sale)
        right.hide()
        right.set_low(self.height() < LOW)
        right.panels.show_designs(self._designs)
        right.panels.show_policy(self._policy)
        self._row.addWidget(right, 3)
        self._has_right = True
        self._session.is_outcome_awaited = lambda: right.outcome.waiting_for is not None

        self._side.page.action_bar.chosen.connect(right.open)
        self._side.page.take_back_requested.connect(right.take_back)
        right.opened.connect(self._side.page.action_bar.choose)
        right.opened.connect(self._on_opened)
        right.card_seen.connect(self._on_card_after)
        right.finished.connect(self._on_finished)
        right.notified.connect(self.notified)
        self._life.setObjectName("card_life_output")
        right.look_up_wanted.connect(self.look_up)
        return right

    @cached_property
    def _life(self) -> LifeOutput:
        from gui.views.card.life_output import LifeOutput  # noqa: PLC0415 - as above

        life = LifeOutput(self.bridge, self._side.page.life, lambda: self._card)
        life.notified.connect(self.notified)
        return life

    def make_ready(self) -> Iterator[None]:
        yield
        self._side.page.setObjectName("card_page")
        yield from self._right.make_ready()
        yield from self._side.make_ready()

    def show_view(self) -> None:
        self.bridge.ask(sales.read_shelf, self._on_shelf)
        self.bridge.ask(cards.card_to_try, self._on_try)
        if self._card is None:
            self._recent.read()
            self.finished.emit()
        else:
            self._session.read()
            self._right.take_focus()

    def offers(self) -> tuple[Offer, ...]:
        """Return what can be done with the card, even while there is none: then it says so; and the cards of before."""
        tiles = self._side.page.action_bar.tiles()
        of_tiles = (card_offers.of_tile(tile, self._card, self.title, self._choose_panel) for tile in tiles)
        before = (card_offers.of_recent(row.card, self.card_requested.emit) for row in self._recent.rows)
        life = card_offers.of_life(self._card, self.title, self._print_life)
        return (*of_tiles, life, *super().offers(), *before)

    def look_up(self, text: str) -> None:
        """Look for what was scanned or typed. The focus waits in the scan field."""
        self._leave_card()
        self.finished.emit()
        self._side.show_message(self.tr("Looking for the card…"), "", "scan-barcode")
        self._session.look_up(text)

    def show_card(self, card_id: int) -> None:
        """Put a card on the counter that was chosen, not presented. Chosen from a list it needs no second look."""
        self._leave_card()
        self.chosen.emit()
        self._session.begin(card_id)

    def go_back(self) -> bool:
        """Leave what was begun, then the card; the window then goes to the scan field."""
        if self._has_right and self._right.step_back():
            return True
        self._clear()
        return False

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Let the spaces give way on a low screen before any key of the keypad does.

        On a wide one the page stays in the middle once it is as wide as a glance takes in.
        """
        super().resizeEvent(event)
        self._row.setContentsMargins(margins(self.width(), self.height()))
        if self._has_right:
            self._right.set_low(self.height() < LOW)
            self._fit()

    def _arrange(self) -> None:
        self._row.setContentsMargins(24, 24, 24, 24)
        self._row.setSpacing(20)
        self._row.addWidget(self._side, 5)

    def _connect(self) -> None:
        self._session.found.connect(self._on_found)
        self._session.layout_undone.connect(self.layout_undone)
        self._session.surer.connect(self._on_surer)
        self._session.several.connect(self._on_several)
        self._session.nothing.connect(self._side.show_message)
        self._session.seen.connect(self._on_card_seen)
        self._session.failed.connect(self._on_not_read)
        self._session.again_ended.connect(self._on_again_ended)
        self._session.notified.connect(self.notified)
        self._sale.changed.connect(self._on_sale_changed)
        self._recent.changed.connect(self._on_recent)
        self._person.another.connect(self._on_another_person)
        self._side.change_note.connect(self._on_change_note)
        self._side.again_wanted.connect(self._on_again)
        self._side.card_chosen.connect(self.show_card)
        self._side.code_taken.connect(self.look_up)
        self._side.sale_ended.connect(self._on_finished)
        self._side.notified.connect(self.notified)
        QShortcut(QKeySequence(QKeySequence.StandardKey.Print), self).activated.connect(self._on_print)

    def _clear(self) -> None:
        """Empty the counter, ready for the next customer."""
        self._leave_card()
        self._show_empty()
        self._recent.read()

    def _show_empty(self) -> None:
        heading, sentence = counter_words.of_empty(self._sale.bill)
        self._side.show_idle(heading, sentence)

    def _leave_card(self) -> None:
        self._session.leave()
        self._card, self._match = None, None
        self._side.leave()
        if self._has_right:
            self._right.leave()

    def _choose_panel(self, name: str) -> None:
        """Choose a panel from elsewhere: the counter comes to the front first."""
        self.view_requested.emit(self.name)
        self._right.open(name)

    def _on_opened(self, _name: str) -> None:
        """Let Tab go on from the panel in front to the tiles, and to what else can be done with the card."""
        page = self._side.page
        follow(self._right.last_stop(), *page.action_bar.roving.buttons, page.face.again, page.note.change, page.life)

    def _on_found(self, details: CardDetails, match: Match) -> None:
        self._match = match
        self._show_details(details)

    def _on_surer(self, match: Match) -> None:
        self._match = match
        if self._card is not None:
            self._side.page.show_match(self._card, match, self._shop())
            self._fit()

    def _on_several(self, heading: str, sentence: str, cards: tuple[CardRow, ...]) -> None:
        self._side.show_several(heading, sentence, cards)

    def _on_card_after(self, served: WithCard[object] | None) -> None:
        """Show the card as an act has left it, read with its outcome; or read it, for nothing came of the act."""
        details = served.details if served is not None else None
        if details is None or details.card is None:
            self._session.read()
        else:
            self._session.take(details.card.card_id, served)
            self._show_details(details)

    def _on_card_seen(self, details: CardDetails) -> None:
        """Show the card, but leave it as it is while a command is on its way: its answer brings both."""
        if not (self._has_right and self._right.on_its_way):
            self._show_details(details)

    def _show_details(self, details: CardDetails) -> None:
        if details.card is None:
            self._side.show_message(messages.format_sentence("card.unknown", {}), "", "circle-help", "warn")
            return
        first, self._card = self._card is None, details.card
        self._recent.served(details.card.card_id)
        self._side.page.show_card(details.card, details.timeline, self._match, self._shop())
        self._side.page.face.show_design(self._colour_of(details.card))
        if first:
            self._side.show_page()
        self._right.show_card(details.card)
        self._fit()

    def _colour_of(self, card: CardRow) -> str:
        """Return the colour of its design, as far as this shop knows it."""
        return next((each.colour for each in self._designs if each.suffix == card.template_suffix), "")

    def _shop(self) -> str:
        return self.bridge.status.shop_name if self.bridge.status else ""

    def _on_finished(self) -> None:
        """Make ready for the next customer; or the next card, while the sale waits for more."""
        if self._sale.bill is not None and self._sale.bill.settled:
            self._sale.close()
        self._clear()
        self.finished.emit()

    def unfinished(self) -> str:
        return counter_words.of_unfinished(self._sale.bill, self._right.edited if self._has_right else ())

    def _fit(self) -> None:
        self._row.activate()  # the panel at the right may just have been made
        edges = self._row.contentsMargins()
        self._side.fit(self.height() - edges.top() - edges.bottom())

    def _on_sale_changed(self) -> None:
        self._side.show_bill()
        self._fit()
        if self._card is None and self._side.has_message:
            self._show_empty()

    def _on_try(self, code: str) -> None:
        if code:
            self._side.show_try(code)

    def _on_recent(self) -> None:
        self._side.show_recent(self._recent.rows)

    def _on_another_person(self) -> None:
        """Forget the cards of the one before, and what they typed; card and open sale are the customer's, and stay."""
        self._recent.clear()
        if self._has_right:
            self._right.forget_typed()

    def _on_shelf(self, shelf: Shelf) -> None:
        self._designs, self._policy = shelf.designs, shelf.policy
        if self._has_right:
            self._right.panels.show_designs(shelf.designs)
            self._right.panels.show_policy(shelf.policy)

    def _on_change_note(self) -> None:
        self._right.open("edit")

    def _on_print(self) -> None:
        if self._has_right:
            self._right.receipts.print_last()

    def _print_life(self) -> None:
        self._life.give()

    def _on_again(self) -> None:
        if self._card is not None:
            self._side.page.face.again.setEnabled(False)
            self._session.ask_again()

    def _on_again_ended(self) -> None:
        self._side.page.face.again.setEnabled(True)

    def _on_not_read(self, error: KnownError) -> None:
        self._side.show_message(messages.format_error(error), "", "triangle-alert", "bad")
