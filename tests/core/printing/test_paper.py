"""What comes out of the printer is read back by a PDF renderer and a QR reader that we did not write."""

from __future__ import annotations

import os
import resource
import stat
import subprocess
import sys
from pathlib import Path
from typing import Any, cast

import pypdfium2
import pytest
import zxingcpp
from PySide6.QtGui import QFontDatabase, QImage, QPageSize
from PySide6.QtPrintSupport import QPrinter

from core.domain.code import draw, grouped
from core.domain.greeting import Greeting
from core.domain.payload import build
from core.domain.receipt import Receipt
from core.errors import KnownError
from core.printing.layout import Area, Layout, QrSquare, Text
from core.printing.paper import PAPERS
from core.printing.receipt import receipt_layout
from core.printing.sale import SoldCard
from gui.look import theme
from gui.painting import painter
from gui.printing import card_pdf, output, texts
from gui.printing.paper import print_to
from tests.judges.paper import grey_page

ROOT = Path(__file__).parents[3]
KEY = b"k" * 32
LONG = "The Extraordinarily Long-Winded Antiquarian Bookshop of St Mary-le-Strand and Sons"

pytestmark = pytest.mark.usefixtures("qapp")


@pytest.fixture(autouse=True)
def fonts(qapp):
    theme.load_fonts()


def sold(code: str | None = None, **changes: Any) -> SoldCard:
    code = code or draw()
    given: dict[str, Any] = {"shop": "Harbour Books", "amount": 10000, "currency": "USD", "expires_on": "2031-11-30"}
    given |= changes
    return SoldCard(code=code, payload=build(code, "K2DA", KEY), **given)


def grey_picture(layout: Layout, dpi: int) -> memoryview:
    image = painter.picture(layout, dpi).convertToFormat(QImage.Format.Format_Grayscale8)
    packed = b"".join(bytes(cast("memoryview", image.constScanLine(y)))[: image.width()] for y in range(image.height()))
    return memoryview(packed).cast("B", shape=[image.height(), image.width()])


def read(page: memoryview) -> list[str]:
    return [found.text for found in zxingcpp.read_barcodes(page)]


def words_of(content: bytes) -> str:
    return " ".join(pypdfium2.PdfDocument(content)[0].get_textpage().get_text_range().split())


@pytest.mark.parametrize("turn", [0, *(pytest.param(turn, marks=pytest.mark.slow) for turn in range(1, 20))])
def test_a_printed_card_is_read_back(turn):
    card = sold()
    content = output.pdf(texts.card_page(card))
    for dpi in (300, 150):
        assert read(grey_page(content, dpi)) == [card.payload]


@pytest.mark.slow
@pytest.mark.parametrize("dpi", [72, 96, 150, 203, 300, 360, 600])
def test_any_resolution_has_whole_modules(dpi):
    card = sold("7GKQ4M2XZ9RT7K2M")
    layout = texts.card_page(card)
    page = grey_picture(layout, dpi)
    assert read(page) == [card.payload]
    area = next(element.area for element in layout.elements if isinstance(element, QrSquare))
    scale = dpi / 25.4
    top, bottom = round(area.y * scale) + 2, round(area.bottom * scale) - 2
    left, right = round(area.x * scale) + 2, round(area.right * scale) - 2
    assert {page[y, x] for y in range(top, bottom) for x in range(left, right, 3)} == {0, 255}, "a module is blurred"


@pytest.mark.parametrize("turn", [0, *(pytest.param(turn, marks=pytest.mark.slow) for turn in range(1, 3))])
def test_a_barcode_beside_the_qr_is_read_back_too(turn):
    card = sold(draw() if turn else "A1B2C3D4E5F6G7H8J9K0", barcode=True)
    content = output.pdf(texts.card_page(card))
    for dpi in (300, 203, 150):
        assert sorted(read(grey_page(content, dpi))) == sorted([card.payload, card.code.upper()])


