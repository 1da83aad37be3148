"""The printer of the settings: chosen from what is there, tried with a page, and told plainly where there is none."""

from pathlib import Path

import pypdfium2
import pytest
from PySide6.QtPrintSupport import QPrinter

from gui.printing import preferred
from gui.printing.printers import Printers, print_test_page
from gui.views.settings.printer import PrinterPanel
from gui.views.settings.settings import SettingsView

pytestmark = pytest.mark.unstyled

KEY = preferred.CARD_PRINTER


class PaperInFiles(Printers):
    """Printers whose paper is a file of a folder; `known` may change, as a cable that is pulled."""

    def __init__(self, folder: Path, *known: str) -> None:
        self.folder, self.known = folder, known

    def names(self) -> tuple[str, ...]:
        return self.known

    def usual(self) -> str:
        return self.known[0] if self.known else ""

    def open(self, name: str) -> QPrinter:
        printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
        printer.setOutputFileName(str(self.folder / f"{name}.pdf"))
        return printer


@pytest.fixture
def two(tmp_path: Path) -> PaperInFiles:
    return PaperInFiles(tmp_path, "Office", "Cards")


def panel(keep, there: Printers, stored: str) -> PrinterPanel:
    made = keep(PrinterPanel(there))
    made.show_values({KEY: stored})
    made.show()
    return made


def said(shown: PrinterPanel) -> str:
    return shown.findChild(object, "printer_said").text()


def test_it_is_chosen_from_what_is_there(qtbot, keep, look, two):
    shown = panel(keep, two, "Cards")
    box = shown.findChild(object, KEY)
    assert [box.itemData(at) for at in range(box.count())] == ["", "Office", "Cards"]
    assert (box.currentData(), said(shown)) == ("Cards", "")
    with qtbot.waitSignal(shown.change_requested) as asked:
        box.setCurrentIndex(0)
    assert asked.args == [KEY, ""]
    shown.show_stored(KEY, "")
    assert said(shown) == "Cards go to Office."


def test_a_test_page_goes_where_cards_go(qtbot, keep, look, two, tmp_path):
    shown = panel(keep, two, "Cards")
    shown.findChild(object, "printer_test").click()
    assert said(shown) == "A test page was sent to Cards."
    page = pypdfium2.PdfDocument(tmp_path / "Cards.pdf")[0]
    assert "this printer works" in page.get_textpage().get_text_range()
    assert not (tmp_path / "Office.pdf").exists()


def test_one_that_is_gone_stays_chosen_and_is_told(qtbot, keep, look, two, tmp_path):
    shown = panel(keep, two, "Cards")
    two.known = ("Office",)
    shown.show_values({KEY: "Cards"})
    assert shown.findChild(object, KEY).currentText() == "Cards (not there now)"
    assert said(shown) == "Cards go to Office."
    shown.findChild(object, "printer_test").click()
    assert (tmp_path / "Office.pdf").exists()


def test_where_there_is_none_it_is_told_what_to_do(qtbot, keep, look, two):
    shown = panel(keep, PaperInFiles(two.folder), "")
    assert said(shown).startswith("No printer was found. Cards can be saved as PDF")
    assert not shown.findChild(object, "printer_test").isEnabled()
    shown = panel(keep, two, "")
    two.known = ()  # unplugged while the page is open
    shown.findChild(object, "printer_test").click()
    assert said(shown).startswith("No printer was found.")


@pytest.mark.qt_log_ignore("Returned false", extend=True)
def test_paper_that_cannot_be_had_is_told(keep, look, two):
    two.folder = two.folder / "missing"
    assert print_test_page(two, "Cards") == "Cards did not take the page."


def test_the_choice_is_stored_and_counts_at_once(qtbot, show, bridge, ask):
    view = show(SettingsView(bridge))
    box = view.findChild(object, KEY)
    qtbot.waitUntil(lambda: view.findChild(object, "shop.name").text() != "")
    box.addItem("Cards", "Cards")
    with qtbot.waitSignal(view.notified):
        box.setCurrentIndex(box.findData("Cards"))
    assert ask(lambda core: core.preferences.get(KEY)) == "Cards"
    assert (preferred._chosen, box.currentText()) == ("Cards", "Cards (not there now)")
    preferred.choose("")
