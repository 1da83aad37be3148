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
from core.domain.command import CashOut, Command, Holding, Redeem, TopUp, Update
from core.domain.outcome import Confirmed, Message, Refused, Unknown
from core.errors import KnownError
from core.rows import CardRow, OperationRow
from core.usecases import cards, counter, policy
from core.usecases.changes import Changes
from core.usecases.commands import CommandResult
from core.usecases.counter import WithCard
from core.usecases.lost_cards import HoldingResult
from gui.printing.receipts import Receipts
from gui.views.card.command_panel import CommandPanel
from gui.views.card.edit import EditPanel
from gui.views.card.lost_card import LostCard, late_words, words_of
from gui.views.card.open_bill import OpenBill
from gui.views.card.outcome_panel import OutcomePanel
from gui.views.card.panels import Panels
from gui.views.take_back_controller import TakeBackController
from gui.widgets.amounts.amount_display import AmountDisplay
from gui.wording import messages, outcome_words, take_back_words
from gui.wording.outcome_words import OutcomeWords
from gui.work.core_bridge import CoreBridge
from gui.work.task_thread import Stopped

_FIRST = "redeem"
_REVERSIBLE = (Redeem, TopUp, CashOut)
_NARROWEST, _WIDEST = 330, 560
"""px: it grows with the window."""


