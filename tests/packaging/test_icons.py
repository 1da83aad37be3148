"""The icons of the programs: every size that a system asks for, each drawn from the one SVG."""

import struct
from pathlib import Path

import pytest
from icons import ICNS_SIZES, ICO_SIZES, drawn, icns, ico
from PySide6.QtGui import QColor, QImage, QImageReader

PACKAGING = Path(__file__).parents[2] / "packaging"
NEAR = 24
"""Of 255: how far a colour may be off, for another version of Qt draws edges a little differently."""


@pytest.mark.slow
@pytest.mark.parametrize(("kind", "sizes"), [("ico", ICO_SIZES), ("icns", tuple(ICNS_SIZES.values()))])
def test_each_size_is_there_and_shows_the_drawing(qapp, kind: str, sizes: tuple[int, ...]) -> None:
    reader = QImageReader(str(PACKAGING / f"counterfoil.{kind}"))
    found = []
    while not (image := reader.read()).isNull():
        found.append(image.width())
        assert far_off(image, drawn(image.width())) < 0.02
        if not reader.jumpToNextImage():
            break
    assert sorted(found) == sorted(sizes)


def far_off(first: QImage, second: QImage) -> float:
    """The share of pixels that differ by more than NEAR in some channel."""
    size = first.width()
    pairs = [(first.pixelColor(x, y), second.pixelColor(x, y)) for x in range(size) for y in range(0, size, 4)]
    return sum(distance(one, other) > NEAR for one, other in pairs) / len(pairs)


def distance(one: QColor, other: QColor) -> int:
    if one.alpha() == other.alpha() == 0:
        return 0
    pairs = [(one.red(), other.red()), (one.green(), other.green()), (one.blue(), other.blue())]
    return max(abs(a - b) for a, b in (*pairs, (one.alpha(), other.alpha())))


def test_it_is_seen_on_light_and_on_dark(qapp) -> None:
    image = drawn(64)
    middle, corner = image.pixelColor(10, 32), image.pixelColor(0, 0)
    assert corner.alpha() == 0
    assert middle.alpha() == 255
    assert 60 < middle.green() < 180


def test_made_twice_they_are_the_same(qapp) -> None:
    assert ico() == ico()
    assert icns() == icns()


def test_the_lengths_in_the_icns_are_right() -> None:
    """A reader of macOS goes from length to length, and drops the file at the first wrong one."""
    written = (PACKAGING / "counterfoil.icns").read_bytes()
    assert struct.unpack(">4sI", written[:8]) == (b"icns", len(written))
    at, kinds = 8, []
    while at < len(written):
        kind, length = struct.unpack(">4sI", written[at : at + 8])
        assert written[at + 8 : at + 16] == b"\x89PNG\r\n\x1a\n"
        kinds.append(kind)
        at += length
    assert (at, kinds) == (len(written), list(ICNS_SIZES))
