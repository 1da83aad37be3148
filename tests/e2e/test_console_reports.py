"""`report activity` on the console: asked, printed as rows, and written into files of each form."""

from __future__ import annotations

import csv
import io
import subprocess
import sys
from pathlib import Path

import pypdfium2
import pytest

from core import console
from core.rows.activity import ActivityBy, ActivityDays, ActivityLine, ActivitySums, activity_report
from gui.printing import painters
from tests.core.rows.test_report_files import Workbook
from tests.e2e.console_till import RunCommand, till

__all__ = ["till"]
DAY = ("--from", "2020-01-01", "--to", "2099-12-31")
"""Every day: the till's day is that of the shop, which it learns from the first answer."""


@pytest.fixture
def spent(till: RunCommand) -> RunCommand:
    """Sold for 50.00, of which 7.25 is spent by Bob and 2.25 of that taken back."""
    card_id = str(till("issue", "50")[1][0]["card_id"])
    operation = str(till("--clerk", "Bob", "redeem", card_id, "7.25", "--reason", "=coffee")[1][0]["operation_id"])
    till("--clerk", "Ann", "reverse", operation, "--reason", "typed wrong")
    return till


def lines(answer: tuple[int, list[dict[str, object]], str], kind: str = "row") -> list[dict[str, object]]:
    return [row for row in answer[1] if row["line"] == kind]


def test_each_line_adds_up_to_its_net_and_the_total_is_that_of_the_lines(spent: RunCommand) -> None:
    answer = spent("report", "activity", *DAY, "--by", "kind", "--compare", "none")
    assert answer[0] == 0
    assert [(row["kind"], row["acts"], row["net"]) for row in lines(answer)] == [
        ("issue", 1, "50.00"),
        ("redeem", 1, "-7.25"),
        ("reverse", 1, "7.25"),
    ]
    (total,) = lines(answer, "total")
    assert (total["sold"], total["redeemed"], total["taken_back"], total["net"]) == ("50.00", "-7.25", "7.25", "50.00")
    assert lines(answer, "compared") == []


@pytest.mark.parametrize(
    ("by", "labels"),
    [("clerk", [None, "Ann", "Bob"]), ("reason", ["=coffee", "sold", "typed wrong"]), ("till", ["Till 1"])],
)
def test_it_is_summed_by_what_is_asked_for(spent: RunCommand, by: str, labels: list[str | None]) -> None:
    told = {row[by] for row in lines(spent("report", "activity", *DAY, "--by", by))}
    assert len(told) == len(labels)
    if by == "reason":
        assert told == set(labels)


def test_it_goes_into_files(spent: RunCommand, tmp_path: Path) -> None:
    files = {form: tmp_path / f"activity.{form}" for form in ("csv", "xlsx")}
    answer = spent(
        "report", "activity", *DAY, *(word for form, path in files.items() for word in (f"--{form}", str(path)))
    )
    assert answer[0] == 0
    assert all(f"Saved as {path}." in answer[2] for path in files.values())
    told = list(csv.DictReader(io.StringIO(files["csv"].read_text("utf-8-sig"))))
    assert [row["net"] for row in told if row["line"] == "total"] == ["50.00"]
    assert files["xlsx"].read_bytes().startswith(b"PK")


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (("--from", "2026-11-02", "--to", "2026-11-01"), "days.turned"),
        (("--period", "month", "--from", "2026-11-01"), "days.twice"),
    ],
)
def test_days_that_cannot_be_meant_are_a_sentence(till: RunCommand, words: tuple[str, ...], code: str) -> None:
    status, rows, _ = till("report", "activity", *words)
    assert (status, rows[-1]["code"]) == (2, code)


@pytest.mark.parametrize("words", [("--by", "month"), ("--compare", "never"), ("--from", "today")])
def test_other_words_are_usage(till: RunCommand, words: tuple[str, ...]) -> None:
    assert till("report", "activity", *words)[0] == 2


def test_a_file_that_cannot_be_written_is_a_sentence(till: RunCommand, tmp_path: Path) -> None:
    status, rows, _ = till("report", "activity", "--xlsx", str(tmp_path / "none" / "a.xlsx"))
    assert (status, rows[-1]["code"]) == (7, "journal.unwritten")


def test_the_liability_and_the_exceptions_are_compared_where_that_is_asked_for(spent: RunCommand) -> None:
    status, rows, _ = spent("report", "liability", *DAY)
    assert (status, "before" in rows[0]) == (0, False)
    status, rows, _ = spent("report", "liability", "--from", "2026-01-01", "--compare", "before")
    assert status == 0
    closing = next(row for row in rows if row["what"] == "closing")
    assert (closing["amount"], closing["before"], closing["change"]) == ("50.00", "0.00", "50.00")
    status, rows, _ = spent("report", "exceptions", "--from", "2020-01-01", "--compare", "last-year")
    assert status == 0
    assert [row["acts"] for row in rows if row["table"] == "people" and row["line"] != "row"] == [3, 0]


def test_the_kind_of_voucher_is_a_line_of_the_reports_on_vat(spent: RunCommand, tmp_path: Path) -> None:
    assert spent("settings", "set", "shop.vouchers", "both")[0] == 2
    for kind, told in (("unset", 0), ("multi-purpose", 2), ("single-purpose", 2)):
        assert spent("settings", "set", "shop.vouchers", kind)[0] == 0
        for report in ("activity", "liability", "cards"):
            spent("report", report, "--xlsx", str(tmp_path / f"{report}-{kind}.xlsx"))
        about = [
            " ".join(map(str, Workbook(path.read_bytes()).sheets["About this report"].values()))
            for path in sorted(tmp_path.glob(f"*-{kind}.xlsx"))
        ]
        assert sum(f"{kind} vouchers" in text for text in about) == told


def test_without_a_word_for_it_nothing_loads_what_writes_workbooks() -> None:
    code = "import sys, core.console.execute; sys.exit('xlsxwriter' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


def test_the_pdf_has_every_row_its_totals_and_the_numbers_of_its_pages(tmp_path: Path) -> None:
    made = (ActivityLine("USD", f"Clerk {at:03}", ActivitySums(acts=1, sold=100 + at)) for at in range(120))
    report = activity_report(ActivityBy.CLERK, ActivityDays("2026-11-01", "2026-11-30"), made)
    painters.print_report(report, "Corner Books", str(tmp_path / "r.pdf"))
    with pypdfium2.PdfDocument(tmp_path / "r.pdf") as pages:
        texts = [page.get_textpage().get_text_range() for page in pages]
    assert len(texts) > 1
    assert all(sum(f"Clerk {at:03}" in text for text in texts) >= 1 for at in range(120))
    assert f"Page 1 of {len(texts)}" in texts[0]
    assert "Corner Books" in texts[0]
    assert "$191.40" in texts[-1], "the sum of 1.00 to 2.19"


def test_a_command_that_writes_no_pdf_is_given_no_painter() -> None:
    assert console.paints(console.parse(["report", "activity", "--pdf", "a.pdf"]))
    assert not console.paints(console.parse(["report", "activity", "--xlsx", "a.xlsx"]))
