"""How many backups are kept is asked for in one row, which has room in the smallest window."""

import pytest
from PySide6.QtCore import QPoint

from gui.views.settings.backup_plan import BackupPlanSection

KEEP = ("backup.latest", "backup.days", "backup.weeks", "backup.months")
ROOM = 505
"""px: what the page leaves a panel in a window of 1024."""


@pytest.mark.parametrize("language", ["look", "german"])
def test_the_four_counts_stand_in_one_row_that_fits(request, qtbot, keep, language: str):
    request.getfixturevalue(language)
    panel = keep(BackupPlanSection())
    panel.resize(ROOM, panel.heightForWidth(ROOM))
    panel.show()
    qtbot.waitExposed(panel)
    assert panel.minimumSizeHint().width() <= ROOM
    boxes = [panel.findChild(object, name) for name in KEEP]
    assert len({box.mapTo(panel, QPoint(0, 0)).y() for box in boxes}) == 1
    assert [box.x() for box in boxes] == sorted({box.x() for box in boxes})
    panel.show_problem("backup.days", "Write a whole number, 0 to 3650, and nothing else.")
    assert len({box.mapTo(panel, QPoint(0, 0)).y() for box in boxes}) == 1, "an error moves nothing"
