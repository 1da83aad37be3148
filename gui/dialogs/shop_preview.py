"""What a shop file would change on this till, as before and after, before any of it counts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from core.domain.staff import Role
from gui.dialogs.fitting import FittingDialog
from gui.widgets.buttons.button import BigButton, button
from gui.widgets.lists.table import Table
from gui.widgets.lists.table_model import Column, TableModel
from gui.widgets.text.labels import label
from gui.wording import messages, right_words

if TYPE_CHECKING:
    from collections.abc import Mapping

    from core.domain.shop_file import SharedChange, ShopPreview

_SIZE = 760, 520
_ROW, _HIGH = 36, 52
"""px"""


class ShopPreviewDialog(FittingDialog):
    """`accepted` only where all of it counts from now on. It deletes itself."""

    keeps_input = False

    def __init__(self, preview: ShopPreview, names: Mapping[str, str], parent: QWidget) -> None:
        """Make it; `names` is what the settings are called, by key."""
        super().__init__(parent)
        self._names = names
        self.setObjectName("shop_preview_dialog")
        self.setModal(True)
        self.setWindowTitle(self.tr("Take over a shop file"))
        self.resize(*_SIZE)
        facts = preview.facts
        values = {"count": len(preview.changes), "made": messages.moment(facts.version), "till": facts.till}
        take = button(self.tr("&Take all of it"), "shop_preview_take")
        take.setMinimumHeight(_HIGH)
        back = BigButton(self.tr("Keep"), "shop_preview_back", key=self.tr("Enter"))
        row = QHBoxLayout()
        row.setSpacing(10)
        row.addWidget(back, 1)
        row.addWidget(take)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 22, 24, 24)
        column.setSpacing(12)
        column.addWidget(label(self.tr("Take over a shop file"), "heading", "shop_preview_heading", wrap=True))
        sentence = messages.format_sentence("shop.sound", values)
        column.addWidget(label(sentence, "text", "shop_preview_sentence", wrap=True))
        column.addWidget(self._table(preview.changes), 1)
        column.addLayout(row)

        take.clicked.connect(self.accept)
        back.clicked.connect(self.reject)
        self.finished.connect(self.deleteLater)
        back.setDefault(True)
        back.setFocus()

    def _table(self, changes: tuple[SharedChange, ...]) -> Table:
        columns: tuple[Column[tuple[str, str, str]], ...] = (
            Column(self.tr("Setting or person"), lambda each: each[0], width=300),
            Column(self.tr("Before"), lambda each: each[1], width=180),
            Column(self.tr("After"), lambda each: each[2]),
        )
        model = TableModel(columns, self)
        table = Table(model, "shop_preview_rows", self.tr("What is in the file"))
        table.verticalHeader().setDefaultSectionSize(_ROW)
        model.show_rows(tuple(map(self._row, changes)))
        return table

    def _row(self, change: SharedChange) -> tuple[str, str, str]:
        if change.kind == "setting":
            return self._names.get(change.name, change.name), change.before or "–", change.after or "–"
        before, after = (right_words.role(Role(each)) if each else "–" for each in (change.before, change.after))
        return change.name, before, self.tr("{role}, another PIN").format(role=after) if change.new_pin else after
