"""A receipt printer is asked how it is, before and after: what it cannot print is never told as printed."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from core.printing.delivery import PrinterFailed, deliver
from tests.core.printing.counter_printer import CounterPrinter

CONTENT = b"\x1b@Harbour Books\n" * 40


@pytest.fixture
def printer() -> Iterator[CounterPrinter]:
    with CounterPrinter().listening() as made:
        yield made


def test_a_printer_that_says_it_printed_is_believed(printer):
    done = deliver(CONTENT, printer.address)
    assert (done.confirmed, done.low) == (True, False)


@pytest.mark.parametrize(
    ("fault", "key", "words"),
    [
        ("no paper", "print.no_paper", "Put in a roll; the receipt is kept and printed then."),
        ("cover", "print.cover_open", "Close its cover"),
        ("off-line", "print.off_line", "feed button"),
        ("knife", "print.printer_error", "knife"),
    ],
)
def test_one_that_cannot_print_gets_nothing(printer, fault, key, words):
    printer.fault = fault
    with pytest.raises(PrinterFailed) as failed:
        deliver(CONTENT, printer.address)
    assert failed.value.key == key
    assert words in failed.value.sentence
    assert printer.papers == []


def test_paper_that_ends_in_the_middle_is_not_told_as_printed(printer):
    printer.fault_after = 200
    with pytest.raises(PrinterFailed) as failed:
        deliver(CONTENT, printer.address)
    assert failed.value.key == "print.no_paper"


def test_a_roll_that_ends_soon_is_a_warning(printer):
    printer.fault = "low"
    assert deliver(CONTENT, printer.address).low


def test_a_silent_printer_counts_as_ready(printer):
    printer.silent = True
    assert not deliver(CONTENT, printer.address).confirmed


def test_other_chatter_is_not_taken_for_an_answer(printer):
    printer.noise = b"\x00\xff\x13"
    assert deliver(CONTENT, printer.address).confirmed
    printer.fault = "cover"
    with pytest.raises(PrinterFailed, match="cover"):
        deliver(CONTENT, printer.address)


def test_a_label_printer_is_not_asked_in_a_language_it_does_not_speak(printer):
    deliver(b"^XA^XZ", printer.address, asks=False)
    assert printer.asked == 0
