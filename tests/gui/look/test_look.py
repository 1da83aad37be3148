"""Every pair of colours is AA in every theme, and the theme changes while the program runs."""

import pytest
from PySide6.QtGui import QFontDatabase, QPalette
from PySide6.QtWidgets import QLabel

from gui.look import theme
from gui.look.icons import icon
from gui.look.resources import resources
from gui.look.theme import Theme, text_font
from gui.look.tokens import ALL, DARK, LIGHT, contrast, pairs


@pytest.mark.parametrize("name", ALL)
def test_every_pair_of_colours_is_readable(name):
    poor = {pair: round(contrast(*pair), 2) for pair in pairs(ALL[name]) if contrast(*pair) < 4.5}
    assert poor == {}


@pytest.mark.parametrize("name", ALL)
def test_the_focus_ring_stands_out_from_every_ground(name):
    tokens = ALL[name]
    assert all(contrast(tokens.focus, ground) >= 3 for ground in (tokens.background, tokens.surface, tokens.sunken))


def test_contrast_is_that_of_the_guidelines():
    assert contrast("#000000", "#FFFFFF") == pytest.approx(21)
    assert contrast("#777777", "#FFFFFF") == pytest.approx(4.48, abs=0.01)


def test_the_theme_changes_palette_and_tokens(qapp):
    chosen = qapp.findChild(Theme) or Theme(qapp)
    theme.choose("light")
    assert qapp.palette().color(QPalette.ColorRole.Window).name() == LIGHT.background.lower()
    theme.choose("dark")
    assert theme.tokens() is DARK
    assert qapp.palette().color(QPalette.ColorRole.Window).name() == DARK.background.lower()
    assert chosen.choice == "dark"
    theme.choose("light")


def test_an_icon_takes_the_colour_of_the_moment(qapp):
    Theme(qapp, "light") if qapp.findChild(Theme) is None else theme.choose("light")
    gift = icon("gift", "text")
    before = _colours(gift.pixmap(32, 32))
    theme.choose("dark")
    after = _colours(gift.pixmap(32, 32))
    theme.choose("light")
    assert LIGHT.text.lower() in before
    assert DARK.text.lower() in after


def test_every_icon_that_is_named_in_the_code_exists_and_can_be_drawn(qapp):
    for path in sorted((resources() / "icons").glob("*.svg")):
        assert _colours(icon(path.stem, "text").pixmap(24, 24)), path.stem


def test_digits_are_as_wide_as_each_other(qapp):
    theme.load_fonts()
    assert "Inter" in QFontDatabase.families()
    label = QLabel()
    label.setFont(text_font(46))
    widths = {label.fontMetrics().horizontalAdvance(digit * 4) for digit in "0123456789"}
    assert len(widths) == 1


def _colours(pixmap):
    image = pixmap.toImage()
    points = [(x, y) for x in range(image.width()) for y in range(image.height())]
    return {image.pixelColor(x, y).name() for x, y in points if image.pixelColor(x, y).alpha() == 255}
