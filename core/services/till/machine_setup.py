"""The first start of a till by what its machine brings along: all of it, or the till does not open.

The service is tried and kept first, then the settings, then the manager. A start that was killed between goes on with
it: each step that is done twice comes to the same, and where there is a manager nothing is set any more.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from pathlib import Path

from core.data_folder import first_run, machine_file, machine_place
from core.data_folder.machine_file import SETTINGS, MachineFile
from core.domain.credentials import given_text
from core.domain.staff import NO_STAFF, PIN_LENGTH, Role, check_pin, checked_name
from core.errors import CannotStart, KnownError
from core.services.books.storage import Storage
from core.services.people.known_settings import DEFAULTS
from core.services.people.setting_file import checked
from core.services.people.shop import Shop
from core.services.till.way_to_service import WayToService
from core.settings import Settings

Enrol = Callable[[Path, str, str], object]
"""Folder, address and token in: tried, then kept (core.ground)."""


@dataclass(frozen=True, slots=True)
class MachineSetup:
    """What this first start brings along, looked through. `pin` is the first manager's."""

    file: MachineFile
    pin: str = field(repr=False)

    @property
    def way(self) -> WayToService:
        """Return the way to the service by which it is tried."""
        values = DEFAULTS | dict(self.file.settings.values)
        return WayToService(values["service.authority"], values["service.proxy"], True)


def find_setup(settings: Settings) -> MachineSetup | None:
    """Return what counts for this start, None for most. Raises CannotStart before anything is kept."""
    found = machine_file.find(settings.data_dir)
    if found is None:
        return None
    machine_file.check(found.path, checked(found.settings, DEFAULTS["currency"], SETTINGS).problems)
    pin = machine_file.read_secret(found.pin_file) if found.pin_file is not None else ""
    if found.pin_file is not None:
        _check_manager(found, pin)
    return MachineSetup(found, pin)


def connect_first(setup: MachineSetup, settings: Settings, enrol: Enrol) -> Settings:
    """Connect with the service of the file, unless one was named for this start. Raises as `enrol` does."""
    machine_place.begin(settings.data_dir)
    if settings.api_url is not None:
        return settings
    token = given_text(setup.file.client_id, machine_file.read_secret(setup.file.token_file))
    enrol(settings.data_dir, setup.file.url, token)
    return replace(settings, api_url=setup.file.url)


def complete(setup: MachineSetup, shop: Shop, storage: Storage, folder: Path) -> None:
    """Set what the file says, then the first manager, who is not at the till. Raises CannotStart.

    Without a manager the window asks for one when it is opened.
    """
    file = setup.file
    if not shop.gate.staffed:
        try:
            shop.preferences.set_all(file.settings.values, file.path.name)
            with storage.database.writing(NO_STAFF) as conn:
                values = {"file": str(file.path), "settings": len(file.settings.values), "manager": file.manager}
                storage.journal.write(conn, "set-up", values=values)
            if setup.pin:
                shop.staff.put(file.manager, Role.MANAGER, setup.pin)
                shop.gate.admit(None)
        except KnownError as error:
            raise CannotStart("machine.problems", path=file.path, why=error.sentence) from error
    if not shop.gate.staffed:
        first_run.keep(folder, first_run.MANAGER)
    machine_place.end(folder)


def _check_manager(file: MachineFile, pin: str) -> None:
    """Check the first manager by what the file itself asks of a PIN."""
    try:
        checked_name(file.manager)
        check_pin(pin, Role.MANAGER, int(file.settings.values.get(PIN_LENGTH[Role.MANAGER], "0")))
    except KnownError as error:
        raise CannotStart("machine.problems", path=file.pin_file, why=error.sentence) from error
