"""The activity report in the window, by keys: asked, read, drawn, and brought into files and onto paper."""

from __future__ import annotations

import csv
import io
import json
import zipfile
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QApplication, QComboBox, QDialog, QFileDialog, QLineEdit, QTableView
from sqlalchemy import select

from core.domain.command import Redeem
from core.server.sandbox.embedded import EmbeddedService
from core.store.tables import JOURNAL, OPERATIONS
from gui.views.reports.report_page import ReportPage
from gui.widgets.charts.chart import Chart
from tests.builders import database_of
from tests.e2e.window import Counter

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints", extend=True)


@pytest.fixture
def counter(qtbot, tmp_path: Path, service: EmbeddedService):
    made = Counter(qtbot, tmp_path / "till", service)
    yield made
    made.close()


@pytest.fixture
def report(counter: Counter) -> Counter:
    """A card of 50.00 of which 12.50 is spent, and the report of today in front.

    The till learns the day of the shop with the first card that the service shows it: that one is of another day.
    """
    counter.sell(100)
    with database_of(counter.core).writing() as conn:
        conn.execute(OPERATIONS.update().values(shop_day="2020-02-29"))
    day = counter.core.queries.shop_day()
    counter.act(Redeem(counter.sell(5000).card_id, 1250))
    counter.key(Qt.Key.Key_F6)
    counter.until(lambda: counter.sees("reports_verdict"))
    choose(counter, "report_kind", 1)
    choose(counter, "report_period", 4)
    for name in ("report_from", "report_to"):
        counter.find(QLineEdit, name).setFocus()
        counter.type(day)
        counter.key(Qt.Key.Key_Return)
    counter.until(lambda: counter.sees("report_table"))
    return counter


def rows(counter: Counter) -> list[list[str]]:
    model = counter.find(QTableView, "report_table").model()
    return [
        [str(model.index(row, column).data()) for column in range(model.columnCount())]
        for row in range(model.rowCount())
    ]


def choose(counter: Counter, name: str, steps: int) -> None:
    """Go down, or up, so many entries of a list, as the arrow key does."""
    counter.find(QComboBox, name).setFocus()
    for _ in range(abs(steps)):
        counter.key(Qt.Key.Key_Down if steps > 0 else Qt.Key.Key_Up)


def save(counter: Counter, path: Path) -> None:
    form = path.suffix[1:]
    name = f"save_report_{form}_dialog"
    counter.find(QAbstractButton, f"report_{form}").click()
    dialog = counter.find(QFileDialog, name)
    dialog.fileSelected.emit(str(path))
    dialog.reject()
    counter.until(lambda: not counter.window.findChildren(QFileDialog, name))
    counter.until(path.exists)


def test_what_was_done_is_counted_summed_and_drawn(report: Counter) -> None:
    (day, total, compared) = rows(report)
    assert day[1:] == ["2", "$50.00", "−$12.50", "$37.50"]
    assert total == ["Total", *day[1:]]
    assert compared[0] == "Compared days"
    chart = report.find(Chart, "report_chart")
    assert "Put on cards: at most $50.00" in chart.accessibleDescription()
    assert report.text("report_notes").startswith("Compared with")


def test_it_is_asked_anew_by_keys_alone(report: Counter) -> None:
    choose(report, "report_by", 1)
    report.until(lambda: rows(report)[0][0] == "Anna")
    choose(report, "report_by", 2)
    report.until(lambda: [row[0] for row in rows(report)] == ["Sell", "Redeem", "Total", "Compared days"])
    choose(report, "report_compare", 2)
    report.until(lambda: len(rows(report)) == 3)
    choose(report, "report_period", -2)
    report.until_text("report_notes", "Nothing was done in these days.")
    assert not report.sees("report_chart")


def test_it_goes_into_files_of_each_form(report: Counter, tmp_path: Path) -> None:
    save(report, tmp_path / "a.csv")
    told = list(csv.DictReader(io.StringIO((tmp_path / "a.csv").read_text("utf-8-sig"))))
    assert [(line["line"], line["net"]) for line in told] == [
        ("row", "37.50"),
        ("total", "37.50"),
        ("compared", "0.00"),
    ]
    save(report, tmp_path / "a.xlsx")
    with zipfile.ZipFile(tmp_path / "a.xlsx") as book:
        assert b"USD" in book.read("xl/workbook.xml")
    save(report, tmp_path / "a.pdf")
    assert (tmp_path / "a.pdf").read_bytes().startswith(b"%PDF-")
    assert all((tmp_path / f"a.{form}").stat().st_mode & 0o077 == 0 for form in ("csv", "xlsx", "pdf"))


def test_its_pages_are_seen_before_they_leave_the_till(report: Counter, tmp_path: Path) -> None:
    report.chord("P")
    report.until(lambda: isinstance(QApplication.activeModalWidget(), QDialog))
    dialog = QApplication.activeModalWidget()
    assert dialog.objectName() == "print_dialog"
    assert dialog.windowTitle().startswith("Activity by day")
    dialog.file_requested.emit()
    (chosen,) = dialog.findChildren(QFileDialog)
    chosen.fileSelected.emit(str(tmp_path / "pages.pdf"))
    chosen.reject()
    report.until((tmp_path / "pages.pdf").exists)
    report.until(lambda: journalled(report) == ["activity"])


def journalled(counter: Counter) -> list[str]:
    """Return what the journal says of tables that left the till."""
    with database_of(counter.core).reading() as conn:
        entries = conn.execute(select(JOURNAL.c.entry).where(JOURNAL.c.what == "file-saved")).scalars().all()
    return [json.loads(entry)["what"] for entry in entries]


@pytest.mark.parametrize(("letter", "form"), [("S", "csv"), ("X", "xlsx"), ("F", "pdf")])
def test_each_form_has_a_chord(report: Counter, letter: str, form: str) -> None:
    report.chord(letter)
    report.find(QFileDialog, f"save_report_{form}_dialog").reject()


def test_every_report_is_read_and_shown(report: Counter) -> None:
    kinds = report.find(QComboBox, "report_kind")
    shown = []
    for at in range(1, kinds.count()):
        kinds.setCurrentIndex(at)
        name = kinds.itemData(at)
        report.until(lambda name=name: report.find(ReportPage, "report_page").shown == name)
        shown.append((name, report.sees("report_table"), report.sees("report_period")))
    assert shown == [
        ("activity", True, True),
        ("liability", True, True),
        ("cards", True, False),
        ("exceptions", True, True),
        ("exceptions-tills", True, True),
        ("tills", True, True),
    ]


def test_the_reconciliation_comes_first_and_comes_back(report: Counter) -> None:
    choose(report, "report_kind", -1)
    report.until(lambda: report.sees("reports_verdict"))
    assert not report.sees("report_table")
