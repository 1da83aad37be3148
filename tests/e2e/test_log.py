"""The log of a whole day tells what went wrong, and nowhere a token, code, PIN, QR payload, note or name."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import pytest

from core.bootstrap import Core, open_core
from core.domain.command import Disable, Issue, Redeem, Update
from core.domain.receipt import Receipt
from core.domain.staff import Role
from core.errors import KnownError
from core.log import area
from core.log.file import NAME
from core.printing.bitmap import Bitmap
from core.server.sandbox.embedded import EmbeddedService
from core.server.sandbox.faults import LOSE_REPLY, Endpoint
from core.settings import Settings
from tests.builders import HastyClock
from tests.core.printing.counter_printer import CounterPrinter
from tests.e2e.conftest import TOKEN, OpenTill

CODE, NOTE, REASON = "7K2MP4Q9X3RTW8ZA", "Happy birthday Anna-Lena", "spilled coffee on it"
PIN, NEW_PIN, WRONG_PIN = "482913", "739164", "905517"
OTHER_TOKEN, SHOP = "another-token-abcdefgh", "Harbour Books"
PEOPLE = ("Mia", "Cleo")


@pytest.fixture
def printer() -> Iterator[CounterPrinter]:
    with CounterPrinter().listening() as made:
        yield made


def a_day(core: Core, service: EmbeddedService) -> list[str]:
    """Everything that has a secret in it, done well and badly. Returns those that were made on the way."""
    core.sync.step()
    sold = core.replay.run(core.desk.submit(Issue(10_000, "USD", code=CODE, note=NOTE)).operation_id)
    payload = core.desk.qr_payload(sold.operation_id) or ""
    assert payload
    for text in (payload, CODE, CODE[-4:], "ZZZZ9999YYYY8888", PIN):
        with suppress(KnownError):
            core.lookup.resolve(text)
    core.replay.run(core.desk.submit(Redeem(sold.card_id, 500, reason=REASON)).operation_id)
    service.faults.next(Endpoint.BALANCE, LOSE_REPLY)
    core.replay.run(core.desk.submit(Redeem(sold.card_id, 700, reason=REASON)).operation_id)
    core.replay.run(core.desk.submit(Update(sold.card_id, (("note", NOTE + "!"),))).operation_id)
    print_a_receipt(core)
    core.staff.put(PEOPLE[0], Role.MANAGER, PIN)
    for pin in (WRONG_PIN, PIN):
        with suppress(KnownError):
            core.staff.sign_in(PEOPLE[0], pin)
    core.staff.put(PEOPLE[1], Role.CLERK, NEW_PIN)
    assert core.access is not None
    for token in (OTHER_TOKEN, "no token at all", TOKEN):
        with suppress(KnownError):
            core.access.swap(token)
    service.set_outage(True)
    core.sync.hurry()
    core.sync.step()
    service.set_outage(False)
    core.connection.try_again()
    core.replay.run(core.desk.submit(Disable(sold.card_id, reason=REASON)).operation_id)
    area("window").fault("a fault in the program", ValueError(f"{CODE} {PIN} {NOTE} {TOKEN}"))
    return [payload]


def print_a_receipt(core: Core) -> None:
    receipt = Receipt(SHOP, "Gift card redeemed", "$5.00", ((("Card", "•••• W8ZA"),),))
    with suppress(KnownError):
        core.receipts.print("an operation", receipt, "LATE COPY, printed {at}", lambda *_: Bitmap(8, (b"\xaa",)))


def test_no_secret_is_in_the_log_of_a_whole_day(
    open_till: OpenTill,
    service: EmbeddedService,
    printer: CounterPrinter,
    tmp_path: Path,
) -> None:
    core = open_till()
    print_a_receipt(core)
    core.preferences.set("receipt.printer", str(printer.address))
    secrets = a_day(core, service)
    core.close()
    with pytest.raises(KnownError):
        open_core(Settings(tmp_path / "till", "https://" + CODE, state_dir=tmp_path), clock=HastyClock())

    content = (tmp_path / "till" / NAME).read_bytes()
    for secret in (*secrets, CODE, CODE[-4:], NOTE, "Anna", REASON, PIN, NEW_PIN, WRONG_PIN, TOKEN, OTHER_TOKEN, SHOP):
        assert secret.casefold().encode() not in content.lower(), secret
    assert not [name for name in PEOPLE if name.encode() in content]

    lines = [json.loads(line) for line in content.splitlines()]
    assert {line["area"] for line in lines} >= {"till", "remote", "outbox", "sync", "printing", "window"}
    steps = [line for line in lines if line["event"] == "step"]
    assert {(line["kind"], line["state"]) for line in steps if line["action"] == "End"} >= {
        ("issue", "done"),
        ("redeem", "done"),
    }
    assert {line["operation"] for line in steps} == {line["operation"] for line in lines if line["event"] == "accepted"}
    assert "…" not in {value for line in steps for value in line.values()}
    requests = [line for line in lines if line["event"] == "request"]
    assert {(line["method"], line["outcome"]) for line in requests} >= {
        ("GET", "CardRead"),
        ("GET", "CardPage"),
        ("GET", "Unauthorised"),
        ("GET", "NotSent"),
        ("POST", "CardCreated"),
        ("PUT", "BalanceWritten"),
        ("PUT", "Lost"),
    }
    assert all(line["ms"] >= 0 and line["path"].startswith("/") for line in requests)
    assert {"receipt printed", "receipt waits", "pull pauses", "connection", "a fault in the program"} <= {
        line["event"] for line in lines
    }
    assert "…" not in {line["event"] for line in lines}
