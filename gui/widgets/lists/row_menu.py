"""What can be done with a row of a table: as a menu by the mouse, the menu key or Shift+F10, and as text to paste."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtGui import QAction, QGuiApplication
from PySide6.QtWidgets import QMenu, QWidget

from core.rows.spreadsheet_text import safe_shown
from gui.look.direction import plain_line
from gui.widgets.keys import chords

_ISOLATES = str.maketrans("", "", "\u2066\u2067\u2068\u2069\u200e\u200f")


@dataclass(frozen=True, slots=True)
class RowAction:
    """`text` as a button says it; its & is not shown, for a menu would act on the bare letter."""

    text: str
    run: Callable[[], object]
    enabled: bool = True


def plain_menu(actions: Iterable[RowAction | None], parent: QWidget) -> QMenu:
    """Return a menu without mnemonics; None stands for a line. It deletes itself when it is left."""
    menu = QMenu(parent)
    menu.setObjectName("row_menu")
    menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    for each in actions:
        if each is None:
            menu.addSeparator()
            continue
        action = QAction(chords.literal(chords.plain(each.text)), menu)
        action.setEnabled(each.enabled)
        action.triggered.connect(each.run)
        menu.addAction(action)
    return menu


def copy_row(texts: Sequence[str]) -> None:
    """Put the whole row on the clipboard, its cells apart by tabs; a spreadsheet that takes them calculates none."""
    cells = (safe_shown(plain_line(text).translate(_ISOLATES).replace("\t", " ")) for text in texts)
    QGuiApplication.clipboard().setText("\t".join(cells))


def tr(text: str) -> str:
    """Translate a text of this module."""
    return QCoreApplication.translate("row_menu", text)
