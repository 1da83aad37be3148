"""Every control of these pages has a handle, a name that is spoken, and room for a finger."""

import pytest
from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtWidgets import QAbstractButton, QAbstractItemView, QComboBox, QLabel, QLineEdit, QScrollArea

from core.domain.operation import State
from core.usecases.operations import OutboxPage
from core.usecases.unfinished import ToHandOver
from gui.dialogs.card_code import CardCodeDialog
from gui.dialogs.confirm import Confirm, Confirmation
from gui.views.alerts.alerts import AlertsView
from gui.views.history.history import HistoryView
from gui.views.issue.issue import IssueView
from gui.views.outbox.outbox import OutboxView
from gui.views.reports.reports import ReportsView
from gui.views.search.search import SearchView
from gui.views.settings.settings import SettingsView
from tests.gui.builders import idle_bridge
from tests.gui.views.alerts.alert_rows import EVERY
from tests.gui.views.outbox.test_outbox import operation

PAGES = (IssueView, SearchView, OutboxView, HistoryView, ReportsView, AlertsView, SettingsView)
CONTROLS = (QAbstractButton, QLineEdit, QComboBox, QAbstractItemView, QScrollArea)


@pytest.fixture(scope="module", params=PAGES, ids=lambda page: page.name)
def page(request, light):
    """Made once for all tests that only look at it."""
    made = request.param(idle_bridge())
    made.resize(1080, 700)
    made.show()
    yield made
    made.close()
    made.deleteLater()
    QCoreApplication.sendPostedEvents(made, QEvent.Type.DeferredDelete)


def controls(widget):
    """Ours, not the parts that Qt builds its own widgets from."""
    return [
        each
        for kind in CONTROLS
        for each in widget.findChildren(kind)
        if not each.objectName().startswith("qt_") and not _is_part_of_qt(each)
    ]


def _is_part_of_qt(widget) -> bool:
    above = widget.parent()
    while above is not None and not isinstance(above, (QComboBox, QAbstractItemView)):
        above = above.parent()
    return above is not None


def spoken(control) -> str:
    text = control.text() if isinstance(control, QAbstractButton) else ""
    return (
        control.accessibleName() or text or (control.accessibleDescription() if isinstance(control, QComboBox) else "")
    )


def unnamed(widget) -> list[str]:
    return [f"{type(each).__name__} {each.objectName()}" for each in controls(widget) if not spoken(each).strip()]


def test_every_control_has_a_name(page):
    if isinstance(page, IssueView):
        page._sell.set_currency("EUR")
    if isinstance(page, AlertsView):
        page.show_alerts(EVERY)
    assert unnamed(page) == []


def test_every_control_has_a_handle_of_its_own(page):
    names = [each.objectName() for each in controls(page)]
    assert "" not in names
    assert sorted(names) == sorted(set(names))


def test_every_control_has_room_for_a_finger(page):
    small = [
        f"{each.objectName()} {each.height()}"
        for each in controls(page)
        if each.isVisible() and isinstance(each, (QAbstractButton, QLineEdit, QComboBox)) and each.height() < 44
    ]
    assert small == []


def test_labels_with_living_text_have_no_other_name(page):
    assert [each.objectName() for each in page.findChildren(QLabel) if each.accessibleName()] == []


def test_the_page_has_a_title(page):
    assert page.accessibleName() == page.title != page.name


@pytest.mark.slow
@pytest.mark.parametrize("size", [(1080, 700), (824, 560)], ids=["1280x800", "1024x700"])
@pytest.mark.parametrize("make", PAGES, ids=lambda page: page.name)
def test_nothing_is_wider_than_the_page(qtbot, keep, look, make, size):
    view = keep(make(idle_bridge()))
    if isinstance(view, OutboxView):
        view._on_read(OutboxPage((operation(),)))
    if isinstance(view, AlertsView):
        view.show_alerts(EVERY)
    if isinstance(view, IssueView):
        view._on_waiting(ToHandOver((operation(state=State.DONE, code_waits=True),), ()))
    view.resize(*size)
    view.show()
    qtbot.waitExposed(view)
    assert view.width() == size[0]
    for scroll in view.findChildren(QScrollArea):
        if scroll.isVisible() and scroll.widget():
            assert scroll.widget().width() <= scroll.viewport().width(), scroll.objectName()
    for table in view.findChildren(QAbstractItemView):
        many = size[0] < 1080 and table.objectName() in {
            "search_table",
            "history_table",
        }  # they scroll and lose nothing
        if table.isVisible() and not many:
            assert not table.horizontalScrollBar().isVisible(), table.objectName()


def test_dialogs_as_well(keep, page):
    for dialog in (CardCodeDialog(page), Confirm(Confirmation("Sure?", "It is gone then.", "Do it", "Keep it"), page)):
        keep(dialog).show()
        assert unnamed(dialog) == []
        assert dialog.windowTitle()