def test_a_barcode_has_whole_pixels_where_its_page_is_printed() -> None:
    """Bars of four pixels and of five were read twice: once as another text."""
    card = sold("AZ9BFSF2T88A6690", barcode=True)
    page = grey_page(output.pdf(texts.card_page(card)), 300)
    assert sorted(read(page)) == sorted([card.payload, card.code])
    middle = round(102.5 / 25.4 * 300)  # a line through the bars, millimetres from the top
    line = bytes(page[middle, x] for x in range(page.shape[1]))
    black = [len(run) for run in "".join(" #"[grey < 128] for grey in line).split()]
    assert set(black) == {4, 8, 12, 16}, "bars are one to four modules wide"


def test_what_no_font_has_is_left_out_and_leaves_no_box(qapp):
    nobody_has = "\U0010fffd"
    plain = texts.card_page(sold("7GKQ4M2XZ9RT7K2M", greeting=Greeting(message="Happy birthday")))
    other = texts.card_page(sold("7GKQ4M2XZ9RT7K2M", greeting=Greeting(message=f"Happy {nobody_has} birthday\ufe0f")))
    assert grey_picture(plain, 150).tobytes() == grey_picture(other, 150).tobytes()
    assert painter.missing("Łucja, Дмитро, Ελένη, نور, ₺ ₹ • …") == ""


@pytest.fixture
def window_font(qapp):
    """The application's font has tabular digits, as in the window."""
    before = qapp.font()
    qapp.setFont(theme.text_font())
    yield
    qapp.setFont(before)


def test_the_texts_can_be_copied_out_of_the_file(window_font):
    card = sold("7GKQ4M2XZ9RT7K2M", pending=True)
    shown = words_of(output.pdf(texts.card_page(card)))
    first, second = grouped(card.code)[:9], grouped(card.code)[10:]
    for text in ("Harbour Books", "Gift card", "$100.00", "usable until and including 30 Nov 2031", first, second):
        assert text in shown
    assert "online again" in shown
    title = pypdfium2.PdfDocument(output.pdf(texts.card_page(card))).get_metadata_dict()["Title"]
    assert title == "Gift card"


@pytest.mark.parametrize("shop", [LONG, "W" * 300, "書店" * 40, "<b>Not bold</b> & Söhne", "line\nbreak\ttab"])
@pytest.mark.parametrize("dpi", [96, pytest.param(600, marks=pytest.mark.slow)])
def test_no_text_leaves_its_rectangle(qapp, shop, dpi):
    layouts = [
        texts.card_page(sold("a" * 20, shop=shop, amount=99_999_999_999, currency="JPY", expires_on=None)),
        *(
            receipt_layout(Receipt(shop, shop, "1" * 30, (((shop, shop), ("Card", shop)),), (shop,), shop), paper)
            for paper in PAPERS.values()
        ),
    ]
    scale = dpi / 25.4
    for layout in layouts:
        for text in (element for element in layout.elements if isinstance(element, Text)):
            assert ink_outside(text, scale) == 0, text


def ink_outside(text: Text, scale: float) -> int:
    """Dark dots outside the rectangle when `text` is painted alone on a page twice as large."""
    area = text.area
    moved = Area(area.width / 2 + 2, area.height / 2 + 2, area.width, area.height)
    alone = Text(moved, text.text, text.size, text.weight, "#000000", text.align, text.whole, text.wrap)
    page = grey_picture(Layout(2 * area.width + 4, 2 * area.height + 4, (alone,), ""), round(scale * 25.4))
    left, right = int(moved.x * scale) - 1, round(moved.right * scale) + 1
    top, bottom = int(moved.y * scale) - 1, round(moved.bottom * scale) + 1
    height, width = cast("tuple[int, int]", page.shape)
    flat = page.tobytes()
    outside = 0
    for y in range(height):
        row = flat[y * width : (y + 1) * width]
        kept = row if not top <= y <= bottom else row[:left] + row[right + 1 :]
        outside += sum(dot < 128 for dot in set(kept))
    return outside


def test_a_code_is_never_cut():
    card = sold("a" * 20)
    assert "AAAA AAAA AAAA" in words_of(output.pdf(texts.card_page(card)))
    assert "…" in words_of(output.pdf(texts.card_page(sold(shop=LONG))))


