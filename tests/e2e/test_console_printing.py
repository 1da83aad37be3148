"""The console and the printers of a till: receipts that wait, labels, and the cash drawer."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from core import console
from core.bootstrap import open_core
from core.domain.receipt import Receipt
from core.errors import KnownError
from core.printing.bitmap import Bitmap
from core.printing.escpos import DRAWER
from core.printing.paper import Paper
from core.server.sandbox.embedded import EmbeddedService
from core.settings import Settings
from tests.core.printing.counter_printer import CounterPrinter
from tests.e2e.conftest import TOKEN

Till = Callable[..., tuple[int, list[dict[str, Any]], str]]


def draw(_receipt: Receipt, _paper: Paper) -> Bitmap:
    return Bitmap(8, (b"\xaa",))


@pytest.fixture
def till(
    service: EmbeddedService, data_dir: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> Till:
    """Runs one command in this process: (exit status, JSON lines, standard error)."""
    monkeypatch.setenv("COUNTERFOIL_TOKEN", TOKEN)

    def run(*words: str) -> tuple[int, list[dict[str, Any]], str]:
        options = console.parse(["--data-dir", str(data_dir), "--api-url", service.url, "--json", *words])
        status = console.run(options, None, draw if console.paints(options) else None)
        out, err = capsys.readouterr()
        return status, [json.loads(line) for line in out.splitlines()], err

    for key, value in (("shop.name", "Harbour Books"), ("currency", "USD"), ("till.name", "Till 1")):
        run("settings", "set", key, value)
    return run


@pytest.fixture
def printer() -> Iterator[CounterPrinter]:
    with CounterPrinter().listening() as made:
        yield made


@pytest.fixture
def waiting(till: Till, printer: CounterPrinter, service: EmbeddedService, data_dir: Path) -> CounterPrinter:
    """A till with a receipt that its printer could not print: there was no paper, and now there is."""
    till("settings", "set", "receipt.printer", str(printer.address))
    printer.fault = "no paper"
    core = open_core(Settings(data_dir, service.url, TOKEN))
    words = Receipt("Książki", "Gift card redeemed", "$40.00", ((("Card", "•••• 7K2M"),),))
    with pytest.raises(KnownError):
        core.receipts.print("an operation", words, "LATE COPY, printed {at}", draw)
    core.close()
    return printer


def test_a_receipt_that_waits_is_listed_with_its_reason(till: Till, waiting: CounterPrinter) -> None:
    status, (row,), _ = till("receipts", "list")
    assert (status, row["operation_id"], row["act"], row["amount"]) == (
        0,
        "an operation",
        "Gift card redeemed",
        "$40.00",
    )
    assert row["tries"] == 1
    assert row["reason"].startswith("The receipt printer has no paper. Put in a roll")


def test_it_is_printed_when_somebody_says_so_and_then_waits_no_more(till: Till, waiting: CounterPrinter) -> None:
    _, (row,), _ = till("receipts", "list")
    number = str(row["receipt"])
    status, (told,), _ = till("receipts", "retry", number)
    assert (status, told["state"]) == (8, "waiting")
    waiting.fault = ""
    assert till("receipts", "retry", number)[0] == 0
    assert len(waiting.papers) == 1
    assert b"\x1dv0" in waiting.papers[0], "a picture: the printer has no letter for the shop's name"
    status, rows, _ = till("receipts", "list")
    assert (status, rows) == (0, [])
    status, (fault,), err = till("receipts", "retry", number)
    assert (status, fault["code"]) == (6, "print.receipt_gone")
    assert f"No receipt {number} waits here." in err


def test_the_doctor_names_what_waits(till: Till, waiting: CounterPrinter) -> None:
    (found,) = (row for row in till("doctor")[1] if row["check"] == "receipts")
    assert found["state"] == "warn"
    assert found["text"].startswith("1 not on paper yet: The receipt printer has no paper.")
    till("receipts", "drop", str(till("receipts", "list")[1][0]["receipt"]))
    (found,) = (row for row in till("doctor")[1] if row["check"] == "receipts")
    assert found["state"] == "ok"


def test_it_can_be_dropped(till: Till, waiting: CounterPrinter) -> None:
    _, (row,), _ = till("receipts", "list")
    status, (told,), _ = till("receipts", "drop", str(row["receipt"]))
    assert (status, told["state"]) == (0, "dropped")
    waiting.fault = ""
    assert till("receipts", "list")[1] == []
    assert waiting.papers == []


def test_cash_that_is_paid_out_or_comes_back_opens_the_drawer(till: Till, printer: CounterPrinter) -> None:
    till("settings", "set", "receipt.printer", str(printer.address))
    cards = [till("issue", "25")[1][0]["card_id"] for _ in range(2)]
    till("cash-out", str(cards[0]), "--reason", "the law says so")
    assert printer.papers == [], "the shop did not ask for it"
    till("settings", "set", "receipt.drawer", "on")
    _, (paid,), _ = till("cash-out", str(cards[1]), "--reason", "the law says so")
    till("reverse", paid["operation_id"], "--reason", "the customer changed their mind")
    _, (sold,), _ = till("issue", "25")
    till("redeem", str(sold["card_id"]), "5")
    till("settings", "set", "receipt.drawer", "off")
    assert printer.papers == [DRAWER, DRAWER]


def test_a_drawer_that_stays_shut_is_told_and_changes_nothing(till: Till) -> None:
    till("settings", "set", "receipt.printer", "127.0.0.1:9")
    till("settings", "set", "receipt.drawer", "on")
    _, (sold,), _ = till("issue", "25")
    status, (paid,), err = till("cash-out", str(sold["card_id"]), "--reason", "the law says so")
    assert (status, paid["outcome"]) == (0, "confirmed")
    assert "Open it by hand." in err


def test_a_label_of_a_sold_card(till: Till, printer: CounterPrinter) -> None:
    till("settings", "set", "label.printer", str(printer.address))
    status, (sold,), _ = till("issue", "25", "--label")
    assert (status, sold["label"], sold["label_printer"]) == (0, True, str(printer.address))
    status, (other,), _ = till("issue", "30", "--label")
    label = printer.papers[0].decode()
    assert f"^FD{sold['code'].replace(' ', '')}^FS" in label
    assert "^FDMA,GC1." in label
    assert "25.00" in label
    assert other["code"] not in label


@pytest.mark.parametrize(("where", "word"), [("", "No label printer is set up"), ("127.0.0.1:9", "did not take")])
def test_a_label_that_fails_loses_no_sale(till: Till, where: str, word: str) -> None:
    if where:
        till("settings", "set", "label.printer", where)
    status, (sold,), err = till("issue", "25", "--label")
    assert (status, sold["outcome"], sold["label"]) == (8, "confirmed", False)
    assert word in sold["label_problem"]
    assert word in err
    assert sold["code"]


def test_the_receipt_has_the_last_four_alone(waiting: CounterPrinter, data_dir: Path) -> None:
    """What is kept on disk is what was on the paper: no full code is in it."""
    content = b"".join(path.read_bytes() for path in data_dir.glob("till.db*"))
    assert "•••• 7K2M".encode() in content or b"\\u2022\\u2022\\u2022\\u2022 7K2M" in content
