"""Money and dates in the habits of many countries: what is shown can be read back, exact to the minor unit."""

import re
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QDate, QEvent, QLocale, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QPushButton

from core.domain.currencies import CODES
from core.domain.money import exponent, parse_typed
from core.rows.report import CellKind
from gui.widgets.amounts.amount_display import AmountDisplay
from gui.widgets.amounts.keypad import Keypad, typed_key
from gui.wording import currencies, messages
from gui.wording.report_writing import ReportTexts

LOCALES = (
    "en_US", "en_GB", "en_IN", "de_DE", "de_AT", "de_CH", "fr_FR", "fr_CH", "it_IT", "es_ES", "pt_BR", "pt_PT", "sv_SE",
    "nb_NO", "pl_PL", "tr_TR", "ru_RU", "ja_JP", "zh_CN", "ko_KR", "hi_IN", "th_TH", "he_IL", "ar_EG", "ar_TN", "fa_IR",
    "bn_BD", "my_MM",
)  # fmt: skip
CURRENCIES = ("USD", "EUR", "JPY", "TND", "KWD", "CHF", "INR")


@pytest.fixture
def habits():
    before = QLocale()
    yield QLocale.setDefault
    QLocale.setDefault(before)


def read_back(text: str, currency: str) -> int:
    """Minor units of what is shown, as a person of that country reads it: only the last sign may be a decimal one."""
    figures = "".join(re.findall(r"[0-9]", text))
    shown = re.sub(r"[^0-9.,]", "", text.replace(messages.decimal_point(), "."))
    whole, point, decimals = shown.rpartition(".") if exponent(currency) else (shown, "", "")
    assert len(decimals) == exponent(currency), text
    assert bool(point) == bool(exponent(currency)), text
    assert "".join(re.findall(r"[0-9]", whole + decimals)) == figures
    return int(figures) * (-1 if messages.MINUS in text else 1)


@pytest.mark.slow
@pytest.mark.parametrize("name", LOCALES)
def test_every_amount_can_be_read_back(qapp, habits, name):
    habits(QLocale(name))

    @given(st.integers(-(10**15), 10**15), st.sampled_from(CURRENCIES), st.booleans())
    def reads_back(minor, currency, sign):
        assert read_back(messages.money(minor, currency, sign=sign), currency) == minor
        assert read_back(messages.money(minor, currency), currency) == minor

    reads_back()


@pytest.mark.parametrize("name", LOCALES)
def test_the_two_signs_of_an_amount_are_never_the_same(habits, name):
    habits(QLocale(name))
    text = messages.money(123456789, "USD")
    assert text.count(messages.decimal_point()) == 1
    assert not re.search(r"[^\x00-\x7f]", re.sub(r"[\u2066\u2069\u00a0\u202f’٬$]", "", text))


@pytest.mark.parametrize("name", LOCALES)
def test_a_date_can_be_read_back(habits, name):
    habits(QLocale(name))
    for day in (date(2026, 11, 30), date(2031, 1, 5), date(2028, 2, 29)):
        text = messages.day(day.isoformat())
        pattern = "d. MMM yyyy" if re.match(r"\d+\. ", text) else "d MMM yyyy"
        assert pattern.startswith("d. ") == name.startswith(("de", "nb")), text
        back = QLocale().toDate(localised(text), pattern)
        assert back == QDate(day.year, day.month, day.day), text
        assert {str(day.year), str(day.day)} <= set(re.findall(r"\d+", text)), text


def localised(text: str) -> str:
    """In the digits of the locale again, as QLocale reads them."""
    zero = QLocale().zeroDigit()
    return "".join(chr(ord(zero) + int(sign)) if sign.isdigit() else sign for sign in text)


@given(st.integers(0, 10**10), st.sampled_from(CURRENCIES), st.sampled_from([".", ","]))
def test_what_is_typed_with_a_point_or_a_comma_is_the_same_amount(minor, currency, sign):
    digits = exponent(currency)
    whole, rest = divmod(minor, 10**digits)
    text = f"{whole}{sign}{rest:0{digits}}" if digits else str(whole)
    if len(str(whole)) <= 9 and not (digits == 2 and len(str(rest)) == 3):
        assert parse_typed(text, currency) == minor


def test_in_german_the_comma_is_typed_and_shown(qtbot, look, habits):
    habits(QLocale("de_DE"))
    display, pad = AmountDisplay("EUR"), Keypad()
    qtbot.addWidget(display)
    qtbot.addWidget(pad)
    for key in "12,50":
        display.press(typed_key(QKeyEvent(QEvent.Type.KeyPress, 0, Qt.KeyboardModifier.NoModifier, key)))
    assert display.minor() == 1250
    assert display._figure.text() == "12,50"
    point = pad.findChild(QPushButton, "key_point")
    assert point is not None
    assert point.text() == ","


@pytest.mark.parametrize(
    ("typed", "key"), [("٤", "4"), ("۹", "9"), ("७", "7"), ("٫", "."), ("．", "."), ("，", "."), ("½", ""), ("x", "")]
)
def test_the_digits_of_any_keyboard_are_digits(typed, key):
    assert typed_key(QKeyEvent(QEvent.Type.KeyPress, 0, Qt.KeyboardModifier.NoModifier, typed)) == key


def test_every_currency_that_can_be_chosen_can_be_set() -> None:
    assert {code for code, _ in currencies.choices() if code} - CODES == set()


@pytest.mark.parametrize(("locale", "month"), [("en_US", "Sep 2026"), ("de_DE", "Sept. 2026")])
def test_a_report_names_its_months_and_days_in_words(habits, locale, month):
    habits(QLocale(locale))
    written = ReportTexts()
    assert written.cell("2026-09", CellKind.DATE, "USD") == month
    assert written.cell("2026-09-02", CellKind.DATE, "USD") == messages.day("2026-09-02")
