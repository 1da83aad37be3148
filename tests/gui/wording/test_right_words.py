"""Every line of the table of rights has its words: one without would stop the page from being drawn."""

from __future__ import annotations

from core.services.people.known_settings import DEFAULTS
from core.services.people.role_rows import rows_of
from gui.wording import right_words


def test_every_act_of_the_table_is_called_something() -> None:
    shown = [row for row in rows_of(DEFAULTS) if row.editable or row.clerk.level is not row.manager.level]
    names = {right_words.act(row.permission) for row in shown}
    assert len(names) == len(shown) > 15
