"""The bytes for a receipt printer, read back by a printer of our own that follows the manual."""

from dataclasses import replace
from typing import Any

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from core.domain.receipt import Receipt
from core.printing.bitmap import STRIP, Bitmap, picture_bytes
from core.printing.escpos import CUT, has_letters, receipt_bytes, text_bytes
from core.printing.paper import ROLL_80, Paper
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
    roll = Roll().read(text_bytes(RECEIPT, columns))
    texts = roll.texts()
    assert texts[:2] == ["Harbour Books", "Gift card redeemed"]
    assert "Card" + "**** 7K2M".rjust(columns - 4) in texts
    assert "Left on the card" + "$22.50".rjust(columns - 16) in texts
    assert "-" * columns in texts
    assert all(len(text) <= columns for text in texts)
    assert roll.cuts == 1
    assert texts.index("$40.00") < texts.index("-" * columns)


def test_what_matters_stands_out():
    lines = {line.text.strip(): line for line in Roll().read(text_bytes(RECEIPT, 48)).lines}
    assert lines["$40.00"].large
    assert lines["$40.00"].bold
    assert lines["$40.00"].centred
    assert lines["PENDING: not confirmed yet"].reverse
    assert not lines["Harbour Books"].reverse
    assert not lines["Till" + "Till 2".rjust(44)].bold


def test_an_amount_too_long_for_large_letters_is_whole():
    receipt = Receipt("Shop", "Done", "$999,999,999,999.99", ((),))
    line = next(line for line in Roll().read(text_bytes(receipt, 32)).lines if "999" in line.text)
    assert line.text == "$999,999,999,999.99"
    assert not line.large


@pytest.mark.parametrize(
    ("shown", "printed"),
    [
        ("Söhne & Café", "Söhne & Café"),
        ("12,50\u00a0€", "12,50 €"),
        ("−$5.00", "-$5.00"),
        ("•••• 7K2M", "**** 7K2M"),
        ("“Ada’s” – …", '"Ada\'s" - ...'),
        ("a\x1b@b\x1dVB\x00c", "a@b VBc"),
        ("line\nbreak", "line break"),
        ("e\u0301t", "ét"),
        ("soft\u00adly", "softly"),
    ],
)
def test_what_the_printer_has_letters_for(shown, printed):
    receipt = Receipt(shown, "Done", "$1.00", ((),))
    assert has_letters(receipt)
    assert Roll().read(text_bytes(receipt, 48)).lines[0].text == printed


LACKING = ("Łucja", "100 Kč", "5 zł", "₺500", "₹500", "Книжный", "Βιβλία", "كتب", "書店", "e\u0323t", "🎂")


@pytest.mark.parametrize("text", LACKING)
def test_other_letters_make_a_picture(text):
    assert not has_letters(replace(RECEIPT, closing=text))


@pytest.mark.parametrize("place", ["shop", "act", "amount", "closing", "notices", "groups"])
def test_other_letters_anywhere_make_the_whole_receipt_a_picture(place):
    text = LACKING[0]
    values: dict[str, Any] = {"groups": ((("Clerk", text),),), "notices": (text,)}
    receipt = replace(RECEIPT, **{place: values.get(place, text)})
    drawn = []

    def draw(given: Receipt, paper: Paper) -> Bitmap:
        drawn.append((given, paper))
        return Bitmap(576, (b"\x5a" * 72,) * 300)

    content = receipt_bytes(receipt, ROLL_80, draw)
    assert drawn == [(receipt, ROLL_80)]
    assert b"?" not in content
    assert content.endswith(CUT)
    assert receipt_bytes(RECEIPT, ROLL_80, draw) == text_bytes(RECEIPT, 48)


def test_a_picture_is_printed_in_strips_that_small_printers_hold():
    rows = tuple(bytes((at % 256,)) * 3 for at in range(STRIP + 2))
    content = picture_bytes(Bitmap(20, rows))
    first, second = b"\x1dv0\x00\x03\x00\x80\x00", b"\x1dv0\x00\x03\x00\x02\x00"
    assert content == first + b"".join(rows[:STRIP]) + second + b"".join(rows[STRIP:])


@pytest.mark.parametrize("command", [b"\x10\x04", b"\x10\x05", b"\x10\x14"])
def test_no_dots_of_a_picture_read_as_a_command_that_is_obeyed_at_once(command):
    rows = (command + b"\x01", b"\x00\x00\x10", command[1:] + b"\x10\x10")
    content = picture_bytes(Bitmap(24, rows))
    assert command not in content
    assert len(content) == 8 + 9
    before = int.from_bytes(b"".join(rows))
    assert (int.from_bytes(content[8:]) ^ before).bit_count() == 2, "one dot for each"


LETTERS = st.text(st.characters(codec="cp858") | st.characters(categories=["Cc", "Cf"]), max_size=120)


@pytest.mark.parametrize("examples", [20, pytest.param(100, marks=pytest.mark.slow)])
def test_no_text_is_a_command(examples):
    @settings(max_examples=examples, deadline=None)
    @given(
        texts=st.lists(LETTERS, min_size=4, max_size=4),
        rows=st.lists(st.tuples(LETTERS, LETTERS), max_size=4),
        columns=st.sampled_from([32, 48]),
    )
    def holds(texts, rows, columns):
        shop, act, amount, closing = texts
        receipt = Receipt(shop, act, amount, (tuple(rows),), (shop,), closing)
        assume(has_letters(receipt))
        roll = Roll().read(text_bytes(receipt, columns))
        assert roll.cuts == 1
        assert all(len(line.text) <= columns for line in roll.lines)

    holds()
