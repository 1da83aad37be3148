"""The mail of an ordered card as people see it: rendered by a browser, light and dark, and its QR read by zbar."""

from __future__ import annotations

import base64
import re
import shutil
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from pathlib import Path

import pytest
from PySide6.QtGui import QColor, QImage

from core.server.orders.mail_settings import MailSettings
from core.server.orders.mail_text import CardLetter, SentCard, write_mail
from tests.judges import chromium, readers

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(chromium.program() is None, reason=chromium.WHY_NOT),
    pytest.mark.skipif(shutil.which("zbarimg") is None, reason="NO ZBAR HERE: .ci/judges installs it"),
]
CODE = "k3m9x2p7q4w8z6t5"
SIZE = (700, 1100)
DARK = ("--blink-settings=preferredColorScheme=0",)


def page(folder: Path) -> str:
    """The HTML of a mail with its pictures inside, as a mail program shows it."""
    letter = CardLetter(
        "1.1.x",
        "ada@example.com",
        "Ada",
        "Ben",
        "Happy birthday!\nSee you on Sunday.",
        "Harbour Books",
        "birthday",
        (SentCard(CODE, 2500, "USD", "2029-01-31"),),
    )
    settings = MailSettings("127.0.0.1", 25, "none", "cards@harbour.example")
    mail = message_from_bytes(write_mail(letter, settings, 1_800_000_000), policy=default)
    assert isinstance(mail, EmailMessage)
    html = mail.get_body(("html",)).get_content()
    pictures = {part["Content-ID"].strip("<>"): part.get_content() for part in mail.walk() if part["Content-ID"]}
    for name, content in pictures.items():
        html = html.replace(f"cid:{name}", "data:image/png;base64," + base64.b64encode(content).decode())
    assert not re.search("cid:|https?:", html)
    path = folder / "mail.html"
    path.write_text(html, "utf-8")
    return path.as_uri()


def brightness(png: bytes) -> float:
    """Of the left edge, where nothing but the page is: 0 is black, 1 is white."""
    image = QImage.fromData(png)
    rows = range(0, image.height(), 20)
    return sum(QColor(image.pixel(2, y)).lightnessF() for y in rows) / len(rows)


@pytest.mark.parametrize("words", [(), DARK], ids=["light", "dark"])
def test_the_mail_is_readable_and_its_code_is_read_back(tmp_path: Path, words: tuple[str, ...]) -> None:
    png = chromium.picture(tmp_path, page(tmp_path), SIZE, *words)
    assert readers.by_zbar(png, tmp_path) == {"QRCode": CODE.upper()}
    assert (brightness(png) < 0.3) is bool(words)
    image = QImage.fromData(png)
    assert (image.width(), image.height()) == SIZE
    shown = {image.pixel(x, 200) for x in range(60, 640, 5)}
    assert len(shown) > 1  # the picture of the card
