"""Greetings and sheets: what is written for somebody is on the card, and every card of a sheet scans."""

from __future__ import annotations

from dataclasses import replace

import pypdfium2
import pytest
import zxingcpp

from core.domain.code import draw, grouped
from core.domain.colours import COLOURS
from core.domain.greeting import MESSAGE_MOST, Greeting
from core.domain.payload import build
from core.printing.card import card_layout
from core.printing.layout import WHITE
from core.printing.sale import SoldCard
from core.printing.sheet import sheets
from gui.look import theme
from gui.look.tokens import contrast
from gui.printing import output, texts
from tests.core.printing.test_layouts import CODE, PAYLOAD, WORDS, assert_tidy

GREETING = Greeting("Nora Lindqvist", "All of us at work", "Thank you for eleven good years. " * 6)


@pytest.fixture(autouse=True)
def fonts(qapp):
    theme.load_fonts()


def sold(code: str, **changes: object) -> SoldCard:
    return SoldCard("Harbour Books", 2500, "USD", code, build(code, "K2DA", b"k" * 32), **changes)  # type: ignore[arg-type]


def grey(page: pypdfium2.PdfPage) -> memoryview:
    bitmap = page.render(scale=150 / 72, grayscale=True)
    rows = bytes(bitmap.buffer)
    packed = b"".join(rows[y * bitmap.stride : y * bitmap.stride + bitmap.width] for y in range(bitmap.height))
    return memoryview(packed).cast("B", shape=[bitmap.height, bitmap.width])


@pytest.mark.parametrize("message", ["", "Happy birthday", "x" * MESSAGE_MOST])
def test_a_card_with_a_greeting_is_tidy(message):
    words = replace(WORDS, lines=("To", "From"), filled=("Nora", ""), message=message)
    assert_tidy(card_layout(words, CODE, PAYLOAD))


def test_the_greeting_is_on_the_card_and_whole():
    page = texts.card_page(sold(draw(), greeting=GREETING))
    assert_tidy(page)
    shown = " ".join(pypdfium2.PdfDocument(output.pdf(page))[0].get_textpage().get_text_range().split())
    for text in (GREETING.recipient, GREETING.sender, GREETING.message.strip()):
        assert text in shown


@pytest.mark.slow
@pytest.mark.parametrize("count", [1, 4, 5, 9])
def test_every_card_of_a_sheet_scans(count):
    codes = [draw() for _ in range(count)]
    pages = sheets([texts.card_page(sold(code)) for code in codes])
    for page in pages:
        assert_tidy(page)
    document = pypdfium2.PdfDocument(output.pdf(*pages))
    assert len(document) == (count + 3) // 4
    assert document[0].get_size() == pytest.approx((595.3, 841.9), abs=1)
    scanned = [found.text for page in document for found in zxingcpp.read_barcodes(grey(page))]
    assert sorted(scanned) == sorted(build(code, "K2DA", b"k" * 32) for code in codes)
    shown = [grouped(code)[:9] for code in codes]
    assert all(groups in document[at // 4].get_textpage().get_text_range() for at, groups in enumerate(shown))


@pytest.mark.parametrize("name", COLOURS)
def test_white_is_legible_on_every_design(name):
    assert min(contrast(WHITE, colour) for colour in COLOURS[name]) >= 4.5
