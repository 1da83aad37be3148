"""The invitation by which a till joins, and what opens it; a desk of the office says so here."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from core.domain.invitation import ENDING, JoinAsked
from gui.dialogs.file_form import PLACE, FileForm, FileWanted
from gui.widgets.forms.field_rows import Field
from gui.widgets.forms.switch import Switch
from gui.widgets.text.labels import label

_CODE, _NAME = "join_code", "join_name"


class JoinForm(FileForm):
    """`asked` returns what was filled in, or tells what is missing.

    A scan, or Enter in the code, leads to an empty name first: that, and whether it is a desk, is said below the code.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        wanted = FileWanted(
            "join",
            self.tr("Choose the invitation"),
            self.tr("Invitations"),
            f"*{ENDING}",
            self.tr("Scan the code, or type the password of the invitation."),
            "shop.not_opened",
        )
        hint = self.tr("The file from the leading till. Its name ends with .invitation.")
        code = self.tr("Scan the code that the leading till shows, or type it.")
        fields = (
            Field("join_file", self.tr("Invitation"), hint, most=PLACE),
            # No hidden field: the window drops a scan into one, and the code opens nothing without its file.
            Field(_CODE, self.tr("Code or password"), code, most=500),
            Field(_NAME, self.tr("Name of this till"), self.tr("For example Till 2. Empty: the name stays."), most=60),
        )
        super().__init__(wanted, fields, parent)
        self._desk = Switch(self.tr("A &desk that only reads"), "join_desk")
        for_whom = self.tr("For the office: it sees what all tills did, and does nothing with cards.")
        self._desk.setAccessibleDescription(for_whom)
        self.column.setSpacing(4)
        self.column.addWidget(self._desk)
        self.column.addWidget(label(for_whom, "hint", "join_desk_hint", wrap=True))

    def take_key(self, text: str) -> None:
        self.rows.input(_CODE).setFocus()
        super().take_key(text)

    def asked(self) -> JoinAsked | None:
        given = self.file_and_key()
        return None if given is None else JoinAsked(*given, self.rows.value(_NAME), self._desk.isChecked())

    def _on_submitted(self) -> None:
        if self.rows.input(_CODE).hasFocus() and not self.rows.value(_NAME):
            self.rows.input(_NAME).setFocus()
        else:
            super()._on_submitted()
