"""The first manager. From then on people sign in, and some acts need a manager; skipped, everything stays allowed."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from core.domain.staff import Role
from core.usecases import people
from gui.first_run.assistant_page import AssistantPage
from gui.widgets.buttons.button import BigButton, button
from gui.widgets.forms.field_rows import Field, FieldRows
from gui.wording import messages

if TYPE_CHECKING:
    from core.errors import KnownError
    from gui.work.core_bridge import CoreBridge


class ManagerPage(AssistantPage):
    def __init__(self, bridge: CoreBridge) -> None:
        super().__init__(
            "manager",
            self.tr("The first manager"),
            self.tr(
                "With a manager, people sign in with a PIN, and settings, corrections and disabling need a manager. "
                "Without one, everybody may do everything."
            ),
        )
        self._bridge = bridge
        self._rows = FieldRows(
            (
                Field("manager_name", self.tr("Name"), most=60),
                Field("manager_pin", self.tr("PIN"), self.tr("Six digits or more."), secret=True, most=64),
                Field("manager_again", self.tr("The same PIN again"), secret=True, most=64),
            )
        )
        self._go = BigButton(self.tr("Set up and open the till"), "first_run_next", key=self.tr("Enter"))
        skip = button(self.tr("&Skip"), "first_run_skip")
        self.body.addWidget(self._rows)
        back = button(self.tr("&Back"), "first_run_back")
        self.end(self._go, back, skip)

        self._rows.changed.connect(self._rows.clear_errors)
        self._rows.submitted.connect(self._on_go)
        self._go.clicked.connect(self._on_go)
        skip.clicked.connect(self.next_requested)
        back.clicked.connect(self.back_requested)

    def take_focus(self) -> None:
        self._rows.input("manager_name").setFocus()

    def _on_go(self) -> None:
        name, pin = self._rows.value("manager_name"), self._rows.value("manager_pin")
        if pin != self._rows.value("manager_again"):
            self._rows.show_error("manager_again", self.tr("This is not the same PIN."))
            return
        self._go.setEnabled(False)
        work = partial(people.put_person, name=name, role=Role.MANAGER, pin=pin)
        self._bridge.run(work, self._on_put, failed=self._on_failed)

    def _on_put(self, _person: object) -> None:
        self.next_requested.emit()

    def _on_failed(self, error: KnownError) -> None:
        self._go.setEnabled(True)
        field = "manager_name" if error.key == "staff.name" else "manager_pin"
        self._rows.show_error(field, messages.format_error(error))
        self._rows.input(field).setFocus()
