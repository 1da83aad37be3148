"""Money: exact whole numbers, whatever a person types or a service sends."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.domain.money import Money, exponent, parse_currency, parse_typed, parse_wire, wire_text
from core.errors import BadInput


@pytest.mark.parametrize(
    ("text", "currency", "minor"),
    [
        ("100.00", "USD", 10000),
        ("-15.00", "USD", -1500),
        ("0.00", "USD", 0),
        ("-0.00", "USD", 0),
        ("7", "USD", 700),
        ("7.5", "USD", 750),
        ("7.500", "USD", 750),
        ("5000", "JPY", 5000),
        ("5000.00", "JPY", 5000),
        ("1.234", "KWD", 1234),
        ("999999999.99", "EUR", 99999999999),
    ],
)
def test_the_money_of_the_api(text, currency, minor):
    assert parse_wire(text, currency) == minor


@pytest.mark.parametrize(
    "text",
    [
        "", "-", ".50", "1.", "+1.00", "1,00", " 1.00", "1.00\n", "1e2", "1E+300000", "NaN", "Infinity", "1_0.00",
        "１.00", "٣.00", "--1.00", "1234567890.00", "1.0000", "1.001", "0x10", "−1.00",
    ],
)  # fmt: skip
def test_what_is_no_money_of_the_api(text):
    with pytest.raises(ValueError, match=r"not money|too many decimals"):
        parse_wire(text, "USD")


def test_yen_have_no_decimals():
    with pytest.raises(ValueError, match="too many decimals for JPY"):
        parse_wire("5000.50", "JPY")


@given(st.integers(-(10**11) + 1, 10**11 - 1), st.sampled_from(["USD", "EUR", "JPY", "KWD", "XXX"]))
def test_what_is_written_is_read_back(minor, currency):
    whole = abs(minor) // 10 ** exponent(currency)
    if whole < 10**9:
        assert parse_wire(wire_text(minor, currency), currency) == minor


@pytest.mark.parametrize(
    ("text", "currency", "minor"),
    [("25", "USD", 2500), ("25.5", "USD", 2550), (" 25,50 ", "EUR", 2550), (".5", "USD", 50), ("0", "USD", 0),
     ("25", "JPY", 25), ("1.005", "KWD", 1005), ("25.", "USD", None), ("", "USD", None), ("-5", "USD", None),
     ("1.234", "USD", None), ("2.5", "JPY", None), ("1 000", "USD", None), ("abc", "USD", None),
     ("1²", "USD", None), ("½", "USD", None), ("1e3", "USD", None), ("1234567890", "USD", None)],
)  # fmt: skip
def test_what_a_person_types(text, currency, minor):
    if minor is not None:
        assert parse_typed(text, currency) == minor
        return
    with pytest.raises(BadInput) as caught:
        parse_typed(text, currency)
    assert caught.value.sentence


@pytest.mark.parametrize(
    "text", ["1234.56", "١٢٣٤٫٥٦", "۱۲۳۴٫۵۶", "१२३४.५६", "１２３４．５６", "١٢٣٤,٥٦", "１２３４，５６", "1٢۳४.５6"],
    ids=["ours", "arabic", "persian", "devanagari", "full width", "arabic comma", "full width comma", "mixed"],
)  # fmt: skip
def test_the_digits_of_other_scripts_are_digits(text):
    assert parse_typed(text, "USD") == 123456


@pytest.mark.parametrize(("text", "key"), [("١٬٠٠٠", "money.grouped"), ("१२३४५६७८९०", "money.large")])
def test_what_is_wrong_is_told_in_every_script(text, key):
    with pytest.raises(BadInput) as caught:
        parse_typed(text, "USD")
    assert caught.value.key == key
    assert text in caught.value.sentence


@given(st.integers(0, 10**11 - 1), st.sampled_from(["٠", "۰", "०", "０", "𝟎"]))
def test_an_amount_is_the_same_to_the_cent_in_every_script(minor, zero):
    ours = wire_text(minor, "USD")
    theirs = "".join(chr(ord(zero) + int(sign)) if sign.isdecimal() else sign for sign in ours)
    assert parse_typed(theirs, "USD") == minor


@pytest.mark.parametrize(
    ("text", "currency"), [("usd", "USD"), (" Eur ", "EUR"), ("US", None), ("US1", None), ("ÜSD", None)]
)
def test_currencies(text, currency):
    if currency:
        assert parse_currency(text) == currency
        return
    with pytest.raises(BadInput):
        parse_currency(text)


def test_money_for_people():
    assert str(Money(-1250, "USD")) == "-12.50 USD"
    assert str(Money(5, "KWD")) == "0.005 KWD"
    assert str(Money(5000, "JPY")) == "5000 JPY"
    assert Money(1, "EUR") < Money(2, "EUR")
