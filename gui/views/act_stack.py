"""The right side of the counter: the panel in use, the command on its way, and what came of it.

One command at a time: while one is on its way no other panel opens. An end that comes after the clerk went on
to another card is told in the message bar.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QStackedWidget, QWidget

from core.domain.card import Status
from core.domain.command import Command
from core.domain.outcome import Confirmed, Outcome
from core.errors import KnownError
from core.rows import CardRow, OperationRow
from gui import acts, messages, outcome_words
from gui.acts import Carried
from gui.views.act_panel import ActPanel
from gui.views.adjust import AdjustPanel
from gui.views.disable import DisablePanel
from gui.views.edit import EditPanel
from gui.views.money_panels import RedeemPanel, TopUpPanel
from gui.views.outcome_panel import OutcomePanel
from gui.worker import Desk

_FIRST = "redeem"
_MADE_BY: dict[str, Callable[[], ActPanel]] = {
    "redeem": RedeemPanel,
    "top_up": TopUpPanel,
    "adjust": AdjustPanel,
    "edit": EditPanel,
    "disable": DisablePanel,
}


class ActStack(QStackedWidget):
    """`opened` carries the name of the panel in front, or "" for an outcome."""

    opened = Signal(str)
    carried = Signal()
    finished = Signal()
    told = Signal(str, str)

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._ticket = 0
        self._on_its_way = False
        self._low = False
        self._card: CardRow | None = None
        self._panels: dict[str, ActPanel] = {}
        self.outcome = OutcomePanel()
        self.addWidget(self.outcome)
        self.setMinimumWidth(330)
        self.setMaximumWidth(380)

        self.outcome.finished.connect(self.finished)
        desk.outbox_changed.connect(self._on_outbox_changed)

    def panel(self, name: str) -> ActPanel:
        """The panel, made at its first use; the counter makes all of them while nobody waits."""
        if name not in self._panels:
            self._panels[name] = self._made(name)
        return self._panels[name]

    def make_ready(self) -> Iterator[None]:
        """Makes one panel at each step."""
        for name in _MADE_BY:
            yield
            self.panel(name)

    def show_card(self, card: CardRow) -> None:
        """Fresh figures. The panel changes only with the first of them, or when the card's state asks for it."""
        before, self._card = self._card, card
        for panel in self._panels.values():
            panel.show_card(card)
        if before is None or (before.status is not card.status and self._may_change(before)):
            self._open_for(card)

    def open(self, name: str) -> None:
        """Brings an empty panel to the front."""
        if self._on_its_way:
            self.opened.emit(self._name_in_front())
            return
        self.outcome.waiting_for = None
        self._bring(self.panel(name), name)

    def leave(self) -> None:
        """The card is gone from the counter; what is on its way goes on."""
        self._ticket += 1
        self._card, self._on_its_way = None, False
        self.outcome.waiting_for = None
        for panel in self._panels.values():
            panel.set_busy(False)
        self.hide()

    def take_focus(self) -> None:
        """Back to where typing goes on; what was typed stays."""
        panel = self.currentWidget()
        if self._card is not None and isinstance(panel, (ActPanel, OutcomePanel)):
            panel.take_focus()

    def set_low(self, low: bool) -> None:
        """On a low screen the spaces give way before any key of the keypad does."""
        self._low = low
        for panel in self._panels.values():
            panel.body.setSpacing(_space(low))

    def _made(self, name: str) -> ActPanel:
        panel = _MADE_BY[name]()
        panel.body.setSpacing(_space(self._low))
        panel.requested.connect(self._on_requested)
        if self._card is not None:
            panel.show_card(self._card)
        self.addWidget(panel)
        return panel

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

    def _name_in_front(self) -> str:
        front = self.currentWidget()
        return next((name for name, panel in self._panels.items() if panel is front), "")

    def _on_requested(self, command: Command) -> None:
        self._on_its_way = True
        work = acts.carry_out(command, self._ticket)
        self._desk.ask(work, self._on_carried, lane="counter", failed=self._on_not_carried)

    def _on_carried(self, carried: Carried) -> None:
        self._desk.wake()
        outcome = carried.outcome
        if carried.ticket != self._ticket:
            self._tell_late(outcome)
        elif isinstance(outcome, KnownError):
            self._on_not_carried(outcome)
        else:
            self._on_its_way = False
            self.outcome.show_outcome(carried.command, outcome)
            self._bring(self.outcome, "")
            self.carried.emit()

    def _on_not_carried(self, error: KnownError) -> None:
        """The panel stays as it was typed, with the reason above its button."""
        self._on_its_way = False
        panel = self.currentWidget()
        if isinstance(panel, ActPanel):
            panel.set_busy(False)
            panel.tell_problem(messages.say_error(error))

    def _tell_late(self, outcome: Outcome | KnownError) -> None:
        if isinstance(outcome, Confirmed):
            balance = messages.money(outcome.balance, outcome.currency)
            self.told.emit(self.tr("The last card is confirmed: {balance} on it.").format(balance=balance), "good")
        elif isinstance(outcome, KnownError):
            self.told.emit(self.tr("The last card: {why}").format(why=messages.say_error(outcome)), "bad")
        else:
            self.told.emit(self.tr("The last card is not confirmed. Look at the outbox, F4."), "warn")

    def _on_outbox_changed(self) -> None:
        if self.outcome.waiting_for is not None:
            self._desk.ask(acts.read_operation(self.outcome.waiting_for), self._on_operation)

    def _on_operation(self, row: OperationRow | None) -> None:
        if row is not None:
            self.outcome.show_end(row)


def _space(low: bool) -> int:
    return 6 if low else 10
