"""A till over a real service whose waits pass at once: its clock leaps where a clerk would wait."""

from __future__ import annotations

import threading
from contextlib import ExitStack

from core.bootstrap import Core, assemble
from core.clock import Clock
from core.ground import Ground
from core.remote.http_gateway import HttpGateway
from core.security.vault import open_vault
from core.settings import Settings
from core.store.database import Database


class LeapingClock(Clock):
    """Runs on by itself like any other, and further by every second that somebody waits."""

    def __init__(self) -> None:
        super().__init__()
        self._leapt = 0.0
        self._lock = threading.Lock()

    def wall(self) -> float:
        return super().wall() + self._leapt

    def monotonic(self) -> float:
        return super().monotonic() + self._leapt

    def wait(self, seconds: float) -> bool:
        with self._lock:
            self._leapt += max(0.0, seconds)
        return not self._stopped.is_set()


class LeapingTill:
    """One open till. `core` is what a front end would get."""

    def __init__(self, settings: Settings) -> None:
        assert settings.api_url is not None
        assert settings.token is not None
        self.clock = LeapingClock()
        self._open = ExitStack()
        settings.data_dir.mkdir(exist_ok=True)
        database = Database(settings.database_path)
        self._open.callback(database.close)
        gateway = HttpGateway(settings.api_url, settings.token)
        self._open.callback(gateway.close)
        ground = Ground(database, open_vault(settings.data_dir), gateway, self.clock, settings.api_url)
        self.core: Core = assemble(settings, ground, self._open)
        self.database = database

    def settle_down(self, rounds: int = 300) -> None:
        """Steps the outbox until nothing waits, however long that would take."""
        for _ in range(rounds):
            pause = self.core.replay.step()
            self.core.sync.step()
            if self.core.replay.idle():
                return
            self.clock.wait(pause)
        raise AssertionError("something still waits")

    def close(self) -> None:
        self._open.close()
