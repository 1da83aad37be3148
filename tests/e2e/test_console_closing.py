"""`report close` on the console: the figures, the close itself, and the closings that were made, as a page too."""

from __future__ import annotations

import csv
import io
from decimal import Decimal
from pathlib import Path

import pypdfium2
import pytest

from core import console
from core.domain.day_closing import DayClosing
from gui.printing.painters import PAINTERS
from tests.core.rows.test_report_files import Workbook
from tests.e2e.console_till import RunCommand, till

__all__ = ["till"]


@pytest.fixture
def sold(till: RunCommand) -> str:
    """A card of 50.00, of which 7.25 is spent, topped up by 10.00 and by 5.00 for nothing; 3.00 is paid out in cash."""
    card_id = str(till("issue", "50")[1][0]["card_id"])
    till("redeem", card_id, "7.25")
    till("top-up", card_id, "10")
    till("top-up", card_id, "5", "--reason", "Goodwill")
    till("cash-out", card_id, "3", "--reason", "moving away")
    return card_id


def test_without_a_count_it_shows_what_should_be_there_and_closes_nothing(till: RunCommand, sold: str) -> None:
    status, (found,), _ = till("report", "close")
    (usd,) = found["currencies"]
    assert (status, found["closing"], found["to_count"]) == (0, None, ["USD"])
    assert (usd["paid_in"], usd["paid_out"], usd["expected"]) == ("60.00", "3.00", "57.00")
    assert usd["given"] == {"count": 1, "amount": "5.00", "back_count": 0, "back": "0.00"}
    assert usd["redeemed"]["amount"] == "-7.25"
    assert till("report", "close", "--list") == (0, [], "")


def test_a_count_closes_the_day_once_and_the_closing_is_shown_again(till: RunCommand, sold: str) -> None:
    status, (made,), _ = till("--clerk", "Ann", "report", "close", "--counted", "37,00", "--otherwise", "20.00")
    assert (status, made["code"], made["closing"], made["clerk"]) == (0, "done", 1, "Ann")
    assert [(each["in_drawer"], each["difference"]) for each in made["currencies"]] == [("37.00", "0.00")]
    refused = till("report", "close", "--counted", "0")
    assert (refused[0], refused[1][0]["code"]) == (4, "close.already")
    made.pop("code")
    assert till("report", "close", "--number", "1")[1] == [made]
    assert till("report", "close", "--list")[1] == [made]
    assert till("report", "close")[1][0]["currencies"] == []
    head = till("journal", "verify")
    assert head[0] == 0


def test_the_list_goes_into_files_with_its_totals(till: RunCommand, sold: str, tmp_path: Path) -> None:
    till("--clerk", "Ann", "report", "close", "--counted", "36.50", "--otherwise", "20", "--note", "=one coin")
    table, book, pages = (tmp_path / f"closings.{form}" for form in ("csv", "xlsx", "pdf"))
    painters = PAINTERS
    words = ("report", "close", "--list", "--csv", str(table), "--xlsx", str(book), "--pdf", str(pages))
    status, rows, _ = till(*words, painters=painters)
    assert (status, len(rows)) == (0, 1)
    (row, total) = csv.DictReader(io.StringIO(table.read_text("utf-8-sig")))
    assert (row["number"], row["clerk"], row["paid_in"], row["in_drawer"]) == ("1", "Ann", "60.00", "37.00")
    assert (row["counted"], row["difference"], row["note"]) == ("36.50", "-0.50", "'=one coin")
    assert (total["line"], total["difference"]) == ("total", "-0.50")
    cells = Workbook(book.read_bytes()).sheets["USD"]
    assert (cells["A2"], cells["L2"], cells["M2"]) == (1, Decimal("36.5"), Decimal("-0.5"))
    with pypdfium2.PdfDocument(pages) as document:
        text = document[0].get_textpage().get_text_range()
    assert "Closings of the day" in text
    assert "=one coin" in text


def test_a_list_is_not_written_while_closing(till: RunCommand, sold: str, tmp_path: Path) -> None:
    path = tmp_path / "closings.csv"
    status, (told,), _ = till("report", "close", "--counted", "57", "--csv", str(path))
    assert (status, told["code"]) == (2, "close.list_files")
    assert till("report", "close", "--list")[1] == []
    assert not path.exists()


@pytest.mark.parametrize(
    ("words", "status", "code"),
    [
        (("--counted", "56.90"), 2, "close.note"),
        (("--counted", "5 EUR"), 2, "close.not_counted"),
        (("--counted", "57", "--otherwise", "1 EUR"), 2, "close.not_counted"),
        (("--counted", "57", "--counted", "1"), 2, "close.counted_twice"),
        (("--counted", "much"), 2, "money.shape"),
        (("--counted", "1,000"), 2, "money.grouped"),
        (("--counted", "57", "--day", "2999-01-01"), 4, "close.future"),
        (("--number", "9"), 6, "close.unknown"),
    ],
)
def test_what_cannot_be_closed_is_said_and_nothing_is(
    till: RunCommand, sold: str, words: tuple[str, ...], status: int, code: str
) -> None:
    answer = till("report", "close", *words)
    assert (answer[0], answer[1][0]["code"]) == (status, code)
    assert till("report", "close", "--list")[1] == []


def test_a_second_currency_is_counted_with_its_name(till: RunCommand, sold: str) -> None:
    till("issue", "30", "--currency", "EUR")
    found = till("report", "close")[1][0]
    if found["to_count"] == ["USD", "EUR"]:
        answer = till("report", "close", "--counted", "57", "--counted", "30.00 EUR")
        assert [each["currency"] for each in answer[1][0]["currencies"]] == ["USD", "EUR"]


def test_the_page_is_painted_from_the_closing_and_a_failure_says_8(
    till: RunCommand, sold: str, tmp_path: Path, capsys: pytest.CaptureFixture[str], data_dir: Path
) -> None:
    status, (made,), told = till("report", "close", "--counted", "57", "--pdf", str(tmp_path / "close.pdf"))
    assert (status, made["closing"]) == (8, 1)  # this till has no painter
    assert told
    painted: list[tuple[DayClosing, str, Path]] = []
    options = console.parse(
        ["--data-dir", str(data_dir), "report", "close", "--number", "1", "--pdf", str(tmp_path / "close.pdf")]
    )
    assert console.paints(options)
    assert console.run(options, None, None, lambda *given: painted.append(given)) == 0
    assert [(closing.number, path.name) for closing, _, path in painted] == [(1, "close.pdf")]
    capsys.readouterr()