class CommandStack(QStackedWidget):
    """`opened` carries the name of the panel in front, or "" for an outcome.

    `card_seen` carries the WithCard of an outcome and goes out before that is shown, so that both are painted in one
    step; None: the card is to be read.
    """

    opened = Signal(str)
    card_seen = Signal(object)
    finished = Signal()
    notified = Signal(str, str)
    look_up_wanted = Signal(str)

    def __init__(self, bridge: CoreBridge, sale: OpenBill, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._bridge = bridge
        self._sale = sale
        self._sent: Command | None = None
        self._ticket = 0
        self._on_its_way = False
        self._card: CardRow | None = None
        self.panels = Panels(sale, self)
        self._lost_card = LostCard(bridge, self)
        self._take_backs = TakeBackController(bridge, self)
        self.receipts = Receipts(bridge, self)
        self.outcome = OutcomePanel(self.receipts)
        self.addWidget(self.outcome)
        self.setMinimumWidth(_NARROWEST)
        self.setMaximumWidth(_WIDEST)

        self.panels.made.connect(self.addWidget)
        self.panels.requested.connect(self._on_requested)
        self.panels.other_chosen.connect(self.open)
        self.panels.ending_wanted.connect(self._on_ending_wanted)
        self.panels.advice_wanted.connect(self._on_advice_wanted)
        self.panels.look_up_wanted.connect(self.look_up_wanted)
        self.outcome.finished.connect(self.finished)
        self.receipts.done.connect(self._on_receipt_done)
        self.receipts.failed.connect(self._on_receipt_failed)
        self._lost_card.held.connect(self._on_held)
        self._lost_card.failed.connect(self._on_not_held)
        self._lost_card.further.connect(self._on_further)
        self._lost_card.notified.connect(self.notified)
        self.outcome.take_back_requested.connect(self.take_back)
        self._take_backs.ended.connect(self._on_taken_back)
        self._take_backs.notified.connect(self.notified)
        bridge.changed.connect(self._on_changed)

    def make_ready(self) -> Iterator[None]:
        """Make the panel that a card opens with."""
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

    def forget_typed(self) -> None:
        """Drop every change that is not saved, and what is being typed; what is on its way goes on."""
        panel = self.currentWidget()
        if isinstance(panel, EditPanel) and not self._on_its_way:
            panel.drop()
        elif isinstance(panel, CommandPanel) and panel.begun() and not self._on_its_way:
            panel.start()
        self.panels.drafts.clear()

    def show_card(self, card: CardRow) -> None:
        """Show fresh figures. The panel changes only with the first of them, or when the card's state asks for it."""
        before, self._card = self._card, card
        self.panels.show_card(card)
        if before is None or (_stand(before) != _stand(card) and self._may_change(before)):
            self._open_for(card)
        if before is None and self.panels.drafts.of(card.card_id) is not None:
            self.notified.emit(self.tr("A change to this card is not saved yet. Edit goes on with it."), "info")

    def open(self, name: str) -> None:
        """Bring a panel to the front, empty; in the one in front already it is as `take_focus` says."""
        if self._on_its_way:
            self.opened.emit(self.panels.name_of(self.currentWidget()))
            return
        panel = self.panels.panel(name)
        if panel is self.currentWidget() and not self.isHidden():
            self.take_focus()
            self.opened.emit(name)
            return
        self._open_anew(name)

    def take_back(self, operation_id: str) -> None:
        """Ask about an act of this card, once nothing is on its way."""
        if not self._on_its_way:
            self._take_backs.ask(operation_id)

    def leave(self) -> None:
        """Leave: the card is gone from the counter; what is on its way goes on."""
        self._ticket += 1
        card, self._card = self._card, None
        self._rest()
        self.outcome.waiting_for = None
        self._lost_card.leave()
        self.panels.leave()
        self.hide()  # what was typed into an edit is kept then
        if card is not None and self.panels.drafts.of(card.card_id) is not None:
            text = self.tr("The change to card {last} is not saved. It is kept: scan the card again and choose Edit.")
            self.notified.emit(text.format(last=card.last_characters.upper()), "info")

    def step_back(self) -> bool:
        """Leave what was typed, and the action for the first one. False: nothing was begun here."""
        panel = self.currentWidget()
        if self._card is None or self._on_its_way or not isinstance(panel, CommandPanel):
            return False
        if self.panels.name_of(panel) == _FIRST and not panel.begun():
            return False
        if isinstance(panel, EditPanel):
            panel.drop()
        self._open_for(self._card)
        return True

    def last_stop(self) -> QWidget:
        """Return the last that Tab comes to in the panel in front."""
        panel = self.currentWidget()
        return panel.order_tabs() if isinstance(panel, CommandPanel) else self.outcome.next_button

    def take_focus(self) -> None:
        """Go back to the page; what was typed stays, and the next key of an amount takes its place."""
        panel = self.currentWidget()
        if self._card is not None and isinstance(panel, (CommandPanel, OutcomePanel)):
            panel.take_focus()
            _let_amount_be_replaced(panel)

    def set_low(self, low: bool) -> None:
        """Let the spaces give way on a low screen before any key of the keypad does."""
        self.panels.set_low(low)

    def _open_for(self, card: CardRow) -> None:
        why_not = outcome_words.why_not(card)
        if why_not is None:
            self._open_anew(_FIRST)
        else:
            self.outcome.show_words(why_not)
            self._bring(self.outcome, "")

    def _open_anew(self, name: str) -> None:
        self.outcome.waiting_for = None
        self._bring(self.panels.panel(name), name)

    def _bring(self, panel: CommandPanel | OutcomePanel, name: str) -> None:
        self.setCurrentWidget(panel)
        self.show()
        panel.start()
        self.opened.emit(name)

    def _may_change(self, before: CardRow) -> bool:
        in_use = isinstance(self.currentWidget(), CommandPanel)
        return not self._on_its_way and (in_use or before.status is Status.PENDING)

    def _on_requested(self, command: Command | Holding) -> None:
        if isinstance(command, Holding):
            self._on_its_way = True
            self._lost_card.ask(command, self._ticket)
            return
        self._on_its_way, self._sent = True, command
        self._bridge.run(
            partial(counter.carry_out, command=command),
            partial(self._on_carried, command, self._ticket),
            failed=partial(self._on_failed, command, self._ticket),
        )

    def _on_carried(self, command: Command, ticket: int, served: WithCard[CommandResult]) -> None:
        self._bridge.wake()
        result, outcome = served.answer, served.answer.outcome
        self._sale.record(command, outcome)
        if result.problem is not None:
            self.notified.emit(messages.format_error(result.problem), "bad")
        if ticket != self._ticket:
            self.notified.emit(*outcome_words.of_late(command, outcome))
            return
        self._end(served)
        bill = self._sale.bill if isinstance(command, Redeem) and command.bill else None
        self.outcome.show_outcome(command, outcome, bill, result.advice)
        self._bring(self.outcome, "")
        if isinstance(outcome, Confirmed) and isinstance(command, _REVERSIBLE):
            self.outcome.offer_take_back(outcome.operation_id)
        self.receipts.take(outcome.operation_id, served.receipt, complete=bill is None or not bill.left)

    def _on_failed(self, command: Command, ticket: int, error: KnownError) -> None:
        """Tell that nothing was done; only after a bug nobody knows: a sale must neither count on it nor forget it."""
        unknown = Unknown("", 0, Message("outcome.unknown"))
        self._sale.record(command, unknown if isinstance(error, Stopped) else error)
        if ticket == self._ticket:
            self._on_not_carried(error)
        else:
            self.notified.emit(*outcome_words.of_late(command, error))

    def _on_held(self, ticket: int, served: WithCard[HoldingResult]) -> None:
        self._bridge.wake()
        held = served.answer
        if ticket == self._ticket:
            self._end(served)
            self._show_held(held)
        else:
            self.notified.emit(*late_words(held))

    def _on_not_held(self, ticket: int, _command: Holding, error: KnownError) -> None:
        if ticket == self._ticket:
            self._on_not_carried(error)
        else:
            self.notified.emit(messages.format_error(error), messages.tone_of(error))

    def _end(self, served: WithCard[object]) -> None:
        """End: nothing is on its way any more; the card is shown as that has left it."""
        self.card_seen.emit(served)
        self._rest()

    def _rest(self) -> None:
        """Rest after every end: no panel still waits, and the same card can be acted on again."""
        self._on_its_way, self._sent = False, None
        self.panels.rest()

    def _show_held(self, held: HoldingResult) -> None:
        """Tell a freeze in passing, for the card itself shows it; a replacement is an outcome."""
        if held.replaced is None:
            self.notified.emit(*words_of(held.command))
            if self._card is not None:
                self._open_for(self._card)
            return
        self.outcome.waiting_for = None
        self.outcome.show_words(self._lost_card.follow(held.replaced))
        self._bring(self.outcome, "")

    def _on_taken_back(self, original: OperationRow, served: WithCard[CommandResult]) -> None:
        """Tell it at the card that it was done on, if that is the one here; else in passing."""
        outcome = served.answer.outcome
        if self._card is None or self._card.card_id != original.card_id:
            self._take_backs.show_outcome(original, served.answer)
            return
        self._end(served)
        self.outcome.waiting_for = None if isinstance(outcome, (Confirmed, Refused)) else outcome.operation_id
        self.outcome.show_words(take_back_words.came_of(original, outcome))
        self._bring(self.outcome, "")
        self.receipts.take(outcome.operation_id, served.receipt)

    def _on_not_carried(self, error: KnownError) -> None:
        """Leave the panel as it was typed, with the reason above its button; another amount takes the place of this."""
        if self._sent is not None:
            self.panels.repeats.forget(self._sent)
        self._rest()
        self.card_seen.emit(None)
        panel = self.currentWidget()
        if isinstance(panel, CommandPanel):
            _let_amount_be_replaced(panel)
            panel.show_problem(messages.format_error(error), messages.tone_of(error))

    def _on_ending_wanted(self, digits: str) -> None:
        self._bridge.ask(partial(cards.is_ending, digits=digits), partial(self.panels.show_ending, digits))

    def _on_advice_wanted(self, command: TopUp | Update) -> None:
        self._bridge.ask(partial(policy.read_advice, command=command), partial(self.panels.show_advice, command))

    def _on_receipt_done(self, text: str) -> None:
        if not self.outcome.isVisible():
            self.notified.emit(text, "good")

    def _on_receipt_failed(self, text: str) -> None:
        if not self.outcome.isVisible():
            self.notified.emit(text, "warn")

    def _on_changed(self, changes: Changes, _result: object) -> None:
        if changes.queue and self.outcome.waiting_for is not None:
            work = partial(counter.read_operation, operation_id=self.outcome.waiting_for)
            self._bridge.ask(work, self._on_operation)

    def _on_operation(self, read: WithCard[OperationRow | None]) -> None:
        row = read.answer
        if row is None:
            return
        ended = self.outcome.show_end(row)
        self.card_seen.emit(read)
        if ended:
            self.receipts.take(row.operation_id, read.receipt)

    def _on_further(self, words: OutcomeWords, read: WithCard[object]) -> None:
        self.card_seen.emit(read)
        self.outcome.show_words(words)


def _let_amount_be_replaced(panel: QWidget) -> None:
    """Keep the amount for Enter, but let the next key begin anew: 60, refused, and then 20 is not 6020."""
    if isinstance(amount := getattr(panel, "amount", None), AmountDisplay):
        amount.select_all()


def _stand(card: CardRow) -> tuple[Status, bool]:
    """Return what decides which panel fits the card."""
    return card.status, card.frozen is not None
