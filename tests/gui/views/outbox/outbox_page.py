"""The page of the outbox as tests work it."""

from __future__ import annotations

from core.usecases.operations import OutboxPage
from gui.views.outbox.outbox import OutboxView
from gui.widgets.lists.table import Table


def read(view: OutboxView, page: OutboxPage) -> None:
    """Show what a read of the outbox came back with."""
    view._on_read(page)


def chosen(view: OutboxView) -> str:
    return view._chosen


def table(view: OutboxView) -> Table:
    return view.findChild(Table)


def waiting_for(qtbot, view, states):
    qtbot.waitUntil(lambda: [row.state.value for row in view.model.rows] == states)
