"""Left to right or right to left: what is painted by hand is mirrored, and amounts keep their order in a sentence."""

from __future__ import annotations

import re
from collections.abc import Callable

from PySide6.QtCore import QRect, QRectF, Qt
from PySide6.QtGui import QGuiApplication, QPainter

from core.domain import plain

_OPEN, _CLOSE = "\u2066", "\u2069"
_ISOLATE = re.compile(f"{_OPEN}([^{_OPEN}{_CLOSE}]*){_CLOSE}")


def right_to_left() -> bool:
    """Return whether the language of the window is read from right to left."""
    return QGuiApplication.layoutDirection() == Qt.LayoutDirection.RightToLeft


def mirrored(painter: QPainter, inner: QRectF, outer: QRectF) -> QRectF:
    """Return where `inner`, drawn for left to right, belongs in `outer`. Text in it begins at the right side."""
    if painter.layoutDirection() != Qt.LayoutDirection.RightToLeft:
        return inner
    return QRectF(outer.left() + outer.right() - inner.right(), inner.top(), inner.width(), inner.height())


def laid(inner: QRect, outer: QRect) -> QRect:
    """Return where the part of a widget that lies at `inner` from left to right belongs in `outer`."""
    if not right_to_left():
        return inner
    return QRect(outer.left() + outer.right() - inner.right(), inner.top(), inner.width(), inner.height())


def isolated(text: str) -> str:
    """Isolate an amount or a code: between words from right to left its sign would go to its end."""
    return f"{_OPEN}{text}{_CLOSE}" if right_to_left() else text


def plain_text(text: str) -> str:
    """Clean as core.domain.plain.plain_text does, but what was isolated stays so: that turns nothing outside of it."""
    return _kept(text, plain.plain_text)


def plain_line(text: str) -> str:
    """Clean as core.domain.plain.plain_line does, likewise."""
    return _kept(text, plain.plain_line)


def _kept(text: str, clean: Callable[[str], str]) -> str:
    if _OPEN not in text or not right_to_left():
        return clean(text)
    parts = [clean(part) for part in _ISOLATE.split(text)]
    parts[1::2] = [f"{_OPEN}{part}{_CLOSE}" for part in parts[1::2]]
    return "".join(parts)
