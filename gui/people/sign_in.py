"""Who is at the till: signs in and out, and asks a manager where one is needed; what was asked then goes on."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtWidgets import QApplication, QWidget

from core.domain.permission import Permission
from core.domain.staff import Person, Proposal, Role, is_same
from core.errors import ApprovalNeeded, RuleRefused, SignInNeeded
from core.usecases import approvals, people
from gui.dialogs.pin_request import PinRequest
from gui.widgets.buttons.offers import Offer
from gui.wording import messages, permission_words
from gui.work.task_thread import TaskResult

if TYPE_CHECKING:
    from core.domain.command import Command
    from core.errors import KnownError
    from core.usecases.approvals import RequestChanged
    from core.usecases.people import Approvers, PersonChanged, SignedOut
    from gui.dialogs.change_pin import ChangePinDialog
    from gui.dialogs.pin import PinDialog
    from gui.work.core_bridge import CoreBridge


_LOOK_MS = 50


class SignIn(QObject):
    """One dialog at a time; what else needs a person meanwhile is told as refused.

    `typing` says whether somebody is in the middle of a text: the dialog waits for its end.
    """

    notified = Signal(str, str)
    """What the message bar shows, and its tone."""

    awaited = Signal(bool)
    """A PIN is waited for, or no longer."""

    def __init__(self, bridge: CoreBridge, window: QWidget, typing: Callable[[], bool]) -> None:
        super().__init__(window)
        self._bridge = bridge
        self._window = window
        self._dialog: PinDialog | ChangePinDialog | None = None
        self._waiting: TaskResult | None = None
        self._typing = typing
        self._quiet = QTimer(self)
        self._quiet.setInterval(_LOOK_MS)
        self._next: Callable[[], None] | None = None
        self.offer = Offer("sign", self.tr("Sign in or out"), self.change, "Ctrl+L", "act", self.tr("Window"))
        self._other = Offer(
            "switch", self.tr("Another person signs in…"), self.switch, "Ctrl+T", "act", self.tr("Window")
        )
        self._own = Offer("change_pin", self.tr("Change my PIN…"), self.change_pin, place=self.tr("Window"))
        self.keyed = (self.offer, self._other)

        self._quiet.timeout.connect(self._on_quiet_looked_for)
        bridge.staff_needed.connect(self._on_staff_needed)

    def now(self) -> tuple[Offer, ...]:
        """Offer to sign in or out, once there is staff; whoever is here can be followed, and change their PIN."""
        status = self._bridge.status
        if status is None or not status.staffed:
            return ()
        text = self.tr("Sign out") if status.signed_in else self.tr("Sign in")
        more = (self._other, self._own) if status.signed_in else ()
        return (replace(self.offer, text=text), *more)

    def change(self) -> None:
        """Sign out whoever is at the till; without anybody, ask who is there."""
        status = self._bridge.status
        if status is not None and status.signed_in:
            self._bridge.run(people.sign_out, self._on_signed_out)
        else:
            self._bridge.ask(people.read_people, self._on_people)

    def switch(self) -> None:
        """Let another person sign in over the one who is here, who is signed out by that alone."""
        self._bridge.ask(people.read_people, self._on_people)

    def change_pin(self) -> None:
        """Let whoever is here give themselves another PIN."""
        status = self._bridge.status
        if status is not None and status.signed_in and self._dialog is None and self._next is None:
            self._ask_new_pin(status.clerk, "")

    def _on_people(self, people: tuple[Person, ...]) -> None:
        status = self._bridge.status
        here = status.clerk if status is not None and status.signed_in else ""
        others = tuple(each for each in people if not (here and is_same(each.name, here)))
        if self._dialog is not None or self._next is not None or not people:
            return
        if not others:
            self.notified.emit(self.tr("Nobody else works here."), "info")
            return
        heading = self.tr("Who takes over from {name}?").format(name=here) if here else self.tr("Who is at the till?")
        said = self.tr("The customer's card and sale stay. What is typed and not done goes.") if here else ""
        self._open(PinRequest(heading, said, others, self.tr("Sign in")))

    def _ask_new_pin(self, name: str, old: str) -> None:
        """Ask for a new PIN; with `old`, they cannot sign in before that."""
        from gui.dialogs.change_pin import ChangePinDialog  # noqa: PLC0415 - as in _open

        dialog = ChangePinDialog(name, self._front(), old=old)
        self._dialog = dialog
        dialog.chosen.connect(partial(self._on_pin_chosen, name, signs_in=bool(old)))
        dialog.rejected.connect(self._on_left)
        dialog.finished.connect(self._on_finished)
        dialog.open()

    def _on_pin_chosen(self, name: str, old: str, new: str, *, signs_in: bool) -> None:
        work = partial(people.change_pin, name=name, old=old, new=new)
        self._bridge.run(work, partial(self._on_pin_changed, new, signs_in=signs_in), failed=self._on_wrong)

    def _on_pin_changed(self, pin: str, changed: PersonChanged, *, signs_in: bool) -> None:
        """Go on with the sign-in that the old PIN was not enough for."""
        name = changed.person.name
        if signs_in:
            self._bridge.run(partial(people.sign_in, name=name, pin=pin), self._on_signed_in, failed=self._on_wrong)
            return
        self._closed()
        self.notified.emit(messages.format_sentence("staff.pin_changed", {"name": name}), "good")

    def _on_staff_needed(self, result: TaskResult) -> None:
        if self._dialog is not None or self._waiting is not None:
            self._bridge.deliver(result)
            return
        self._waiting = result
        work = partial(people.read_approvers, error=result.error)
        self._bridge.ask(work, self._on_deciders, failed=self._on_nobody_read)

    def _on_deciders(self, read: Approvers) -> None:
        if self._waiting is None:
            return
        error = self._waiting.error
        if not isinstance(error, ApprovalNeeded):
            said = messages.format_error(error) if error else ""
            request = PinRequest(self.tr("Who is at the till?"), said, read.people, self.tr("Sign in"))
            self._open(request)
        elif deciders := self._deciders(read.people):
            said = permission_words.approved(Permission(str(error.values["act"])))
            facts = permission_words.facts(error.values.get("proposal"), read.card)
            later = _later(error) is not None
            self._open(PinRequest(self.tr("A manager is needed"), said, deciders, self.tr("Approve"), facts, later))
        else:
            alone = "staff.alone" if error.key == "staff.own" else "staff.nobody_else"
            self._give_up(ApprovalNeeded(alone, **error.values))

    def _on_nobody_read(self, error: KnownError) -> None:
        self._give_up(error)

    def _give_up(self, error: KnownError) -> None:
        """Tell whoever wanted it why nobody can be asked."""
        waiting, self._waiting = self._waiting, None
        if waiting is not None:
            self._bridge.deliver(TaskResult(waiting.task, error=error))

    def _deciders(self, people: tuple[Person, ...]) -> tuple[Person, ...]:
        """Return whose PIN approves: a manager's, and never that of who is at the till."""
        status = self._bridge.status
        here = status.clerk if status is not None and status.signed_in else ""
        return tuple(each for each in managers(people) if not (here and is_same(each.name, here)))

    def _open(self, request: PinRequest) -> None:
        from gui.dialogs.pin import PinDialog  # noqa: PLC0415 - the first frame has none

        self.awaited.emit(True)
        if self._typing():
            self._next = partial(self._open, request)
            self._quiet.start()
            return
        dialog = PinDialog(request, self._front())
        self._dialog = dialog
        dialog.given.connect(self._on_given)
        dialog.left_for_later.connect(self._on_left_for_later)
        dialog.rejected.connect(self._on_left)
        dialog.finished.connect(self._on_finished)
        dialog.open()

    def _on_quiet_looked_for(self) -> None:
        """Open the dialog between two texts, never in one."""
        if not self._typing():
            self._quiet.stop()
            open_it, self._next = self._next, None
            if open_it is not None:
                open_it()

    def _front(self) -> QWidget:
        """Return what the person is at: the window, or a question over it that asked for somebody."""
        return QApplication.activeModalWidget() or self._window

    def _on_finished(self) -> None:
        self.awaited.emit(False)
        self._front().activateWindow()  # where no window manager gives the keyboard back

    def _on_given(self, name: str, pin: str) -> None:
        waiting = self._waiting
        if waiting is not None and not isinstance(waiting.error, SignInNeeded):
            self._bridge.approve(waiting, name, pin, self._on_approved, self._on_wrong)
        else:
            work = partial(people.sign_in, name=name, pin=pin)
            self._bridge.run(work, self._on_signed_in, failed=partial(self._on_not_signed_in, name, pin))

    def _on_not_signed_in(self, name: str, pin: str, error: KnownError) -> None:
        """Ask for a new PIN where the old one was right and is due; what was asked for goes on after that."""
        if error.key != "staff.pin_due":
            self._on_wrong(error)
            return
        dialog, self._dialog = self._dialog, None
        if dialog is not None:
            dialog.accept()
        self._ask_new_pin(str(error.values.get("name", name)), pin)

    def _on_left_for_later(self) -> None:
        """Ask for the act that waits here, instead of the PIN for it."""
        waiting = self._waiting
        command = _later(waiting.error) if waiting is not None else None
        if command is not None:
            work = partial(approvals.ask_approval, command=command)
            self._bridge.run(work, self._on_asked, failed=self._on_wrong)

    def _on_asked(self, changed: RequestChanged) -> None:
        """Tell whoever wanted the act that it waits, as what was not done."""
        waiting, request = self._closed(), changed.request
        if waiting is not None:
            told = {"number": request.number, "until": messages.moment(request.expires_at)}
            self._bridge.deliver(TaskResult(waiting.task, error=RuleRefused("approval.asked", **told)))

    def _on_signed_in(self, _person: object) -> None:
        waiting = self._closed()
        if waiting is not None:
            self._bridge.repeat(waiting)

    def _on_approved(self, result: TaskResult) -> None:
        self._closed()
        self._bridge.deliver(result)

    def _on_wrong(self, error: KnownError) -> None:
        if self._dialog is not None:
            self._dialog.show_problem(messages.format_error(error))

    def _on_left(self) -> None:
        self._dialog, waiting, self._waiting = None, self._waiting, None
        if waiting is not None:
            self._bridge.deliver(waiting)

    def _closed(self) -> TaskResult | None:
        dialog, self._dialog = self._dialog, None
        waiting, self._waiting = self._waiting, None
        if dialog is not None:
            dialog.accept()
        return waiting

    def _on_signed_out(self, done: SignedOut) -> None:
        """Tell whoever leaves what is left behind, for a moment; it goes on without them."""
        if done.unfinished:
            self.notified.emit(" ".join(messages.format_message(each) for each in done.unfinished), "info")


def _later(error: KnownError | None) -> Command | None:
    """Return the act, where it can wait for a manager who comes later."""
    proposal = error.values.get("proposal") if error is not None else None
    return proposal.later if isinstance(proposal, Proposal) else None


def managers(people: tuple[Person, ...]) -> tuple[Person, ...]:
    """Return those whose PIN approves."""
    return tuple(person for person in people if person.role is Role.MANAGER)
