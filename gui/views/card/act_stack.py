"""The right side of the counter: the panel in use, the command on its way, and what came of it.

One command at a time: while one is on its way no other panel opens. An end that comes after the clerk went on
to another card is told in the message bar.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QStackedWidget, QWidget

from core.domain.card import Status
from core.domain.command import CashOut, Command, Holding, Redeem, TopUp
from core.domain.outcome import Confirmed, Refused, Said, Unknown
from core.errors import KnownError, StaffNeeded
from core.rows import CardRow, OperationRow
from gui.open_bill import OpenBill
from gui.printing.receipts import Receipts
from gui.views.card.act_panel import ActPanel
from gui.views.card.edit import EditPanel
from gui.views.card.lost_card import LostCard, late_words, words_of
from gui.views.card.outcome_panel import OutcomePanel
from gui.views.card.panels import Panels
from gui.views.taking_back import TakingBack
from gui.widgets.amount_display import AmountDisplay
from gui.wording import messages, outcome_words, take_back_words
from gui.wording.outcome_words import Words
from gui.work import acts, serving
from gui.work.acts import CardSeen, Carried
from gui.work.holding_acts import Held
from gui.work.serving import WithCard
from gui.work.worker import Desk

_FIRST = "redeem"
_REVERSIBLE = (Redeem, TopUp, CashOut)
_NARROWEST, _WIDEST = 330, 560
"""px: it grows with the window."""


class ActStack(QStackedWidget):
    """`opened` carries the name of the panel in front, or "" for an outcome.

    `card_seen` carries the CardSeen that belongs to an outcome and goes out before that is shown, so that both are
    painted in one step; None: it is to be read.
    """

    opened = Signal(str)
    card_seen = Signal(object)
    finished = Signal()
    told = Signal(str, str)
    look_up_wanted = Signal(str)

    def __init__(self, desk: Desk, sale: OpenBill, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._sale = sale
        self._sent: Command | None = None
        self._ticket = 0
        self._on_its_way = False
        self._card: CardRow | None = None
        self.panels = Panels(sale, self)
        self._lost_card = LostCard(desk, self)
        self._taking_back = TakingBack(desk, self)
        self.receipts = Receipts(desk, self)
        self.outcome = OutcomePanel(self.receipts)
        self.addWidget(self.outcome)
        self.setMinimumWidth(_NARROWEST)
        self.setMaximumWidth(_WIDEST)

        self.panels.made.connect(self.addWidget)
        self.panels.requested.connect(self._on_requested)
        self.panels.other_chosen.connect(self.open)
        self.panels.ending_wanted.connect(self._on_ending_wanted)
        self.panels.look_up_wanted.connect(self.look_up_wanted)
        self.outcome.finished.connect(self.finished)
        self.receipts.done.connect(self._on_receipt_done)
        self.receipts.failed.connect(self._on_receipt_failed)
        self._lost_card.held.connect(self._on_held)
        self._lost_card.failed.connect(self._on_not_carried)
        self._lost_card.further.connect(self._on_further)
        self._lost_card.told.connect(self.told)
        self.outcome.take_back_requested.connect(self.take_back)
        self._taking_back.ended.connect(self._on_taken_back)
        self._taking_back.told.connect(self.told)
        desk.outbox_changed.connect(self._on_outbox_changed)

    def make_ready(self) -> Iterator[None]:
        """Makes one panel at each step."""
        return self.panels.make_ready()

    @property
    def on_its_way(self) -> bool:
        """A command is: its answer brings the card as it then is."""
        return self._on_its_way

    @property
    def edited(self) -> tuple[str, ...]:
        """The last four of each card with a change that is not saved, the one that is being typed too."""
        panel = self.currentWidget()
        if self._card is not None and isinstance(panel, EditPanel) and not self._on_its_way:
            panel.keep()
        return self.panels.drafts.cards()

    def show_card(self, card: CardRow) -> None:
        """Fresh figures. The panel changes only with the first of them, or when the card's state asks for it."""
        before, self._card = self._card, card
        self.panels.show_card(card)
        if before is None or (_stand(before) != _stand(card) and self._may_change(before)):
            self._open_for(card)
        if before is None and self.panels.drafts.of(card.card_id) is not None:
            self.told.emit(self.tr("A change to this card is not saved yet. Edit goes on with it."), "info")

    def open(self, name: str) -> None:
        """Brings an empty panel to the front."""
        if self._on_its_way:
            self.opened.emit(self.panels.name_of(self.currentWidget()))
            return
        self.outcome.waiting_for = None
        self._bring(self.panels.panel(name), name)

    def take_back(self, operation_id: str) -> None:
        """Asks about an act of this card, once nothing is on its way."""
        if not self._on_its_way:
            self._taking_back.ask(operation_id)

    def leave(self) -> None:
        """The card is gone from the counter; what is on its way goes on."""
        self._ticket += 1
        card, self._card = self._card, None
        self._rest()
        self.outcome.waiting_for = None
        self._lost_card.leave()
        self.panels.leave()
        self.hide()  # what was typed into an edit is kept then
        if card is not None and self.panels.drafts.of(card.card_id) is not None:
            text = self.tr("The change to card {last} is not saved. It is kept: scan the card again and choose Edit.")
            self.told.emit(text.format(last=card.last_characters.upper()), "info")

    def step_back(self) -> bool:
        """Leaves what was typed, and the action for the first one. False: nothing was begun here."""
        panel = self.currentWidget()
        if self._card is None or self._on_its_way or not isinstance(panel, ActPanel):
            return False
        if self.panels.name_of(panel) == _FIRST and not panel.begun():
            return False
        if isinstance(panel, EditPanel):
            panel.drop()
        self._open_for(self._card)
        return True

    def last_stop(self) -> QWidget:
        """The last that Tab comes to in the panel in front."""
        panel = self.currentWidget()
        return panel.order_tabs() if isinstance(panel, ActPanel) else self.outcome.next_button

    def take_focus(self) -> None:
        """Back to the page; what was typed stays, and the next key of an amount takes its place."""
        panel = self.currentWidget()
        if self._card is not None and isinstance(panel, (ActPanel, OutcomePanel)):
            panel.take_focus()
            if isinstance(amount := getattr(panel, "amount", None), AmountDisplay):
                amount.select_all()

    def set_low(self, low: bool) -> None:
        """On a low screen the spaces give way before any key of the keypad does."""
        self.panels.set_low(low)

    def _open_for(self, card: CardRow) -> None:
        why_not = outcome_words.why_not(card)
        if why_not is None:
            self.open(_FIRST)
        else:
            self.outcome.show_words(why_not)
            self._bring(self.outcome, "")

    def _bring(self, panel: ActPanel | OutcomePanel, name: str) -> None:
        self.setCurrentWidget(panel)
        self.show()
        panel.start()
        self.opened.emit(name)

    def _may_change(self, before: CardRow) -> bool:
        in_use = isinstance(self.currentWidget(), ActPanel)
        return not self._on_its_way and (in_use or before.status is Status.PENDING)

    def _on_requested(self, command: Command | Holding) -> None:
        if isinstance(command, Holding):
            self._on_its_way = True
            self._lost_card.ask(command, self._ticket)
            return
        self._on_its_way, self._sent = True, command
        work = serving.carry_out(command, self._ticket)
        self._desk.ask(work, self._on_carried, lane="counter", failed=self._on_lost)

    def _on_carried(self, served: WithCard[Carried]) -> None:
        self._desk.wake()
        carried, outcome = served.answer, served.answer.outcome
        self._sale.record(carried.command, outcome)
        if carried.ticket != self._ticket:
            self.told.emit(*outcome_words.of_late(carried.command, outcome))
        elif isinstance(outcome, KnownError):
            self._on_not_carried(outcome)
        else:
            self._end(served.seen)
            bill = self._sale.bill if isinstance(carried.command, Redeem) and carried.command.bill else None
            self.outcome.show_outcome(carried.command, outcome, bill)
            self._bring(self.outcome, "")
            if isinstance(outcome, Confirmed) and isinstance(carried.command, _REVERSIBLE):
                self.outcome.offer_take_back(outcome.operation_id)
            self.receipts.take(outcome.operation_id, served.receipt, complete=bill is None or not bill.left)

    def _on_held(self, served: WithCard[Held]) -> None:
        held = served.answer
        self._desk.wake()
        self._desk.look_again()
        if held.ticket != self._ticket:
            self.told.emit(*late_words(held))
        elif held.error is not None:
            self._on_not_carried(held.error)
        else:
            self._end(served.seen)
            self._show_held(held)

    def _end(self, seen: CardSeen | None) -> None:
        """Nothing is on its way any more; the card is shown as that has left it."""
        self.card_seen.emit(seen)
        self._rest()

    def _rest(self) -> None:
        """Every end comes here: no panel is left that still waits, and the same card can be acted on again."""
        self._on_its_way, self._sent = False, None
        self.panels.rest()

    def _show_held(self, held: Held) -> None:
        """A freeze is told in passing and shown by the card itself; a replacement is an outcome."""
        if held.replaced is None:
            self.told.emit(*words_of(held))
            if self._card is not None:
                self._open_for(self._card)
            return
        self.outcome.waiting_for = None
        self.outcome.show_words(self._lost_card.follow(held.replaced))
        self._bring(self.outcome, "")

    def _on_taken_back(self, original: OperationRow, served: WithCard[Carried]) -> None:
        """The card that it was done on is the one that lies here; else it is told in passing."""
        outcome = served.answer.outcome
        if self._card is None or isinstance(outcome, KnownError) or self._card.card_id != original.card_id:
            self._taking_back.tell(original, served)
            return
        self._end(served.seen)
        self.outcome.waiting_for = None if isinstance(outcome, (Confirmed, Refused)) else outcome.operation_id
        self.outcome.show_words(take_back_words.came_of(original, outcome))
        self._bring(self.outcome, "")
        self.receipts.take(outcome.operation_id, served.receipt)

    def _on_not_carried(self, error: KnownError) -> None:
        """The panel stays as it was typed, with the reason above its button."""
        if self._sent is not None:
            self.panels.repeats.forget(self._sent)
        self._rest()
        self.card_seen.emit(None)
        panel = self.currentWidget()
        if isinstance(panel, ActPanel):
            panel.tell_problem(messages.say_error(error))

    def _on_lost(self, error: KnownError) -> None:
        """Where nobody allowed it, nothing was done. Else a sale must neither count on it nor forget it."""
        if self._sent is not None:
            unknown = Unknown("", 0, Said("outcome.unknown"))
            self._sale.record(self._sent, error if isinstance(error, StaffNeeded) else unknown)
        self._on_not_carried(error)

    def _on_ending_wanted(self, digits: str) -> None:
        self._desk.ask(partial(acts.is_ending, digits), partial(self.panels.show_ending, digits))

    def _on_receipt_done(self, text: str) -> None:
        if not self.outcome.isVisible():
            self.told.emit(text, "good")

    def _on_receipt_failed(self, text: str) -> None:
        if not self.outcome.isVisible():
            self.told.emit(text, "warn")

    def _on_outbox_changed(self) -> None:
        if self.outcome.waiting_for is not None:
            self._desk.ask(serving.read_operation(self.outcome.waiting_for), self._on_operation)

    def _on_operation(self, read: WithCard[OperationRow | None]) -> None:
        row = read.answer
        if row is not None and self.outcome.show_end(row):
            self.card_seen.emit(read.seen)
            self.receipts.take(row.operation_id, read.receipt)

    def _on_further(self, words: Words, seen: CardSeen | None) -> None:
        self.card_seen.emit(seen)
        self.outcome.show_words(words)


def _stand(card: CardRow) -> tuple[Status, bool]:
    """What decides which panel fits the card."""
    return card.status, card.frozen is not None
