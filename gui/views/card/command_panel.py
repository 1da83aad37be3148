"""What the panels at the right of a card share: a title, an error line, one big button, and Enter pressed once.

While a command is on its way the button is disabled, so a second Enter does nothing. What Enter may confirm is said
in docs/input.md.
"""

from __future__ import annotations

from typing import ClassVar

from PySide6.QtCore import Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from core.domain.command import CashOut, Command, Holding, Redeem, SetBalance, TopUp
from core.rows import CardRow
from gui.views.card.policy_line import PolicyLine
from gui.views.card.repeats import Repeats
from gui.widgets.buttons.button import BigButton
from gui.widgets.keys.enter import ENTER
from gui.widgets.layout.panel import Panel
from gui.widgets.layout.reserved_space import ReservedSpace
from gui.widgets.messages.announcement import announce
from gui.widgets.messages.waiting_line import WaitingLine
from gui.widgets.text.labels import label, set_look
from gui.wording import messages


class CommandPanel(Panel):
    """Subclasses build their body, make a `command` and call `finish_body` last."""

    requested = Signal(object)
    enter_confirms: ClassVar[bool] = True
    """False for what cannot be undone: Enter only leads on to the button, which wants its own chord or a click."""

    def __init__(self, title: str, name: str, *, danger: bool = False, parent: QWidget | None = None) -> None:
        super().__init__(title, parent, name=name)
        self.card: CardRow | None = None
        self._low = False
        self._busy = False
        self.rule: PolicyLine | None = None
        """Where the subclass has something to ask the policy of the shop about."""
        self._asked_for: Command | Holding | None = None
        self._focus: QWidget | None = None
        self.repeats = Repeats()
        """Replaced by the one that all panels of a counter share."""
        self._waiting = WaitingLine(f"{name}_waiting")
        self._problem = label("", "bad", f"{name}_problem", wrap=True)
        self._problem.hide()
        self._still: ReservedSpace | None = None
        self._calm: QWidget | None = None
        role = "danger" if danger else "primary"
        self.button = BigButton(title, f"{name}_button", key=self.tr("Enter") if self.enter_confirms else "", role=role)

        self.button.clicked.connect(self.press)

    def finish_body(self) -> None:
        """Put the room for what is said, unless the subclass has a place for it, and the button below all else."""
        if self._still is None:
            self.body.addWidget(self.room_for(None))
        self.body.addWidget(self.button)
        self.body.addStretch(1)
        self.order_tabs()

    def order_tabs(self) -> QWidget:
        """Let Tab go through what is typed, then to the button. Returns the last widget in this order."""
        return self.button

    def room_for(self, calm: QWidget | None) -> ReservedSpace:
        """Return the room of errors and of waiting, as high with them as without, so that no button moves under a hand.

        `calm` stands in it while nothing is said.
        """
        self._calm = calm
        self._still = ReservedSpace((*([calm] if calm is not None else []), self._waiting, self._problem))
        return self._still

    def fit_room(self) -> None:
        """Fit the letters of what is said above the button to its room."""
        if self._still is not None:
            self._still.fit()

    def set_low(self, low: bool) -> None:
        """Hide the title on a low screen: the chosen tile says the same."""
        self._low = low
        self._show_heading()

    def set_title(self, title: str) -> None:
        super().set_title(title)
        self._show_heading()

    def command(self) -> Command | Holding | None:
        """Return what would be asked now, or None while something is missing."""
        raise NotImplementedError

    def final(self, command: Command | Holding) -> Command | Holding:
        """Return the command as it goes out; called once for each press."""
        return command

    def button_text(self) -> str:
        """Return what the button promises."""
        raise NotImplementedError

    def start(self) -> None:
        """Empty the panel and put the focus where typing begins."""
        self._asked_for = None
        self.show_problem("")
        self.empty()
        self.renew()
        self.take_focus()

    def empty(self) -> None:
        """Forget what was typed."""
        raise NotImplementedError

    def begun(self) -> bool:
        """Return whether something was typed that Esc takes back before it leaves the card."""
        return False

    def take_focus(self) -> None:
        """Put the focus where typing begins."""
        raise NotImplementedError

    def show_card(self, card: CardRow) -> None:
        """Show fresh figures, whenever they arrive; move neither the focus nor what was typed."""
        self.card = card
        self.renew()

    def renew(self) -> None:
        """Let the button follow what was typed."""
        self.button.setText(self.tr("One moment…") if self._busy else self.button_text())
        self.button.setEnabled(not self._busy and self.command() is not None)

    def missing(self) -> QWidget | None:
        """Return what still has to be typed, so that the focus can go there; None: nothing that can be typed here."""
        return None

    def set_busy(self, busy: bool) -> None:
        """Wait while a command is on its way. Afterwards the focus is where the clerk had it."""
        if busy == self._busy:
            return
        self._busy = busy
        if busy:
            self._focus = self.focusWidget()
            self._waiting.begin()
        else:
            self._waiting.end()
        self._share_room()
        self.renew()
        if not busy and self._focus is not None and self.isVisible():
            self._focus.setFocus()

    def show_problem(self, text: str, tone: str = "bad") -> None:
        """Show a sentence above the button; "" takes it away, as every change of what was typed does."""
        set_look(self._problem, role=tone)
        self._problem.setText(text)
        self._problem.setVisible(bool(text))
        self._share_room()
        if text:
            announce(self, text)

    def _show_heading(self) -> None:
        self.heading.setVisible(bool(self.heading.text()) and not self._low)

    def _share_room(self) -> None:
        """Put what is said in the place of what stands there else."""
        if self._still is not None:
            if self._calm is not None:
                self._calm.setVisible(not self._busy and not self._problem.text())
            self._still.fit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in ENTER:
            if not event.isAutoRepeat():
                self._enter()
            return
        super().keyPressEvent(event)

    def press(self) -> None:
        """Do as the button does: nothing while something is missing or a command is on its way."""
        command = None if self._busy else self.command()
        if command is not None and not self._asks_first(command):
            self.show_problem("")
            self.repeats.add(command)
            command = self.final(command)
            self.set_busy(True)
            self.requested.emit(command)

    def show_unread_scan(self) -> None:
        """Enter came so soon after the amount that nobody can have read it."""
        self.show_problem(self.tr("Look at the amount, then press Enter again."))

    def _enter(self) -> None:
        if not self._busy and self.command() is None and (missing := self.missing()) is not None:
            missing.setFocus()
        elif self.enter_confirms:
            self.press()
        else:
            self.button.setFocus()

    def _asks_first(self, command: Command | Holding) -> bool:
        """Ask once about what may be a slip: money on a card with something unsettled may be charged a second time
        (docs/protocol.md 9), and the same act within ten seconds is seldom meant.
        """
        if command == self._asked_for:
            self._asked_for = None
            return False
        question = self._question(command)
        if question:
            self._asked_for = command
            self.show_problem(f"{question} {self._goes_on()}")
        return bool(question)

    def _question(self, command: Command | Holding) -> str:
        unsettled = self.card is not None and self.card.unsettled > 0
        if unsettled and isinstance(command, (Redeem, TopUp, SetBalance, CashOut)):
            return messages.format_sentence("card.doubtful", {})
        ago = self.repeats.ago(command)
        if ago is None:
            return ""
        return self.tr("The same was done with this card {seconds} s ago.").format(seconds=max(1, ago))

    def _goes_on(self) -> str:
        return self.tr("Enter again goes on.") if self.enter_confirms else self.tr("Press the button again to go on.")
