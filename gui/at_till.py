"""Who is at the till: signs in and out, and asks a manager where one is needed; what was asked then goes on."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtWidgets import QApplication, QWidget

from core.domain.staff import Act, Person, Proposal, Role, is_same
from core.errors import ApprovalNeeded, SignInNeeded
from gui.offers import Offer
from gui.wording import act_words, messages
from gui.work.lane import Answer

if TYPE_CHECKING:
    from core.bootstrap import Core
    from core.domain.outcome import Said
    from core.errors import KnownError
    from core.rows import CardRow
    from gui.dialogs.pin import PinDialog
    from gui.work.worker import Desk


_LOOK_MS = 50


class AtTill(QObject):
    """One dialog at a time; what else needs a person meanwhile is told as refused.

    `typing` says whether somebody is in the middle of a text: the dialog waits for its end.
    """

    told = Signal(str, str)
    """What the message bar shows, and its tone."""

    awaited = Signal(bool)
    """A PIN is waited for, or no longer."""

    def __init__(self, desk: Desk, window: QWidget, typing: Callable[[], bool]) -> None:
        super().__init__(window)
        self._desk = desk
        self._window = window
        self._dialog: PinDialog | None = None
        self._waiting: Answer | None = None
        self._typing = typing
        self._quiet = QTimer(self)
        self._quiet.setInterval(_LOOK_MS)
        self._next: Callable[[], None] | None = None
        self.offer = Offer("sign", self.tr("Sign in or out"), self.change, "Ctrl+L", "act", self.tr("Window"))

        self._quiet.timeout.connect(self._on_quiet_looked_for)
        desk.staff_needed.connect(self._on_staff_needed)

    def now(self) -> tuple[Offer, ...]:
        """Signing in or out, once there is staff."""
        status = self._desk.status
        if status is None or not status.staffed:
            return ()
        text = self.tr("Sign out") if status.signed_in else self.tr("Sign in")
        return (replace(self.offer, text=text),)

    def change(self) -> None:
        """Whoever is at the till leaves; without anybody, somebody comes."""
        status = self._desk.status
        if status is not None and status.signed_in:
            self._desk.ask(_signed_out, self._on_signed_out, lane="counter")
        else:
            self._desk.ask(lambda core: core.staff.people(), self._on_people)

    def _on_people(self, people: tuple[Person, ...]) -> None:
        if self._dialog is None and self._next is None and people:
            heading = self.tr("Who is at the till?")
            self._open(heading, "", people, self.tr("Sign in"))

    def _on_staff_needed(self, answer: Answer) -> None:
        if self._dialog is not None or self._waiting is not None:
            self._desk.deliver(answer)
            return
        self._waiting = answer
        self._desk.ask(_deciding(answer.error), self._on_deciders, failed=self._on_nobody_read)

    def _on_deciders(self, read: Deciding) -> None:
        if self._waiting is None:
            return
        people = read.people
        error = self._waiting.error
        if not isinstance(error, ApprovalNeeded):
            said = messages.say_error(error) if error else ""
            self._open(self.tr("Who is at the till?"), said, people, self.tr("Sign in"))
        elif deciders := self._deciders(people):
            said = act_words.approved(Act(str(error.values["act"])))
            facts = act_words.facts(error.values.get("proposal"), read.card)
            self._open(self.tr("A manager is needed"), said, deciders, self.tr("Approve"), facts)
        else:
            self._give_up(ApprovalNeeded("staff.alone", **error.values))

    def _on_nobody_read(self, error: KnownError) -> None:
        self._give_up(error)

    def _give_up(self, error: KnownError) -> None:
        """Nobody can be asked: whoever wanted it is told why."""
        waiting, self._waiting = self._waiting, None
        if waiting is not None:
            self._desk.deliver(Answer(waiting.job, error=error))

    def _deciders(self, people: tuple[Person, ...]) -> tuple[Person, ...]:
        """Whose PIN approves: a manager's, and never that of who is at the till."""
        status = self._desk.status
        here = status.clerk if status is not None and status.signed_in else ""
        return tuple(each for each in managers(people) if not (here and is_same(each.name, here)))

    def _open(
        self, heading: str, said: str, people: tuple[Person, ...], act: str, facts: tuple[tuple[str, str], ...] = ()
    ) -> None:
        from gui.dialogs.pin import PinDialog  # noqa: PLC0415 - the first frame has none

        self.awaited.emit(True)
        if self._typing():
            self._next = partial(self._open, heading, said, people, act, facts)
            self._quiet.start()
            return
        dialog = PinDialog(heading, said, people, act, self._front(), facts)
        self._dialog = dialog
        dialog.given.connect(self._on_given)
        dialog.rejected.connect(self._on_left)
        dialog.finished.connect(self._on_finished)
        dialog.open()

    def _on_quiet_looked_for(self) -> None:
        """The dialog comes between two texts, never into one."""
        if not self._typing():
            self._quiet.stop()
            open_it, self._next = self._next, None
            if open_it is not None:
                open_it()

    def _front(self) -> QWidget:
        """What the person is at: the window, or a question over it that asked for somebody."""
        return QApplication.activeModalWidget() or self._window

    def _on_finished(self) -> None:
        self.awaited.emit(False)
        self._front().activateWindow()  # where no window manager gives the keyboard back

    def _on_given(self, name: str, pin: str) -> None:
        waiting = self._waiting
        if waiting is not None and not isinstance(waiting.error, SignInNeeded):
            self._desk.approve(waiting, name, pin, self._on_approved, self._on_wrong)
        else:
            self._desk.ask(
                lambda core: core.staff.sign_in(name, pin), self._on_signed_in, lane="counter", failed=self._on_wrong
            )

    def _on_signed_in(self, _person: Person) -> None:
        waiting = self._closed()
        self._on_changed(None)
        if waiting is not None:
            self._desk.repeat(waiting)

    def _on_approved(self, answer: Answer) -> None:
        self._closed()
        self._desk.deliver(answer)

    def _on_wrong(self, error: KnownError) -> None:
        if self._dialog is not None:
            self._dialog.show_problem(messages.say_error(error))

    def _on_left(self) -> None:
        self._dialog, waiting, self._waiting = None, self._waiting, None
        if waiting is not None:
            self._desk.deliver(waiting)

    def _closed(self) -> Answer | None:
        dialog, self._dialog = self._dialog, None
        waiting, self._waiting = self._waiting, None
        if dialog is not None:
            dialog.accept()
        return waiting

    def _on_signed_out(self, unfinished: tuple[Said, ...]) -> None:
        """Whoever leaves hears what is left behind; it goes on by itself."""
        self._on_changed(None)
        if unfinished:
            self.told.emit(" ".join(messages.say_said(each) for each in unfinished), "warn")

    def _on_changed(self, _nothing: None) -> None:
        self._desk.look_again()


@dataclass(frozen=True, slots=True)
class Deciding:
    """Who there is, and the card that is decided about as it stands; None where it is about none."""

    people: tuple[Person, ...]
    card: CardRow | None = None


def _deciding(error: KnownError | None) -> Callable[[Core], Deciding]:
    proposal = error.values.get("proposal") if error is not None else None
    card_id = proposal.card_id if isinstance(proposal, Proposal) else 0

    def work(core: Core) -> Deciding:
        return Deciding(core.staff.people(), core.queries.card(card_id) if card_id else None)

    return work


def _signed_out(core: Core) -> tuple[Said, ...]:
    core.staff.sign_out()
    return core.replay.unfinished()


def managers(people: tuple[Person, ...]) -> tuple[Person, ...]:
    """Those whose PIN approves."""
    return tuple(person for person in people if person.role is Role.MANAGER)
