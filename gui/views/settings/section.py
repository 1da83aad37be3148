"""One panel of settings. A field is stored when it is left or ended with Enter; what is wrong is said below it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QSignalBlocker, Signal
from PySide6.QtWidgets import QComboBox, QLineEdit, QWidget

from gui.views.settings.fields import Section
from gui.widgets.forms.field_rows import FieldRows
from gui.widgets.layout.panel import Panel


class SettingsSection(Panel):
    """`change_requested` carries key and text, only when the text is another than the stored one."""

    change_requested = Signal(str, str)

    def __init__(self, section: Section, parent: QWidget | None = None) -> None:
        super().__init__(section.title, parent, name=f"settings_{section.name}")
        self._stored: dict[str, str] = {}
        self._keys = tuple(field.name for field in section.fields)
        self._rows = FieldRows(section.fields)
        self.body.addWidget(self._rows)

        for key in self._keys:
            self._connect(self._rows.input(key))

    @property
    def keys(self) -> tuple[str, ...]:
        return self._keys

    def show_values(self, values: Mapping[str, str]) -> None:
        """Show values, but leave alone the field that is being typed in."""
        for key in self._keys:
            if key in values and not self._is_typed_in(key):
                self.show_stored(key, values[key])

    def show_choices(self, key: str, choices: Sequence[tuple[str, str]]) -> None:
        """Set what a list offers now; the stored value is shown again."""
        with QSignalBlocker(self._rows.input(key)):
            self._rows.set_choices(key, choices)
            self._rows.set_value(key, self._stored.get(key, ""))

    def show_stored(self, key: str, text: str) -> None:
        """Show that the setting is `text` now, in its normal form."""
        self._stored[key] = text
        box = self._rows.input(key)
        was = box.blockSignals(True)
        self._rows.set_value(key, text)
        box.blockSignals(was)
        self._rows.show_error(key, "")

    def show_problem(self, key: str, text: str) -> None:
        self._rows.show_error(key, text)

    def enter(self, key: str, text: str) -> None:
        """Put `text` into the field as if somebody had typed it and gone on."""
        self._rows.set_value(key, text)
        self._end(key)

    def _is_typed_in(self, key: str) -> bool:
        box = self._rows.input(key)
        return box.hasFocus() and key in self._stored and self._rows.value(key) != self._stored[key]

    def _connect(self, box: QLineEdit | QComboBox) -> None:
        if isinstance(box, QComboBox):
            box.currentIndexChanged.connect(self._on_ended)
        else:
            box.editingFinished.connect(self._on_ended)

    def _on_ended(self) -> None:
        self._end(self.sender().objectName())

    def _end(self, key: str) -> None:
        text = self._rows.value(key)
        if key in self._stored and text != self._stored[key]:
            self.change_requested.emit(key, text)
        elif key in self._stored:
            self._rows.show_error(key, "")
