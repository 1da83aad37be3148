"""The pictures of the documentation are what the program draws: a changed layout fails until they are drawn anew."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, QPointF, QRect, QSize, Qt
from PySide6.QtGui import QColor, QFont, QImage, QPainter

from tests.screenshots import album, measure

ROOT = Path(__file__).parents[2]
SMALL_ENOUGH = 6_500_000


@pytest.mark.slow
@pytest.mark.parametrize("look", album.SAMPLE)
def test_the_program_looks_as_in_its_pictures(look):
    asked = [sys.executable, "-m", "tests.screenshots", "--check", "--look", look]
    done = subprocess.run(asked, cwd=ROOT, capture_output=True, text=True, timeout=1800, check=False)
    if done.returncode == album.OTHER_FONTS:
        pytest.skip(done.stdout.strip())
    assert done.returncode == 0, done.stdout + done.stderr


def test_every_scene_is_there_in_every_look_and_all_are_small():
    pictures = [path.stem for path in album.FOLDER.glob("*.png")]
    scenes = {name.rpartition("_")[0] for name in pictures}
    wanted = {f"{scene}_{look}" for look in album.LOOKS for scene in scenes if album.wanted(scene, look)}
    assert wanted == set(pictures)
    assert len(scenes) > 20
    assert sum(path.stat().st_size for path in album.FOLDER.glob("*.png")) < SMALL_ENOUGH


def test_the_readme_shows_pictures_that_are_there():
    text = (ROOT / "README.md").read_text(encoding="utf-8")
    shown = [part.partition(")")[0] for part in text.split("](docs/pictures/")[1:]]
    assert shown
    assert [name for name in shown if not (album.FOLDER / name).exists()] == []


def page(*, down: int = 0, button: bool = True, blur: float = 0.0, amount: str = "$62.50") -> QImage:
    """A window as simple as can be: two panels of text and a button. `blur` moves letters by parts of a pixel."""
    image = QImage(QSize(1280, 800), QImage.Format.Format_RGB32)
    image.fill(QColor("#F5F6F8"))
    painter = QPainter(image)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    font = QFont("Inter")
    font.setPixelSize(14)
    painter.setFont(font)
    for left in (40, 660):
        painter.fillRect(QRect(left, 60 + down, 580, 600), Qt.GlobalColor.white)
        for line in range(20):
            painter.drawText(QPoint(left + 20, 100 + down + 26 * line), "Anna (Till 2) took " + amount)
    painter.drawText(QPointF(60.0 + blur, 720.0 + blur), "confirmed just now")
    painter.translate(blur, blur)
    for line in range(20):
        painter.drawText(QPointF(400.0, 100.0 + down + 26 * line), "18 Nov")
    if button:
        painter.fillRect(QRect(680, 600 + down, 540, 52), QColor("#0B6E4F"))
    painter.end()
    return image


def test_what_another_rasteriser_does_is_no_difference(qapp, look):
    assert measure.difference(page(), page()) == 0
    assert measure.difference(page(), page(blur=0.4)) < measure.MOST
    assert measure.difference(page(), page(amount="$62.58")) < measure.MOST


@pytest.mark.parametrize("changed", [{"down": 8}, {"button": False}], ids=str)
def test_a_changed_layout_is_a_difference(qapp, look, changed):
    assert measure.difference(page(), page(**changed)) > measure.MOST


def test_a_picture_that_is_missing_is_a_difference(qapp):
    assert measure.difference(page(), QImage()) == 1.0
