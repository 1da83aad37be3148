"""Hand-made rows, as the read side gives them, and a real bridge on the embedded sandbox."""

import sqlite3
from argparse import Namespace
from contextlib import closing
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from core.bootstrap import open_core
from core.domain.card import Status
from core.domain.operation import Kind, State
from core.rows import Allowance, CardRow, DeskStatus, OperationRow, TimelineRow
from core.security.service_seal import ServiceSeal
from core.security.vault import open_vault
from core.server.sandbox.embedded import EmbeddedService
from core.settings import Settings
from gui.app import opener
from gui.start.fault_reporter import FaultReporter
from gui.work.core_bridge import CoreBridge

NOW = 1_795_000_000
UNHURRIED_MS = 60_000
"""For a till that is closed while this machine has other work: the patience of a person at a counter is shorter."""
_KEY_FILE, _SERVICE_FILE, _TILL_FILE = "till.key", "sandbox-service.db", "sandbox-till.db"


def card(**changes) -> CardRow:
    row: dict[str, Any] = {
        "card_id": 564744552298,
        "balance": 6250,
        "confirmed_balance": 6250,
        "pending": 0,
        "currency": "USD",
        "initial_value": 10000,
        "status": Status.ACTIVE,
        "last_characters": "7k2m",
        "note": "birthday",
        "expires_on": "2031-11-30",
        "days_left": 1834,
        "template_suffix": None,
        "created_at": NOW - 1_700_000,
        "updated_at": NOW,
        "seen_at": NOW,
    }
    return CardRow(**(row | changes))


def operation(**changes) -> OperationRow:
    """A confirmed redeem of 30.00."""
    row: dict[str, Any] = {
        "operation_id": "0190c9ee-0000-7000-8000-0000000000aa",
        "kind": Kind.REDEEM,
        "state": State.DONE,
        "card_id": 7,
        "last_characters": "7k2m",
        "currency": "USD",
        "want": -3000,
        "known": -3000,
        "balance": 0,
        "reason": "Purchase",
        "clerk": "Anna",
        "till": "Till 2",
        "created_at": NOW,
        "offline": False,
        "message": None,
    }
    return OperationRow(**(row | changes))


def timeline() -> tuple[TimelineRow, ...]:
    return (
        TimelineRow(NOW, "redeem", -4000, 2250, State.WAITING, "Anna", "Till 2", "Purchase", "c"),
        TimelineRow(NOW - 9000, "redeem", -1250, 6250, State.DONE, "Anna", "Till 2", "Purchase", "a"),
        TimelineRow(NOW - 400_000, "elsewhere", -2500, 7500, None, "", "", ""),
        TimelineRow(NOW - 1_700_000, "sold", 10000, 10000, State.DONE, "Marco", "Till 1", "birthday card", "b"),
    )


def status(**changes) -> DeskStatus:
    row: dict[str, Any] = {
        "connection": "online",
        "offline_since": None,
        "pending": 0,
        "needs_attention": 0,
        "last_sync": NOW - 4,
        "first_pull_done": True,
        "cards": 312,
        "sandbox": False,
        "service_url": "https://cards.example",
        "shop_name": "Harbour Books",
        "till_name": "Till 2",
        "clerk": "Anna",
        "currency": "USD",
        "allowance": Allowance("USD", 5000, 3750, 41200),
    }
    return DeskStatus(**(row | changes))


@cache
def _filled_folder() -> dict[str, bytes]:
    """The files of a till whose sandbox has its cards, sealed by the till's key, and which has pulled none of them.

    Filling and sealing takes longer than all else that a start does.
    """
    with TemporaryDirectory() as name:
        folder = Path(name)
        service = EmbeddedService(folder / _SERVICE_FILE, "token-of-a-template", seed=1)
        service.seal = ServiceSeal(open_vault(folder).service_key)
        service.start()
        service.stop()
        return {name: (folder / name).read_bytes() for name in (_KEY_FILE, _SERVICE_FILE)}


@cache
def _pulled_till() -> bytes:
    """A till's database that holds the cards of that shop, and nothing of the start in which they were pulled."""
    with TemporaryDirectory() as name:
        folder = Path(name)
        _fill(folder)
        core = open_core(Settings(folder))
        while not core.queries.status().first_pull_done:
            core.sync.step()
        core.close()
        with closing(sqlite3.connect(folder / _TILL_FILE)) as database, database:
            database.execute("DELETE FROM journal")
            database.execute("DELETE FROM watermarks WHERE name IN ('epoch', 'till.id', 'till.seen', 'key.id')")
        return (folder / _TILL_FILE).read_bytes()


def _fill(folder: Path) -> None:
    for name, content in _filled_folder().items():
        (folder / name).write_bytes(content)


def real_bridge(data_dir: Path, *, pulled: bool = False) -> CoreBridge:
    """Return a bridge on the sandbox. `pulled`: the till has the cards already, else it pulls them as in life."""
    data_dir.mkdir(exist_ok=True)
    if not (data_dir / _SERVICE_FILE).exists():
        _fill(data_dir)
        if pulled:
            (data_dir / _TILL_FILE).write_bytes(_pulled_till())
    options = Namespace(data_dir=str(data_dir), api_url=None, token_file=None, offline=False, clerk="Anna")
    return CoreBridge(opener(options, FaultReporter()))


def idle_bridge() -> CoreBridge:
    """A bridge that was never started: it keeps every question and answers none."""
    return CoreBridge(_never)


def _never():
    raise AssertionError("not started")


def tell(window, **changes) -> None:
    """Give the window a status, as its core would."""
    window._bridge._status = status(**changes)
    window._bridge.status_changed.emit(window._bridge.status)
