"""Our bytes on a receipt printer that others wrote: what it prints, what it says of itself, and its drawer."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from core.domain.printer import parse_printer
from core.domain.receipt import Receipt
from core.errors import KnownError
from core.printing.delivery import PrinterFailed, deliver
from core.printing.escpos import DRAWER, receipt_bytes
from core.printing.paper import ROLL_80
from core.services.paper.receipts import ReceiptQueue
from core.services.people.preferences import Preferences
from core.store.database import Database
from gui.look import theme
from gui.painting.raster import draw
from tests.builders import VirtualClock
from tests.judges import emupos
from tests.judges.emupos import Till
from tests.judges.readers import by_zxing

pytestmark = [
    pytest.mark.slow,
    pytest.mark.usefixtures("qapp"),
    pytest.mark.skipif(not emupos.program(), reason="NO EMULATED TILL HERE: .ci/judges installs it"),
]
CARD, PAYLOAD = "7GKQ4M2XZ9RT7K2M", "GC1.K2DA.7GKQ4M2XZ9RT7K2M.JXFRZUP4NHWQOBU6V5E7WR3U2Y"


@pytest.fixture(scope="module")
def till(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Till]:
    with emupos.till(tmp_path_factory.mktemp("emupos")) as made:
        yield made


@pytest.fixture(autouse=True)
def ready(till: Till, qapp: object) -> Iterator[None]:
    theme.load_fonts()
    yield
    for name in ("paper-out", "cover-open", "paper-near-end", "offline"):
        till.fault(name, active=False)


def receipt(**changes: object) -> Receipt:
    rows = ((("Karte", "•••• 7K2M"), ("Rest", "12,50 €")), (("Kasse", "Kasse 2"), ("Verkäuferin", "Jürgen Groß")))
    given = {"shop": "Bücher am Hafen", "act": "Geschenkkarte eingelöst", "amount": "40,00 €", "groups": rows} | changes
    return Receipt(**given)  # type: ignore[arg-type]


def printed(till: Till, content: bytes) -> dict[str, object]:
    """The receipt that came of it."""
    before = len(till.receipts())
    deliver(content, parse_printer(till.address))
    return till.receipts(before + 1)[-1]


def test_a_german_receipt_with_euros_is_printed_cut_and_confirmed(till: Till) -> None:
    before = len(till.receipts())
    content = receipt_bytes(receipt(notices=("ZWEITSCHRIFT",)), ROLL_80, draw)
    done = deliver(content, parse_printer(till.address))
    assert (done.confirmed, done.low) == (True, False)
    paper = till.receipts(before + 1)[-1]
    assert paper["boundary"] == "cut"
    lines = till.text(paper).splitlines()
    texts = [line.strip() for line in lines]
    for text in ("Bücher am Hafen", "Geschenkkarte eingelöst", "ZWEITSCHRIFT", "40,00 €"):
        assert text in texts
    assert "Rest" + "12,50 €".rjust(44) in lines
    assert any(line.startswith("Verkäuferin") and line.endswith("Jürgen Groß") for line in lines)


@pytest.mark.parametrize(
    "name", ["Łucja", "Книжный мир", "Βιβλιοπωλείο", "كتب الميناء", "₺250,00", "ハーバー書店"], ids=ascii
)
def test_letters_that_it_lacks_are_a_picture_and_no_question_marks(till: Till, name: str) -> None:
    paper = printed(till, receipt_bytes(receipt(shop=name), ROLL_80, draw))
    assert paper["boundary"] == "cut"
    assert paper["width_dots"] == 576
    assert "?" not in till.text(paper)
    drawn = draw(receipt(shop=name), ROLL_80)
    assert int(str(paper["height_dots"])) >= len(drawn.rows)


@pytest.mark.parametrize(
    ("fault", "key"),
    [("paper-out", "print.no_paper"), ("cover-open", "print.cover_open"), ("offline", "print.off_line")],
)
def test_what_it_cannot_print_is_not_told_as_printed(till: Till, fault: str, key: str) -> None:
    before = len(till.receipts())
    till.fault(fault)
    with pytest.raises(PrinterFailed) as failed:
        deliver(receipt_bytes(receipt(), ROLL_80, draw), parse_printer(till.address))
    assert failed.value.key == key
    till.fault(fault, active=False)
    assert len(till.receipts()) == before, "nothing was left in the printer, to come later unmarked"


def test_a_roll_that_ends_soon_is_told(till: Till) -> None:
    till.fault("paper-near-end")
    assert deliver(receipt_bytes(receipt(), ROLL_80, draw), parse_printer(till.address)).low


def test_what_waited_for_paper_comes_once_and_says_that_it_is_late(till: Till, tmp_path: Path) -> None:
    database, clock = Database(tmp_path / "till.db"), VirtualClock()
    preferences = Preferences(database)
    preferences.set("receipt.printer", till.address)
    queue = ReceiptQueue(database, preferences, clock)
    before = len(till.receipts())
    till.fault("paper-out")
    with pytest.raises(KnownError):
        queue.print("a sale", receipt(), "SPÄT GEDRUCKT {at}", draw)
    till.fault("paper-out", active=False)
    for _ in range(20):
        clock.wait(queue.step(draw))
    database.close()
    (paper,) = till.receipts(before + 1)[before:]
    assert "SPÄT GEDRUCKT 2026-09-21" in till.text(paper)


def test_the_drawer_opens(till: Till) -> None:
    assert till.drawer() == "closed"
    deliver(DRAWER, parse_printer(till.address), asks=False)
    for _ in range(200):
        if till.drawer() == "open":
            break
    assert till.drawer() == "open"


def test_codes_that_the_printer_draws_itself_are_read(till: Till) -> None:
    """The printer is ready for a card on its roll: native QR (GS ( k) and Code 128 (GS k)."""
    size = (len(PAYLOAD) + 3).to_bytes(2, "little")
    qr = b"\x1d(k\x04\x001A2\x00\x1d(k\x03\x001C\x08\x1d(k\x03\x001E1"
    qr += b"\x1d(k" + size + b"1P0" + PAYLOAD.encode() + b"\x1d(k\x03\x001Q0"
    bars = b"\x1dh\x50\x1dw\x02\x1dkI" + bytes((len(CARD) + 2,)) + b"{B" + CARD.encode()
    paper = printed(till, b"\x1b@\x1ba\x01" + qr + b"\n" + bars + b"\n\x1dVB\x00")
    assert by_zxing(till.png(paper)) == {"QRCode": PAYLOAD, "Code128": CARD}
