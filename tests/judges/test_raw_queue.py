"""Receipts through a raw queue of a real CUPS: what comes out behind it is what went in, byte for byte."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from core.domain.printer import QueuePrinter, parse_printer
from core.domain.receipt import Receipt
from core.printing.bitmap import Bitmap
from core.printing.delivery import PrinterFailed, deliver
from core.printing.escpos import receipt_bytes
from core.printing.paper import ROLL_80, Paper
from tests.core.printing.counter_printer import CounterPrinter
from tests.judges import cups, emupos

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(bool(cups.why_missing()), reason=f"NO PRINT QUEUE HERE: {cups.why_missing()}"),
]
NAME = "Counterfoil-raw"
RECEIPT = Receipt("Bücher am Hafen", "Gift card redeemed", "40,00 €", ((("Card", "•••• 7K2M"),),))


def no_picture(_receipt: Receipt, _paper: Paper) -> Bitmap:
    raise AssertionError("the printer has all these letters")


@pytest.fixture(scope="module", autouse=True)
def scheduler() -> Iterator[None]:
    with cups.print_queue():
        yield


def tell(*words: str) -> None:
    subprocess.run(words, env=os.environ | {"LC_ALL": "C"}, check=True, capture_output=True)


@pytest.fixture
def queue_to() -> Iterator[Callable[[str], None]]:
    """Makes the raw queue, to a printer at this address."""
    yield lambda address: tell("lpadmin", "-p", NAME, "-E", "-v", f"socket://{address}", "-m", "raw")
    subprocess.run(["lpadmin", "-x", NAME], check=False, capture_output=True)


def until(condition: Callable[[], bool], turns: int = 200) -> None:
    """Waits for another process, ten seconds at most."""
    for _ in range(turns):
        if condition():
            return
        subprocess.run(["sleep", "0.05"], check=True)
    raise AssertionError("it did not come")


def test_the_bytes_come_out_as_they_went_in(queue_to: Callable[[str], None]) -> None:
    content = receipt_bytes(RECEIPT, ROLL_80, no_picture) + b"\x1dv0\x00\x01\x00\x01\x00\xff%!PS"
    with CounterPrinter(silent=True).listening() as printer:
        queue_to(f"127.0.0.1:{printer.address.port}")
        deliver(content, QueuePrinter(NAME))
        until(lambda: bool(printer.papers))
    assert printer.papers == [content]


@pytest.mark.skipif(not emupos.program(), reason="NO EMULATED TILL HERE: .ci/judges installs it")
def test_a_receipt_printer_behind_the_queue_prints_it(queue_to: Callable[[str], None], tmp_path: Path) -> None:
    with emupos.till(tmp_path / "emupos") as till:
        queue_to(till.address)
        deliver(receipt_bytes(RECEIPT, ROLL_80, no_picture), parse_printer(f"queue:{NAME}"))
        (paper,) = till.receipts(1)
        assert "40,00 €" in till.text(paper)


def test_a_queue_that_is_stopped_or_not_there_is_told(queue_to: Callable[[str], None]) -> None:
    with pytest.raises(PrinterFailed) as failed:
        deliver(b"x", QueuePrinter("No-such-queue"))
    assert failed.value.key == "print.queue_missing"
    queue_to("127.0.0.1:9")
    tell("cupsdisable", NAME)
    with pytest.raises(PrinterFailed) as failed:
        deliver(b"x", QueuePrinter(NAME))
    assert failed.value.key == "print.queue_stopped"
