"""The people of the till: who there is, a form for another one or a new PIN, and the way out for those who left."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from core.domain.staff import Person, Role
from gui.widgets.buttons.button import button
from gui.widgets.forms.field_rows import Field, FieldRows
from gui.widgets.layout.panel import Panel
from gui.widgets.text.labels import label


class StaffPanel(Panel):
    """`put_requested` carries name, role and PIN; `remove_requested` and `history_requested` a name."""

    put_requested = Signal(str, str, str)
    remove_requested = Signal(str)
    history_requested = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(self.tr("People"), parent, name="settings_staff")
        self._list = QVBoxLayout()
        self._hint = label("", "hint", "staff_hint", wrap=True)
        roles = ((Role.CLERK.value, self.tr("Clerk")), (Role.MANAGER.value, self.tr("Manager")))
        self._rows = FieldRows(
            (
                Field("person_name", self.tr("Name"), self.tr("The same name again gives a new PIN or role."), most=60),
                Field("person_role", self.tr("Role"), choices=roles),
                Field(
                    "person_pin",
                    self.tr("PIN"),
                    self.tr("How long is set below. Not 1234, not 1212."),
                    secret=True,
                    most=64,
                ),
            )
        )
        self._put = button(self.tr("&Add this person"), "person_put")
        self.body.addWidget(self._hint)
        self.body.addLayout(self._list)
        self.body.addWidget(self._rows)
        self.body.addWidget(self._put)

        self._rows.changed.connect(self._rows.clear_errors)
        self._rows.submitted.connect(self._on_put)
        self._put.clicked.connect(self._on_put)

    def show_people(self, people: tuple[Person, ...]) -> None:
        while item := self._list.takeAt(0):
            if widget := item.widget():
                widget.hide()
                widget.deleteLater()
        for person in people:
            self._list.addWidget(self._line(person))
        managed = any(person.role is Role.MANAGER for person in people)
        nobody = self.tr("Until there is a manager, nobody signs in and everybody may do everything.")
        signing = self.tr("People sign in. What each role may do is in the part Rights.")
        self._hint.setText(signing if managed else nobody)
        self._begin_anew()

    def show_problem(self, key: str, text: str) -> None:
        self._rows.show_error("person_name" if key == "staff.name" else "person_pin", text)

    def _begin_anew(self) -> None:
        """Begin anew with a clerk, unless somebody says else: nobody becomes a manager by what was left."""
        for name, value in (("person_name", ""), ("person_role", Role.CLERK.value), ("person_pin", "")):
            self._rows.set_value(name, value)
        if self.focusWidget() is not None:
            self._rows.input("person_name").setFocus()

    def _line(self, person: Person) -> QWidget:
        line = QWidget()
        row = QHBoxLayout(line)
        row.setContentsMargins(0, 0, 0, 0)
        role = self.tr("Manager") if person.role is Role.MANAGER else self.tr("Clerk")
        row.addWidget(label(person.name, "strong"))
        row.addWidget(label(role, "hint"))
        row.addStretch(1)
        for text, name, act in (
            (self.tr("What was done"), "person_history", self._on_history),
            (self.tr("Remove"), "person_remove", self._on_remove),
        ):
            made = button(text, name, "quiet")
            made.setAccessibleDescription(person.name)
            made.setProperty("person", person.name)
            made.clicked.connect(act)
            row.addWidget(made)
        return line

    def _on_put(self) -> None:
        values = self._rows.values()
        self.put_requested.emit(values["person_name"], values["person_role"], values["person_pin"])

    def _on_history(self) -> None:
        self.history_requested.emit(str(self.sender().property("person")))

    def _on_remove(self) -> None:
        self.remove_requested.emit(str(self.sender().property("person")))
