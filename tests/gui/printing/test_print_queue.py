"""Cards, orders, receipts and test pages through a real print queue, from each button that prints, and read again."""

from dataclasses import replace

import pypdfium2
import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QImage
from PySide6.QtPrintSupport import QPrinterInfo

from core.domain.code import normalise
from core.domain.command import Redeem
from core.printing.sale import SoldCard
from gui.dialogs.print_dialog import PrintDialog
from gui.first_run.printer import PrinterPage
from gui.painting.painter import picture
from gui.printing import preferred
from gui.printing import receipts as receipts_module
from gui.printing.output import PrintFailed
from gui.printing.paper import print_to
from gui.printing.printers import Printers
from gui.printing.receipts import Receipts
from gui.printing.texts import card_page
from gui.views.issue.issue import IssueView
from gui.views.receipt_row import ReceiptRow
from gui.views.settings.printer import PrinterPanel
from tests.judges import cups
from tests.judges.paper import grey_page, read_codes

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(bool(cups.why_missing()), reason=f"NO PRINT QUEUE HERE: {cups.why_missing()}"),
]
PAPER_MS = 60_000


@pytest.fixture(scope="module")
def queue():
    with cups.print_queue() as made:
        yield made


@pytest.fixture
def paper(qtbot, queue):
    """Wait for the next paper and return its content."""
    before = queue.papers()

    def next_paper() -> bytes:
        qtbot.waitUntil(lambda: bool(queue.papers() - before), timeout=PAPER_MS)
        (path,) = queue.papers() - before
        before.add(path)
        content = path.read_bytes()
        path.unlink()
        return content

    return next_paper


@pytest.fixture
def view(bridge, show):
    return show(IssueView(bridge))


