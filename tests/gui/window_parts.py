"""Parts of the window that tests look at: found among its children, as a hand finds them, and not by private names."""

from __future__ import annotations

from typing import TypeVar

from PySide6.QtCore import QObject

from gui.frame.header import Header
from gui.views.card.card_session import CardSession
from gui.widgets.messages.message_bar import MessageBar

P = TypeVar("P", bound=QObject)


def message_bar(window: QObject) -> MessageBar:
    return _only(window, MessageBar)


def header(window: QObject) -> Header:
    return _only(window, Header)


def card_session(counter: QObject) -> CardSession:
    return _only(counter, CardSession)


def _only(parent: QObject, kind: type[P]) -> P:
    found = parent.findChildren(kind)
    assert len(found) == 1, (kind, found)
    return found[0]
