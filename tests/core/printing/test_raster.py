"""A receipt with letters that the printer lacks is drawn: the same page, dot for dot, that a desktop printer gets."""

from __future__ import annotations

import threading
from typing import cast

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QImage

from core.domain.receipt import Receipt
from core.printing.bitmap import picture_bytes
from core.printing.escpos import receipt_bytes
from core.printing.paper import ROLL_58, ROLL_80, Paper
from core.printing.receipt import receipt_layout
from gui.look import theme
from gui.painting import painter
from gui.painting.raster import draw

pytestmark = pytest.mark.usefixtures("qapp")

NAMES = ("Łucja", "Книжный мир", "Βιβλιοπωλείο", "كتب الميناء", "₺250,00")


@pytest.fixture(autouse=True)
def fonts(qapp):
    theme.load_fonts()


def receipt(name: str) -> Receipt:
    return Receipt(name, "Gift card redeemed", "$40.00", ((("Card", "•••• 7K2M"), ("Clerk", name)),), ("PENDING",))


@pytest.mark.parametrize(("paper", "dots"), [(ROLL_80, 576), (ROLL_58, 384)])
def test_it_is_the_page_that_a_desktop_printer_gets(paper: Paper, dots):
    bitmap = draw(receipt(NAMES[1]), paper)
    assert (bitmap.width, bitmap.missing) == (dots, "")
    assert {len(row) for row in bitmap.rows} == {dots // 8}
    whole = painter.picture(receipt_layout(receipt(NAMES[1]), paper), 203.2)  # type: ignore[arg-type]
    page = whole.copy(round(paper.margin * 8), 0, dots, whole.height())
    mono = page.convertToFormat(QImage.Format.Format_Mono, Qt.ImageConversionFlag.ThresholdDither)
    rows = [bytes(cast("memoryview", mono.constScanLine(y)))[: dots // 8] for y in range(mono.height())]
    pairs = list(zip(rows, bitmap.rows, strict=False))
    other = sum((int.from_bytes(one) ^ int.from_bytes(two)).bit_count() for one, two in pairs)
    assert len(pairs) >= len(bitmap.rows) - 1
    assert other < dots * len(pairs) / 100, "edges of letters may fall otherwise"
    assert sum(row.count(0) < len(row) for row in bitmap.rows) > 100, "something is printed"


def test_other_letters_look_other():
    """No row of the same boxes or question marks: each name has its own picture."""
    pictures = [draw(receipt(each), ROLL_80) for each in NAMES]
    assert len({each.rows for each in pictures}) == len(NAMES)
    assert {each.missing for each in pictures} == {""}
    drawn = pictures[0]
    assert picture_bytes(drawn) in receipt_bytes(receipt(NAMES[0]), ROLL_80, lambda *_given: drawn)


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
