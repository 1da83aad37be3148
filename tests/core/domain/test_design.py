"""Designs and usual amounts are written by a person in one line, and are kept in their normal form or not at all."""

import pytest

from core.domain.design import Design, amounts_text, design_text, of_suffix, parse_amounts, parse_designs
from core.errors import BadInput


def test_designs_come_back_as_they_were_meant():
    designs = parse_designs(" Classic ,GREEN;Winter, blue, winter ;")
    assert designs == (Design("Classic", "green"), Design("Winter", "blue", "winter"))
    assert parse_designs(design_text(designs)) == designs
    assert of_suffix(designs, "winter").name == "Winter"
    assert of_suffix(designs, "gone").name == "Classic"


@pytest.mark.parametrize(
    "text",
    ["", ";", "Classic", "Classic, pink", ", green", "x" * 25 + ", green", "A, green; A, blue, b", "A, green; B, blue",
     "A, green, b; C, red, b", "A, green, b, c", "A\u202e, green", "; ".join(f"D{n}, red, s{n}" for n in range(9))],
)  # fmt: skip
def test_what_is_no_list_of_designs_is_refused(text):
    with pytest.raises(BadInput):
        parse_designs(text)


def test_amounts_are_in_the_currency_and_in_the_order_written():
    assert parse_amounts("100  25.50;5", "USD") == (10_000, 2550, 500)
    assert amounts_text((10_000, 2550), "USD") == "100 25.50"
    for text in ("", "0", "5 5", "5 x", "1 2 3 4 5 6 7 8 9", "-1"):
        with pytest.raises(BadInput):
            parse_amounts(text, "USD")
