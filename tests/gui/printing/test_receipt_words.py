"""What receipts of cash-outs and take-backs say, and what is added to the receipt of an act that was taken back."""

from __future__ import annotations

from pathlib import Path

import pytest

from core.domain.operation import Kind, State
from core.printing.receipt import Receipt
from core.rows import OperationRow
from core.services.people.known_settings import DEFAULTS
from core.usecases.receipts import ReceiptSource, has_receipt
from gui.printing.receipt_words import receipt_of
from tests.gui.builders import card, operation


def done(**changes: object) -> OperationRow:
    """A confirmed cash-out of all of 30.00, approved by Mia."""
    fields: dict = {"kind": Kind.CASH_OUT, "reason": "moves away", "clerk": "Cleo", "approver": "Mia"}
    return operation(**(fields | changes))


def receipt(row: OperationRow) -> Receipt:
    assert has_receipt(row)
    preferences = DEFAULTS | {"shop.name": "Quay Books"}
    return receipt_of(ReceiptSource((row,), (card(),), preferences, Path()), duplicate=False)


def rows(row: OperationRow) -> dict[str, str]:
    return dict(pair for group in receipt(row).groups for pair in group)


def test_a_cash_out_says_that_it_was_paid_in_cash_and_who_approved_it(qapp) -> None:
    made = receipt(done())
    assert (made.act, made.amount) == ("Gift card paid out in cash", "$30.00")
    told = rows(done())
    assert (told["Paid in cash"], told["Left on the card"], told["Reason"]) == ("$30.00", "$0.00", "moves away")
    assert (told["Clerk"], told["Approved by"]) == ("Cleo", "Mia")


@pytest.mark.parametrize(
    ("want", "act"), [(1200, "Put back on the gift card"), (-1200, "Taken back from the gift card")]
)
def test_a_take_back_has_a_receipt_of_its_own_that_names_what_it_takes_back(qapp, want: int, act: str) -> None:
    row = done(kind=Kind.REVERSE, want=want, known=want, balance=6250, reverses="0190c9ee-aaaa-7bbb-8ccc-0123456789ab")
    assert (receipt(row).act, receipt(row).amount) == (act, "$12.00")
    assert rows(row)["Takes back"] == "456789AB"
    assert "Paid in cash" not in rows(row)


def test_the_receipt_of_what_was_taken_back_says_so(qapp) -> None:
    row = done(kind=Kind.REDEEM, reversed_by="x", reversed_state=State.DONE, taken_back=3000)
    assert "TAKEN BACK since" in receipt(row).notices
    assert rows(row)["Taken back"] == "$30.00"
    assert receipt(done(kind=Kind.REDEEM)).notices == ()


@pytest.mark.parametrize(
    ("changes", "cash"),
    [
        ({}, -3000),
        ({"state": State.PARKED}, 0),
        ({"kind": Kind.REDEEM}, 0),
        ({"kind": Kind.REVERSE, "known": 3000, "reverses_kind": Kind.CASH_OUT}, 3000),
        ({"kind": Kind.REVERSE, "known": 3000, "reverses_kind": Kind.REDEEM}, 0),
    ],
)
def test_what_goes_through_the_drawer_is_told_by_the_row(changes: dict, cash: int) -> None:
    assert done(**changes).cash == cash
