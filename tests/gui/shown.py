"""Hand-made rows, as the read side gives them, and a real desk on the embedded sandbox."""

from argparse import Namespace
from pathlib import Path

from core.domain.card import Status
from core.domain.operation import Kind, State
from core.rows import Allowance, CardRow, DeskStatus, OperationRow, TimelineRow
from gui.app import opener
from gui.last_resort import LastResort
from gui.work.worker import Desk

NOW = 1_795_000_000


def card(**changes) -> CardRow:
    row = {
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
    row = {
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
        "said": None,
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
    row = {
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


def real_desk(data_dir: Path) -> Desk:
    options = Namespace(data_dir=str(data_dir), api_url=None, token_file=None, offline=False, clerk="Anna")
    return Desk(opener(options, LastResort()))


def idle_desk() -> Desk:
    """A desk that was never started: it keeps every question and answers none."""
    return Desk(_never)


def _never():
    raise AssertionError("not started")


def tell(window, **changes) -> None:
    """Give the window a status, as its core would."""
    window._desk._status = status(**changes)
    window._desk.status_changed.emit(window._desk.status)
