"""What is printed says where it went; a printer that is chosen gets the page."""

import pytest
from PySide6.QtPrintSupport import QPrinter

from core.printing.sale import SoldCard
from gui.dialogs.printing import Printing
from gui.printing.texts import card_page
from gui.widgets.page_picture import PagePicture


@pytest.fixture
def page():
    return card_page(SoldCard("Harbour Books", 5000, "USD", "ABCD0123EFGH4567", "ABCD0123EFGH4567"))


def test_the_page_goes_to_the_chosen_printer(qtbot, keep, look, page, tmp_path):
    printing = Printing(keep(PagePicture("picture", "The card")))
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(tmp_path / "paper.pdf"))
    printing._printer, printing._page = printer, page
    with qtbot.waitSignal(printing.done):
        printing._on_printer_chosen()
    assert (tmp_path / "paper.pdf").read_bytes().startswith(b"%PDF")


@pytest.mark.parametrize("size", [(100, 600), (600, 100), (380, 536)])
def test_the_picture_fits_whatever_room_there_is(qtbot, keep, look, page, size):
    picture = keep(PagePicture("picture", "The card"))
    picture.resize(*size)
    picture.show_page(page)
    drawn = picture.grab().toImage()
    assert drawn.width() >= size[0]
    inside = picture._image.deviceIndependentSize()
    assert inside.width() <= size[0] + 1
    assert inside.height() <= size[1] + 1
    picture.show_page(None)
    assert picture._image is None