def test_the_file_is_whole_and_private(tmp_path):
    path = tmp_path / "card.pdf"
    path.write_bytes(b"old")
    output.write_pdf(texts.card_page(sold()), path)
    assert path.read_bytes().startswith(b"%PDF-")
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert os.listdir(tmp_path) == ["card.pdf"]


def test_a_folder_that_is_missing(tmp_path):
    with pytest.raises(KnownError) as caught:
        output.write_pdf(texts.card_page(sold()), tmp_path / "missing" / "card.pdf")
    assert caught.value.key == "print.failed"
    assert "missing" in caught.value.sentence


@pytest.mark.parametrize("place", ["/dev/null", "."])
def test_what_is_no_file_is_not_replaced(tmp_path, place, monkeypatch):
    monkeypatch.chdir(tmp_path)
    with pytest.raises(KnownError, match="not a file"):
        output.write_pdf(texts.card_page(sold()), Path(place))
    assert Path(place).exists()


def test_a_disk_that_takes_no_more_leaves_the_old_file(tmp_path):
    """The limit of a file's size stands for a full disk: the same call fails at the same place."""
    path = tmp_path / "card.pdf"
    path.write_bytes(b"old")
    layout = texts.card_page(sold())
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (1000, hard))
    try:
        with pytest.raises(KnownError) as caught:
            output.write_pdf(layout, path)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
    assert "too large" in caught.value.sentence
    assert path.read_bytes() == b"old"
    assert os.listdir(tmp_path) == ["card.pdf"]


def test_paper_that_is_larger_or_smaller(tmp_path):
    card = sold()
    for width, height in ((210.0, 297.0), (74.0, 105.0)):
        path = tmp_path / f"{width}.pdf"
        printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
        printer.setOutputFileName(str(path))
        output.set_page(printer, Layout(width, height, (), ""))
        print_to(printer, texts.card_page(card))
        assert read(grey_page(path.read_bytes(), 300)) == [card.payload]


@pytest.mark.qt_log_ignore("QPainter::begin")
def test_a_printer_that_cannot_print(tmp_path):
    printer = QPrinter()
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(tmp_path / "missing" / "card.pdf"))
    with pytest.raises(KnownError) as caught:
        print_to(printer, texts.card_page(sold()))
    assert caught.value.key == "print.failed"


@pytest.mark.slow
def test_a_console_needs_neither_window_nor_widgets(tmp_path):
    path = tmp_path / "card.pdf"
    code = (
        "from core.printing.sale import SoldCard; from gui.printing import card_pdf; import sys;"
        f"card_pdf.write(SoldCard('Shop', 100, 'USD', 'abcdefgh', 'GC1.X', None), {str(path)!r});"
        "assert 'PySide6.QtPrintSupport' not in sys.modules"
    )
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert path.stat().st_size > 1000


def test_writing_twice_is_as_good_as_once(tmp_path):
    card_pdf.write(sold(), str(tmp_path / "a.pdf"))
    card_pdf.write(sold(shop="B"), str(tmp_path / "a.pdf"))
    assert (tmp_path / "a.pdf").read_bytes().startswith(b"%PDF-")


def test_the_font_is_our_own(qapp):
    assert "Inter" in QFontDatabase.families()


@pytest.mark.parametrize("wide", [True, False])
def test_a_wide_page_lies_across_the_paper(tmp_path, wide):
    printer = QPrinter()
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(tmp_path / "page.pdf"))
    printer.setPageSize(QPageSize(QPageSize.PageSizeId.A4))
    size = (297.0, 210.0) if wide else (210.0, 297.0)
    layout = Layout(*size, (Text(Area(15, 15, 100, 10), "History", 12),), "History")
    print_to(printer, layout, layout)
    with pypdfium2.PdfDocument(tmp_path / "page.pdf") as document:
        assert [page.get_width() > page.get_height() for page in document] == [wide, wide]
        assert abs(document[0].get_width() - size[0] / 25.4 * 72) < 2
