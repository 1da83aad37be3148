"""The print dialog shows what comes on paper, and says what it cannot do; the picture fits whatever room there is."""

import pytest
from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QWidget

from core.printing.layout import Area, Bars, Layout
from core.printing.sale import SoldCard
from gui.dialogs import file_dialog, print_dialog
from gui.dialogs.print_controller import PrintController
from gui.dialogs.print_dialog import PrintDialog
from gui.painting.painter import picture
from gui.printing.printers import Printers
from gui.printing.texts import card_page
from gui.widgets.cards.page_picture import PagePicture


class SomePrinters(Printers):
    """Printers that come and go as the test says."""

    there: tuple[str, ...] = ()

    def names(self):
        return self.there

    def usual(self):
        return self.there[0] if self.there else ""


@pytest.fixture
def page():
    return card_page(SoldCard("Harbour Books", 5000, "USD", "ABCD0123EFGH4567", "ABCD0123EFGH4567"))


@pytest.fixture
def window(keep, look):
    made = keep(QWidget())
    made.show()
    return made


@pytest.fixture
def printers(monkeypatch):
    monkeypatch.setattr(print_dialog, "Printers", SomePrinters)
    yield SomePrinters
    SomePrinters.there = ()


def part(widget, name):
    return widget.findChild(object, name)


def test_the_chosen_printer_is_offered_first(window, page, printers):
    printers.there = ("Office", "Cards")
    dialog = PrintDialog((page,), "Cards", window)
    assert part(dialog, "print_printer").currentText() == "Cards"
    assert part(dialog, "print_now").isEnabled()


def test_a_chosen_printer_that_is_gone_leaves_the_usual_one(window, page, printers):
    printers.there = ("Office", "Back room")
    assert part(PrintDialog((page,), "Cards", window), "print_printer").currentText() == "Office"


def test_a_printer_that_was_connected_meanwhile_is_offered_when_somebody_comes_back(qtbot, window, page, printers):
    dialog = print_dialog.show((page,), "", window)
    qtbot.waitExposed(dialog)
    assert not part(dialog, "print_now").isEnabled()
    printers.there = ("Office",)
    dialog.changeEvent(QEvent(QEvent.Type.ActivationChange))
    assert part(dialog, "print_now").isEnabled()
    assert part(dialog, "print_note").text() == ""
    dialog.reject()


def test_enter_prints_on_the_printer_that_is_shown(qtbot, window, page, printers):
    printers.there = ("Office", "Cards")
    dialog = print_dialog.show((page,), "Cards", window)
    with qtbot.waitSignal(dialog.print_requested) as asked:
        part(dialog, "print_now").click()
    assert asked.args == ["Cards"]
    dialog.reject()


def test_every_page_is_looked_at_in_turn(window, page, printers):
    dialog = PrintDialog((page, page, page), "", window)
    back, on = part(dialog, "print_previous"), part(dialog, "print_next")
    assert (part(dialog, "print_place").text(), back.isEnabled()) == ("Page 1 of 3", False)
    on.click()
    on.click()
    assert (part(dialog, "print_place").text(), on.isEnabled()) == ("Page 3 of 3", False)
    back.click()
    assert part(dialog, "print_place").text() == "Page 2 of 3"


def test_a_printer_that_does_not_take_the_page_leaves_the_dialog_open_and_says_why(qtbot, window, page, printers):
    printers.there = ("Office",)
    printing = PrintController(window)
    printing.preview(page, "card.pdf")
    dialog = window.findChild(PrintDialog)
    part(dialog, "print_save_pdf").click()
    with qtbot.waitSignal(printing.failed) as failed:
        part(dialog, "save_pdf_dialog").fileSelected.emit("/no/such/folder/card.pdf")
    assert dialog.isVisible()
    assert part(dialog, "print_note").text() == failed.args[0]
    dialog.reject()


def test_the_next_file_dialog_begins_where_the_last_file_went(window, tmp_path):
    first = file_dialog.save_file("one", "Save", "card.pdf", window)
    first.fileSelected.emit(str(tmp_path / "card.pdf"))
    first.close()
    second = file_dialog.save_file("two", "Save", "list.csv", window)
    assert second.directory().absolutePath() == str(tmp_path)
    assert second.defaultSuffix() == "csv"
    second.close()


def test_a_folder_that_is_gone_is_not_begun_in(window, tmp_path, monkeypatch):
    monkeypatch.setattr(file_dialog, "_folders", [str(tmp_path / "gone")])
    monkeypatch.setenv("HOME", str(tmp_path))
    assert file_dialog.last_folder() == str(tmp_path)


@pytest.mark.parametrize("size", [(100, 600), (600, 100), (380, 536)])
def test_the_picture_fits_whatever_room_there_is(qtbot, keep, look, page, size):
    picture = keep(PagePicture("picture", "The card"))
    picture.resize(*size)
    picture.show_page(page)
    drawn = picture.grab().toImage()
    assert drawn.width() >= size[0]
    inside = picture._image.deviceIndependentSize()
    assert inside.width() <= size[0] + 1
    assert inside.height() <= size[1] + 1
    picture.show_page(None)
    assert picture._image is None


@pytest.mark.parametrize("dpi", [30, 60, 96, 300])
def test_in_a_small_picture_too_the_bars_stay_between_their_quiet_zones(qapp, dpi):
    """Several cards stand side by side on a sheet: bars that are too wide would run into those of the next one."""
    image = picture(Layout(90, 20, (Bars(Area(20, 5, 50, 10), (True, False) * 100 + (True,)),), "bars"), dpi)
    middle = image.height() // 2
    dark = [x for x in range(image.width()) if image.pixelColor(x, middle).lightness() < 250]
    per_mm = dpi / 25.4
    assert 20 * per_mm < dark[0]
    assert dark[-1] < 70 * per_mm
