"""Whether the past of a card has room is known before the card is painted: nothing is shown and taken away again."""

import pytest
from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QWidget

from gui.views.card.card import CardView
from gui.views.card.card_pane import CardPane
from tests.gui import measurements


class Painted(QObject):
    """Notes at each paint of a card whether its past was in sight; a first card is made when it is shown."""

    def __init__(self) -> None:
        super().__init__()
        self.states: list[bool] = []

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Paint and isinstance(watched, CardPane):
            self.states.append(watched.findChild(QWidget, "past").isVisible())
        return False


@pytest.fixture
def painted(qapp):
    made = Painted()
    qapp.installEventFilter(made)
    yield made
    qapp.removeEventFilter(made)


@pytest.mark.slow
@pytest.mark.parametrize(("height", "with_past"), [(640, True), (620, True), (580, False), (540, False), (500, False)])
def test_the_first_paint_of_a_card_is_as_it_stays(qtbot, bridge, show, cards, painted, height, with_past):
    view = show(CardView(bridge))
    view.resize(1080, height)
    view.show_card(cards[0].card_id)
    qtbot.waitUntil(lambda: bool(painted.states))
    view.resize(1080, height + 1)  # all is measured once more
    measurements.settle()
    assert set(painted.states) == {with_past}
    assert measurements.cut_off(view) == []
