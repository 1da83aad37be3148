"""The parts of the settings as a list on the left: one at a time is shown, by a click, a chord or the arrow keys."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication, Qt, Signal
from PySide6.QtWidgets import QAbstractButton, QButtonGroup, QVBoxLayout, QWidget

from gui.widgets.buttons.button import button
from gui.widgets.buttons.offers import Offer
from gui.widgets.keys import chords

translate = QCoreApplication.translate

_WIDTH = 210


def places() -> tuple[tuple[str, str, tuple[str, ...]], ...]:
    """Return each part: its name, its word with its letter, and the names of the panels that stand in it."""
    return (
        ("shop", translate("Settings", "&Shop"), ("settings_shop",)),
        ("till", translate("Settings", "This ti&ll"), ("settings_till",)),
        (
            "printing",
            translate("Settings", "&Printing"),
            ("settings_receipts", "settings_printing", "settings_codes", "settings_waiting_receipts"),
        ),
        ("scanner", translate("Settings", "S&canner"), ("settings_scanner",)),
        ("offline", translate("Settings", "&Without a connection"), ("settings_limits",)),
        ("people", translate("Settings", "P&eople"), ("settings_staff", "settings_signing")),
        ("tills", translate("Settings", "&Other tills"), ("settings_tills", "settings_sharing")),
        ("rights", translate("Settings", "&Rights"), ("settings_rights",)),
        ("policy", translate("Settings", "Polic&y"), ("settings_policy",)),
        (
            "service",
            translate("Settings", "Ser&vice"),
            ("settings_connection", "settings_service", "settings_way"),
        ),
        (
            "support",
            translate("Settings", "S&upport"),
            (
                "settings_backup",
                "settings_backups",
                "settings_keep",
                "settings_file",
                "settings_diagnostics",
                "settings_alerts",
                "settings_check",
            ),
        ),
    )


class PlaceList(QWidget):
    """`chosen` carries the name of a part. It is one stop for Tab; the arrow keys go up and down in it."""

    chosen = Signal(str)

    def __init__(self, words: Sequence[tuple[str, str]], parent: QWidget | None = None) -> None:
        """Make it; `words` are (name, word with its letter); the first one is on."""
        super().__init__(parent)
        self.setObjectName("settings_places")
        self.setAccessibleName(translate("Settings", "Parts of the settings"))
        self._group = QButtonGroup(self)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        for name, word in words:
            each = button(word, f"settings_to_{name}", "nav")
            each.setCheckable(True)
            each.setProperty("value", name)
            self._group.addButton(each)
            column.addWidget(each)
            each.ensurePolished()
        column.addStretch(1)
        self.setFixedWidth(max(_WIDTH, self.minimumSizeHint().width()))
        self._group.buttons()[0].setChecked(True)

        self._group.buttonToggled.connect(self._on_toggled)

    def choose(self, name: str) -> None:
        for each in self._group.buttons():
            if each.property("value") == name:
                each.setChecked(True)

    def take_focus(self) -> None:
        chosen = self._group.checkedButton()
        if chosen is not None:
            chosen.setFocus(Qt.FocusReason.OtherFocusReason)

    def offers(self, place: str) -> tuple[Offer, ...]:
        """Offer each part by its word, for the palette."""
        return tuple(
            Offer(each.objectName(), chords.plain(each.text()), each.click, icon="sliders-vertical", place=place)
            for each in self._group.buttons()
        )

    def _on_toggled(self, each: QAbstractButton, checked: bool) -> None:
        """Choose a part. Not `buttonClicked`: a screen reader toggles a checkable button without a click."""
        if checked:
            if any(other.hasFocus() for other in self._group.buttons()):
                each.setFocus(Qt.FocusReason.OtherFocusReason)  # after a chord too: the arrows go on from here
            self.chosen.emit(str(each.property("value")))
