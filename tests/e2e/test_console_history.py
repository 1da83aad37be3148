"""`history` on the console: narrowed, summed, and into a file."""

from __future__ import annotations

import csv
import io
from decimal import Decimal
from pathlib import Path

import pypdfium2
import pytest

from core import console
from core.bootstrap import open_core
from core.errors import ReadingStopped
from core.rows.history import EVERYTHING, narrow_to
from core.server.sandbox.embedded import EmbeddedService
from core.settings import resolve
from core.usecases import saved_filters
from core.usecases.operations import MOST_LINES, HistoryQuestion
from gui.printing.painters import PAINTERS
from tests.core.rows.test_report_files import Workbook
from tests.e2e.console_till import RunCommand, till

__all__ = ["till"]


@pytest.fixture
def card(till: RunCommand) -> str:
    """A card of 50.00, of which 7.25 is spent and which was topped up by 10.00 and then by nothing, refused."""
    card_id = str(till("issue", "50")[1][0]["card_id"])
    till("redeem", card_id, "7.25", "--reason", "=coffee")
    till("--clerk", "Bob", "top-up", card_id, "10")
    till("redeem", card_id, "900")
    return card_id


def operations(answer: tuple[int, list[dict[str, object]], str]) -> list[tuple[object, object]]:
    return [(row["kind"], row["want"]) for row in answer[1] if "kind" in row]


def totals(answer: tuple[int, list[dict[str, object]], str]) -> list[dict[str, object]]:
    return [row for row in answer[1] if "put_on" in row]


def test_it_is_all_that_was_accepted_newest_first_with_what_it_comes_to(till: RunCommand, card: str) -> None:
    answer = till("history")
    assert operations(answer) == [("top-up", "10.00"), ("redeem", "-7.25"), ("issue", "50.00")]
    assert totals(answer) == [{"currency": "USD", "operations": 3, "put_on": "60.00", "taken_off": "7.25"}]
    assert answer[1][0]["balance_after"] == "52.75"


@pytest.mark.parametrize(
    ("words", "kinds"),
    [
        (("--kind", "redeem"), ["redeem"]),
        (("--kind", "redeem", "--kind", "issue"), ["redeem", "issue"]),
        (("--clerk", "bob"), ["top-up"]),
        (("--least", "8", "--most", "10"), ["top-up"]),
        (("--most", "7.25"), ["redeem"]),
        (("--currency", "EUR"), []),
        (("--state", "done"), ["top-up", "redeem", "issue"]),
        (("--state", "parked"), []),
        (("--to", "2020-01-01"), []),
        (("--from", "2020-01-01"), ["top-up", "redeem", "issue"]),
        (("coffee",), ["redeem"]),
        (("--till", "nowhere"), []),
    ],
)
def test_each_filter_narrows_rows_and_totals(
    till: RunCommand, card: str, words: tuple[str, ...], kinds: list[str]
) -> None:
    answer = till("history", *words)
    assert [kind for kind, _ in operations(answer)] == kinds
    assert sum(int(str(total["operations"])) for total in totals(answer)) == len(kinds)


def test_the_card_may_be_named_as_everywhere(till: RunCommand, card: str) -> None:
    other = str(till("issue", "5")[1][0]["card_id"])
    assert operations(till("history", "--card", other)) == [("issue", "5.00")]
    assert till("history", "--card", "1")[0] == 6


def test_a_limit_is_of_the_rows_and_not_of_the_totals(till: RunCommand, card: str) -> None:
    answer = till("history", "--limit", "1")
    assert operations(answer) == [("top-up", "10.00")]
    assert totals(answer)[0]["operations"] == 3


def test_all_of_it_goes_into_a_file_in_which_no_cell_calculates(till: RunCommand, card: str, tmp_path: Path) -> None:
    path = tmp_path / "history.csv"
    assert till("history", "--limit", "1", "--csv", str(path))[0] == 0
    rows = list(csv.DictReader(io.StringIO(path.read_text("utf-8-sig"))))
    assert [(row["kind"], row["moved"], row["reason"]) for row in rows] == [
        ("top-up", "10.00", ""),
        ("redeem", "-7.25", "'=coffee"),
        ("issue", "50.00", "sold"),
    ]
    assert path.stat().st_mode & 0o077 == 0


