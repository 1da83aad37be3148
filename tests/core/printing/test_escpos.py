"""The bytes for a receipt printer, read back by a printer of our own that follows the manual."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.printing.escpos import receipt_bytes
from core.printing.receipt import Receipt
from tests.core.printing.roll import Roll

RECEIPT = Receipt(
    shop="Harbour Books",
    act="Gift card redeemed",
    amount="$40.00",
    groups=((("Card", "•••• 7K2M"), ("Left on the card", "$22.50")), (("Till", "Till 2"),)),
    notices=("PENDING: not confirmed yet",),
    closing="Booked when the shop is online again. Keep this receipt.",
)


@pytest.mark.parametrize("columns", [32, 48])
def test_a_receipt_on_the_roll(columns):
    roll = Roll().read(receipt_bytes(RECEIPT, columns))
    texts = roll.texts()
    assert texts[:2] == ["Harbour Books", "Gift card redeemed"]
    assert "Card" + "**** 7K2M".rjust(columns - 4) in texts
    assert "Left on the card" + "$22.50".rjust(columns - 16) in texts
    assert "-" * columns in texts
    assert all(len(text) <= columns for text in texts)
    assert roll.cuts == 1
    assert texts.index("$40.00") < texts.index("-" * columns)


def test_what_matters_stands_out():
    lines = {line.text.strip(): line for line in Roll().read(receipt_bytes(RECEIPT, 48)).lines}
    assert lines["$40.00"].large
    assert lines["$40.00"].bold
    assert lines["$40.00"].centred
    assert lines["PENDING: not confirmed yet"].reverse
    assert not lines["Harbour Books"].reverse
    assert not lines["Till" + "Till 2".rjust(44)].bold


def test_an_amount_too_long_for_large_letters_is_whole():
    receipt = Receipt("Shop", "Done", "$999,999,999,999.99", ((),))
    line = next(line for line in Roll().read(receipt_bytes(receipt, 32)).lines if "999" in line.text)
    assert line.text == "$999,999,999,999.99"
    assert not line.large


@pytest.mark.parametrize(
    ("shown", "printed"),
    [
        ("Söhne & Café", "Söhne & Café"),
        ("12,50\u00a0€", "12,50 €"),
        ("−$5.00", "-$5.00"),
        ("100 Kč", "100 Kc"),
        ("5 zł", "5 zl"),
        ("₹500", "INR 500"),
        ("書店", "??"),
        ("a\x1b@b\x1dVB\x00c", "a@b VBc"),
        ("line\nbreak", "line break"),
        ("e\u0301t", "ét"),
    ],
)
def test_other_writings_come_as_near_as_they_can(shown, printed):
    receipt = Receipt(shown, "Done", "$1.00", ((),))
    assert Roll().read(receipt_bytes(receipt, 48)).lines[0].text == printed


@given(
    texts=st.lists(st.text(max_size=120), min_size=4, max_size=4),
    rows=st.lists(st.tuples(st.text(max_size=60), st.text(max_size=60)), max_size=4),
    columns=st.sampled_from([32, 48]),
)
def test_no_text_is_a_command(texts, rows, columns):
    shop, act, amount, closing = texts
    roll = Roll().read(receipt_bytes(Receipt(shop, act, amount, (tuple(rows),), (shop,), closing), columns))
    assert roll.cuts == 1
    assert all(len(line.text) <= columns for line in roll.lines)
