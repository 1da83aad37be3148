"""Which days are meant: by name at once, typed once both can be read, and all of them where that is offered."""

import pytest
from PySide6.QtCore import Qt

from core.domain.period import Period
from gui.widgets.forms.days_choice import DaysChoice

pytestmark = pytest.mark.unstyled


@pytest.fixture
def made(qtbot):
    def make(first=None):
        choice = DaysChoice("some", first)
        qtbot.addWidget(choice)
        choice.show()
        return choice

    return make


def take(choice, data):
    box = choice.findChild(object, "some_period")
    box.setCurrentIndex(box.findData(data))


def type_into(qtbot, choice, name, text):
    line = choice.findChild(object, name)
    line.clear()
    qtbot.keyClicks(line, text)
    qtbot.keyClick(line, Qt.Key.Key_Return)


def test_it_begins_with_all_days_or_with_a_period(made):
    assert (made().period, made().typed) == (None, ("", ""))
    month = made(Period.MONTH)
    assert month.period is Period.MONTH
    assert month.findChild(object, "some_period").findData("") == -1, "all days are not offered there"


def test_a_period_counts_at_once_and_typed_days_once_they_can_be_read(qtbot, made):
    choice, heard = made(), []
    choice.changed.connect(lambda: heard.append((choice.period, choice.typed)))
    take(choice, "week")
    take(choice, "between")
    assert heard == [(Period.WEEK, ("", ""))]
    type_into(qtbot, choice, "some_from", "nonsense")
    assert len(heard) == 1
    assert choice.findChild(object, "some_day_problem").isVisible()
    type_into(qtbot, choice, "some_from", "2026-11-02")
    assert heard[-1] == (None, ("2026-11-02", ""))
    assert not choice.findChild(object, "some_day_problem").isVisible()


def test_what_is_chosen_for_it_is_shown_without_a_word(made):
    choice, heard = made(), []
    choice.changed.connect(lambda: heard.append(1))
    choice.choose(None, "2026-11-02", "2026-11-05")
    assert choice.typed == ("2026-11-02", "2026-11-05")
    assert choice.findChild(object, "some_to").isVisible()
    choice.choose(Period.TODAY)
    assert (choice.period, choice.typed) == (Period.TODAY, ("", ""))
    assert not choice.findChild(object, "some_to").isVisible()
    assert heard == []
