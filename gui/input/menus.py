"""A letter in an open menu or list only moves the highlight: Qt would act on a bare mnemonic, or choose in a list."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QAction, QKeyEvent
from PySide6.QtWidgets import QAbstractItemView, QApplication, QMenu, QWidget


def move_to(menu: QMenu, letter: str) -> None:
    """Go to the next entry that begins with `letter`, if there is one."""
    entries = [each for each in menu.actions() if each.isEnabled() and not each.isSeparator()]
    if not entries:
        return
    at = entries.index(menu.activeAction()) + 1 if menu.activeAction() in entries else 0
    found = next((each for each in entries[at:] + entries[:at] if _begins(each, letter)), None)
    if found is not None:
        menu.setActiveAction(found)


def search(popup: QWidget, letter: str) -> bool:
    """Go to the next line of the open list that begins so; return false for another kind of popup."""
    if not is_list_of_choice(popup):
        return False
    for view in popup.findChildren(QAbstractItemView):
        view.keyboardSearch(letter)
    return True


def is_list_of_choice(popup: QWidget | None) -> bool:
    """Return whether `popup` is the open list of a choice."""
    return popup is not None and popup.metaObject().className() == "QComboBoxPrivateContainer"


def choose(popup: QWidget) -> None:
    """Choose the highlighted line of the open list, as Enter does: Qt does it when it asks about a shortcut."""
    for view in popup.findChildren(QAbstractItemView):
        asked = QKeyEvent(QEvent.Type.ShortcutOverride, Qt.Key.Key_Return, Qt.KeyboardModifier.NoModifier)
        QApplication.sendEvent(view, asked)


def _begins(entry: QAction, letter: str) -> bool:
    return entry.text().replace("&", "").casefold().startswith(letter.casefold())
