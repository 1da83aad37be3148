"""A report in files: figures are figures and days are days, text calculates nothing, and the tables are all there."""

import csv
import io
import re
import shutil
import subprocess
import xml.etree.ElementTree as ET
import zipfile
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest

from core.console.english_writing import EnglishWriting
from core.domain.outcome import Message
from core.rows.report import CellKind, Report, ReportColumn, ReportTable, ReportWord
from core.rows.report_csv import as_csv
from core.rows.report_xlsx import as_xlsx

MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
COLUMNS = (
    ReportColumn("day", "activity.day", CellKind.DATE),
    ReportColumn("clerk", "activity.clerk", CellKind.TEXT),
    ReportColumn("acts", "activity.acts", CellKind.COUNT),
    ReportColumn("net", "activity.net", CellKind.MONEY),
    ReportColumn("share", "activity.sold", CellKind.SHARE),
)
TOTAL = (ReportWord("", "report.total"), None, 1203, -7, 10_000)


def table(currency: str = "USD", *rows, **changes) -> ReportTable:
    given = rows or (("2026-11-30", '=HYPERLINK("x")', 1200, 123_456_789_01, 1250), ("2026-12-01", "+1", 3, -8, -5))
    return ReportTable(currency, COLUMNS, given, totals=TOTAL, **changes)


def report(*tables: ReportTable) -> Report:
    title, source = Message("activity.title"), Message("report.source_till")
    days: dict[str, object] = {"first": "2026-11-30", "last": "2026-12-01"}
    subtitle = Message("report.of_days", days)
    return Report("activity", title, subtitle, "2026-11-30", "2026-12-01", (source,), tables)


def lines(content: bytes) -> list[list[str]]:
    assert content.startswith(b"\xef\xbb\xbf")
    return list(csv.reader(io.StringIO(content.decode("utf-8-sig"), newline="")))


class Workbook:
    """What a spreadsheet finds in the file, by name of the sheet and then of the cell."""

    def __init__(self, content: bytes) -> None:
        with zipfile.ZipFile(io.BytesIO(content)) as packed:
            parts = {name: packed.read(name) for name in packed.namelist()}
        texts = ["".join(part.itertext()) for part in ET.fromstring(parts.get("xl/sharedStrings.xml", b"<none/>"))]
        styles = ET.fromstring(parts["xl/styles.xml"])
        self._codes = {each.get("numFmtId"): each.get("formatCode") for each in styles.iter(f"{MAIN}numFmt")}
        self._forms = [each.get("numFmtId") for each in styles.find(f"{MAIN}cellXfs")]
        names = [each.get("name") for each in ET.fromstring(parts["xl/workbook.xml"]).iter(f"{MAIN}sheet")]
        self.sheets: dict[str, dict[Any, Any]] = {}
        self.formats, self.frozen = {}, {}
        for number, name in enumerate(names, 1):
            sheet = ET.fromstring(parts[f"xl/worksheets/sheet{number}.xml"])
            assert not list(sheet.iter(f"{MAIN}f")), "a cell calculates"
            pane = next(sheet.iter(f"{MAIN}pane"), None)
            self.frozen[name] = None if pane is None else pane.get("topLeftCell")
            cells = [cell for cell in sheet.iter(f"{MAIN}c") if cell.find(f"{MAIN}v") is not None]
            self.sheets[name] = {
                cell.get("r"): texts[int(cell.findtext(f"{MAIN}v"))]
                if cell.get("t") == "s"
                else Decimal(cell.findtext(f"{MAIN}v"))
                for cell in cells
            }
            self.formats[name] = {cell.get("r"): self._codes.get(self._forms[int(cell.get("s", 0))]) for cell in cells}


def test_a_csv_file_has_every_line_of_every_table_and_no_cell_calculates():
    yen = table("JPY", ("2026-11-30", None, 1, 500, 0), compared=(ReportWord("", "report.compared"), None, 0, 0, 0))
    found = lines(as_csv(report(table(), yen)))
    assert found == [
        ["table", "currency", "line", "day", "clerk", "acts", "net", "share"],
        ["activity", "USD", "row", "2026-11-30", '\'=HYPERLINK("x")', "1200", "123456789.01", "0.1250"],
        ["activity", "USD", "row", "2026-12-01", "'+1", "3", "-0.08", "-0.0005"],
        ["activity", "USD", "total", "", "", "1203", "-0.07", "1.0000"],
        ["activity", "JPY", "row", "2026-11-30", "", "1", "500", "0.0000"],
        ["activity", "JPY", "total", "", "", "1203", "-7", "1.0000"],
        ["activity", "JPY", "compared", "", "", "0", "0", "0.0000"],
    ]


def test_tables_with_other_columns_have_a_heading_of_their_own():
    other = ReportTable("USD", COLUMNS[:1], (("2026-11-30",),), name="opened")
    found = lines(as_csv(report(table(), other)))
    assert found[-3:] == [[], ["table", "currency", "line", "day"], ["opened", "USD", "row", "2026-11-30"]]


