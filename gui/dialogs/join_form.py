"""The invitation by which a till joins, and what opens it; what is wrong is said below its field."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from core.domain.invitation import ENDING, JoinAsked
from gui.dialogs import file_dialog
from gui.widgets.buttons.button import button
from gui.widgets.forms.field_rows import Field, FieldRows
from gui.widgets.forms.switch import Switch
from gui.widgets.text.labels import label
from gui.wording import messages

if TYPE_CHECKING:
    from core.errors import KnownError

_FILE, _CODE, _NAME = "join_file", "join_code", "join_name"
"""The code is no hidden field: the window drops a scan into one, and it opens nothing without its file."""
_OF_CODE = frozenset({"shop.not_opened"})


class JoinForm(QWidget):
    """`submitted`: Enter in a field. `asked` returns what was filled in, or tells what is missing."""

    submitted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        hint = self.tr("The file from the leading till. Its name ends with .invitation.")
        code = self.tr("Scan the code that the leading till shows, or type it.")
        self._rows = FieldRows(
            (
                Field(_FILE, self.tr("Invitation"), hint, most=1000),
                Field(_CODE, self.tr("Code or password"), code, most=500),
                Field(_NAME, self.tr("Name of this till"), self.tr("As Till 2. Empty: as it is."), most=60),
            )
        )
        self._desk = Switch(self.tr("A &desk that only reads"), "join_desk")
        for_whom = self.tr("For the office: it sees what all tills did, and does nothing with cards.")
        self._desk.setAccessibleDescription(for_whom)
        choose = button(self.tr("Choose the &file…"), "join_choose")
        self._rows.put_beside(_FILE, choose)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addWidget(self._rows)
        column.addWidget(self._desk)
        column.addWidget(label(for_whom, "hint", "join_desk_hint", wrap=True))

        choose.clicked.connect(self._on_choose)
        self._rows.submitted.connect(self.submitted)
        self._rows.changed.connect(self._rows.clear_errors)

    def take_focus(self) -> None:
        self._rows.input(_FILE).setFocus()

    def take_code(self, text: str) -> None:
        """Take the code of an invitation as it was scanned."""
        self._rows.set_value(_CODE, text)
        self.submitted.emit()

    def asked(self) -> JoinAsked | None:
        """Return what was filled in; None once it is told what is missing."""
        if not self._rows.value(_FILE):
            self._rows.point_out(_FILE, self.tr("Which file? Write its whole place, or choose it."))
        elif not self._rows.typed(_CODE):
            self._rows.point_out(_CODE, self.tr("Scan the code, or type the password of the invitation."))
        else:
            self._rows.clear_errors()
            path = Path(self._rows.value(_FILE)).expanduser()
            return JoinAsked(path, self._rows.typed(_CODE), self._rows.value(_NAME), self._desk.isChecked())
        return None

    def show_problem(self, error: KnownError) -> None:
        """Tell what the core could not do, below the field that can mend it."""
        self._rows.point_out(_CODE if error.key in _OF_CODE else _FILE, messages.format_error(error))

    def _on_choose(self) -> None:
        kinds = f"{self.tr('Invitations')} (*{ENDING});;{self.tr('All files')} (*)"
        dialog = file_dialog.open_file("join_file_dialog", self.tr("Choose the invitation"), kinds, self)
        dialog.fileSelected.connect(self._on_chosen)

    def _on_chosen(self, path: str) -> None:
        self._rows.clear_errors()
        self._rows.set_value(_FILE, path)
        self._rows.input(_CODE).setFocus()
