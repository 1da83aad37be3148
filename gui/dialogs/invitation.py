"""The code of an invitation that was just written: shown once, to be scanned or typed at the other till."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from gui.dialogs.fitting import FittingDialog
from gui.widgets.buttons.button import BigButton
from gui.widgets.cards.qr_code_view import QrCodeView
from gui.widgets.text.labels import label
from gui.wording import messages

if TYPE_CHECKING:
    from pathlib import Path

    from core.domain.invitation import InvitationFacts

_WIDTH = 560


class InvitationDialog(FittingDialog):
    """It deletes itself: the code is kept nowhere."""

    keeps_input = False

    def __init__(self, facts: InvitationFacts, path: Path, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("invitation_dialog")
        self.setModal(True)
        self.setWindowTitle(self.tr("Invite a till"))
        self.setMinimumWidth(_WIDTH)
        key = "shop.invited" if facts.with_token else "shop.invited_bare"
        told = messages.format_sentence(key, {"path": path, "until": messages.moment(facts.expires_at)})
        how = self.tr("At the other till choose this file, then scan this code or type it. It is shown only now.")
        square = QrCodeView("invitation_square", self.tr("The code of the invitation"))
        square.show_code(facts.code)
        code = label(facts.code, "strong", "invitation_code", wrap=True)
        code.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        done = BigButton(self.tr("Done"), "invitation_done", key=self.tr("Enter"))
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 22, 24, 24)
        column.setSpacing(14)
        column.addWidget(label(self.tr("Invite a till"), "heading", "invitation_heading", wrap=True))
        column.addWidget(label(told, "text", "invitation_told", wrap=True))
        column.addWidget(label(how, "muted", "invitation_how", wrap=True))
        column.addWidget(square, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addWidget(code)
        column.addWidget(done)

        done.clicked.connect(self.accept)
        self.finished.connect(self.deleteLater)
        done.setDefault(True)
        done.setFocus()
