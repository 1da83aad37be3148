"""Cards at the resolutions of common printers, and labels, read by two readers that nobody here wrote."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from PySide6.QtCore import QBuffer, QIODevice

from core.domain.code import draw
from core.domain.payload import build
from core.printing import zpl
from core.printing.card import CardWords
from core.printing.sale import SoldCard
from gui.look import theme
from gui.painting.painter import picture
from gui.printing.texts import card_page
from tests.judges.readers import by_zbar, by_zxing, label, why_no_renderer

pytestmark = [pytest.mark.slow, pytest.mark.usefixtures("qapp")]
WORDS = CardWords("Bücher & Łucja", "", "100,00 €", "gültig bis 30.11.2031", "", "")
CODES = ("A1B2C3D4E5F6G7H8J9K0", "12345678", "7GKQ4M2XZ9RT7K2M")


def sold(code: str) -> SoldCard:
    return SoldCard("Harbour Books", 10000, "USD", code, build(code, "K2DA", b"k" * 32), barcode=True)


def png(code: str, dpi: int) -> bytes:
    theme.load_fonts()
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    picture(card_page(sold(code)), dpi).save(buffer, "PNG")  # type: ignore[call-overload]  # as the stubs of PySide6 have it
    return bytes(buffer.data().data())


@pytest.mark.parametrize("dpi", [150, 203, 300])
@pytest.mark.parametrize("code", CODES)
def test_a_printed_card_is_read_by_zxing(code: str, dpi: int) -> None:
    assert by_zxing(png(code, dpi)) == {"QRCode": sold(code).payload, "Code128": code}


@pytest.mark.skipif(shutil.which("zbarimg") is None, reason="NO ZBAR HERE: .ci/judges installs it")
@pytest.mark.parametrize("dpi", [150, 203, 300])
@pytest.mark.parametrize("code", CODES)
def test_a_printed_card_is_read_by_zbar(code: str, dpi: int, tmp_path: Path) -> None:
    assert by_zbar(png(code, dpi), tmp_path) == {"QRCode": sold(code).payload, "Code128": code}


@pytest.mark.skipif(bool(why_no_renderer()), reason=f"NO ZPL RENDERER HERE: {why_no_renderer()}")
@pytest.mark.parametrize("code", [*CODES, "drawn", "drawn again"])
def test_a_label_is_read_as_its_card(code: str, tmp_path: Path) -> None:
    code = draw() if code.startswith("drawn") else code
    card = sold(code)
    found = label(zpl.label_bytes(WORDS, code, card.payload), zpl.WIDTH, zpl.HEIGHT)
    assert by_zxing(found) == {"QRCode": card.payload, "Code128": code}
    if shutil.which("zbarimg"):
        assert by_zbar(found, tmp_path) == {"QRCode": card.payload, "Code128": code}


@pytest.mark.skipif(bool(why_no_renderer()), reason=f"NO ZPL RENDERER HERE: {why_no_renderer()}")
def test_a_shop_name_is_no_command_for_the_label_printer() -> None:
    evil = CardWords("^XZ^XA^FO0,0^GB456,256,256^FS~JR", "", "1 ^FS", "\\&", "", "")
    code = CODES[2]
    found = label(zpl.label_bytes(evil, code, sold(code).payload), zpl.WIDTH, zpl.HEIGHT)
    assert by_zxing(found) == {"QRCode": sold(code).payload, "Code128": code}
