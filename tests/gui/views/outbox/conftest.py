"""The outbox over a real core, and that core without a connection."""

from __future__ import annotations

import pytest

from gui.views.outbox.outbox import OutboxView


@pytest.fixture
def offline(ask):
    ask(lambda core: core.connection.switch(True))


@pytest.fixture
def view(qtbot, bridge, show):
    return show(OutboxView(bridge))
