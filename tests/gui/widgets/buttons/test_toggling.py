"""A screen reader toggles a checkable button and never clicks it: that must do the same."""

from gui.frame.sidebar import Sidebar
from gui.views.lists.filter_chips import FilterChips
from gui.widgets.buttons.action_bar import Action, ActionBar
from gui.widgets.buttons.button import ActionButton


def test_a_toggled_page_is_requested_once(qtbot):
    sidebar = Sidebar()
    qtbot.addWidget(sidebar)
    asked = []
    sidebar.page_requested.connect(asked.append)
    sidebar.mark("card")
    sidebar._buttons["issue"].toggle()
    sidebar.mark("issue")
    sidebar._buttons["search"].click()
    assert asked == ["issue", "search"]


def test_a_toggled_action_is_chosen_and_stays_marked(qtbot):
    bar = ActionBar((Action("redeem", "&Redeem"), Action("top_up", "&Top up")))
    qtbot.addWidget(bar)
    chosen = []
    bar.chosen.connect(chosen.append)
    bar.choose("redeem")
    top_up = bar.findChild(ActionButton, "top_up_action")
    top_up.toggle()
    top_up.click()
    assert chosen == ["top_up", "top_up"]
    assert top_up.isChecked()


def test_a_toggled_chip_is_told_and_a_programmed_one_is_not(qtbot):
    chips = FilterChips("kind", (("", "All"), ("a", "A"), ("b", "B")))
    qtbot.addWidget(chips)
    chosen = []
    chips.chosen.connect(chosen.append)
    chips.choose("b")
    chips._group.buttons()[1].toggle()
    assert chosen == ["a"]
    assert chips.value == "a"
