"""What the settings of the page are called, by key: for the dialogs that list them."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from core.domain.policy import EDITED
from gui.views.settings.fields import sections, way
from gui.views.settings.policy_fields import policy_section
from gui.wording import right_words


def setting_names() -> dict[str, str]:
    """Return the names of the fields, and of the cells of the table of rights."""
    fields = {field.name: field.text for section in (*sections(), policy_section(), way()) for field in section.fields}
    fields[EDITED] = QCoreApplication.translate("Settings", "Policy changed")
    return fields | right_words.setting_names()
