"""The result of an order in a spreadsheet: what was text stays text, money stays a number, and no code gets in."""

import csv
import io
from typing import Any

import pytest

from core.rows import BatchCard
from core.rows.order_csv import COLUMNS, as_csv
from core.rows.spreadsheet_text import safe

STEERING = [f"{blank}{first}{rest}" for blank in ("", " ", "\u00a0") for first in "=+-@\t\r＝＋－＠"
            for rest in ("1+1", "cmd|'/C calc'!A0", 'HYPERLINK("http://x")')]  # fmt: skip


def card(**changes) -> BatchCard:
    fields: dict[str, Any] = dict.fromkeys(BatchCard.__slots__) | {
        "number": 1, "row_id": "a", "amount": 1250, "currency": "USD", "stand": "confirmed", "recipient": "",
        "last_characters": "ab12", "card_id": 1001, "has_code": True, "own_code": True,
    }  # fmt: skip
    return BatchCard(**(fields | changes))


def rows(content: bytes) -> list[list[str]]:
    return list(csv.reader(io.StringIO(content.decode("utf-8-sig"), newline="")))


@pytest.mark.parametrize("text", STEERING)
def test_no_cell_is_calculated(text):
    told = rows(as_csv([(card(row_id=text, recipient=text), text)]))[1]
    for cell in (told[0], told[6], told[7]):
        assert cell == f"'{text}"


def test_plain_text_and_money_stay_as_they_are():
    assert safe("Zoë - 5 = x") == "Zoë - 5 = x"
    content = as_csv([(card(), ""), (card(amount=500, currency="JPY", stand="waiting", card_id=-3), 'a "b", c\nd')])
    first, second = rows(content)[1:]
    assert rows(content)[0] == list(COLUMNS)
    assert first == ["a", "12.50", "USD", "confirmed", "AB12", "1001", "", ""]
    assert second == ["a", "500", "JPY", "waiting", "AB12", "", "", 'a "b", c\nd']
