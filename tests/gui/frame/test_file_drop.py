"""A CSV file dropped on the window is looked through as an order; anything else is not taken, and nothing is made."""

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QApplication, QLabel, QPushButton, QWidget

from gui.dialogs.confirm import Confirm, Confirmation
from gui.frame.file_drop import FileDrop
from gui.views.issue.issue import IssueView

pytestmark = pytest.mark.unstyled

FILE = "row_id,amount,recipient\nA1,10.00,Nora\nA2,25.00,Tim\n"


@pytest.fixture
def window(qtbot, look):
    made = QWidget()
    qtbot.addWidget(made)
    made.show()
    made.drop = FileDrop(made)
    made.dropped = []
    made.drop.dropped.connect(made.dropped.append)
    return made


def carry(window: QWidget, *urls: str) -> bool:
    """Drags and drops them. Returns whether the window would take them."""
    mime = QMimeData()
    mime.setUrls([QUrl(url) for url in urls])
    how = Qt.DropAction.CopyAction, mime, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    enter = QDragEnterEvent(QPoint(5, 5), *how)
    enter.ignore()
    QApplication.sendEvent(window, enter)
    if enter.isAccepted():
        QApplication.sendEvent(window, QDropEvent(QPointF(5, 5), *how))
    return enter.isAccepted()


def test_a_csv_file_is_taken(window, tmp_path):
    path = tmp_path / "Orders.CSV"
    assert carry(window, QUrl.fromLocalFile(str(path)).toString())
    assert window.dropped == [path]


@pytest.mark.parametrize(
    "urls",
    [("file:///a/card.pdf",), ("https://cards.example/a.csv",), ("file:///a/1.csv", "file:///a/2.csv"), ()],
    ids=["another kind", "from the web", "two files", "no file"],
)
def test_anything_else_is_not(window, urls):
    assert not carry(window, *urls)
    assert window.dropped == []


def test_nothing_is_taken_while_a_question_is_in_front(qtbot, window):
    ask = Confirm(Confirmation("Sure?", "Gone.", "Do", "Keep"), window)
    ask.open()
    assert not carry(window, "file:///a/1.csv")
    ask.reject()


def test_it_is_looked_through_and_nothing_is_made(qtbot, look, tmp_path, bridge, show, ask):
    path = tmp_path / "orders.csv"
    path.write_text(FILE)
    view = show(IssueView(bridge))
    before = ask(lambda core: core.queries.history())
    view.look_through(path)
    heading = view.findChild(QLabel, "bulk_heading")
    qtbot.waitUntil(lambda: heading.text() != "")
    assert heading.text() == "2 cards, $35.00 in all"
    assert view.findChild(QPushButton, "bulk_go").isEnabled()
    assert ask(lambda core: core.queries.history()) == before