def test_all_of_it_goes_into_a_workbook_and_onto_paper(till: RunCommand, card: str, tmp_path: Path) -> None:
    book, pages = tmp_path / "history.xlsx", tmp_path / "history.pdf"
    assert console.paints(console.parse(["history", "--pdf", str(pages)]))
    painters = PAINTERS
    words = ("history", "--limit", "1", "--kind", "money", "--xlsx", str(book), "--pdf", str(pages))
    assert till(*words, painters=painters)[0] == 0
    sheets = Workbook(book.read_bytes()).sheets
    assert [sheets["What was done"][f"D{row}"] for row in (2, 3, 4)] == [Decimal(10), Decimal("-7.25"), Decimal(50)]
    assert sheets["What was done"]["J3"] == "=coffee"
    with pypdfium2.PdfDocument(pages) as document:
        text = " ".join(page.get_textpage().get_text_range() for page in document)
    for told in ("History", "Only of these kinds:", "Cards and money.", "$7.25", "=coffee", "What it comes to"):
        assert told in text
    assert {path.stat().st_mode & 0o077 for path in (book, pages)} == {0}
    saved = [row["said"] for row in till("history", "--kind", "files")[1] if "said" in row]
    assert saved == ["Saved or printed the history. Rows: 3."] * 2


def test_what_is_too_long_for_paper_is_said_and_not_written(
    till: RunCommand, card: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(MOST_LINES, "xlsx", 2)
    path = tmp_path / "history.xlsx"
    status, rows, _ = till("history", "--kind", "money", "--xlsx", str(path))
    assert (status, rows[-1]["code"]) == (2, "history.too_many")
    assert not path.exists()
    assert till("history", "--kind", "redeem", "--xlsx", str(path))[0] == 0


def test_what_is_stopped_ends_as_ctrl_c_does_and_leaves_no_file(till: RunCommand, card: str, tmp_path: Path) -> None:
    def paint(*_given: object) -> None:
        raise ReadingStopped

    path = tmp_path / "history.pdf"
    status, rows, _ = till("history", "--pdf", str(path), painters=(paint,) * 4)
    assert (status, rows[-1]["code"]) == (130, "stopped")
    assert not path.exists()


def test_a_file_that_cannot_be_written_is_a_sentence(till: RunCommand, card: str, tmp_path: Path) -> None:
    status, rows, _ = till("history", "--csv", str(tmp_path / "none" / "history.csv"))
    assert (status, rows[-1]["code"]) == (7, "journal.unwritten")


@pytest.mark.parametrize(
    "words", [("--from", "yesterday"), ("--to", "2027-02-30"), ("--kind", "sale"), ("--limit", "0")]
)
def test_nonsense_is_usage(till: RunCommand, words: tuple[str, ...]) -> None:
    assert till("history", *words)[0] == 2


@pytest.mark.parametrize("words", [("--least", "much"), ("--currency", "dollars")])
def test_what_is_no_amount_is_a_sentence(till: RunCommand, words: tuple[str, ...]) -> None:
    status, rows, _ = till("history", *words)
    assert status == 2
    assert rows[-1]["message"]


def test_what_else_was_done_is_listed_by_its_own_words(till: RunCommand, card: str, tmp_path: Path) -> None:
    till("freeze", card, "--reason", "=lost")
    till("settings", "set", "till.name", "Front desk")
    till("settings", "set", "offline.per_sale", "80")
    status, rows, _ = till("history", "--kind", "settings", "--kind", "freezes")
    assert status == 0
    lines = [(row["what"], row["group"], row["clerk"], row["before"], row["after"], row["till"]) for row in rows]
    assert lines == [
        ("setting", "settings", "", "50.00", "80.00", "Front desk"),
        ("setting", "settings", "", "Till 1", "Front desk", "Till 1"),
        ("frozen", "freezes", "", None, None, "Till 1"),
    ]
    assert rows[0]["said"] == "offline.per_sale: changed from “50.00” to “80.00”."
    assert str(rows[2]["card_id"]) == card
    assert rows[2]["said"].endswith("on this till. Reason: =lost")
    assert [row["what"] for row in till("history", "--till", "front desk")[1] if "what" in row] == ["setting"]
    assert operations(till("history", "--kind", "money")) == operations(till("history"))
    assert till("history", "--kind", "sign-ins")[1] == []
    assert till("history", "--kind", "gossip")[0] == 2
    path = tmp_path / "history.csv"
    till("history", "--csv", str(path))
    cells = list(csv.DictReader(io.StringIO(path.read_text("utf-8-sig"))))
    assert [(line["before"], line["after"]) for line in cells if line["kind"] == "setting"] == [
        ("50.00", "80.00"),
        ("Till 1", "Front desk"),
    ]
    assert [line["state"] for line in cells if line["kind"] == "frozen"] == [""]


def test_a_filter_that_the_window_saved_narrows_here_too(
    till: RunCommand, card: str, data_dir: Path, service: EmbeddedService
) -> None:
    where = ["--data-dir", str(data_dir), "--api-url", service.url]
    core = open_core(resolve(console.parse([*where, "doctor"])))
    question = HistoryQuestion("coffee", narrow_to(EVERYTHING, "redeem"))
    saved_filters.save_filter(core, " Coffee ", question)
    core.close()
    assert operations(till("history", "--saved", "coffee")) == [("redeem", "-7.25")]
    assert till("history", "--saved", "tea")[0] == 6
