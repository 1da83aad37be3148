"""No text from outside is ever markup in the window, and none of it turns the order of what is read."""

import ast
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QMessageBox, QWidget

from core.domain.card import Match
from core.domain.operation import State
from core.rows import CardDetails
from gui.frame.pages import PAGES
from gui.start.fault_reporter import FaultReporter
from gui.views.card.card import CardView
from gui.widgets.lists.table_model import Column, TableModel
from gui.widgets.text.labels import label
from gui.window.main_window import MainWindow
from tests.gui.builders import card, idle_bridge, status, timeline
from tests.gui.views.outbox.test_outbox import operation
from tests.gui.window_parts import card_session, message_bar
from tests.metrics import sources

pytestmark = pytest.mark.unstyled

GUI = Path(__file__).parents[2] / "gui"
HOSTILE = "<b>Ada</b>\u202e\u2066\x1b[2J\x9b"
STEERING = set("\u202e\u2066\x1b\x9b")
MADE_IN = {
    "QLabel": {"widgets/text/labels.py"},
    "QMessageBox": {"start/fault_reporter.py"},
    "setToolTip": {
        "widgets/buttons/button.py",
        "views/bulk/running.py",
        "views/issue/code_screen.py",
        "views/issue/sell_panel.py",
    },
    "QTextBrowser": {"widgets/text/guide_browser.py"},  # which shows files of the program, and nobody's words
    "setMarkdown": {"widgets/text/guide_browser.py"},
}
NEVER = {
    "QErrorMessage", "QTextEdit", "QToolTip", "QWhatsThis", "ToolTipRole", "StatusTipRole",
    "WhatsThisRole", "setWhatsThis", "setStatusTip", "setHtml", "insertHtml", "appendHtml", "RichText", "AutoText",
    "MarkdownText",
}  # fmt: skip


def used(tree: ast.AST) -> set[str]:
    """Names that are called, derived from, or looked up on something."""
    called = {node.func.id for node in ast.walk(tree) if isinstance(node, ast.Call) and isinstance(node.func, ast.Name)}
    bases = {
        base.id
        for node in ast.walk(tree)
        if isinstance(node, ast.ClassDef)
        for base in node.bases
        if isinstance(base, ast.Name)
    }
    return called | bases | {node.attr for node in ast.walk(tree) if isinstance(node, ast.Attribute)}


def test_labels_boxes_and_tips_are_made_in_one_place_each():
    for path, tree in sources.trees("|".join((*NEVER, *MADE_IN)), "gui"):
        names, place = used(tree), path.relative_to(GUI).as_posix()
        assert not names & NEVER, place
        for name, places in MADE_IN.items():
            assert name not in names or place in places, (name, place)


@pytest.fixture
def window(qtbot, look):
    made = MainWindow(idle_bridge())
    qtbot.addWidget(made)
    made.show()
    for page in PAGES:
        made.show_page(page.name)
    made._bridge._status = status(shop_name=HOSTILE, till_name=HOSTILE, clerk=HOSTILE, service_url=HOSTILE)
    made._bridge.status_changed.emit(made._bridge.status)
    return made


def test_every_label_of_the_window_shows_text_only(window):
    counter = window.show_page("card")
    assert isinstance(counter, CardView)
    counter._match = Match.VERIFIED
    card_session(counter)._on_read(card_session(counter)._ticket, CardDetails(card(note=HOSTILE), timeline()))
    message_bar(window).show_message(HOSTILE, "warn")
    window._stack.view("outbox")._detail.show_operation(
        operation(state=State.PARKED, clerk=HOSTILE, reason=HOSTILE), ()
    )
    labels = window.findChildren(QLabel)
    assert len(labels) > 100
    assert {each.textFormat() for each in labels} == {Qt.TextFormat.PlainText}
    assert not [each.objectName() for each in labels if STEERING & set(each.text())]
    assert any("<b>Ada</b>" in each.text() for each in labels)
    assert not [each for each in window.findChildren(QWidget) if "<" in each.toolTip()]


def test_a_cell_and_a_label_drop_what_steers(qapp):
    model = TableModel([Column("Note", str)])
    model.show_rows([HOSTILE + "\nsecond"])
    assert model.index(0, 0).data() == "<b>Ada</b>[2J second"
    note = label("")
    note.setText(HOSTILE + "\nsecond")
    assert note.text() == "<b>Ada</b>[2J\nsecond"


def test_the_box_of_a_fault_shows_text_only(qtbot, qapp):
    fault_reporter = FaultReporter(qapp)
    fault_reporter._on_met("fault")
    box = fault_reporter._dialog
    assert isinstance(box, QMessageBox)
    assert box.textFormat() is Qt.TextFormat.PlainText
    box.done(0)
