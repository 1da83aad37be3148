"""A day as people type it: the language's own order, ISO, month names and any digits; nonsense is none."""

import pytest
from PySide6.QtCore import QDate, QLocale

from gui.wording import days

LAST = QDate(2031, 11, 30)


@pytest.fixture
def locale():
    before = QLocale()
    yield lambda name: QLocale.setDefault(QLocale(name))
    QLocale.setDefault(before)


@pytest.mark.parametrize(
    ("name", "typed"),
    [
        ("en_US", "11/30/2031"),
        ("en_US", "11/30/31"),
        ("en_US", "November 30, 2031"),
        ("en_US", "Nov 30, 2031"),
        ("en_GB", "30/11/2031"),
        ("en_GB", "30 November 2031"),
        ("de_DE", "30.11.2031"),
        ("de_DE", "30.11.31"),
        ("de_DE", " 30. 11. 2031 "),
        ("de_DE", "30-11-2031"),
        ("de_DE", "30. November 2031"),
        ("fr_FR", "30/11/2031"),
        ("sv_SE", "2031-11-30"),
        ("ja_JP", "2031/11/30"),
        ("ja_JP", "2031年11月30日"),
        ("he_IL", "30.11.2031"),
        ("ar_EG", "٣٠/١١/٢٠٣١"),
        ("C", "2031-11-30"),
    ],
)
def test_a_day_is_read_in_the_order_of_the_language(locale, name, typed):
    locale(name)
    assert days.read_day(typed) == LAST


@pytest.mark.parametrize("name", ["en_US", "en_GB", "de_DE", "ja_JP", "he_IL", "ar_EG", "fa_IR", "th_TH", "C"])
def test_iso_and_what_is_shown_are_read_everywhere(locale, name):
    locale(name)
    assert days.read_day("2031-11-30") == LAST
    for day in (LAST, QDate(2032, 2, 29), QDate(2027, 1, 2)):
        assert days.read_day(days.show_day(day)) == day
        assert days.show_day(day).isascii() or name in {"he_IL", "ar_EG", "fa_IR"}


@pytest.mark.parametrize(
    "typed", ["", "30.11.", "30.2.2031", "31.11.2031", "0.1.2031", "1.13.2031", "12", "30.11.0031", "30.11.9031", "x"]
)
def test_what_is_no_day_is_none(locale, typed):
    locale("de_DE")
    assert days.read_day(typed) is None
