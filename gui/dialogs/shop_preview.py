"""What a shop file would change on this till, as before and after, before any of it counts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from core.domain.staff import Role
from gui.dialogs.fitting import FittingDialog
from gui.dialogs.take_over import TakeOver, lay_out, table_of
from gui.widgets.lists.table_model import Column
from gui.wording import messages, right_words

if TYPE_CHECKING:
    from collections.abc import Mapping

    from core.domain.shop_file import SharedChange, ShopPreview

_SIZE = 760, 520
"""px"""


class ShopPreviewDialog(FittingDialog):
    """`accepted` only where all of it counts from now on. It deletes itself."""

    keeps_input = False

    def __init__(self, preview: ShopPreview, names: Mapping[str, str], parent: QWidget) -> None:
        """Make it; `names` is what the settings are called, by key."""
        super().__init__(parent)
        self._names = names
        self.resize(*_SIZE)
        facts = preview.facts
        values = {"count": len(preview.changes), "made": messages.moment(facts.version), "till": facts.till}
        sentence = messages.format_sentence("shop.sound", values)
        columns: tuple[Column[tuple[str, str, str]], ...] = (
            Column(self.tr("Setting or person"), lambda each: each[0], width=300),
            Column(self.tr("Before"), lambda each: each[1], width=180),
            Column(self.tr("After"), lambda each: each[2]),
        )
        asked = TakeOver("shop_preview", self.tr("Take over a shop file"), sentence, self.tr("&Take all of it"))
        lay_out(self, asked, table_of(self, asked.name, columns, tuple(map(self._row, preview.changes))))

    def _row(self, change: SharedChange) -> tuple[str, str, str]:
        if change.kind == "setting":
            return self._names.get(change.name, change.name), change.before or "–", change.after or "–"
        before, after = (right_words.role(Role(each)) if each else "–" for each in (change.before, change.after))
        return change.name, before, self.tr("{role}, another PIN").format(role=after) if change.new_pin else after
