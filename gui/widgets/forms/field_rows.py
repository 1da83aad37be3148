"""A form from a tuple of `Field`: one row each, or several in one, a label as buddy, its hint or its error below.

The line below a field is kept while it is empty, so that an error moves nothing.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import QLocale, Signal
from PySide6.QtWidgets import QComboBox, QGridLayout, QHBoxLayout, QLabel, QLineEdit, QVBoxLayout, QWidget

from gui.widgets.forms.choice import Choice
from gui.widgets.messages.announcement import announce
from gui.widgets.text.labels import label, label_of, set_look

_NOTE_HEIGHT = 18
"""px: one line of an error."""


@dataclass(frozen=True, slots=True)
class Field:
    """`choices` (value, text) make a list; `secret` hides what is typed; `most` limits its length.

    `checked` False: nothing typed into it can be wrong, so it keeps no room for an error. `joins`: it stands in one row
    with the field before it.
    """

    name: str
    text: str
    hint: str = ""
    placeholder: str = ""
    choices: tuple[tuple[str, str], ...] = ()
    secret: bool = False
    most: int = 500
    checked: bool = True
    joins: bool = False


class FieldRows(QWidget):
    """Values are text by field name. `submitted`: Enter in a field."""

    changed = Signal()
    submitted = Signal()

    def __init__(self, fields: Sequence[Field], parent: QWidget | None = None, *, beside: bool = False) -> None:
        """Make the rows; `beside` puts labels left of their fields instead of above."""
        super().__init__(parent)
        self._inputs: dict[str, QLineEdit | QComboBox] = {}
        self._lines: dict[str, QHBoxLayout] = {}
        self._notes: dict[str, tuple[QLabel, str]] = {}
        self._cut: set[str] = set()
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(16)
        self._grid.setVerticalSpacing(10)
        self._grid.setColumnStretch(1, 1)
        row = QHBoxLayout()
        for at, field in enumerate(fields):
            if not field.joins:
                row = QHBoxLayout()
                row.setSpacing(16)
                self._grid.addLayout(row, at, 1)
            name, column = self._add(field)
            row.addLayout(column, 1)
            if beside:
                self._grid.addWidget(name, at, 0)
            else:
                column.insertWidget(0, name)

    def values(self) -> dict[str, str]:
        return {name: self.value(name) for name in self._inputs}

    def value(self, name: str) -> str:
        box = self._inputs[name]
        return str(box.currentData()) if isinstance(box, QComboBox) else box.text().strip()

    def typed(self, name: str) -> str:
        """Return a text as it was typed, with its blanks: a password."""
        box = self._inputs[name]
        assert isinstance(box, QLineEdit)
        return box.text()

    def set_value(self, name: str, value: str) -> None:
        box = self._inputs[name]
        if isinstance(box, QComboBox):
            box.setCurrentIndex(max(0, box.findData(value)))
        else:
            box.setText(value)

    def set_choices(self, name: str, choices: Sequence[tuple[str, str]]) -> None:
        """Replace what a list offers, as (value, text); the first is chosen. `name` is a field made with choices."""
        box = self._inputs[name]
        assert isinstance(box, QComboBox)
        box.clear()
        for value, text in choices:
            box.addItem(text, value)

    def input(self, name: str) -> QLineEdit | QComboBox:
        """Return the widget itself, for focus and completers."""
        return self._inputs[name]

    def put_beside(self, name: str, widget: QWidget) -> None:
        """Put `widget` behind the field's input, in its line and next in the order of Tab."""
        self._lines[name].addWidget(widget)
        self.setTabOrder(self._inputs[name], widget)

    def show_error(self, name: str, text: str) -> None:
        """Put `text` under the field in words; "" brings the hint back."""
        note, hint = self._notes[name]
        if text and note.isVisible():
            note.setMinimumHeight(max(note.minimumHeight(), note.height()))  # a short error moves nothing up
        note.setText(text or hint)
        note.setVisible(bool(text or hint))
        set_look(note, role="bad" if text else "hint")
        set_look(self._inputs[name], wrong="true" if text else "false")

    def point_out(self, name: str, text: str) -> None:
        """Say what is wrong with a field, below it and aloud, and bring the focus there."""
        self.show_error(name, text)
        self.input(name).setFocus()
        announce(self, text)

    def clear_errors(self) -> None:
        for name in self._inputs:
            self.show_error(name, "")

    def _add(self, field: Field) -> tuple[QLabel, QVBoxLayout]:
        """Return its label, and its input with the note below."""
        box = self._choice(field) if field.choices else self._line(field)
        box.setObjectName(field.name)
        box.setAccessibleName(field.text)
        note = label(field.hint, "hint", f"{field.name}_note", wrap=True)
        if field.checked and not field.choices:
            _keep_room(note)
        name = label_of(box, field.text, f"{field.name}_label")
        column = QVBoxLayout()
        column.setSpacing(4)
        line = self._lines[field.name] = QHBoxLayout()
        line.setSpacing(8)
        line.addWidget(box, 1)
        column.addLayout(line)
        column.addWidget(note)
        column.addStretch(1)  # a long error beside it moves nothing here
        note.setParent(self)
        note.setVisible(bool(field.hint))  # once it has a parent: alone it would open as a window
        self._inputs[field.name], self._notes[field.name] = box, (note, field.hint)
        return name, column

    def _choice(self, field: Field) -> QComboBox:
        box = Choice()
        for value, text in field.choices:
            box.addItem(text, value)
        box.setAccessibleDescription(field.text)
        box.currentIndexChanged.connect(self.changed)
        return box

    def _line(self, field: Field) -> QLineEdit:
        box = QLineEdit()
        box.setPlaceholderText(field.placeholder)
        if field.secret:
            box.setMaxLength(field.most)
            box.setEchoMode(QLineEdit.EchoMode.Password)
            box.textEdited.connect(self.changed)
        else:
            box.textEdited.connect(partial(self._on_edited, field))
        box.returnPressed.connect(self.submitted)
        return box

    def _on_edited(self, field: Field, text: str) -> None:
        """Tell of a cut: a limit that cuts in silence would let a person think that all of it is there."""
        box = self._inputs[field.name]
        assert isinstance(box, QLineEdit)
        if len(text) > field.most:
            at = box.cursorPosition()
            box.setText(text[: field.most])
            box.setCursorPosition(min(at, field.most))
        if field.name in self._cut:
            self.show_error(field.name, "")
        self._cut.discard(field.name)
        self.changed.emit()
        if len(text) > field.most:
            self._cut.add(field.name)
            locale = QLocale()
            said = self.tr("These were {count} characters, and there is room for {most}. The rest was left out.")
            self.show_error(field.name, said.format(count=locale.toString(len(text)), most=locale.toString(field.most)))


def _keep_room(note: QLabel) -> None:
    policy = note.sizePolicy()
    policy.setRetainSizeWhenHidden(True)
    note.setSizePolicy(policy)
    note.setMinimumHeight(_NOTE_HEIGHT)
