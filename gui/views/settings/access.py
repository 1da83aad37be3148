"""What the settings page does about people and about the way to the service: asks the core, shows what came of it."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from core.domain.staff import Role
from core.usecases import people, service, till
from gui.dialogs.confirm import Confirm, Confirmation
from gui.views.settings.service import ServicePanel
from gui.views.settings.staff import StaffPanel
from gui.wording import messages
from gui.work.restart import start_again

if TYPE_CHECKING:
    from core.errors import KnownError
    from core.usecases.till import TokenUsed
    from gui.work.core_bridge import CoreBridge


class People(QObject):
    """`notified`: a finished text and its tone."""

    notified = Signal(str, str)
    history_requested = Signal(str)
    """The name of a person whose acts somebody wants to see."""

    def __init__(self, bridge: CoreBridge, parent: QObject) -> None:
        super().__init__(parent)
        self._bridge = bridge
        self.panel = StaffPanel()

        self.panel.put_requested.connect(self._on_put)
        self.panel.remove_requested.connect(self._on_remove)
        self.panel.history_requested.connect(self.history_requested)

    def read(self) -> None:
        self._bridge.ask(people.read_people, self.panel.show_people)

    def _on_put(self, name: str, role: str, pin: str) -> None:
        work = partial(people.put_person, name=name, role=Role(role), pin=pin)
        self._bridge.run(work, self._on_changed, failed=self._on_failed)

    def _on_remove(self, name: str) -> None:
        ask = Confirm(
            Confirmation(
                self.tr("Remove {name}?").format(name=name),
                self.tr("This PIN no longer works. What was done with it stays in the history."),
                self.tr("&Remove"),
                self.tr("Keep"),
            ),
            self.panel.window(),
        )
        ask.accepted.connect(partial(self._remove, name))
        ask.open()

    def _remove(self, name: str) -> None:
        work = partial(people.remove_person, name=name)
        self._bridge.run(work, self._on_changed, failed=self._on_failed)

    def _on_changed(self, _done: object) -> None:
        """Tell that it is stored; the page reads again who there is."""
        self.notified.emit(self.tr("Stored."), "good")

    def _on_failed(self, error: KnownError) -> None:
        if error.key in {"staff.name", "staff.pin_short", "staff.pin_plain", "staff.pin_simple"}:
            self.panel.show_problem(error.key, messages.format_error(error))
        else:
            self.notified.emit(messages.format_error(error), "warn")


class ServiceAccess(QObject):
    """Connecting begins the window anew, with the shop's own cards; a swapped token works at once."""

    notified = Signal(str, str)

    def __init__(self, bridge: CoreBridge, parent: QObject) -> None:
        super().__init__(parent)
        self._bridge = bridge
        self.panel = ServicePanel()

        self.panel.given.connect(self._on_given)
        self.panel.restored.connect(self._on_restored)

    def read(self) -> None:
        self._bridge.ask(till.token_place, self._on_place)
        self._bridge.ask(service.read_scopes, self._on_scopes, thread="background")

    def _on_place(self, place: str) -> None:
        status = self._bridge.status
        if status is not None:
            foreign = status.problem is not None and status.problem.key == "service.another"
            self.panel.show_service(sandbox=status.sandbox, place=place, foreign=foreign)
            self.panel.show_address("" if status.sandbox else status.service_url)

    def _on_scopes(self, read: service.KeyScopes) -> None:
        self.panel.show_scopes(read.scopes)

    def _on_given(self, url: str, token: str) -> None:
        if self.panel.moving:
            self._move(url, token)
            return
        sandbox = self._bridge.status is not None and self._bridge.status.sandbox
        receiver = self._on_connected if sandbox else self._on_swapped
        work = partial(till.use_token, url=url, token=token)
        self._bridge.run(work, receiver, thread="background", failed=self._on_failed)

    def _move(self, url: str, token: str) -> None:
        work = partial(service.move_service, url=url, token=token)
        failed = partial(self._on_not_moved, url, token)
        self._bridge.run(work, self._on_connected, thread="background", failed=failed)

    def _on_not_moved(self, url: str, token: str, error: KnownError) -> None:
        """Ask whether it is another shop, where nothing of this one is there."""
        self._on_failed(error)
        if error.key != "connect.another_shop" or not token:
            return
        work = partial(service.open_shop, url=url, token=token)
        self._confirm(
            Confirmation(
                self.tr("Work with another shop?"),
                self.tr("It gets books and people of its own. What is open here waits, and is not sent there."),
                self.tr("Work with another &shop"),
                self.tr("Keep"),
            ),
            partial(self._bridge.run, work, self._on_connected, thread="background", failed=self._on_failed),
        )

    def _on_restored(self) -> None:
        work = service.accept_restored_service
        self._confirm(
            Confirmation(
                self.tr("Was the service restored?"),
                self.tr("Its cards are read anew. What was held back stays in the outbox, and needs you."),
                self.tr("It was &restored"),
                self.tr("Keep"),
            ),
            partial(self._bridge.run, work, self._on_accepted, thread="background", failed=self._on_failed),
        )

    def _confirm(self, what: Confirmation, act: Callable[[], object]) -> None:
        ask = Confirm(what, self.panel.window())
        ask.accepted.connect(act)
        ask.open()

    def _on_accepted(self, taken: service.ServiceRestored) -> None:
        self.read()
        self._bridge.wake()
        self.notified.emit(messages.format_sentence("service.restored", {"count": taken.missing}), "good")

    def _on_connected(self, _used: TokenUsed | service.ServiceMoved) -> None:
        self.panel.show_done()
        start_again()

    def _on_swapped(self, _used: TokenUsed) -> None:
        self.panel.show_done()
        self.read()
        self._bridge.wake()
        self.notified.emit(self.tr("The new token works from now on."), "good")

    def _on_failed(self, error: KnownError) -> None:
        self.panel.show_problem(error.key, messages.format_error(error))
