"""Counts in words. Apart from gui.wording.words: the first frame needs no states and kinds."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication


def tr(text: str) -> str:
    """Translate a text of this module."""
    return QCoreApplication.translate("words", text)


def need_you(count: int) -> str:
    """Return how many operations wait for a person."""
    return tr("1 needs you") if count == 1 else tr("{n} need you").format(n=count)
