"""The reconciliation as CSV: money is numbers, text calculates nothing, and what is gravest comes first."""

import csv
import dataclasses
import io
from typing import Any

import pytest

from core.rows import CardReconciliation, Reconciliation
from core.rows.reconciliation_csv import COLUMNS, as_csv, by_gravity

LEVEL = CardReconciliation(
    card_id=7, last_characters="7k2m", currency="USD", begun=10_000, ours=-3000, others=0, seen=0, shown=7000,
    pending=0, queued=0, missing=0, unsettled=0, residual=0, loss=0,
)  # fmt: skip


def like(**changes: Any) -> CardReconciliation:
    return dataclasses.replace(LEVEL, **changes)


def rows(*cards: CardReconciliation, level: tuple[CardReconciliation, ...] = ()) -> list[dict[str, str]]:
    content = as_csv(Reconciliation(cards, level, (), facade=False))
    assert content.startswith(b"\xef\xbb\xbf")
    return list(csv.DictReader(io.StringIO(content.decode("utf-8-sig"), newline="")))


def test_money_is_a_number_with_its_sign() -> None:
    (row,) = rows(like(shown=6000))
    assert tuple(row) == COLUMNS
    assert (row["ours"], row["expected"], row["difference"]) == ("-30.00", "70.00", "-10.00")
    (yen,) = rows(like(currency="JPY", shown=6000))
    assert yen["difference"] == "-1000"


@pytest.mark.parametrize("sign", ["=", "+", "-", "@", "\t", "\r", " =", "＝", "＠"])
def test_text_that_a_spreadsheet_would_calculate_is_held(sign: str) -> None:
    (row,) = rows(like(last_characters=f"{sign}2+3", unsettled=1))
    assert row["last_characters"] == f"'{sign}2+3"


def test_the_gravest_leads_and_what_agrees_comes_last() -> None:
    waits, others, doubt, lost, grave = (
        like(card_id=5, queued=1, pending=-900),
        like(card_id=1, seen=1, others=-500, shown=6500),
        like(card_id=2, unsettled=1, residual=9000),
        like(card_id=4, loss=2000),
        like(card_id=3, shown=1),
    )
    assert [row.card_id for row in by_gravity((waits, others, doubt, lost, grave))] == [3, 2, 4, 1, 5]
    listed = rows(waits, others, doubt, lost, grave, level=(LEVEL,))
    assert [row["card_id"] for row in listed] == ["3", "2", "4", "1", "5", "7"]
    assert (listed[4]["shown"], listed[4]["pending"], listed[4]["projected"]) == ("70.00", "-9.00", "61.00")
