"""Where a receipt printer is: what people write, and nothing that is neither an address nor a device."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.domain.printer import DevicePrinter, NetworkPrinter, QueuePrinter, parse_printer
from core.errors import BadInput


@pytest.mark.parametrize(
    ("text", "printer"),
    [
        ("192.168.1.50", NetworkPrinter("192.168.1.50")),
        ("printer.local:9101", NetworkPrinter("printer.local", 9101)),
        ("queue:Kasse", QueuePrinter("Kasse")),
        ("Queue: Epson TM-T20 ", QueuePrinter("Epson TM-T20")),
        (r"queue:\\server\Till 2", QueuePrinter(r"\\server\Till 2")),
        ("[fe80::1]:9100", NetworkPrinter("fe80::1")),
        ("/dev/usb/lp0", DevicePrinter("/dev/usb/lp0")),
        ("LPT1", DevicePrinter("LPT1")),
        ("\\\\.\\COM3", DevicePrinter("\\\\.\\COM3")),
    ],
)
def test_what_people_write(text, printer):
    assert parse_printer(text) == printer
    assert parse_printer(str(printer)) == printer


QUEUES = ["queue:", "queue: ", "queue:-o", "queue:a\nb", f"queue:{'x' * 128}"]


@pytest.mark.parametrize(
    "text", ["", "a b", "host:0", "host:70000", "/dev/with space", "http://x", "-x", "h:99999999", *QUEUES]
)
def test_what_is_no_printer(text):
    with pytest.raises(BadInput) as caught:
        parse_printer(text)
    assert caught.value.key == "setting.printer"
    assert caught.value.sentence


@given(st.text(max_size=80))
def test_the_parser_is_total(text):
    try:
        printer = parse_printer(text)
    except BadInput:
        return
    assert parse_printer(str(printer)) == printer
