"""A shop whose tills are backed up, moved and restored, each as on a machine of its own."""

from __future__ import annotations

from pathlib import Path

from core.bootstrap import Core, open_core
from core.clock import Clock
from core.closed_till import restore
from core.domain.backup import BackupAsked
from core.domain.operation import State
from core.ground import enrol
from core.server.sandbox.embedded import EmbeddedService
from core.server.sandbox.faults import Endpoint
from core.settings import Settings
from tests.builders import HastyClock
from tests.e2e.conftest import TOKEN
from tests.e2e.counter_actions import redeem, sell, settle_down

PASSWORD = "a long password"
WRITES = {Endpoint.CREATE, Endpoint.BALANCE, Endpoint.UPDATE, Endpoint.DISABLE}


class Shop:
    """Tills by folder, each with its own state outside, as on machines of their own; `opened` is closed at the end."""

    def __init__(self, service: EmbeddedService, root: Path) -> None:
        self.service, self.root = service, root
        self.file = root / "till.backup"
        self.opened: list[Core] = []

    def settings(self, folder: str) -> Settings:
        place = self.root / folder
        place.mkdir(exist_ok=True)
        return Settings(place, self.service.url, quarantine_s=0.0, state_dir=self.root / f"state-{folder}")

    def open(self, folder: str = "till", clock: Clock | None = None) -> Core:
        if not (self.root / folder / "service-url").exists():
            (self.root / folder).mkdir(exist_ok=True)
            enrol(self.root / folder, self.service.url, TOKEN)
        self.opened.append(open_core(self.settings(folder), folder, clock or HastyClock()))
        return self.opened[-1]

    def asked(self, *, replace: bool = False, password: str = PASSWORD) -> BackupAsked:
        return BackupAsked(self.file, password, replace)

    def restore(self, folder: str, *, replace: bool = False, token: str | None = None) -> Core:
        settings = self.settings(folder)
        given = Settings(settings.data_dir, None, token, quarantine_s=0.0, state_dir=settings.state_dir)
        till, _facts = restore(given, self.asked(replace=replace), "test restore")
        self.opened.append(till)
        return till

    def writes(self) -> int:
        return len([seen for seen in self.service.faults.seen if seen.endpoint in WRITES])


def queued(shop: Shop, till: Core) -> tuple[int, str]:
    """Return a card with 100.00 from which 30.00 was promised without a line, and the operation of that."""
    card_id = sell(till).card_id
    settle_down(till)
    till.connection.switch(True)
    return card_id, redeem(till, card_id, 3000).operation_id


def state(till: Core, operation_id: str) -> State:
    return till.queries.operation(operation_id).state