def test_a_report_without_tables_is_an_empty_file_and_a_workbook_that_says_what_it_is():
    assert lines(as_csv(report())) == []
    book = Workbook(as_xlsx(report(), EnglishWriting()))
    assert list(book.sheets) == ["About this report"]
    assert book.sheets["About this report"]["A2"] == "2026-11-30 to 2026-12-01"


def test_in_a_workbook_figures_are_numbers_and_days_are_dates():
    book = Workbook(as_xlsx(report(table()), EnglishWriting()))
    cells, formats = book.sheets["USD"], book.formats["USD"]
    assert [cells[f"{column}1"] for column in "ABCDE"] == ["Day", "Clerk", "Acts", "Net", "Sold"]
    assert date(1899, 12, 30) + timedelta(days=int(cells["A2"])) == date(2026, 11, 30)
    assert (cells["B2"], cells["B3"]) == ('=HYPERLINK("x")', "+1")
    assert (cells["C2"], cells["D2"], cells["E2"]) == (1200, Decimal("123456789.01"), Decimal("0.125"))
    assert (cells["A4"], cells["C4"], cells["D4"]) == ("Total", 1203, Decimal("-0.07"))
    assert (formats["A2"], formats["D2"], formats["E2"]) == ("yyyy-mm-dd", "#,##0.00 [$USD]", "0.0%")
    assert book.frozen["USD"] == "B2"


def test_money_has_the_decimals_of_its_currency():
    rows = (("2026-11-30", "", 1, 1234, 0),)
    book = Workbook(as_xlsx(report(table("JPY", *rows), table("KWD", *rows)), EnglishWriting()))
    assert (book.sheets["JPY"]["D2"], book.formats["JPY"]["D2"]) == (Decimal(1234), "#,##0 [$JPY]")
    assert (book.sheets["KWD"]["D2"], book.formats["KWD"]["D2"]) == (Decimal("1.234"), "#,##0.000 [$KWD]")


def test_sheets_have_names_that_a_spreadsheet_takes_and_never_the_same():
    titled = [table(title=Message("activity.by.kind"), name=str(number)) for number in range(3)]
    names = list(Workbook(as_xlsx(report(*titled), EnglishWriting())).sheets)
    assert len({name.casefold() for name in names}) == 4
    assert all(0 < len(name) <= 31 and not re.search(r"[\[\]:*?/\\]", name) for name in names)


def test_columns_that_say_nothing_are_left_out_where_there_is_little_room():
    columns = (COLUMNS[0], ReportColumn("a", "activity.sold", CellKind.MONEY, needed=False), COLUMNS[3])
    bare = ReportTable("USD", columns, (("2026-11-30", 0, 5),), ("", 0, 5)).shortened()
    assert ([column.name for column in bare.columns], bare.rows, bare.totals) == (
        ["day", "net"],
        (("2026-11-30", 5),),
        ("", 5),
    )
    compared = ReportTable("USD", columns, (("2026-11-30", 0, 5),), ("", 0, 5), compared=("", 1, 5))
    assert compared.shortened() == compared


@pytest.fixture
def convert(tmp_path):
    """Returns what LibreOffice makes of a file: it opens it and saves it in another form."""
    office = shutil.which("soffice")
    if office is None:
        pytest.skip("soffice is not installed: apt-get install libreoffice-calc; no spreadsheet read a report here")

    def run(name: str, content: bytes, form: str) -> bytes:
        (tmp_path / name).write_bytes(content)
        home = f"-env:UserInstallation=file://{tmp_path / 'office'}"
        where = ("--outdir", str(tmp_path / "out"), str(tmp_path / name))
        subprocess.run(
            [office, home, "--headless", "--convert-to", form, *where], check=True, capture_output=True, timeout=180
        )
        return (tmp_path / "out" / name).with_suffix(f".{form}").read_bytes()

    return run


@pytest.mark.slow
def test_libreoffice_reads_the_same_figures_in_the_workbook(convert):
    shown = convert("report.xlsx", as_xlsx(report(table()), EnglishWriting()), "csv").decode()
    heading, first, second, total = list(csv.reader(io.StringIO(shown)))
    assert heading == ["Day", "Clerk", "Acts", "Net", "Sold"]
    assert first[:2] == ["2026-11-30", '=HYPERLINK("x")']
    figures = [[cell.replace(",", "").removesuffix(" USD") for cell in line[2:]] for line in (first, second, total)]
    assert figures == [["1200", "123456789.01", "12.5%"], ["3", "-0.08", "-0.05%"], ["1203", "-0.07", "100%"]]


@pytest.mark.slow
def test_libreoffice_reads_the_same_figures_in_the_csv_file(convert):
    book = Workbook(convert("report.csv", as_csv(report(table())), "xlsx"))
    (cells,) = book.sheets.values()
    assert (cells["E2"], cells["F2"], cells["G2"]) == ('\'=HYPERLINK("x")', 1200, Decimal("123456789.01"))
    assert (cells["F4"], cells["G4"]) == (1203, Decimal("-0.07"))
