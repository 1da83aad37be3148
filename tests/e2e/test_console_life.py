"""`show --life` on the console: all that is on file about a card, as rows and in files."""

from __future__ import annotations

import csv
import io
from decimal import Decimal
from pathlib import Path

import pypdfium2
import pytest

from core import console
from gui.printing.painters import PAINTERS
from tests.core.rows.test_report_files import Workbook
from tests.e2e.console_till import RunCommand, till

__all__ = ["till"]


@pytest.fixture
def card(till: RunCommand) -> str:
    """A card of 50.00, of which 7.25 is spent."""
    card_id = str(till("issue", "50")[1][0]["card_id"])
    till("--clerk", "Bob", "redeem", card_id, "7.25", "--reason", "=coffee")
    return card_id


def test_each_act_is_a_row_with_the_balance_before_and_after_it(till: RunCommand, card: str) -> None:
    status, rows, _ = till("show", card, "--life")
    assert status == 0
    assert [(row["before"], row["change"], row["after"], row["clerk"], row["state"]) for row in rows[:2]] == [
        ("0.00", "50.00", "50.00", "", "done"),
        ("50.00", "-7.25", "42.75", "Bob", "done"),
    ]
    assert (rows[-1]["line"], rows[-1]["change"], rows[-1]["after"]) == ("total", "42.75", "42.75")
    assert all(str(row["when"]).endswith("Z") for row in rows if row["line"] == "row")


def test_it_goes_into_files_and_is_journalled(till: RunCommand, card: str, tmp_path: Path) -> None:
    table, book, pages = (tmp_path / f"life.{form}" for form in ("csv", "xlsx", "pdf"))
    words = ("show", card, "--csv", str(table), "--xlsx", str(book), "--pdf", str(pages))
    painters = PAINTERS
    assert console.paints(console.parse(list(words)))
    assert till(*words, painters=painters)[0] == 0
    lines = list(csv.DictReader(io.StringIO(table.read_text("utf-8-sig"))))
    assert [line["after"] for line in lines] == ["50.00", "42.75", "42.75"]
    assert "(=coffee)" in lines[1]["what"]
    (cells, *_) = Workbook(book.read_bytes()).sheets.values()
    assert (cells["C3"], cells["D3"], cells["E3"]) == (Decimal(50), Decimal("-7.25"), Decimal("42.75"))
    with pypdfium2.PdfDocument(pages) as document:
        assert "(=coffee)" in document[0].get_textpage().get_text_range()
    told = [row["said"] for row in till("history", "--kind", "files")[1] if "said" in row]
    assert told == ["Saved or printed the life of a card. Rows: 2."] * 3


def test_a_card_that_is_not_there_ends_6(till: RunCommand, card: str) -> None:
    assert till("show", "999999", "--life")[0] == 6
