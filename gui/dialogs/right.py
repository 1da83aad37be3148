"""One act of the table of rights: what clerks and managers may do of it alone, and up to which limits."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from core.domain.staff import Role
from core.rows.role_rights import RightRow
from core.usecases.rights import CellChange
from gui.dialogs.fitting import FittingDialog
from gui.widgets.buttons.button import BigButton, button
from gui.widgets.forms.field_rows import Field, FieldRows
from gui.widgets.messages.announcement import announce
from gui.widgets.text.labels import label
from gui.wording import right_words

translate = QCoreApplication.translate


class RightDialog(FittingDialog):
    """`stored` carries the changes, a tuple of cells; the answer comes back with `accept` or `show_problem`."""

    stored = Signal(object)

    def __init__(self, row: RightRow, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("right_dialog")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setModal(True)
        self.setWindowTitle(right_words.act(row.permission))
        self.setMinimumWidth(620)
        self._row = row
        self._forms = {role: FieldRows(fields) for role in Role if (fields := _fields(row, role))}
        self._problem = label("", "bad", "right_problem", wrap=True)
        self._store = BigButton(self.tr("&Store"), "right_store", key=self.tr("Enter"))
        self._back = button(self.tr("&Back"), "right_back")
        self._busy = False
        self._arrange()
        self._show_values()

        for form in self._forms.values():
            form.submitted.connect(self._on_store)
            form.changed.connect(self._problem.hide)
        self._store.clicked.connect(self._on_store)
        self._back.clicked.connect(self.reject)

    def open(self) -> None:
        super().open()
        self._fit()

    def show_problem(self, text: str) -> None:
        """Say why nothing was stored; what was typed stays."""
        self._set_busy(busy=False)
        self._problem.setText(text)
        self._problem.show()
        self._fit()
        announce(self, text)

    def reject(self) -> None:
        """Stay open while it is stored: the answer comes here."""
        if not self._busy:
            super().reject()

    def _arrange(self) -> None:
        columns = QHBoxLayout()
        columns.setSpacing(28)
        for role, form in self._forms.items():
            column = QVBoxLayout()
            column.setSpacing(8)
            column.addWidget(label(right_words.role(role), "title", f"right_{role.value}"))
            column.addWidget(form)
            column.addStretch(1)
            columns.addLayout(column, 1)
        buttons = QHBoxLayout()
        buttons.setSpacing(10)
        buttons.addWidget(self._back)
        buttons.addWidget(self._store, 1)
        page = QVBoxLayout(self)
        page.setContentsMargins(24, 22, 24, 24)
        page.setSpacing(14)
        page.addWidget(label(self.windowTitle(), "heading", "right_heading", wrap=True))
        page.addLayout(columns)
        page.addWidget(self._problem)
        page.addLayout(buttons)
        self._problem.hide()
        first = next(iter(self._forms.values()))
        first.input(next(iter(first.values()))).setFocus()

    def _fit(self) -> None:
        """Grow to what the lines below the fields need; on a small screen all of it scrolls instead."""
        layout = self.layout()
        if layout is not None and layout.hasHeightForWidth():
            self.resize(self.width(), max(self.height(), layout.totalHeightForWidth(self.width())))

    def _show_values(self) -> None:
        for role, form in self._forms.items():
            for name, value in _values(self._row, role).items():
                form.set_value(name, value)

    def _on_store(self) -> None:
        changes = tuple(change for role, form in self._forms.items() if (change := self._change(role, form)))
        if self._busy:
            return
        if not changes:
            self.reject()
            return
        self._set_busy(busy=True)
        self.stored.emit(changes)

    def _change(self, role: Role, form: FieldRows) -> CellChange | None:
        """Return what is another than before; None where nothing is."""
        before = _values(self._row, role)
        parts = {name.rpartition("_")[2]: text for name, text in form.values().items() if text != before[name]}
        return CellChange(role, self._row.permission, **parts) if parts else None

    def _set_busy(self, *, busy: bool) -> None:
        self._busy = busy
        self._store.setEnabled(not busy)
        self._back.setEnabled(not busy)


def _values(row: RightRow, role: Role) -> dict[str, str]:
    cell = row.of(role)
    found = {"level": cell.level.value} if cell.choices else {}
    found |= {name: text for name, text in (("most", cell.most), ("day", cell.day)) if text is not None}
    return {f"right_{role.value}_{name}": text for name, text in found.items()}


def _fields(row: RightRow, role: Role) -> tuple[Field, ...]:
    cell, who = row.of(role), f"right_{role.value}"
    choices = tuple((each.value, right_words.level(each)) for each in cell.choices)
    fields = [Field(f"{who}_level", translate("Rights", "May do it"), choices=choices)] if choices else []
    if cell.most is not None:
        hint = right_words.most_hint(row.permission, role)
        fields.append(Field(f"{who}_most", translate("Rights", "At most, for one act"), hint, most=12))
    if cell.day is not None:
        hint = right_words.day_hint(row.permission)
        fields.append(Field(f"{who}_day", translate("Rights", "At most, in a day"), hint, most=12))
    return tuple(fields)
