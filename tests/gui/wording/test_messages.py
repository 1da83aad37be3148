"""Money is shown to the cent, in the habits of the language; sentences are filled with what a person can read."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QLocale

from core.domain.money import Money, exponent, wire_text
from core.domain.outcome import Message
from gui.wording import messages

CURRENCIES = ["USD", "EUR", "JPY", "KWD", "CHF"]


@pytest.fixture(autouse=True)
def english():
    before = QLocale()
    QLocale.setDefault(QLocale(QLocale.Language.English, QLocale.Country.UnitedStates))
    yield
    QLocale.setDefault(before)


@given(st.integers(-(10**20), 10**20), st.sampled_from(CURRENCIES))
def test_what_is_shown_is_the_amount_exactly(minor, currency):
    text = messages.money(minor, currency)
    figures = "".join(sign for sign in text if sign.isdigit())
    assert int(figures) == abs(minor)
    assert text.startswith(messages.MINUS) == (minor < 0)
    assert len(text.partition(".")[2]) == exponent(currency)


@given(st.integers(0, 10**12))
def test_without_its_grouping_it_is_the_text_of_the_wire(minor):
    assert messages.money(minor, "USD").replace(",", "").lstrip("$") == wire_text(minor, "USD")


def test_the_figures_that_a_double_gets_wrong():
    assert messages.money(9007199254740993, "USD") == "$90,071,992,547,409.93"


def test_signs_and_symbols():
    assert messages.money(-1250, "USD") == "−$12.50"
    assert messages.money(2500, "USD", sign=True) == "+$25.00"
    assert messages.money(500, "JPY") == "¥500"
    assert messages.money(1234, "CHF") == "CHF\u00a012.34"
    assert messages.round_money(2000, "USD") == "$20"
    assert messages.round_money(2050, "USD") == "$20.50"


def test_german_puts_the_symbol_behind():
    QLocale.setDefault(QLocale(QLocale.Language.German, QLocale.Country.Germany))
    assert messages.money(-123456, "EUR") == "−1.234,56\u00a0€"


def test_a_sentence_shows_money_as_money():
    said = Message("card.short", {"available": Money(1000, "USD")})
    assert "$10.00" in messages.format_message(said)


@pytest.mark.parametrize(
    ("seconds", "text"),
    [
        (0, "just now"),
        (2, "2 s ago"),
        (59, "59 s ago"),
        (1080, "18 min ago"),
        (7200, "2 h ago"),
        (259200, "3 days ago"),
    ],
)
def test_ages(seconds, text):
    assert messages.ago(1000.0, 1000.0 + seconds) == text


def test_a_time_ahead_of_the_clock_is_not_negative():
    assert messages.ago(1000.0, 990.0) == "just now"


def test_dates():
    assert messages.day("2031-11-30") == "30 Nov 2031"
    assert messages.day(None) == ""
    assert messages.day("soon") == "soon"
    assert messages.when(1000.0, 1010.0) == "now"
