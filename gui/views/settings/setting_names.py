"""What the settings of the page are called, by key: for the dialogs that list them."""

from __future__ import annotations

from gui.views.settings.fields import sections, way
from gui.wording import right_words


def setting_names() -> dict[str, str]:
    """Return the names of the fields, and of the cells of the table of rights."""
    fields = {field.name: field.text for section in (*sections(), way()) for field in section.fields}
    return fields | right_words.setting_names()