def on_screen(content: bytes) -> QImage:
    """Rasterise the paper, and cut out the page that stands in its middle."""
    grey = grey_page(content, 100)
    sheet = QImage(bytes(grey), grey.shape[1], grey.shape[0], grey.shape[1], QImage.Format.Format_Grayscale8)
    wide, high = round(105 / 25.4 * 100), round(148 / 25.4 * 100)
    return sheet.copy((sheet.width() - wide) // 2, (sheet.height() - high) // 2, wide, high)


def squares(image: QImage) -> list[int]:
    """Return the mean grey of each square millimetre of a page."""
    small = image.convertToFormat(QImage.Format.Format_Grayscale8).scaled(
        105, 148, Qt.AspectRatioMode.IgnoreAspectRatio, Qt.TransformationMode.SmoothTransformation
    )
    return [grey for y in range(148) for grey in bytes(small.constScanLine(y))[:105]]  # type: ignore[call-overload]


def lowered(element, mm: float):
    return replace(element, area=replace(element.area, y=element.area.y + mm))


def part(view, name: str):
    return view.findChild(object, name)


def sell(qtbot, view) -> str:
    """Sell a card of 50.00 and return its code."""
    qtbot.keyClicks(part(view, "sell_amount"), "50")
    qtbot.keyClick(part(view, "sell_amount"), Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: part(view, "code_text").text() != "", timeout=15_000)
    return normalise(part(view, "code_text").text()).upper()


def test_the_card_comes_on_paper_from_the_dialog(qtbot, queue, view, paper):
    code = sell(qtbot, view)
    part(view, "code_print").click()
    dialog = view.findChild(PrintDialog)
    assert part(dialog, "print_printer").currentText() == queue.name
    part(dialog, "print_now").click()
    assert dialog.isHidden()
    assert part(view, "code_note").text() == f"Sent to the printer {queue.name}."
    assert any(code in text for text in read_codes(paper()))


def test_the_preview_equals_the_paper(queue, paper, look):
    """Compared in squares of a millimetre, so that neither edges nor the queue's own greys count."""
    page = card_page(SoldCard("Harbour Books", 5000, "USD", "ABCD0123EFGH4567", "ABCD0123EFGH4567"))
    print_to(Printers().open(queue.name), page)
    printed, shown = squares(on_screen(paper())), squares(picture(page, 100))
    apart = [abs(one - other) for one, other in zip(printed, shown, strict=True)]
    assert sum(apart) / len(apart) < 8
    moved = replace(page, elements=(*page.elements[:1], *(lowered(each, 4) for each in page.elements[1:])))
    apart = [abs(one - other) for one, other in zip(printed, squares(picture(moved, 100)), strict=True)]
    assert sum(apart) / len(apart) > 12, "the measure must tell a page whose parts stand 4 mm lower"


def test_on_the_printer_that_the_shop_chose_it_is_printed_without_a_question(qtbot, queue, view, paper):
    preferred.choose(queue.name)
    try:
        code = sell(qtbot, view)
        part(view, "code_print").click()
        assert view.findChild(PrintDialog) is None
        assert any(code in text for text in read_codes(paper()))
    finally:
        preferred.choose("")


def test_an_order_comes_on_sheets_of_four(qtbot, queue, view, paper, tmp_path):
    qtbot.keyClicks(part(view, "sell_amount"), "25")
    part(view, "sell_several").click()
    qtbot.keyClicks(view.focusWidget(), "5")
    qtbot.keyClick(view.focusWidget(), Qt.Key.Key_Return)
    qtbot.waitUntil(part(view, "bulk_go").isEnabled)
    part(view, "bulk_go").click()
    qtbot.waitUntil(part(view, "order_print").isEnabled, timeout=15_000)
    part(view, "order_print").click()
    qtbot.waitUntil(lambda: view.findChild(PrintDialog) is not None)
    dialog = view.findChild(PrintDialog)
    assert part(dialog, "print_place").text() == "Page 1 of 2"
    part(dialog, "print_now").click()
    qtbot.waitUntil(lambda: queue.name in part(view, "order_note").text())
    assert len({text for text in read_codes(paper()) if text.startswith("GC1.")}) == 5


def test_a_receipt_comes_on_the_printer_of_the_desktop(qtbot, queue, bridge, ask, cards, keep, paper):
    ask(lambda core: core.preferences.set("receipt.paper", "A4"))
    taken = ask(lambda core: core.desk.submit(Redeem(cards[0].card_id, 1000, "Purchase")).operation_id)
    ask(lambda core: core.replay.run(taken))
    receipts = Receipts(bridge, bridge)
    receipts.offer(taken)
    with qtbot.waitSignal(receipts.done) as done:
        receipts.print_last()
    assert done.args == [f"Receipt: {queue.name}"]
    width, height = pypdfium2.PdfDocument(paper())[0].get_size()
    assert (round(width), round(height)) == (595, 842)


def test_a_receipt_that_the_desktop_does_not_print_is_not_promised(
    qtbot, queue, bridge, ask, cards, keep, paper, monkeypatch
):
    def take_nothing(_printer, _layout):
        raise PrintFailed("the queue is stopped")

    monkeypatch.setattr(receipts_module, "print_to", take_nothing)
    taken = ask(lambda core: core.desk.submit(Redeem(cards[0].card_id, 1000, "Purchase")).operation_id)
    ask(lambda core: core.replay.run(taken))
    receipts = Receipts(bridge, bridge)
    receipts.offer(taken)
    with qtbot.waitSignal(receipts.failed) as failed:
        receipts.print_last()
    assert queue.name in failed.args[0]
    assert "as soon as" not in failed.args[0]
    assert ask(lambda core: core.receipts.waiting()) == ()


def test_a_receipt_is_printed_from_its_preview(qtbot, queue, bridge, ask, cards, keep, paper):
    taken = ask(lambda core: core.desk.submit(Redeem(cards[0].card_id, 1000, "Purchase")).operation_id)
    ask(lambda core: core.replay.run(taken))
    receipts = Receipts(bridge, bridge)
    row = keep(ReceiptRow(receipts))
    row.show()
    with qtbot.waitSignal(receipts.offered):
        receipts.offer(taken)
    part(row, "receipt_view").click()
    qtbot.waitUntil(lambda: row.findChild(PrintDialog) is not None)
    part(row.findChild(PrintDialog), "print_now").click()
    assert part(row, "receipt_said").text() == f"Sent to the printer {queue.name}."
    assert paper().startswith(b"%PDF")


def test_a_test_page_comes_from_the_settings_and_from_the_first_run(qtbot, queue, bridge, keep, paper):
    panel = keep(PrinterPanel())
    panel.show_stored(preferred.CARD_PRINTER, queue.name)
    part(panel, "printer_test").click()
    assert part(panel, "printer_said").text() == f"A test page was sent to {queue.name}."
    assert paper().startswith(b"%PDF")
    page = keep(PrinterPage(bridge))
    part(page, "first_run_test_page").click()
    assert paper().startswith(b"%PDF")


def test_a_printer_that_is_taken_away_is_no_longer_offered(queue):
    assert queue.name in Printers().names()
    assert Printers().takes_cards("Nowhere") == queue.name


def test_where_no_printer_is_set_as_usual_the_first_one_is_taken(queue, monkeypatch):
    monkeypatch.setattr(QPrinterInfo, "defaultPrinterName", lambda: "")
    assert Printers().usual() == Printers().names()[0]
