"""A receipt with letters that the printer lacks is drawn: the same page, dot for dot, that a desktop printer gets."""

from __future__ import annotations

import threading

import pytest
from PySide6.QtGui import QImage

from core.domain.receipt import Receipt
from core.printing.bitmap import Bitmap, picture_bytes
from core.printing.escpos import receipt_bytes
from core.printing.paper import ROLL_58, ROLL_80, Paper
from core.printing.receipt import receipt_layout
from gui.look import theme
from gui.printing import painter
from gui.printing.raster import draw

pytestmark = pytest.mark.usefixtures("qapp")

NAMES = ("Łucja", "Книжный мир", "Βιβλιοπωλείο", "كتب الميناء", "₺250,00")


@pytest.fixture(autouse=True)
def fonts(qapp):
    theme.load_fonts()


def receipt(name: str) -> Receipt:
    return Receipt(name, "Gift card redeemed", "$40.00", ((("Card", "•••• 7K2M"), ("Clerk", name)),), ("PENDING",))


def image_of(bitmap: Bitmap) -> QImage:
    """As a printer sets it: a 1 is black."""
    image = QImage(bitmap.width, len(bitmap.rows), QImage.Format.Format_Grayscale8)
    for y, row in enumerate(bitmap.rows):
        for x in range(bitmap.width):
            image.setPixel(x, y, 0 if row[x // 8] & 0x80 >> x % 8 else 0xFFFFFFFF)
    return image


@pytest.mark.parametrize(("paper", "dots"), [(ROLL_80, 576), (ROLL_58, 384)])
@pytest.mark.parametrize("name", NAMES)
def test_it_is_the_page_that_a_desktop_printer_gets(name, paper: Paper, dots):
    bitmap = draw(receipt(name), paper)
    assert (bitmap.width, bitmap.missing) == (dots, "")
    assert {len(row) for row in bitmap.rows} == {dots // 8}
    whole = painter.picture(receipt_layout(receipt(name), paper), 203.2)
    side = round(paper.margin * 8)
    page = whole.copy(side, 0, dots, whole.height()).convertToFormat(QImage.Format.Format_Grayscale8)
    drawn = image_of(bitmap)
    rows = range(min(page.height(), drawn.height()))
    spots = [(x, y) for y in rows for x in range(dots)]
    other = sum((page.pixel(x, y) & 0xFF < 128) is not (drawn.pixel(x, y) & 0xFF < 128) for x, y in spots)
    assert other < len(spots) / 100, "edges of letters may fall otherwise"


@pytest.mark.parametrize("name", NAMES)
def test_other_letters_look_other(name):
    """No row of the same boxes or question marks: each name has its own picture."""
    pictures = {draw(receipt(each), ROLL_80).rows for each in NAMES}
    assert len(pictures) == len(NAMES)
    assert picture_bytes(draw(receipt(name), ROLL_80)) in receipt_bytes(receipt(name), ROLL_80, draw)


def test_what_no_font_has_is_left_out_and_told():
    nobody_has = "\U0010fffd"
    bitmap = draw(receipt(f"Łucja{nobody_has}"), ROLL_80)
    assert bitmap.missing == nobody_has
    assert bitmap.rows == draw(receipt("Łucja"), ROLL_80).rows


def test_it_is_drawn_in_any_thread():
    here, there = draw(receipt("Łucja"), ROLL_80), []
    drawing = threading.Thread(target=lambda: there.append(draw(receipt("Łucja"), ROLL_80)))
    drawing.start()
    drawing.join()
    (found,) = there
    assert (found.width, len(found.rows)) == (here.width, len(here.rows))
    other = int.from_bytes(b"".join(found.rows)) ^ int.from_bytes(b"".join(here.rows))
    assert other.bit_count() < here.width * len(here.rows) / 100, "each thread has its own fonts: edges may differ"
