"""The journals of all tills from the window: what was read, what is wrong with it, and the way to what it decides."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QDialog, QLabel, QWidget

from core.domain.operation import State
from core.domain.shop_file import ShopStanding
from core.usecases import sharing
from gui.views.outbox.outbox import OutboxView
from gui.views.settings.sharing_panel import SharingPanel
from gui.widgets.lists.table import Table
from gui.widgets.lists.table_model import ROW
from gui.window.main_window import MainWindow
from gui.work.core_bridge import CoreBridge
from tests.core.services.backup_shop import state
from tests.core.services.kept_shop import KeptShop, kept_shop
from tests.core.services.merging_tills import MergingTills
from tests.gui.builders import UNHURRIED_MS
from tests.gui.conftest import MEETING_MS
from tests.gui.views.outbox.outbox_page import chosen, table
from tests.quick_pins import quick_passwords

__all__ = ["quick_passwords"]

pytestmark = [pytest.mark.unstyled, pytest.mark.usefixtures("quick_scrypt", "quick_passwords")]


@pytest.fixture(scope="module")
def kept(tmp_path_factory) -> Iterator[KeptShop[MergingTills]]:
    with kept_shop(tmp_path_factory.mktemp("kept"), MergingTills) as made:
        yield made


@pytest.fixture
def tills(kept) -> Iterator[MergingTills]:
    """Two tills with a folder in common; the pages of the first one are not there yet."""
    with kept.copy() as made:
        made.other.preferences.set("shop.folder", str(made.stick))
        (made.stick / "journals").mkdir()
        yield made


@pytest.fixture
def open_window(qtbot, look, tills: MergingTills) -> Iterator[Callable[[], MainWindow]]:
    """Opens the window of the second till, with the other tills in front."""
    bridge = CoreBridge(lambda: tills.other)
    made = MainWindow(bridge)
    qtbot.addWidget(made)

    def opened() -> MainWindow:
        made.resize(1024, 700)
        made.show()
        with qtbot.waitSignal(bridge.opened, timeout=MEETING_MS):
            bridge.start()
        made.show_page("settings.tills")
        qtbot.waitUntil(lambda: button(made, "tills_merge").isVisible(), timeout=MEETING_MS)
        return made

    yield opened
    made.end()
    assert bridge.close(UNHURRIED_MS)


def button(place: QWidget, name: str) -> QAbstractButton:
    return place.findChild(QAbstractButton, name)


def said(place: QWidget, name: str) -> str:
    return place.findChild(QLabel, name).text()


def merged(qtbot, window: MainWindow) -> QDialog:
    """Put the journals together, and return the dialog that tells of it."""
    button(window, "tills_merge").click()
    qtbot.waitUntil(lambda: QApplication.activeModalWidget() is not None, timeout=MEETING_MS)
    dialog = QApplication.activeModalWidget()
    assert isinstance(dialog, QDialog)
    assert dialog.objectName() == "merged_dialog"
    return dialog


def closed(qtbot, dialog: QDialog) -> None:
    button(dialog, "merged_close").click()
    qtbot.waitUntil(lambda: QApplication.activeModalWidget() is None)


def rows(dialog: QDialog, name: str) -> list[tuple[str, ...]]:
    model = dialog.findChild(Table, name).model()
    return [
        tuple(model.index(row, column).data() for column in range(model.columnCount()))
        for row in range(model.rowCount())
    ]


def states(dialog: QDialog) -> dict[str, str]:
    """Return what is told of each journal, by the name of its till."""
    return {row[0]: row[2] for row in rows(dialog, "merged_tills")}


@pytest.mark.slow
def test_each_write_that_the_journals_decide_has_its_way_to_the_outbox(qtbot, tills: MergingTills, open_window):
    doubts = [tills.doubt() for _ in range(2)]
    sharing.share_journal(tills.first, tills.stick / "journals")
    window = open_window()
    for at, (_, operation_id) in enumerate(doubts):
        window.show_page("settings.tills")
        dialog = merged(qtbot, window)
        assert states(dialog) == {"Till 1": "Whole", "second, this one": "Whole"}
        assert "2 tills, all journals whole" in said(dialog, "merged_sentence")
        assert dialog.findChild(QLabel, "merged_troubles").isHidden()
        assert [row[2:] for row in rows(dialog, "merged_claims")] == [("\N{MINUS SIGN}$20.00", "second")] * 2
        dialog.findChild(Table, "merged_claims").choose_row(at)
        assert "Settle it as done in the outbox" in said(dialog, "merged_story")
        button(dialog, "merged_outbox").click()
        outbox = window.findChild(OutboxView)
        qtbot.waitUntil(lambda view=outbox: view.isVisible() and view.model.rowCount() == 2, timeout=MEETING_MS)
        shown = table(outbox)
        qtbot.waitUntil(lambda shown=shown: shown.currentIndex().isValid(), timeout=MEETING_MS)
        assert (chosen(outbox), shown.currentIndex().data(ROW).operation_id) == (operation_id, operation_id)
        assert state(tills.other, operation_id) is State.PARKED, "nothing is settled by the dialog"


def test_what_is_missing_or_wrong_is_told_and_nothing_is_proposed(qtbot, tills: MergingTills, open_window):
    tills.doubt()
    window = open_window()
    dialog = merged(qtbot, window)
    assert states(dialog) == {"second, this one": "Whole"}
    assert "Journals of 1 tills, of 2" in said(dialog, "merged_sentence")
    assert "Bring what is missing" in said(dialog, "merged_story")
    assert dialog.findChild(Table, "merged_claims").isHidden()
    assert button(dialog, "merged_outbox").isHidden()
    closed(qtbot, dialog)
    place = tills.stick / "journals"
    before = set(place.iterdir())
    for _ in range(3):
        sharing.share_journal(tills.first, place)
    gone = sorted(set(place.iterdir()) - before)[1]
    gone.unlink()
    (place / "till.page").write_text("accounts")
    dialog = merged(qtbot, window)
    assert states(dialog) == {"Till 1": "Entries missing", "second, this one": "Whole"}
    told = said(dialog, "merged_troubles").splitlines()
    assert "are missing. Bring its pages again." in told[0]
    assert told[1].startswith("till.page is no page of this shop")
    assert rows(dialog, "merged_claims") == []
    closed(qtbot, dialog)


def test_nothing_in_doubt_is_said_in_words_and_escape_leaves(qtbot, tills: MergingTills, open_window):
    sharing.share_journal(tills.first, tills.stick / "journals")
    window = open_window()
    dialog = merged(qtbot, window)
    assert "No write in doubt" in said(dialog, "merged_story")
    QTest.keyClick(dialog, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: QApplication.activeModalWidget() is None)


def test_a_folder_that_is_gone_is_told_in_the_panel(qtbot, tills: MergingTills, open_window):
    window = open_window()
    (tills.stick / "journals").rename(tills.stick / "away")
    tills.stick.rename(tills.shop.root / "elsewhere")
    button(window, "tills_merge").click()
    qtbot.waitUntil(lambda: "is no folder" in said(window, "tills_said"), timeout=MEETING_MS)
    (tills.shop.root / "elsewhere").rename(tills.stick)
    closed(qtbot, merged(qtbot, window))


@pytest.mark.parametrize(
    ("standing", "offered"),
    [
        (ShopStanding(folder="/srv/shop"), False),
        (ShopStanding("ABCD", leads=True), False),
        (ShopStanding("ABCD", leads=True, folder="/srv/shop"), True),
        (ShopStanding("ABCD", folder="/srv/shop"), True),
    ],
)
def test_only_a_till_of_several_with_a_folder_is_offered_it(keep, standing: ShopStanding, offered: bool):
    panel = keep(SharingPanel())
    panel.show_standing(standing)
    assert button(panel, "tills_merge").isHidden() is not offered
