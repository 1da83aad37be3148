"""A letter in an open menu or list only moves the highlight: Qt would act on a bare mnemonic, or choose in a list."""

from __future__ import annotations

from PySide6.QtGui import QAction
from PySide6.QtWidgets import QAbstractItemView, QMenu, QWidget


def move_to(menu: QMenu, letter: str) -> None:
    """To the next entry that begins with `letter`, if there is one."""
    entries = [each for each in menu.actions() if each.isEnabled() and not each.isSeparator()]
    if not entries:
        return
    at = entries.index(menu.activeAction()) + 1 if menu.activeAction() in entries else 0
    found = next((each for each in entries[at:] + entries[:at] if _begins(each, letter)), None)
    if found is not None:
        menu.setActiveAction(found)


def search(popup: QWidget, letter: str) -> bool:
    """To the next line of the open list of a choice that begins so; False: it is another kind of popup."""
    if popup.metaObject().className() != "QComboBoxPrivateContainer":
        return False
    for view in popup.findChildren(QAbstractItemView):
        view.keyboardSearch(letter)
    return True


def _begins(entry: QAction, letter: str) -> bool:
    return entry.text().replace("&", "").casefold().startswith(letter.casefold())
