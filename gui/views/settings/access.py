"""What the settings page does about people and about the way to the service: asks the core, shows what came of it."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from core import first_run
from core.domain.staff import Person, Role
from gui.dialogs.confirm import Confirm
from gui.restart import start_again
from gui.views.settings.service import ServicePanel
from gui.views.settings.staff import StaffPanel
from gui.wording import messages

if TYPE_CHECKING:
    from core.bootstrap import Core
    from core.errors import KnownError
    from gui.work.worker import Desk


class People(QObject):
    """`told`: a finished text and its tone."""

    told = Signal(str, str)

    def __init__(self, desk: Desk, parent: QObject) -> None:
        super().__init__(parent)
        self._desk = desk
        self.panel = StaffPanel()

        self.panel.put_requested.connect(self._on_put)
        self.panel.remove_requested.connect(self._on_remove)

    def read(self) -> None:
        self._desk.ask(lambda core: core.staff.people(), self.panel.show_people)

    def _on_put(self, name: str, role: str, pin: str) -> None:
        def put(core: Core) -> tuple[Person, ...]:
            core.staff.put(name, Role(role), pin)
            return core.staff.people()

        self._desk.ask(put, self._on_changed, lane="counter", failed=self._on_failed)

    def _on_remove(self, name: str) -> None:
        ask = Confirm(
            self.tr("Remove {name}?").format(name=name),
            self.tr("The PIN of this person works no more. What was done with it stays in the history."),
            self.tr("&Remove"),
            self.tr("Keep"),
            self.panel.window(),
        )
        ask.accepted.connect(partial(self._remove, name))
        ask.open()

    def _remove(self, name: str) -> None:
        def remove(core: Core) -> tuple[Person, ...]:
            core.staff.remove(name)
            return core.staff.people()

        self._desk.ask(remove, self._on_changed, lane="counter", failed=self._on_failed)

    def _on_changed(self, people: tuple[Person, ...]) -> None:
        self.panel.show_people(people)
        self._desk.look_again()
        self.told.emit(self.tr("Stored."), "good")

    def _on_failed(self, error: KnownError) -> None:
        if error.key in {"staff.name", "staff.pin_short", "staff.pin_plain"}:
            self.panel.show_problem(error.key, messages.say_error(error))
        else:
            self.told.emit(messages.say_error(error), "warn")


class Service(QObject):
    """Connecting begins the window anew, with the shop's own cards; a swapped token works at once."""

    told = Signal(str, str)

    def __init__(self, desk: Desk, parent: QObject) -> None:
        super().__init__(parent)
        self._desk = desk
        self.panel = ServicePanel()

        self.panel.given.connect(self._on_given)

    def read(self) -> None:
        self._desk.ask(_place, self._on_place)

    def _on_place(self, place: str) -> None:
        status = self._desk.status
        if status is not None:
            self.panel.show_service(sandbox=status.sandbox, place=place)
            self.panel.show_address("" if status.sandbox else status.service_url)

    def _on_given(self, url: str, token: str) -> None:
        sandbox = self._desk.status is not None and self._desk.status.sandbox
        receiver = self._on_connected if sandbox else self._on_swapped
        self._desk.ask(partial(_use, url, token), receiver, lane="background", failed=self._on_failed)

    def _on_connected(self, _place: str) -> None:
        self.panel.show_done()
        start_again()

    def _on_swapped(self, place: str) -> None:
        self.panel.show_done()
        self._on_place(place)
        self._desk.look_again()
        self._desk.wake()
        self.told.emit(self.tr("The new token works from now on."), "good")

    def _on_failed(self, error: KnownError) -> None:
        self.panel.show_problem(error.key, messages.say_error(error))


def _place(core: Core) -> str:
    return core.access.place.value if core.access is not None else ""


def _use(url: str, token: str, core: Core) -> str:
    """In the background lane: the counter does not wait for a service that does not answer."""
    assert core.access is not None
    if not core.settings.sandbox:
        return core.access.swap(token).value
    place = core.access.connect(url, token)
    first_run.keep(core.settings.data_dir, first_run.SHOP)  # the assistant asks for the names that stand on paper
    return place.value
